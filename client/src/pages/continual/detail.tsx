import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo } from 'react';
import { ContinualChangedDocument, ContinualSessionOfDocument } from '../../graphql/generated/graphql.ts';
import type { SessionDetailFragment, SessionRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Moment } from '../../primitives/moment.tsx';
import { signedPoints, statusWords } from './words.ts';

const changes = { subscription: ContinualChangedDocument, askAfterMs: 1_000 } as const;

type Score = SessionDetailFragment['scores'][number];
type Update = SessionDetailFragment['updates'][number];

const x = { of: (score: Score) => Number(score.step), label: 'Step', unit: 'count' } as const;
const y = { of: (score: Score) => score.accuracy, label: 'Accuracy', unit: 'share', baseline: 'zero' } as const;
const series = (score: Score) => visible(score.task);

/** Curves of all tasks over the steps of a session, and its updates. */
export function CurvesAndUpdates({ session }: { readonly session: SessionRowFragment }) {
  const answer = useLiveQuery({ query: ContinualSessionOfDocument, variables: useMemo(() => ({ id: session.id }), [session.id]), changes });
  const detailOf = <Value,>(pick: (detail: SessionDetailFragment) => Value | null) =>
    loadOf(answer, ({ node }) => (node != null && 'scores' in node ? pick(node as SessionDetailFragment) : null));
  return (
    <>
      <Panel
        title="Accuracy over steps"
        hint="with each task"
        skeleton="chart"
        minHeight={240}
        load={detailOf(({ scores }) => (scores.length === 0 ? null : scores))}
        onRetry={answer.reload}
        empty={{ says: 'No accuracy yet.', how: 'Log accuracies by step and task with logContinualScores.' }}
      >
        {(scores) => <LineChart title="Accuracy over steps" data={scores} x={x} y={y} series={series} height={240} />}
      </Panel>
      <Panel
        title="Updates"
        hint="latest first"
        flush
        skeleton="rows"
        minHeight={140}
        load={detailOf(({ updates }) => (updates.length === 0 ? null : updates))}
        onRetry={answer.reload}
        empty={{
          says: 'No update yet.',
          how: 'Log each change of the model in use, also failed ones and rollbacks, with logContinualUpdates.',
        }}
      >
        {(updates) => (
          <DataTable
            caption="Updates"
            columns={columns}
            rows={updates}
            rowKey={({ externalId }) => externalId}
            rowHeight={34}
            maxHeight="420px"
          />
        )}
      </Panel>
    </>
  );
}

const columns: readonly Column<Update>[] = [
  { key: 'at', header: 'Time', of: ({ at }) => Date.parse(at), cell: ({ at }) => <Moment at={at} /> },
  {
    key: 'status',
    header: 'Outcome',
    of: ({ status }) => statusWords[status].words,
    cell: ({ status }) => <Badge tone={statusWords[status].tone}>{statusWords[status].words}</Badge>,
  },
  { key: 'task', header: 'Task', of: ({ task }) => (task == null ? null : visible(task)) },
  { key: 'feedback', header: 'Feedback', of: ({ feedbackCount }) => feedbackCount, unit: 'count' },
  { key: 'before', header: 'Before', of: ({ before }) => before ?? null, unit: 'share' },
  { key: 'after', header: 'After', of: ({ after }) => after ?? null, unit: 'share' },
  {
    key: 'change',
    header: 'Change',
    of: ({ before, after }) => (before == null || after == null ? null : after - before),
    align: 'end',
    cell: ({ before, after }) => <span className="mono">{before == null || after == null ? '–' : signedPoints(after - before)}</span>,
  },
  { key: 'error', header: 'Error', of: ({ error }) => (error == null ? null : visible(error)), isClipped: true },
];
