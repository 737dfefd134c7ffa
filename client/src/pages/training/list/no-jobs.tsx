import { Link } from '@tanstack/react-router';
import { EmptyState } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import { trainingSnippets } from '../../../panels/connecting/training-snippets.ts';
import { Button } from '../../../primitives/button.tsx';
import { Snippet } from '../../../primitives/snippet.tsx';
import { withoutJobFilters } from './job-list-view.ts';
import { useJobListView } from './use-job-list-view.ts';
import styles from './list.module.css';

/** Why the list is empty, and what would change it. */
export function NoJobs({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const [, change] = useJobListView();
  if (isNarrowed) {
    return (
      <EmptyState
        says="No job passes the search and the filters."
        how="Words are looked for in names, projects, groups, models, datasets, people, tags and notes."
        action={<Button onClick={() => change(withoutJobFilters)}>Clear search and filters</Button>}
      />
    );
  }
  return (
    <div className={styles.none}>
      <EmptyState
        says="No training job has arrived yet."
        how="A trainer that logs to MLflow or Trackio changes one address; its runs appear here as they train. Others need two lines, or an import."
      />
      {trainingSnippets(window.location.origin, null).map(({ key, label, says, code }) => (
        <Snippet key={key} label={label} says={says} code={code} />
      ))}
      <Link to="/connect" search={keepView}>
        Keys, and a way to see the first number arrive
      </Link>
    </div>
  );
}
