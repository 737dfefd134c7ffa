import { useMemo } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import type { Study, StudyPanelProps } from './answer.ts';
import { parameterWords } from './trials.ts';
import type { TrialRow } from './trials.ts';
import { trialStateWords } from './words.ts';

/** All trials, sorted as the reader wants; only the rows in view are drawn. */
export function TrialsPanel({ answer, rows }: StudyPanelProps) {
  const study = answer.data?.study ?? null;
  const columns = useMemo(() => (study === null ? [] : columnsOf(study)), [study]);
  return (
    <Panel
      title="Trials"
      flush
      skeleton="rows"
      minHeight={240}
      load={loadOf(answer, () => (rows.length === 0 ? null : rows))}
      onRetry={answer.reload}
      empty={{ says: 'No trial yet.', how: 'Trials appear when they are asked for.' }}
    >
      {(shown) => (
        <DataTable
          caption="Trials"
          columns={columns}
          rows={shown}
          rowKey={({ number }) => String(number)}
          initialSort={{ key: 'number', direction: 'descending' }}
          rowHeight={34}
          maxHeight="480px"
        />
      )}
    </Panel>
  );
}

const columnsOf = (study: Study): readonly Column<TrialRow>[] => [
  { key: 'number', header: 'Trial', of: ({ number }) => number, unit: 'count' },
  {
    key: 'state',
    header: 'State',
    of: ({ state }) => state,
    cell: ({ state }) => <Badge tone={trialStateWords[state].tone}>{trialStateWords[state].label}</Badge>,
  },
  ...study.objectives.map(({ name }, place): Column<TrialRow> => ({
    key: `objective ${place}`,
    header: visible(name),
    of: ({ values }) => values[place] ?? null,
    unit: 'number',
  })),
  ...study.searchSpace.map(({ name, kind }, place): Column<TrialRow> => ({
    key: `parameter ${place}`,
    header: visible(name),
    of: ({ parameters }) => {
      const value = parameters[place] ?? null;
      return typeof value === 'number' || value === null ? value : visible(parameterWords(value));
    },
    ...(kind !== 'CATEGORICAL' && { unit: 'number' as const }),
  })),
  { key: 'duration', header: 'Duration', of: ({ durationMs }) => durationMs, unit: 'ms' },
];
