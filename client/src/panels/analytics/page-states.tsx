import { Link } from '@tanstack/react-router';
import { EmptyState, ErrorState, Panel } from 'ui-kit/panel';
import { keepView, useView } from '../../controls/use-view.ts';
import { filterCount, narrowingKeys, withoutAny } from '../../controls/view.ts';
import { Button } from '../../primitives/button.tsx';
import styles from './analytics.module.css';

/** The last answer still holds, but could not be renewed. */
export function StaleNotice({ failure, onRetry }: { readonly failure: string; readonly onRetry: () => void }) {
  return (
    <div className={styles.notice} role="alert">
      <span>{failure} What you see is the last answer; it may be behind.</span>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

/** Nothing could be read at all: one answer feeds every panel, so its failure is shown once. */
export function NothingRead({ failure, onRetry }: { readonly failure: string; readonly onRetry: () => void }) {
  return (
    <Panel title="The numbers could not be read">
      <ErrorState message={`${failure} What was stored is not touched by this.`} onRetry={onRetry} />
    </Panel>
  );
}

/** No message in this window and through these filters, or none at all yet: says which, and what would change it. */
export function NothingHere({ isNew }: { readonly isNew: boolean }) {
  const [view, change] = useView();
  if (isNew) {
    return (
      <Panel title="No messages yet">
        <EmptyState
          says="This page fills itself as soon as the first message arrives."
          how="Let a simulated application write some, or connect your own."
          command="npx -y pnpm@12 demo"
          action={
            <span className={styles.actions}>
              <Link to="/connect" search={keepView}>
                Connect an application
              </Link>
              <Link to="/import" search={keepView}>
                Import a file
              </Link>
            </span>
          }
        />
      </Panel>
    );
  }
  const filters = filterCount(view);
  return (
    <Panel title="Nothing in this view">
      <EmptyState
        says={filters > 0 ? 'No message in this time range passes these filters.' : 'No message in this time range.'}
        how="Messages exist outside of it."
        action={
          <span className={styles.actions}>
            {filters > 0 && <Button onClick={() => change(withoutAny(narrowingKeys))}>Clear filters</Button>}
            {view.range !== 'all' && (
              <Button onClick={() => change({ range: 'all', from: undefined, to: undefined })}>Show all time</Button>
            )}
          </span>
        }
      />
    </Panel>
  );
}
