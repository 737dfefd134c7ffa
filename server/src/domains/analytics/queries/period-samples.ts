import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, type Sql } from '../../../platform/store/sql.ts';
import type { Periods } from '../periods.ts';
import {
  costNanoUsd,
  costSquares,
  latencies,
  latencySquares,
  outputTokenSquares,
  pricedCount,
  reasoningTokens,
  timesToFirstToken,
  visibleOutputTokens,
  type Measure,
} from '../pure/measures.ts';
import { CostMean, IntegerMean, percentileAt, percentileOf } from './samples.ts';
import { isWhole, keysOf, periodColumn, periodShape, wholeMeasures, wholeShape } from './periods.ts';
import { rowsOf } from './source.ts';

/** Parts of a sample that are no counts. */
export type SamplePart = 'latency' | 'firstToken' | 'cost' | 'tokens';
/** Of a part that is not wanted. */
const noMean = `tuple(0, '0', '0')`;
const noPercentile = 'tuple(0, 0, 0, 0, 0)';

/** What each part is read from. */
const measuresOf: Record<SamplePart, readonly Measure[]> = {
  latency: [latencies, latencySquares],
  firstToken: [timesToFirstToken],
  cost: [pricedCount, costNanoUsd, costSquares],
  tokens: [visibleOutputTokens, reasoningTokens, outputTokenSquares],
};

const Row = z.object({
  ...periodShape,
  ...wholeShape,
  latencyMs: IntegerMean,
  costUsd: CostMean,
  outputTokens: IntegerMean,
  latencyP50Ms: percentileAt(0.5),
  latencyP95Ms: percentileAt(0.95),
  firstTokenP50Ms: percentileAt(0.5),
});

export type PeriodSample = z.infer<typeof Row>;

const columnsOf = {
  latency: ['latencyMs', 'latencyP50Ms', 'latencyP95Ms'],
  firstToken: ['firstTokenP50Ms'],
  cost: ['costUsd'],
  tokens: ['outputTokens'],
} as const satisfies Record<SamplePart, readonly (keyof PeriodSample)[]>;

/** One part of a sample that has it; nothing of none. */
export const partOfSample = (part: SamplePart, sample: PeriodSample | undefined): Partial<PeriodSample> =>
  sample === undefined ? {} : Object.fromEntries(columnsOf[part].map((column) => [column, sample[column]]));

const sum = (text: string): string => `toString(sum(${text}))`;

/**
 * What is known of some answers: the same as `samplesByGroup` finds in the facts. Parts that are not wanted are of no value. One row a period.
 *
 * Source  `message_rollup` and `message_facts`, as the plan says; exact where the row is whole.
 */
export const periodSample = defineQuery({
  name: 'analytics.periodSample',
  timeoutMs: 20_000,
  row: Row,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, period, parts }: Periods & { parts: readonly SamplePart[] }): Sql => {
    const part = (name: SamplePart, text: string, nothing: string): Sql => raw(parts.includes(name) ? text : nothing);
    const list = (name: 'latency' | 'firstToken', column: string): Sql =>
      part(name, `arraySort(groupArrayArray(m.${column}))`, '[]::Array(UInt32)');
    const percentile = (name: 'latency' | 'firstToken', level: number): Sql =>
      part(name, percentileOf(`s.${name}List`, `length(s.${name}List)`, level), noPercentile);
    // The lists are columns of their own: named in the expressions above them, each mention would be planned again.
    return sql`
      SELECT s.* EXCEPT (latencyList, firstTokenList), ${percentile('latency', 0.5)} AS latencyP50Ms,
             ${percentile('latency', 0.95)} AS latencyP95Ms, ${percentile('firstToken', 0.5)} AS firstTokenP50Ms
      FROM (
        SELECT ${periodColumn(period)} ${isWhole}, ${list('latency', 'latencies_ms')} AS latencyList,
               ${list('firstToken', 'times_to_first_token_ms')} AS firstTokenList,
               ${part('latency', `tuple(sum(length(m.latencies_ms)), ${sum('arraySum(m.latencies_ms)')}, ${sum('m.latency_squares')})`, noMean)} AS latencyMs,
               ${part('cost', `tuple(sum(m.priced_count), ${sum('m.cost_nano_usd')}, ${sum('m.cost_squares')})`, noMean)} AS costUsd,
               ${part('tokens', `tuple(sum(m.message_count), ${sum('m.visible_output_tokens + m.reasoning_tokens')}, ${sum('m.output_token_squares')})`, noMean)} AS outputTokens
        FROM (${rowsOf(source, keysOf(period), [...wholeMeasures, ...parts.flatMap((name) => measuresOf[name])])}) AS m
        ${period === null ? raw('') : raw('GROUP BY period')}) AS s`;
  },
});
