import { useMemo } from 'react';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import type { StudyAnswer } from './answer.ts';
import { bestSoFar } from './trials.ts';
import type { HistoryPoint, TrialRow } from './trials.ts';

const numberOf = ({ number }: HistoryPoint): number => number;
const valueOf = ({ value }: HistoryPoint): number => value;

/** The best value up to each trial. */
export function HistoryPanel({ answer, rows }: { readonly answer: StudyAnswer; readonly rows: readonly TrialRow[] }) {
  const objective = answer.data?.study?.objectives[0];
  const points = useMemo(() => bestSoFar(rows, objective?.direction ?? 'MINIMIZE'), [rows, objective?.direction]);
  return (
    <Panel
      title="Best so far"
      skeleton="chart"
      minHeight={260}
      load={loadOf(answer, () => (points.length === 0 ? null : points))}
      onRetry={answer.reload}
      empty={{ says: 'No trial is complete.', how: 'The best value appears with the first trial that has one.' }}
    >
      {(best) => (
        <LineChart
          title="Best so far"
          data={best}
          x={{ of: numberOf, label: 'Trial', unit: 'count' }}
          y={{ of: valueOf, label: visible(objective?.name ?? 'value'), unit: 'number', baseline: 'data' }}
        />
      )}
    </Panel>
  );
}
