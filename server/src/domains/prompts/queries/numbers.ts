import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { sampleArrays, sampleColumns, sampleOf, sampleShape } from '../../analytics/load/samples.ts';
import type { PromptUsage, VersionSample } from '../types.ts';

/** Null: open at that end. */
export interface Range {
  readonly from: Date | null;
  readonly to: Date | null;
}

const dayMs = 86_400_000;

/** Bounds of a column; `slackMs` on either side. */
function within(column: string, { from, to }: Range, slackMs = 0): Sql {
  const bounds = [
    ...(from === null ? [] : [sql`${raw(column)} >= ${utc(new Date(from.getTime() - slackMs))}`]),
    ...(to === null ? [] : [sql`${raw(column)} < ${utc(new Date(to.getTime() + slackMs))}`]),
  ];
  return bounds.length === 0 ? raw('true') : join(bounds, ' AND ');
}

/** Answers of a workspace, each with the prompt that its span names; a message may be made some time after its span began. */
const answersWith = (workspaceId: string, range: Range, which: Sql): Sql => sql`
  message_facts AS m FINAL INNER JOIN (
    SELECT s.trace_id AS trace_id, s.span_id AS span_id, argMax(s.prompt_name, s.version) AS name, argMax(s.prompt_version, s.version) AS version
    FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND ${which} AND ${within('s.started_at', range, dayMs)}
    GROUP BY s.trace_id, s.span_id
  ) AS u ON u.trace_id = m.trace_id AND u.span_id = m.span_id
  WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND m.span_id != '' AND ${within('m.created_at', range)}`;

const count64 = sampleShape.messageCount;
const instantMs = z.union([z.number(), z.string()]).transform((ms) => new Date(Number(ms)));
const used = sql`
  toUnixTimestamp64Milli(min(m.created_at)) AS firstUsedAt, toUnixTimestamp64Milli(max(m.created_at)) AS lastUsedAt,
  countIf(m.cost_nano_usd IS NOT NULL) AS pricedCount, toString(sum(ifNull(m.cost_nano_usd, 0))) AS costNanoUsd`;
const usedShape = { firstUsedAt: instantMs, lastUsedAt: instantMs, pricedCount: count64, costNanoUsd: z.string() };
const usdOf = (pricedCount: number, costNanoUsd: string): number | null => (pricedCount === 0 ? null : Number(costNanoUsd) / 1e9);

/**
 * What each version of a prompt did, by what spans name as its version, most answers first.
 *
 * Source  `message_facts`, joined with `spans` by trace and span. Exact.
 */
export const samplesOfVersions = defineQuery({
  name: 'prompts.numbers',
  timeoutMs: 20_000,
  row: z
    .object({
      ...sampleShape,
      ...usedShape,
      version: z.string(),
      traceCount: count64,
      inputTokens: z.string().transform(BigInt),
      outputTokenSum: z.string().transform(BigInt),
    })
    .transform(
      ({
        version,
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
    SELECT u.version AS version, ${sampleColumns}, ${used}, uniqExact(m.trace_id) AS traceCount,
           toString(sum(toUInt64(m.uncached_input_tokens) + m.cache_read_tokens + m.cache_write_tokens)) AS inputTokens,
           toString(sum(toUInt64(m.visible_output_tokens) + m.reasoning_tokens)) AS outputTokenSum
    FROM ${answersWith(workspaceId, range, sql`s.prompt_name = ${string(name)}`)}
    GROUP BY version ORDER BY messageCount DESC, version LIMIT 5000`,
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
    SELECT u.name AS name, count() AS messageCount, sum(m.success_count) AS successCount, sum(m.failure_count) AS failureCount, ${used}
    FROM ${answersWith(workspaceId, range, sql`s.prompt_name IN ${strings(names)}`)}
    GROUP BY name`,
});
