import { useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { StackedBarChart } from 'ui-kit/stacked-bar-chart';
import type { SeriesStyle } from 'ui-kit/theme';
import { useMemo } from 'react';
import type { FirstScreenFragment, ModelBucketFragment } from '../../graphql/generated/graphql.ts';
import { bucketMs, partialFrom, partialUntil, perInterval } from './buckets.ts';
import type { Interval } from './buckets.ts';
import { ExplainMenu } from '../assistant/explain-item.tsx';
import { Fill } from './fill.tsx';
import { useTargetLine } from './targets.ts';

export interface ModelSeries {
  readonly interval: Interval;
  readonly models: FirstScreenFragment['seriesByModel'];
  /** Where the compared period lies, and its totals where a chart draws them. */
  readonly before?:
    | {
        readonly shiftMs: number;
        readonly label: string;
        readonly series?: readonly { startedAt: string; costUsd?: number | null | undefined }[] | undefined;
      }
    | undefined;
  readonly onRange: (range: readonly [from: number, to: number]) => void;
}

export interface ModelPanelProps {
  readonly load: Load<ModelSeries>;
  readonly styleOf: (model: string) => SeriesStyle;
  readonly height?: number | undefined;
  readonly onRetry: () => void;
}

export interface ModelBucketRow extends ModelBucketFragment {
  readonly at: Date;
  readonly model: string;
}

const rowAt = (row: ModelBucketRow): Date => row.at;
const modelOf = (row: ModelBucketRow): string => row.model;

export function rowsOf(models: readonly Pick<ModelSeries['models'][number], 'model' | 'buckets'>[]): ModelBucketRow[] {
  return models.flatMap(({ model, buckets }) => buckets.map((bucket) => ({ ...bucket, at: new Date(bucket.startedAt), model })));
}

/** The same of the compared period. */
export const beforeOf = (models: ModelSeries['models']): ModelBucketRow[] =>
  rowsOf(models.map(({ model, previous = [] }) => ({ model, buckets: previous })));

/** Where the running bucket starts, whichever model has been heard in it. */
function runningFrom(models: ModelSeries['models']): Date | undefined {
  const starts = models.map(({ buckets }) => partialFrom(buckets)?.getTime()).filter((start) => start !== undefined);
  return starts.length === 0 ? undefined : new Date(Math.max(...starts));
}

/** Where the first whole bucket starts, if the window cuts the one before it for any model. */
function cutUntil(models: ModelSeries['models'], interval: ModelSeries['interval'], timeZone: string): Date | undefined {
  const starts = models.map(({ buckets }) => partialUntil(buckets, interval, timeZone)?.getTime()).filter((start) => start !== undefined);
  return starts.length === 0 ? undefined : new Date(Math.min(...starts));
}

/** A model's name without its maker: `anthropic/claude-haiku-4.5` is `claude-haiku-4.5`, where room is short. */
export function shortName(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1) || model;
}

export function CostPanel({ load, styleOf, height = 176, onRetry }: ModelPanelProps) {
  return (
    <Panel
      title="Cost by model"
      hint={load.state === 'ready' ? `${perInterval[load.value.interval]}, $` : '$'}
      load={load}
      minHeight={height}
      onRetry={onRetry}
      skeleton="bars"
      empty={{ says: 'No message here has a price.', how: 'Set a price for its model on the Prices page, and costs are computed again.' }}
      actions={<ExplainMenu title="Cost by model" />}
    >
      {(value) => <Fill least={height}>{(filled) => <CostChart {...value} styleOf={styleOf} height={filled} />}</Fill>}
    </Panel>
  );
}

export type ModelChartProps = ModelSeries & Required<Pick<ModelPanelProps, 'styleOf' | 'height'>>;

/**
 * What every chart of models over time has: its axis, a series for each model, buckets that are cut or still fill, the choice of a range.
 */
export const byModel = ({ interval, models, onRange, styleOf, height }: ModelChartProps, timeZone: string) => ({
  height,
  x: { of: rowAt, label: 'Time', bucketMs: bucketMs(interval) },
  series: modelOf,
  seriesLabel: shortName,
  styleOf,
  partialUntil: cutUntil(models, interval, timeZone),
  partialFrom: runningFrom(models),
  onSelectRange: onRange,
});

export function CostChart(props: ModelChartProps) {
  const { models, interval, before } = props;
  const { timeZone } = useLocale();
  const rows = useMemo(() => rowsOf(models), [models]);
  const thresholds = useTargetLine(interval === 'DAY' ? 'COST_PER_DAY' : interval === 'MONTH' ? 'COST_PER_MONTH' : undefined, 'usd');
  const { series, shiftMs: shift = 0, label = '' } = before ?? {};
  const compare = useMemo(
    () =>
      series === undefined || series.length === 0
        ? undefined
        : { data: series.map(({ startedAt, costUsd }) => ({ at: new Date(startedAt), total: costUsd ?? null })), shift, label },
    [series, shift, label],
  );
  return (
    <StackedBarChart
      data={rows}
      title="Cost by model"
      y={cost}
      top={7}
      thresholds={thresholds}
      compare={compare}
      {...byModel(props, timeZone)}
    />
  );
}

const cost = { of: (row: ModelBucketRow) => row.costUsd, label: 'Cost', unit: 'usd' } as const;
