import { useMemo } from 'react';
import { Panel } from 'ui-kit/panel';
import { ScatterChart } from 'ui-kit/scatter-chart';
import { visible } from 'ui-kit/visible';
import { loadOf } from '../../graphql/use-live.ts';
import type { StudyPanelProps } from './answer.ts';
import type { TrialRow } from './trials.ts';

const firstOf = ({ values }: TrialRow): number | null => values[0] ?? null;
const secondOf = ({ values }: TrialRow): number | null => values[1] ?? null;
const nameOf = ({ number }: TrialRow): string => `trial ${number}`;
const labelOf = (key: string): string => (key === 'front' ? 'on the front' : 'exceeded by others');

/** Two objectives against each other, and the trials that no other exceeds in both. */
export function FrontPanel({ answer, rows, front }: StudyPanelProps & { readonly front: readonly number[] }) {
  const objectives = answer.data?.study?.objectives ?? [];
  const complete = useMemo(() => rows.filter(({ state }) => state === 'COMPLETE'), [rows]);
  const onFront = useMemo(() => new Set(front), [front]);
  const seriesOf = useMemo(
    () =>
      ({ number }: TrialRow): string =>
        onFront.has(number) ? 'front' : 'others',
    [onFront],
  );
  const [one, other] = objectives;
  return (
    <Panel
      title="Pareto front"
      hint="trials that no other exceeds in every objective"
      skeleton="chart"
      minHeight={300}
      load={loadOf(answer, () => (complete.length === 0 ? null : complete))}
      onRetry={answer.reload}
      empty={{ says: 'No trial is complete.', how: 'The front appears with the first trials that have values.' }}
    >
      {(shown) => (
        <ScatterChart
          title="Pareto front"
          data={shown}
          x={{ of: firstOf, label: visible(one?.name ?? ''), unit: 'number' }}
          y={{ of: secondOf, label: visible(other?.name ?? ''), unit: 'number', baseline: 'data' }}
          series={seriesOf}
          seriesLabel={labelOf}
          name={nameOf}
        />
      )}
    </Panel>
  );
}
