import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, sql, string, strings, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { sampleArrays, sampleColumns, sampleOf, sampleShape } from '../../analytics/load/samples.ts';
import type { MeasuredUse, PromptUsage, VersionSample } from '../types.ts';

/** Null: open at that end. */
export interface Range {
  readonly from: Date | null;
  readonly to: Date | null;
}

const within = ({ from, to }: Range): Sql =>
  join(
    [sql`true`, ...(from === null ? [] : [sql`m.created_at >= ${utc(from)}`]), ...(to === null ? [] : [sql`m.created_at < ${utc(to)}`])],
    ' AND ',
  );

/** Answers of a workspace that name a prompt. */
const answersWith = (workspaceId: string, range: Range, which: Sql): Sql => sql`
  message_facts AS m FINAL
  WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND ${which} AND ${within(range)}`;

const count64 = sampleShape.messageCount;
const instantMs = z.union([z.number(), z.string()]).transform((ms) => new Date(Number(ms)));
const used = sql`
  toUnixTimestamp64Milli(min(m.created_at)) AS firstUsedAt, toUnixTimestamp64Milli(max(m.created_at)) AS lastUsedAt,
  countIf(m.cost_nano_usd IS NOT NULL) AS pricedCount, toString(sum(ifNull(m.cost_nano_usd, 0))) AS costNanoUsd`;
const usedShape = { firstUsedAt: instantMs, lastUsedAt: instantMs, pricedCount: count64, costNanoUsd: z.string() };
const usdOf = (pricedCount: number, costNanoUsd: string): number | null => (pricedCount === 0 ? null : Number(costNanoUsd) / 1e9);

/**
 * What each version of a prompt did, by what answers name as its version, most answers first.
 *
 * Source  `message_facts`. Exact.
 */
export const samplesOfVersions = defineQuery({
  name: 'prompts.numbers',
  timeoutMs: 20_000,
  row: z
    .object({
      ...sampleShape,
      ...usedShape,
      promptVersion: z.string(),
      traceCount: count64,
      inputTokens: z.string().transform(BigInt),
      outputTokenSum: z.string().transform(BigInt),
    })
    .transform(
      ({
        promptVersion: version,
        traceCount,
        inputTokens,
        outputTokenSum,
        firstUsedAt,
        lastUsedAt,
        pricedCount,
        costNanoUsd,
        ...sample
      }): VersionSample => ({
        version,
        traceCount,
        inputTokens,
        outputTokens: outputTokenSum,
        firstUsedAt,
        lastUsedAt,
        costUsd: usdOf(pricedCount, costNanoUsd),
        sample: sampleOf(sample),
      }),
    ),
  sql: ({ workspaceId, name, range }: { workspaceId: string; name: string; range: Range }) => sql`
    WITH ${sampleArrays}
    SELECT m.prompt_version AS promptVersion, ${sampleColumns()}, ${used}, uniqExactIf(m.trace_id, notEmpty(m.trace_id)) AS traceCount,
           toString(sum(toUInt64(m.uncached_input_tokens) + m.cache_read_tokens + m.cache_write_tokens)) AS inputTokens,
           toString(sum(toUInt64(m.visible_output_tokens) + m.reasoning_tokens)) AS outputTokenSum
    FROM ${answersWith(workspaceId, range, sql`m.prompt_name = ${string(name)}`)}
    GROUP BY promptVersion ORDER BY messageCount DESC, promptVersion LIMIT 5000`,
});

/** How much each of these prompts was used. One that was not is absent. */
export const usageOfPrompts = defineQuery({
  name: 'prompts.usage',
  timeoutMs: 20_000,
  row: z
    .object({ ...usedShape, name: z.string(), messageCount: count64, successCount: count64, failureCount: count64 })
    .transform(({ pricedCount, costNanoUsd, firstUsedAt: _first, ...row }): PromptUsage & { readonly name: string } => ({
      ...row,
      costUsd: usdOf(pricedCount, costNanoUsd),
    })),
  sql: ({ workspaceId, names, range }: { workspaceId: string; names: readonly string[]; range: Range }) => sql`
    SELECT m.prompt_name AS name, count() AS messageCount, sum(m.success_count) AS successCount, sum(m.failure_count) AS failureCount, ${used}
    FROM ${answersWith(workspaceId, range, sql`m.prompt_name IN ${strings(names)}`)}
    GROUP BY name`,
});

/** The newest answers of a version. */
export const usesOfVersion = defineQuery({
  name: 'prompts.uses',
  timeoutMs: 20_000,
  row: z
    .object({
      messageId: z.union([z.string(), z.number()]).transform(BigInt),
      at: instantMs,
      model: z.string(),
      latencyMs: z.number().nullable(),
      errorType: z.string(),
      successCount: count64,
      failureCount: count64,
    })
    .transform((use): MeasuredUse => use),
  sql: ({ workspaceId, name, version, range, limit }: UsesQuery) => sql`
    SELECT toString(m.message_id) AS messageId, toUnixTimestamp64Milli(m.created_at) AS at, m.model AS model,
           m.latency_ms AS latencyMs, m.error_type AS errorType, toUInt64(m.success_count) AS successCount, toUInt64(m.failure_count) AS failureCount
    FROM ${answersWith(workspaceId, range, sql`m.prompt_name = ${string(name)} AND m.prompt_version = ${string(version)}`)}
    ORDER BY m.created_at DESC, m.message_id DESC LIMIT ${uint(limit)}`,
});

export interface UsesQuery {
  readonly workspaceId: string;
  readonly name: string;
  readonly version: string;
  readonly range: Range;
  readonly limit: number;
}
