import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, type Sql } from '../../../platform/store/sql.ts';
import { bigSum, count64, instant, percentileLevels, percentiles } from '../decode.ts';
import type { Periods } from '../periods.ts';
import type { Key } from '../pure/dimensions.ts';
import { errorTypes, failureTags, latencies, messageTags, toolCalls } from '../pure/measures.ts';
import { byPeriod, isWhole, keysOf, ofEachPeriod, periodColumn, periodShape, wholeMeasures, wholeShape } from './periods.ts';
import { rowsOf } from './source.ts';

const LIMITS = { timeoutMs: 20_000, workspaceOf: ({ source }: Periods) => source.workspaceId };

/** How many different names one answer lists; the most frequent. */
const MAX_NAMES = 500;

/** How many messages ended in each kind of error, most frequent first. */
export const errorCounts = defineQuery({
  name: 'analytics.errorCounts',
  ...LIMITS,
  row: z.object({ ...periodShape, name: z.string(), count: count64 }),
  sql: ({ source, period }: Periods): Sql => sql`
    SELECT ${periodColumn(period)} toString(name) AS name, count() AS count
    FROM (${rowsOf(source, keysOf(period), [errorTypes])}) AS m ARRAY JOIN m.error_types AS name
    GROUP BY ${byPeriod(period)} name ORDER BY count DESC, name LIMIT ${uint(MAX_NAMES)} ${ofEachPeriod(period)}`,
});

const ErrorBucketRow = z.object({ ...periodShape, startedAt: instant, provider: z.string(), name: z.string(), count: count64 });
export type ErrorBucketRow = z.infer<typeof ErrorBucketRow>;

/** How many messages of each provider ended in each kind of error, by bucket. */
export const errorsOverTime = defineQuery({
  name: 'analytics.errorsOverTime',
  ...LIMITS,
  row: ErrorBucketRow,
  sql: ({ source, period, bucket, provider }: Periods & { bucket: Key; provider: Key }): Sql => sql`
    SELECT ${periodColumn(period)} m.${raw(bucket.name)} AS startedAt, toString(m.${raw(provider.name)}) AS provider, toString(name) AS name, count() AS count
    FROM (${rowsOf(source, [...keysOf(period), bucket, provider], [errorTypes])}) AS m ARRAY JOIN m.error_types AS name
    GROUP BY ${byPeriod(period)} startedAt, provider, name`,
});

const countsOfNames = (list: string): string =>
  `sumMap(arrayMap(tag -> toString(tag), m.${list}), arrayMap(tag -> toUInt64(1), m.${list}))`;
const NameCounts = z
  .tuple([z.array(z.string()), z.array(count64)])
  .transform(([names, counts]) => new Map(names.map((name, place) => [name, counts[place] ?? 0])));

/** How often each failure tag was given in evaluations, and to how many messages: each message once. One row a period. */
export const tagCounts = defineQuery({
  name: 'analytics.tagCounts',
  ...LIMITS,
  row: z.object({ ...periodShape, ...wholeShape, given: NameCounts, messages: NameCounts }),
  sql: ({ source, period }: Periods): Sql => sql`
    SELECT ${periodColumn(period)} ${isWhole}, ${raw(countsOfNames('failure_tags'))} AS given, ${raw(countsOfNames('message_tags'))} AS messages
    FROM (${rowsOf(source, keysOf(period), [...wholeMeasures, failureTags, messageTags])}) AS m
    ${period === null ? raw('') : raw('GROUP BY period')}`,
});

/** Calls of each tool, most called first. Durations in milliseconds, over the calls that have one. */
export const toolUses = defineQuery({
  name: 'analytics.toolUses',
  ...LIMITS,
  row: z.object({
    ...periodShape,
    name: z.string(),
    callCount: count64,
    successCount: count64,
    failureCount: count64,
    durationCount: count64,
    durationSumMs: bigSum,
    durationPercentilesMs: percentiles,
  }),
  sql: ({ source, period }: Periods): Sql => sql`
    SELECT ${periodColumn(period)} toString(call.1) AS name, count() AS callCount, countIf(call.2 = true) AS successCount, countIf(call.2 = false) AS failureCount,
           count(call.3) AS durationCount, toString(ifNull(sum(call.3), 0)) AS durationSumMs,
           ifNull(quantilesExactInclusive(${raw(percentileLevels.join(', '))})(call.3), []) AS durationPercentilesMs
    FROM (${rowsOf(source, keysOf(period), [toolCalls])}) AS m ARRAY JOIN m.tool_calls AS call
    GROUP BY ${byPeriod(period)} name ORDER BY callCount DESC, name LIMIT ${uint(MAX_NAMES)} ${ofEachPeriod(period)}`,
});

/** Of the messages with a latency, those above their threshold: one row for each bucket that has any, oldest first. */
export const latencyBreaches = defineQuery({
  name: 'analytics.latencyBreaches',
  ...LIMITS,
  row: z.object({ ...periodShape, startedAt: instant, measuredCount: count64, breachCount: count64 }),
  sql: ({ source, period, threshold, bucket }: Periods & { threshold: Key; bucket: Key }): Sql => sql`
      SELECT ${periodColumn(period)} m.${raw(bucket.name)} AS startedAt, sum(length(m.latencies_ms)) AS measuredCount,
             sum(arrayCount(latency -> latency > m.${raw(threshold.name)}, m.latencies_ms)) AS breachCount
      FROM (${rowsOf(source, [...keysOf(period), bucket, threshold], [latencies])}) AS m
      GROUP BY ${byPeriod(period)} startedAt HAVING measuredCount > 0 ORDER BY startedAt`,
});
