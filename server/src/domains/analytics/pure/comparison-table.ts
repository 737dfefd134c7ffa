import type { Shaped } from '../../../platform/tools/shape.ts';
import { tableOf } from '../../../platform/tools/table.ts';

/** What `comparisonFields` gives. */
export interface Comparison {
  readonly metric: string;
  readonly base: number | null;
  readonly value: number | null;
  readonly baseCount: number;
  readonly count: number;
  readonly difference: number | null;
  readonly relativeChange: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly verdict: string;
  readonly sentence: string;
}
export const comparisonFields = '{ metric base value baseCount count difference relativeChange interval { low high } verdict sentence }';

/** Name and unit of each compared metric. */
const metrics: Readonly<Record<string, readonly [name: string, unit: string]>> = {
  SUCCESS_SHARE: ['Success rate', 'share'],
  ERROR_SHARE: ['Error rate', 'share'],
  AVERAGE_RATING: ['Average rating', 'stars'],
  AVERAGE_LATENCY: ['Average latency', 'ms'],
  LATENCY_P50: ['Median latency', 'ms'],
  LATENCY_P95: ['Latency p95', 'ms'],
  TIME_TO_FIRST_TOKEN_P50: ['Median time to first token', 'ms'],
  COST_PER_MESSAGE: ['Cost of a message', 'usd'],
  OUTPUT_TOKENS_PER_MESSAGE: ['Output tokens of a message', 'tokens'],
};

/** An end of the interval of the difference, over the base; null: one is not known, or the base is 0. */
const relative = (end: number | undefined, base: number | null): number | null =>
  end === undefined || base === null || base === 0 ? null : end / Math.abs(base);

/**
 * Numbers of two groups or periods beside each other, with interval and verdict. Rows have units of their own, so what is drawn is the change as a
 * share of the base, with the interval of the difference over the same base.
 */
export const comparisonTable = (rows: readonly Comparison[], base: string, other: string): Shaped => {
  const unit = { unitFrom: 'unit' };
  return {
    table: tableOf(rows, (at) => [
      at.text('name', 'Metric', ({ metric }) => metrics[metric]?.[0] ?? metric),
      at.number('base', base, (row) => row.base, unit),
      at.number('value', other, (row) => row.value, unit),
      at.number('difference', 'Difference', (row) => row.difference, unit),
      at.number('low', 'Difference, low end', (row) => row.interval?.low, unit),
      at.number('high', 'Difference, high end', (row) => row.interval?.high, unit),
      at.share('relativeChange', 'Relative change', (row) => row.relativeChange),
      at.share('relativeLow', 'Relative change, low end', (row) => relative(row.interval?.low, row.base)),
      at.share('relativeHigh', 'Relative change, high end', (row) => relative(row.interval?.high, row.base)),
      at.number('baseCount', `n, ${base}`, (row) => row.baseCount),
      at.number('count', `n, ${other}`, (row) => row.count),
      at.text('verdict', 'Verdict', (row) => row.verdict),
      at.text('sentence', 'In words', (row) => row.sentence),
      at.text('unit', 'Unit', ({ metric }) => metrics[metric]?.[1] ?? null),
      at.text('metric', 'Code', (row) => row.metric),
    ]),
    chart: {
      kind: 'interval',
      x: 'name',
      y: ['relativeChange', 'relativeLow', 'relativeHigh'],
      title: `${other} against ${base}, relative change`,
    },
  };
};
