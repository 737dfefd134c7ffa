import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { StrategyTakenQuery, TakenRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Ago } from '../../primitives/moment.tsx';
import { kindWords, lossWords, outcomeWords, predictedWords } from './words.ts';

const columns: readonly Column<TakenRowFragment>[] = [
  { key: 'title', header: 'Recommendation', of: ({ title }) => visible(title), isClipped: true },
  {
    key: 'outcome',
    header: 'Came true',
    of: ({ outcome }) => (outcome == null ? null : outcomeWords[outcome].words),
    cell: ({ outcome }) =>
      outcome == null ? <span className="quiet">–</span> : <Badge tone={outcomeWords[outcome].tone}>{outcomeWords[outcome].words}</Badge>,
  },
  {
    key: 'predicted',
    header: 'Predicted loss',
    of: ({ predicted }) => predicted ?? null,
    align: 'end',
    cell: ({ predicted, predictedLow, predictedHigh }) => (
      <span className="mono">
        {predicted == null || predictedLow == null || predictedHigh == null
          ? '–'
          : predictedWords({ value: predicted, low: predictedLow, high: predictedHigh })}
      </span>
    ),
  },
  {
    key: 'best',
    header: 'Best loss',
    of: ({ bestLoss }) => bestLoss ?? null,
    align: 'end',
    cell: ({ bestLoss }) => <span className="mono">{bestLoss == null ? '–' : lossWords(bestLoss)}</span>,
  },
  {
    key: 'before',
    header: 'Before',
    of: ({ baseline }) => baseline ?? null,
    align: 'end',
    cell: ({ baseline }) => <span className="mono">{baseline == null ? '–' : lossWords(baseline)}</span>,
  },
  { key: 'jobs', header: 'Finished jobs', of: ({ finishedJobCount }) => finishedJobCount, unit: 'count' },
  { key: 'kind', header: 'About', of: ({ kind }) => kindWords[kind] },
  {
    key: 'configuration',
    header: 'Configuration',
    of: ({ configuration }) => configuration?.name ?? null,
    cell: ({ configuration }) =>
      configuration == null ? (
        <span className="quiet">deleted</span>
      ) : (
        <Link to="/training" search={{ configuration: [configuration.id] }}>
          {visible(configuration.name)}
        </Link>
      ),
  },
  {
    key: 'made',
    header: 'Made',
    of: ({ createdAt }) => Date.parse(createdAt),
    align: 'end',
    cell: ({ createdAt }) => <Ago at={createdAt} />,
  },
];

/** Recommendations that became configurations, with what was predicted and what came. */
export function TakenPanel({ answer }: { readonly answer: Live<StrategyTakenQuery> }) {
  return (
    <Panel
      title="Taken recommendations"
      hint="what was predicted beside the best loss of the jobs that were started from it"
      flush
      skeleton="rows"
      minHeight={140}
      load={loadOf(answer, ({ strategyRecommendations: rows }) => (rows.length === 0 ? null : rows))}
      onRetry={answer.reload}
      empty={{
        says: 'No recommendation was taken yet.',
        how: 'Make a configuration of one, and start jobs from it: they show whether it came true.',
      }}
    >
      {(rows) => (
        <DataTable caption="Taken recommendations" columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={36} maxHeight="420px" />
      )}
    </Panel>
  );
}
