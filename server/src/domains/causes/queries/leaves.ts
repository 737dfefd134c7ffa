import { z } from 'zod';
import { askedIn } from '../../analytics/pure/asked.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { float, join, raw, sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { isOf, needsMeaning, valueSql } from '../pure/dimensions.ts';
import type { CauseMetric } from '../pure/metric.ts';
import type { CauseDimension, Condition, Window, Windows } from '../types.ts';

const timeoutMs = 20_000;

/** Messages of the windows, and how they are counted. */
export interface CountedMessages {
  readonly workspaceId: string;
  readonly windows: Windows;
  /** The compiled filter, over rows `m`, without its time range. */
  readonly where: Sql;
  readonly metric: CauseMetric;
  /** Users with their cohorts: `member_id`, `member_of`; null: there are none. */
  readonly members: Sql | null;
}

const names = ['current', 'baseline', 'quiet'] as const;

const isIn = ({ from, to }: Window): Sql => sql`m.created_at >= ${utc(from)} AND m.created_at < ${utc(to)}`;

const isInAny = ({ current, baseline, quiet }: Windows): Sql => sql`(${isIn(current)} OR ${isIn(baseline)} OR ${isIn(quiet)})`;

/**
 * Facts `m` of answers in the windows, each with what the dimensions read beside the facts: `asked_topic` and `asked_language` of its conversation
 * (analytics/pure/asked.ts), `member_of` of its user.
 */
function withJoined({ workspaceId, windows, members }: CountedMessages, dimensions: readonly CauseDimension[]): Sql {
  const all = [windows.current, windows.baseline, windows.quiet];
  const from = new Date(Math.min(...all.map((window) => window.from.getTime())));
  const to = new Date(Math.max(...all.map((window) => window.to.getTime())));
  const isOfMeaning = needsMeaning(dimensions);
  const isOfCohorts = members !== null && dimensions.includes('COHORT');
  return sql`(
    SELECT m.*${raw(isOfMeaning ? ', u.asked_topic AS asked_topic, u.asked_language AS asked_language' : '')}${raw(isOfCohorts ? ', c.member_of AS member_of' : '')}
    FROM message_facts AS m FINAL
    ${isOfMeaning ? sql`LEFT JOIN ${askedIn(workspaceId, { from, to })} AS u ON u.asked_conversation = m.conversation_id` : raw('')}
    ${isOfCohorts ? sql`LEFT JOIN ${members} AS c ON c.member_id = m.user_external_id` : raw('')}
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND ${isInAny(windows)}
  ) AS m`;
}

/** Assistant messages of the windows; of calls, each with its calls. `dimensions`: those that the statement reads. */
const messagesOf = (asked: CountedMessages, dimensions: readonly CauseDimension[]): Sql => sql`
  ${needsMeaning(dimensions) || dimensions.includes('COHORT') ? withJoined(asked, dimensions) : raw('message_facts AS m FINAL')}
  ${raw(asked.metric.isOfCalls ? 'ARRAY JOIN arrayZip(m.tool_names, m.tool_successes) AS call' : '')}
  WHERE m.workspace_id = ${uuid(asked.workspaceId)} AND m.role = 'ASSISTANT' AND ${isInAny(asked.windows)} AND ${asked.where}`;

const dimensionsOf = (conditions: readonly Condition[]): CauseDimension[] => conditions.map(({ dimension }) => dimension);

const windowColumn = (windows: Windows): Sql =>
  sql`multiIf(${isIn(windows.current)}, 'current', ${isIn(windows.baseline)}, 'baseline', 'quiet')`;

/** Sums of a group: parts, what they are of, and the squares of the parts. */
const sumColumns = ({ part, of }: CauseMetric): Sql =>
  sql`sum(toFloat64(${part})) AS part, sum(toFloat64(${of})) AS of, sum(toFloat64(${part}) * toFloat64(${part})) AS square`;

const LeafRow = z.object({ window: z.enum(names), values: z.array(z.string()), part: z.number(), of: z.number(), square: z.number() });
export type CountedLeaf = z.infer<typeof LeafRow>;

