import { useMemo } from 'react';
import { LineChart } from 'ui-kit/line-chart';
import type { Threshold } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import type { StudyPanelProps } from './answer.ts';
import { bestSoFar } from './trials.ts';
import type { HistoryPoint } from './trials.ts';
import { directionWords } from './words.ts';

const numberOf = ({ number }: HistoryPoint): number => number;
const valueOf = ({ value }: HistoryPoint): number => value;

/** The best value up to each trial, and the baseline. */
export function HistoryPanel({ answer, rows }: StudyPanelProps) {
  const objective = answer.data?.study?.objectives[0];
  const { direction = 'MINIMIZE', baseline = null } = objective ?? {};
  const points = useMemo(() => bestSoFar(rows, direction), [rows, direction]);
  const thresholds = useMemo<readonly Threshold[]>(
    () => (baseline === null ? [] : [{ value: baseline, label: 'baseline', tone: 'neutral' }]),
    [baseline],
  );
  return (
    <Panel
      title="Best so far"
      hint={objective === undefined ? undefined : `${visible(objective.name)}; ${directionWords[direction]}`}
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
          thresholds={thresholds}
          legend="never"
        />
      )}
    </Panel>
  );
}
