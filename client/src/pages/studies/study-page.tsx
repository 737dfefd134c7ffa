import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { StudyChangedDocument, StudyPageDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { HistoryPanel } from './history-panel.tsx';
import { ImportancePanel } from './importance-panel.tsx';
import styles from './studies.module.css';
import { trialRows } from './trials.ts';
import { TrialsPanel } from './trials-panel.tsx';

/** One study: how far it has come, what matters, and its trials. */
export function StudyPage() {
  const { studyId } = useParams({ from: '/studies/$studyId' });
  return <OneStudy key={studyId} studyId={studyId} />;
}

function OneStudy({ studyId }: { readonly studyId: string }) {
  const answer = useLiveQuery({
    query: StudyPageDocument,
    variables: { id: studyId },
    changes: { subscription: StudyChangedDocument, askAfterMs: 2_000, of: { id: studyId } },
  });
  const study = answer.data?.study ?? null;
  const rows = useMemo(() => (study === null ? [] : trialRows(study.trialTable)), [study]);
  return (
    <Page
      title={study === null ? 'Study' : visible(study.name)}
      trail={
        <Link to="/studies" search={keepView}>
          Studies
        </Link>
      }
    >
      {answer.data !== null && study === null ? (
        <EmptyState says="There is no such study." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.page}>
          <div className={styles.pair}>
            <HistoryPanel answer={answer} rows={rows} />
            <ImportancePanel answer={answer} />
          </div>
          <TrialsPanel answer={answer} rows={rows} />
        </div>
      )}
    </Page>
  );
}
