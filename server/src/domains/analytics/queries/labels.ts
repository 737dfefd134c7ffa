import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, type Sql } from '../../../platform/store/sql.ts';
import { bigSum, count64, instant, percentileLevels, percentiles } from '../decode.ts';
import type { Key } from '../pure/dimensions.ts';
import { detailedCount, errorTypes, failureTags, latencies, messageCount, messageTags, toolCalls, type Measure } from '../pure/measures.ts';
import { rowsOf, type Source } from './source.ts';
import { isWhole, WholeRow } from './whole.ts';

const LIMITS = { timeoutMs: 20_000 };

/** How many different names one answer lists; the most frequent. */
const MAX_NAMES = 500;

const NamedCount = z.object({ name: z.string(), count: count64 });
export type NamedCount = z.infer<typeof NamedCount>;

const namedCounts = (question: string, measure: Measure) =>
  defineQuery({
    name: question,
    ...LIMITS,
    row: NamedCount,
    workspaceOf: ({ source }) => source.workspaceId,
    sql: ({ source }: { source: Source }): Sql => sql`
      SELECT toString(name) AS name, count() AS count
      FROM (${rowsOf(source, [], [measure])}) AS m ARRAY JOIN m.${raw(measure.column)} AS name
      GROUP BY name ORDER BY count DESC, name LIMIT ${uint(MAX_NAMES)}`,
  });

/** How many messages ended in each kind of error, most frequent first. */
export const errorCounts = namedCounts('analytics.errorCounts', errorTypes);

const ErrorBucketRow = z.object({ startedAt: instant, provider: z.string(), name: z.string(), count: count64 });
export type ErrorBucketRow = z.infer<typeof ErrorBucketRow>;

/** How many messages of each provider ended in each kind of error, by bucket. */
export const errorsOverTime = defineQuery({
  name: 'analytics.errorsOverTime',
  ...LIMITS,
  row: ErrorBucketRow,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, bucket, provider }: { source: Source; bucket: Key; provider: Key }): Sql => sql`
    SELECT m.${raw(bucket.name)} AS startedAt, toString(m.${raw(provider.name)}) AS provider, toString(name) AS name, count() AS count
    FROM (${rowsOf(source, [bucket, provider], [errorTypes])}) AS m ARRAY JOIN m.error_types AS name
    GROUP BY startedAt, provider, name`,
});

/** How often each failure tag was given in evaluations, most frequent first. */
export const tagCounts = namedCounts('analytics.tagCounts', failureTags);

/** How many messages were given each failure tag: each message once. One row, that of no message where there is none. */
export const taggedMessages = defineQuery({
  name: 'analytics.taggedMessages',
  ...LIMITS,
  row: WholeRow.extend({ names: z.array(z.string()), counts: z.array(count64) }),
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source }: { source: Source }): Sql => sql`
    WITH sumMap(arrayMap(tag -> toString(tag), m.message_tags), arrayMap(tag -> toUInt64(1), m.message_tags)) AS tags
    SELECT ${isWhole}, tags.1 AS names, tags.2 AS counts
    FROM (${rowsOf(source, [], [messageCount, detailedCount, messageTags])}) AS m`,
});

/** Calls of each tool, most called first. Durations in milliseconds, over the calls that have one. */
export const toolUses = defineQuery({
  name: 'analytics.toolUses',
  ...LIMITS,
  row: z.object({
    name: z.string(),
    callCount: count64,
    successCount: count64,
    failureCount: count64,
    durationCount: count64,
    durationSumMs: bigSum,
    durationPercentilesMs: percentiles,
  }),
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source }: { source: Source }): Sql => sql`
    SELECT toString(call.1) AS name, count() AS callCount, countIf(call.2 = true) AS successCount, countIf(call.2 = false) AS failureCount,
           count(call.3) AS durationCount, toString(ifNull(sum(call.3), 0)) AS durationSumMs,
           ifNull(quantilesExactInclusive(${raw(percentileLevels.join(', '))})(call.3), []) AS durationPercentilesMs
    FROM (${rowsOf(source, [], [toolCalls])}) AS m ARRAY JOIN m.tool_calls AS call
    GROUP BY name ORDER BY callCount DESC, name LIMIT ${uint(MAX_NAMES)}`,
});

/** Of the messages with a latency, those above their threshold: one row for each bucket that has any, oldest first. */
export const latencyBreaches = defineQuery({
  name: 'analytics.latencyBreaches',
  ...LIMITS,
  row: z.object({ startedAt: instant, measuredCount: count64, breachCount: count64 }),
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, threshold, bucket }: { source: Source; threshold: Key; bucket: Key }): Sql => sql`
      SELECT m.${raw(bucket.name)} AS startedAt, sum(length(m.latencies_ms)) AS measuredCount,
             sum(arrayCount(latency -> latency > m.${raw(threshold.name)}, m.latencies_ms)) AS breachCount
      FROM (${rowsOf(source, [bucket, threshold], [latencies])}) AS m
      GROUP BY startedAt HAVING measuredCount > 0 ORDER BY startedAt`,
});
