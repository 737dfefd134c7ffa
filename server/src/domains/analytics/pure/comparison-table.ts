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

/** Numbers of two groups or periods beside each other, with interval and verdict. */
export const comparisonTable = (rows: readonly Comparison[], base: string, other: string): Shaped => ({
  table: tableOf(rows, (at) => [
    at.text('metric', 'Metric', (row) => row.metric),
    at.number('base', base, (row) => row.base),
    at.number('value', other, (row) => row.value),
    at.number('difference', 'Difference', (row) => row.difference),
    at.number('low', 'Difference, low end', (row) => row.interval?.low),
    at.number('high', 'Difference, high end', (row) => row.interval?.high),
    at.share('relativeChange', 'Relative change', (row) => row.relativeChange),
    at.number('baseCount', `n, ${base}`, (row) => row.baseCount),
    at.number('count', `n, ${other}`, (row) => row.count),
    at.text('verdict', 'Verdict', (row) => row.verdict),
    at.text('sentence', 'In words', (row) => row.sentence),
  ]),
  chart: { kind: 'interval', x: 'metric', y: ['difference', 'low', 'high'], title: `${other} beside ${base}` },
});
