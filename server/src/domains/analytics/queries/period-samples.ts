import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, type Sql } from '../../../platform/store/sql.ts';
import {
  costNanoUsd,
  costSquares,
  detailedCount,
  latencies,
  latencySquares,
  messageCount,
  outputTokenSquares,
  pricedCount,
  reasoningTokens,
  timesToFirstToken,
  visibleOutputTokens,
  type Measure,
} from '../pure/measures.ts';
import { CostMean, IntegerMean, Percentile, percentileOf } from './samples.ts';
import { rowsOf, type Source } from './source.ts';
import { isWhole, WholeRow } from './whole.ts';

/** Parts of a sample that are no counts. */
export type SamplePart = 'latency' | 'firstToken' | 'cost' | 'tokens';
/** Of a part that is not wanted. */
const noMean = `tuple(0, '0', '0')`;
const noPercentile = 'tuple(0, NULL, NULL, NULL)';

/** What each part is read from. */
const measuresOf: Record<SamplePart, readonly Measure[]> = {
  latency: [latencies, latencySquares],
  firstToken: [timesToFirstToken],
  cost: [pricedCount, costNanoUsd, costSquares],
  tokens: [visibleOutputTokens, reasoningTokens, outputTokenSquares],
};

const Row = WholeRow.extend({
  latencyMs: IntegerMean,
  costUsd: CostMean,
  outputTokens: IntegerMean,
  latencyP50Ms: Percentile,
  latencyP95Ms: Percentile,
  firstTokenP50Ms: Percentile,
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
 * What is known of some answers: the same as `samplesByGroup` finds in the facts. Parts that are not wanted are of no value. One row.
 *
 * Source  `message_rollup` and `message_facts`, as the plan says; exact where the row is whole.
 */
export const periodSample = defineQuery({
  name: 'analytics.periodSample',
  timeoutMs: 20_000,
  row: Row,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, parts }: { source: Source; parts: readonly SamplePart[] }): Sql => {
    const part = (name: SamplePart, text: string, nothing: string): Sql => raw(parts.includes(name) ? text : nothing);
    const list = (name: 'latency' | 'firstToken', column: string): string => (parts.includes(name) ? `m.${column}` : '[]::Array(UInt32)');
    return sql`
      WITH arraySort(groupArrayArray(${raw(list('latency', 'latencies_ms'))})) AS sortedLatencies,
           arraySort(groupArrayArray(${raw(list('firstToken', 'times_to_first_token_ms'))})) AS sortedFirsts
      SELECT ${isWhole},
             ${part('latency', `tuple(sum(length(m.latencies_ms)), ${sum('arraySum(m.latencies_ms)')}, ${sum('m.latency_squares')})`, noMean)} AS latencyMs,
             ${part('cost', `tuple(sum(m.priced_count), ${sum('m.cost_nano_usd')}, ${sum('m.cost_squares')})`, noMean)} AS costUsd,
             ${part('tokens', `tuple(sum(m.message_count), ${sum('m.visible_output_tokens + m.reasoning_tokens')}, ${sum('m.output_token_squares')})`, noMean)} AS outputTokens,
             ${part('latency', percentileOf('sortedLatencies', 0.5), noPercentile)} AS latencyP50Ms,
             ${part('latency', percentileOf('sortedLatencies', 0.95), noPercentile)} AS latencyP95Ms,
             ${part('firstToken', percentileOf('sortedFirsts', 0.5), noPercentile)} AS firstTokenP50Ms
      FROM (${rowsOf(source, [], [messageCount, detailedCount, ...parts.flatMap((name) => measuresOf[name])])}) AS m`;
  },
});
