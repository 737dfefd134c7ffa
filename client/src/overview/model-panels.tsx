import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { StackedBarChart } from 'ui-kit/stacked-bar-chart';
import type { SeriesStyle } from 'ui-kit/theme';
import { useMemo } from 'react';
import type { FirstScreenFragment, ModelBucketFragment } from '../graphql/generated/graphql.ts';
import { PanelMenu } from '../primitives/panel-menu.tsx';
import { bucketMs, partialFrom, perInterval } from './buckets.ts';
import type { Interval } from './buckets.ts';
import { InBucketZone } from './time-panels.tsx';

export interface ModelSeries {
  readonly interval: Interval;
  readonly models: FirstScreenFragment['seriesByModel'];
  readonly onRange: (range: readonly [from: number, to: number]) => void;
}

interface ModelPanelProps {
  readonly load: Load<ModelSeries>;
  readonly styleOf: (model: string) => SeriesStyle;
  readonly height?: number | undefined;
  readonly onRetry: () => void;
}

interface Row extends ModelBucketFragment {
  readonly at: Date;
  readonly model: string;
}

const at = (row: Row): Date => row.at;
const modelOf = (row: Row): string => row.model;

function rowsOf(models: ModelSeries['models']): Row[] {
  return models.flatMap(({ model, buckets }) => buckets.map((bucket) => ({ ...bucket, at: new Date(bucket.startedAt), model })));
}

/** Where the running bucket starts, whichever model has been heard in it. */
function earliestPartial(models: ModelSeries['models']): Date | undefined {
  const starts = models.map(({ buckets }) => partialFrom(buckets)?.getTime()).filter((start) => start !== undefined);
  return starts.length === 0 ? undefined : new Date(Math.min(...starts));
}

/** A model's name without its maker: `anthropic/claude-haiku-4.5` is `claude-haiku-4.5`, where room is short. */
export function shortName(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1) || model;
}

export function CostPanel({ load, styleOf, height = 176, onRetry }: ModelPanelProps) {
  const table = load.state !== 'ready' ? null : () => [
    ['startedAt', 'model', 'costUsd', 'messages'],
    ...rowsOf(load.value.models).map((row) => [row.startedAt, row.model, row.costUsd ?? null, row.messageCount]),
  ];
  return (
    <Panel
      title="Cost by model" hint={load.state === 'ready' ? `${perInterval[load.value.interval]}, $` : '$'} load={load} minHeight={height} onRetry={onRetry} skeleton="bars"
      empty={{ says: 'No message here has a price.', how: 'Set a price for its model on the Prices page, and costs are computed again.' }}
      actions={<PanelMenu name="cost-by-model" table={table} />}
    >
      {(value) => <CostChart {...value} styleOf={styleOf} height={height} />}
    </Panel>
  );
}

function CostChart({ interval, models, onRange, styleOf, height }: ModelSeries & { readonly styleOf: ModelPanelProps['styleOf']; readonly height: number }) {
  const rows = useMemo(() => rowsOf(models), [models]);
  return (
    <InBucketZone interval={interval}>
      <StackedBarChart
        data={rows} title="Cost by model" height={height} x={{ of: at, label: 'Time', bucketMs: bucketMs(interval) }} y={cost}
        series={modelOf} seriesLabel={shortName} styleOf={styleOf} top={7} partialFrom={earliestPartial(models)} onSelectRange={onRange}
      />
    </InBucketZone>
  );
}

const cost = { of: (row: Row) => row.costUsd, label: 'Cost', unit: 'usd' } as const;

export function SuccessPanel({ load, styleOf, height = 176, onRetry }: ModelPanelProps) {
  const table = load.state !== 'ready' ? null : () => [
    ['startedAt', 'model', 'successShare', 'low95', 'high95', 'judged'],
    ...rowsOf(load.value.models).map((row) => [row.startedAt, row.model, row.successShare ?? null, row.successInterval?.low ?? null, row.successInterval?.high ?? null, row.judgedCount]),
  ];
  return (
    <Panel
      title="Success rate" hint="share of judged, 95 % interval" load={load} minHeight={height} onRetry={onRetry}
      empty={{ says: 'No message here was judged a success or a failure.', how: 'Judge one in its conversation with y or n, or send evaluateMessages from your application.' }}
      actions={<PanelMenu name="success-rate" table={table} />}
    >
      {(value) => <SuccessChart {...value} styleOf={styleOf} height={height} />}
    </Panel>
  );
}

function SuccessChart({ interval, models, onRange, styleOf, height }: ModelSeries & { readonly styleOf: ModelPanelProps['styleOf']; readonly height: number }) {
  // "Other" mixes models: a share over it would say nothing about any of them.
  const rows = useMemo(() => rowsOf(models).filter((row) => row.model !== 'other' && row.judgedCount > 0), [models]);
  return (
    <InBucketZone interval={interval}>
      <LineChart
        data={rows} title="Success rate" height={height} x={{ of: at, label: 'Time', bucketMs: bucketMs(interval) }} y={success}
        series={modelOf} seriesLabel={shortName} styleOf={styleOf} partialFrom={earliestPartial(models)} onSelectRange={onRange} note={judgedNote}
      />
    </InBucketZone>
  );
}

const success = {
  of: (row: Row) => row.successShare, low: (row: Row) => row.successInterval?.low ?? null, high: (row: Row) => row.successInterval?.high ?? null,
  label: 'Success rate', unit: 'share', baseline: 'data',
} as const;

function judgedNote(rows: readonly Row[]): string {
  return rows.map((row) => `n ${shortName(row.model)} ${row.judgedCount.toLocaleString('en')}`).join(' · ');
}
