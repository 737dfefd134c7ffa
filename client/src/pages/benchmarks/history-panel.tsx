import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import type { BenchmarkRunRowFragment } from '../../graphql/generated/graphql.ts';

interface Point {
  readonly at: Date;
  readonly model: string;
  readonly accuracy: number | null;
}

/** How models did over time: a point for each run. */
export function HistoryPanel({ runs }: { readonly runs: readonly BenchmarkRunRowFragment[] }) {
  const points = runs
    .map(({ startedAt, model, numbers }): Point => ({ at: new Date(startedAt), model, accuracy: numbers.accuracy ?? null }))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return (
    <Panel title="History" hint="accuracy of each run, by model">
      <LineChart
        title="Accuracy over time"
        data={points}
        x={{ of: (point) => point.at, label: 'Start of the run' }}
        y={{ of: (point) => point.accuracy, label: 'Accuracy', unit: 'share', baseline: 'data' }}
        series={(point) => point.model}
        height={200}
      />
    </Panel>
  );
}