/**
 * Messages of each window by the values of all dimensions, at most `limit` groups, the largest first.
 *
 * Errors  throws `StoreTimeout` after 20 s.
 * Source  `message_facts`; exact.
 */
export const countedLeaves = defineQuery({
  name: 'causes.leaves',
  timeoutMs,
  row: LeafRow,
  sql: ({ dimensions, limit, ...asked }: CountedMessages & { dimensions: readonly CauseDimension[]; limit: number }): Sql => sql`
    SELECT ${windowColumn(asked.windows)} AS window,
           [${join(
             dimensions.map((dimension) => valueSql(dimension, asked.metric.isOfCalls)),
             ', ',
           )}]::Array(String) AS values,
           ${sumColumns(asked.metric)}
    FROM ${messagesOf(asked, dimensions)}
    GROUP BY window, values ORDER BY of DESC, values LIMIT ${uint(limit)}`,
});

/** Sums of conversations, put into groups by their ids, so that messages of one conversation stay together. `cause`: -1: of all messages. */
const ClusterRow = z.object({
  window: z.enum(names),
  cluster: z.coerce.number().int().nonnegative(),
  parts: z.array(z.number()),
  ofs: z.array(z.number()),
});
export type ClusterSums = z.infer<typeof ClusterRow>;

/** Sums of all messages, and of those of each cause, by groups of conversations: `parts[0]` is of all, `parts[n]` of the n-th cause. */
export const clusterSums = defineQuery({
  name: 'causes.clusters',
  timeoutMs,
  row: ClusterRow,
  sql: ({ causes, clusterCount, ...asked }: CountedMessages & { causes: readonly (readonly Condition[])[]; clusterCount: number }): Sql => {
    const holds = [raw('true'), ...causes.map((conditions) => join(isOf(conditions, asked.metric.isOfCalls), ' AND '))];
    const sums = (value: Sql): Sql =>
      join(
        holds.map((condition) => sql`sumIf(toFloat64(${value}), ${condition})`),
        ', ',
      );
    return sql`
      SELECT ${windowColumn(asked.windows)} AS window, cityHash64(m.conversation_id) % ${uint(clusterCount)} AS cluster,
             [${sums(asked.metric.part)}] AS parts, [${sums(asked.metric.of)}] AS ofs
      FROM ${messagesOf(asked, causes.flatMap(dimensionsOf))}
      GROUP BY window, cluster ORDER BY window, cluster`;
  },
});

/** The percentile of the latencies of the current window and of the baseline; null: none is known. */
export const latencyPercentiles = defineQuery({
  name: 'causes.percentiles',
  timeoutMs,
  row: z.object({ window: z.enum(names), valueMs: z.number().nullable() }),
  sql: ({ level, ...asked }: CountedMessages & { level: number }): Sql => sql`
    SELECT ${windowColumn(asked.windows)} AS window, if(count(m.latency_ms) = 0, NULL, quantileExactInclusive(${raw(String(level))})(m.latency_ms)) AS valueMs
    FROM ${messagesOf(asked, [])} GROUP BY window`,
});

/** Ids of messages of a cause in the current window, those that add most first. */
export const messagesOfCause = defineQuery({
  name: 'causes.examples',
  timeoutMs,
  row: z.object({ id: z.string() }),
  sql: ({
    conditions,
    wantsParts,
    limit,
    ...asked
  }: CountedMessages & { conditions: readonly Condition[]; wantsParts: boolean; limit: number }): Sql => sql`
    SELECT toString(m.message_id) AS id
    FROM ${messagesOf(asked, dimensionsOf(conditions))} AND ${isIn(asked.windows.current)} AND ${join(isOf(conditions, asked.metric.isOfCalls), ' AND ')}
    GROUP BY m.message_id
    ORDER BY max(toFloat64(${asked.metric.part})) * ${float(wantsParts ? 1 : -1)} DESC, max(m.created_at) DESC, m.message_id DESC LIMIT ${uint(limit)}`,
});
