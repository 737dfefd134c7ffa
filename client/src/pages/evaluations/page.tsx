import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { useKeysetList } from '../../controls/list/list.ts';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import type { EvaluationRunProgressPartFragment, EvaluationRunRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { Follow } from './follow.tsx';
import { RunDialog } from './run-dialog.tsx';
import { useRunsSource } from './runs-source.ts';
import { byWords, isUnderWay, meanWords, overWords, stateLabels } from './words.ts';
import styles from './evaluations.module.css';

/** Every evaluation run: what it was over, who answered, and how it scored. */
export function EvaluationsPage() {
  const navigate = useNavigate();
  const locale = useLocale();
  const mayRun = useMay('RUN_EVALUATIONS');
  const list = useKeysetList(useRunsSource(), true);
  const [isMaking, setMaking] = useState(false);
  const [progress, setProgress] = useState<Readonly<Record<string, EvaluationRunProgressPartFragment>>>({});
  const rows = (list.entries ?? []).map(({ node }) => {
    const now = progress[node.id];
    return now === undefined || !isUnderWay(node) ? node : { ...node, ...now };
  });
  const changed = (now: EvaluationRunProgressPartFragment): void => {
    setProgress((held) => ({ ...held, [now.id]: now }));
    if (!isUnderWay(now)) list.reload();
  };
  const make = (
    <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
      New run
    </Button>
  );
  return (
    <Page title="Evaluations" actions={mayRun && make}>
      <ListPanel
        noun={['run', 'runs']}
        list={list}
        empty={
          <EmptyState
            says="No evaluation run yet."
            how="A run puts rows of a dataset, or messages, through a prompt and a model, and scores each answer by checks and judges. Applications report theirs with Langfuse’s or Phoenix’s client."
            {...(mayRun && { action: make })}
          />
        }
      >
        <DataTable
          caption="Evaluation runs"
          columns={columnsOf(locale)}
          rows={rows}
          rowKey={({ id }) => id}
          rowHeight={52}
          maxHeight="calc(100dvh - 150px)"
          onEndReached={list.loadMore}
          onRowOpen={({ id }) => void navigate({ to: '/evaluations/$runId', params: { runId: id }, search: keepView })}
        />
      </ListPanel>
      {rows.filter(isUnderWay).map(({ id }) => (
        <Follow key={id} id={id} onChange={changed} />
      ))}
      {isMaking && (
        <RunDialog
          onSaved={(runId) => void navigate({ to: '/evaluations/$runId', params: { runId }, search: keepView })}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
}

const columnsOf = (locale: Locale): readonly Column<EvaluationRunRowFragment>[] => [
  {
    key: 'name',
    header: 'Run',
    of: ({ name }) => name,
    cell: ({ id, name, ...run }) => (
      <span className={styles.named}>
        <Link to="/evaluations/$runId" params={{ runId: id }} search={keepView} tabIndex={-1}>
          {visible(name)}
        </Link>
        <span className={styles.key}>{byWords(run)}</span>
      </span>
    ),
  },
  { key: 'over', header: 'Over', of: (run) => overWords(run) },
  {
    key: 'state',
    header: 'State',
    of: ({ state }) => state,
    cell: ({ state }) => <StateBadge state={state} />,
  },
  {
    key: 'scores',
    header: 'Scores',
    of: ({ scores }) => scores[0]?.mean ?? null,
    cell: ({ scores }) => (
      <span className={styles.named}>
        {scores.slice(0, 2).map((score) => (
          <span key={score.name}>
            {meanWords(score, locale)} <span className={styles.key}>{visible(score.name)}</span>
          </span>
        ))}
        {scores.length > 2 && <span className={styles.key}>and {scores.length - 2} more</span>}
      </span>
    ),
  },
  {
    key: 'items',
    header: 'Items',
    of: ({ doneCount }) => doneCount,
    cell: ({ doneCount, failedCount, itemCount }) => (
      <span className={styles.named}>
        <span>
          {format(doneCount, 'count', locale)}
          {itemCount > 0 && ` of ${format(itemCount, 'count', locale)}`}
        </span>
        {failedCount > 0 && <span className={styles.key}>{format(failedCount, 'count', locale)} failed</span>}
      </span>
    ),
  },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd, unit: 'usd' },
  { key: 'at', header: 'Begun', of: ({ createdAt }) => createdAt, cell: ({ createdAt }) => <Moment at={createdAt} /> },
];

export function StateBadge({ state }: Pick<EvaluationRunRowFragment, 'state'>) {
  return (
    <Badge tone={state === 'DONE' ? 'good' : state === 'PAUSED' || state === 'FAILED' ? 'bad' : 'neutral'}>{stateLabels[state]}</Badge>
  );
}
