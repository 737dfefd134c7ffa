import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, string, uint, type Sql } from '../../../platform/store/sql.ts';
import { bigSum, count64 } from '../decode.ts';
import type { PercentileSample, Sample } from '../pure/comparison.ts';
import { exactMean } from '../pure/exact-mean.ts';
import { squareOf } from '../pure/measures.ts';
import { percentileRanks, type MeanSample } from '../../../platform/statistics/differences.ts';
import { z975 } from '../../../platform/statistics/wilson.ts';
import { answersOf, askedAnswersOf, type FactsQuery } from './facts.ts';

const nanoUsdPerUsd = 1e9;

/** A mean in its own unit, and the variance by count less one; null: no value, fewer than two. */
const Mean = z
  .tuple([count64, z.number().nullable(), z.number().nullable()])
  .transform(([count, mean, variance]): MeanSample => ({ count, mean: mean ?? 0, variance: count < 2 ? null : variance }));
const Sums = z.tuple([count64, bigSum, bigSum]);
/** Whole numbers: their count, sum and sum of squares. */
export const IntegerMean = Sums.transform(([count, sum, squares]) => exactMean(count, sum, squares));
/** The same of nano-dollars, read as dollars. */
export const CostMean = Sums.transform(([count, sum, squares]) => exactMean(count, sum, squares, nanoUsdPerUsd));
/**
 * A percentile, from how many values there are and those at the places that `percentileOf` names: between the first two it is interpolated,
 * the others are the ends of its interval.
 */
export const percentileAt = (level: number) =>
  z.tuple([count64, z.number(), z.number(), z.number(), z.number()]).transform(([count, below, above, low, high]): PercentileSample => {
    if (count === 0) return { count, value: null, low: null, high: null };
    const place = (count - 1) * level;
    const ranks = percentileRanks(level, count);
    return {
      count,
      value: Math.round((below + (above - below) * (place - Math.floor(place))) * 100) / 100,
      low: ranks.low < 1 ? null : low,
      high: ranks.high > count ? null : high,
    };
  });

/** Columns of `sampleColumns` as they are read. */
export const sampleShape = {
  messageCount: count64,
  successCount: count64,
  failureCount: count64,
  errorCount: count64,
  rating: Mean,
  latencyMs: IntegerMean,
  costUsd: CostMean,
  outputTokens: IntegerMean,
  latencyP50Ms: percentileAt(0.5),
  latencyP95Ms: percentileAt(0.95),
  firstTokenP50Ms: percentileAt(0.5),
} as const;
const SampleColumns = z.object(sampleShape);

export const sampleOf = ({ successCount, failureCount, errorCount, ...sample }: z.infer<typeof SampleColumns>): Sample => ({
  ...sample,
  success: { count: successCount, of: successCount + failureCount },
  error: { count: errorCount, of: sample.messageCount },
});

const SampleRow = SampleColumns.extend({ key: z.string() }).transform(({ key, ...columns }): { key: string; sample: Sample } => ({
  key,
  sample: sampleOf(columns),
}));

/** A group of no message: what a statement without any gives. */
export const noSample: Sample = SampleRow.parse({
  key: '',
  messageCount: 0,
  successCount: 0,
  failureCount: 0,
  errorCount: 0,
  rating: [0, null, null],
  ...Object.fromEntries(['latencyMs', 'costUsd', 'outputTokens'].map((name) => [name, [0, '0', '0']])),
  ...Object.fromEntries(['latencyP50Ms', 'latencyP95Ms', 'firstTokenP50Ms'].map((name) => [name, [0, 0, 0, 0, 0]])),
}).sample;

/** `NaN` and infinite numbers are no JSON. */
const finite = (text: string): string => `if(isFinite(${text}), ${text}, NULL)`;

const meanOf = (value: string): string =>
  `tuple(count(${value}), toString(ifNull(sum(${value}), 0)), toString(ifNull(sum(${squareOf(value)}), 0)))`;

/** Of sorted values, those that `percentileAt` reads; where there is none at a place, 0. The ranks are those of `percentileRanks`. */
export function percentileOf(sorted: string, count: string, level: number): string {
  const half = `${z975} * sqrt(${count} * ${level} * ${1 - level})`;
  const places = [
    `floor((${count} - 1) * ${level}) + 1`,
    `ceil((${count} - 1) * ${level}) + 1`,
    `floor(${count} * ${level} - ${half})`,
    `ceil(${count} * ${level} + ${half}) + 1`,
  ];
  return `tuple(${count}, ${places.map((place) => `${sorted}[toInt64(${place})]`).join(', ')})`;
}

/** Arrays that `sampleColumns` reads, after WITH. */
export const sampleArrays = sql`
  arraySort(groupArray(m.latency_ms)) AS sortedLatencies, arraySort(groupArray(m.time_to_first_token_ms)) AS sortedFirsts`;

/** What is known of a group of rows `m` of the facts, as columns. */
export const sampleColumns = (): Sql => sql`
    count() AS messageCount, sum(m.success_count) AS successCount, sum(m.failure_count) AS failureCount,
    countIf(m.error_type != '') AS errorCount,
    tuple(sum(length(m.ratings)), ${raw(finite('avgArray(m.ratings)'))}, ${raw(finite('varSampStableArray(m.ratings)'))}) AS rating,
    ${raw(meanOf('m.latency_ms'))} AS latencyMs, ${raw(meanOf('m.cost_nano_usd'))} AS costUsd,
    ${raw(meanOf('(toUInt64(m.visible_output_tokens) + m.reasoning_tokens)'))} AS outputTokens,
    ${raw(percentileOf('sortedLatencies', 'length(sortedLatencies)', 0.5))} AS latencyP50Ms, ${raw(percentileOf('sortedLatencies', 'length(sortedLatencies)', 0.95))} AS latencyP95Ms,
    ${raw(percentileOf('sortedFirsts', 'length(sortedFirsts)', 0.5))} AS firstTokenP50Ms`;

interface SamplesQuery extends FactsQuery {
  /** The group of a row `m` of the facts. */
  readonly key: Sql;
  /** Whether the group reads what users asked; absent: it does not. */
  readonly isOfAsked?: boolean;
  readonly limit: number;
  /** A group that is in the answer in any case where it has answers. */
  readonly first?: string | null;
  /** Whether the group '' is left out. */
  readonly isNamed?: boolean;
}

/**
 * What is known of the answers of each group, most answers first.
 *
 * Source  `message_facts`. Exact.
 */
export const samplesByGroup = defineQuery({
  name: 'analytics.samples',
  timeoutMs: 20_000,
  row: SampleRow,
  sql: ({ key, limit, first = null, isNamed = false, isOfAsked = false, ...answers }: SamplesQuery): Sql => sql`
    WITH ${sampleArrays}
    SELECT toString(${key}) AS key, ${sampleColumns()}
    FROM ${isOfAsked ? askedAnswersOf(answers) : answersOf(answers)} ${isNamed ? sql`AND toString(${key}) != ''` : raw('')}
    GROUP BY key ORDER BY ${first === null ? raw('') : sql`key = ${string(first)} DESC,`} messageCount DESC, key LIMIT ${uint(limit)}`,
});
