import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import type { CheckedSettings } from './ingest.ts';

export const settingsRow = definePgQuery({
  name: 'modelConnections.settings',
  isPrepared: true,
  row: z.object({
    defaultModel: z.string().nullable(),
    fallbackModels: z.array(z.string()),
    dailyNanoUsdPerPerson: z.string().transform(BigInt).nullable(),
    dailyTokensPerPerson: z.string().transform(BigInt).nullable(),
    updatedAt: z.date(),
  }),
  sql: (_none: unknown, workspace) => pg`
    SELECT default_model AS "defaultModel", fallback_models AS "fallbackModels", daily_nano_usd_per_person AS "dailyNanoUsdPerPerson",
           daily_tokens_per_person AS "dailyTokensPerPerson", updated_at AS "updatedAt"
    FROM model_settings WHERE workspace_id = ${workspace}`,
});

export const writeSettings = definePgCommand({
  name: 'modelConnections.writeSettings',
  sql: ({ defaultModel, fallbackModels, dailyNanoUsdPerPerson, dailyTokensPerPerson }: CheckedSettings, workspace) => pg`
    INSERT INTO model_settings (workspace_id, default_model, fallback_models, daily_nano_usd_per_person, daily_tokens_per_person)
    VALUES (${workspace}, ${pg.text(defaultModel)}, ${pg.texts(fallbackModels)}, ${pg.int8(dailyNanoUsdPerPerson)}, ${pg.int8(dailyTokensPerPerson)})
    ON CONFLICT (workspace_id) DO UPDATE
    SET default_model = excluded.default_model, fallback_models = excluded.fallback_models,
        daily_nano_usd_per_person = excluded.daily_nano_usd_per_person, daily_tokens_per_person = excluded.daily_tokens_per_person,
        updated_at = now()`,
});

/** What one owner has spent since an instant; tokens of calls without a price are counted, too. */
export const spentSince = definePgQuery({
  name: 'modelConnections.spentSince',
  isPrepared: true,
  row: z.object({ callCount: z.number(), nanoUsd: z.string().transform(BigInt), tokens: z.string().transform(BigInt) }),
  sql: ({ owner, since }: { owner: string; since: Date }, workspace) => pg`
    SELECT count(*)::int AS "callCount", coalesce(sum(nano_usd), 0)::text AS "nanoUsd",
           coalesce(sum(coalesce(input_tokens, 0)::int8 + coalesce(output_tokens, 0)), 0)::text AS tokens
    FROM model_calls WHERE workspace_id = ${workspace} AND owner = ${pg.text(owner)} AND started_at >= ${pg.at(since)}`,
});

/** What calls of one purpose have cost since an instant, whoever asked. */
export const spentFor = definePgQuery({
  name: 'modelConnections.spentFor',
  row: z.object({ nanoUsd: z.string().transform(BigInt) }),
  sql: ({ purpose, since }: { purpose: string; since: Date }, workspace) => pg`
    SELECT coalesce(sum(nano_usd), 0)::text AS "nanoUsd" FROM model_calls
    WHERE workspace_id = ${workspace} AND purpose = ${pg.text(purpose)} AND started_at >= ${pg.at(since)}`,
});

export interface LedgerRow {
  readonly owner: string;
  readonly purpose: string;
  readonly reference: string | null;
  readonly connection: string;
  readonly model: string;
  readonly outcome: 'DONE' | 'STOPPED' | 'FAILED';
  readonly code: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cachedInputTokens: number | null;
  readonly isEstimated: boolean;
  readonly nanoUsd: bigint | null;
  readonly timeToFirstPartMs: number | null;
  readonly durationMs: number;
  readonly startedAt: Date;
}

export const addCall = definePgCommand({
  name: 'modelConnections.addCall',
  sql: (call: LedgerRow, workspace) => pg`
    INSERT INTO model_calls (workspace_id, owner, purpose, reference, connection, model, outcome, code, input_tokens, output_tokens,
                             cached_input_tokens, is_estimated, nano_usd, time_to_first_part_ms, duration_ms, started_at)
    VALUES (${workspace}, ${pg.text(call.owner)}, ${pg.text(call.purpose)}, ${pg.text(call.reference)}, ${pg.text(call.connection)},
            ${pg.text(call.model)}, ${pg.enumerated('ModelCallOutcome', call.outcome)}, ${pg.text(call.code)}, ${pg.int4(call.inputTokens)},
            ${pg.int4(call.outputTokens)}, ${pg.int4(call.cachedInputTokens)}, ${pg.bool(call.isEstimated)}, ${pg.int8(call.nanoUsd)}, ${pg.int4(call.timeToFirstPartMs)},
            ${pg.int4(call.durationMs)}, ${pg.at(call.startedAt)})`,
});

/** The calls for one thing, oldest first. */
export const callsFor = definePgQuery({
  name: 'modelConnections.callsFor',
  row: z.object({
    connection: z.string(),
    model: z.string(),
    outcome: z.enum(['DONE', 'STOPPED', 'FAILED']),
    code: z.string().nullable(),
    inputTokens: z.number().nullable(),
    outputTokens: z.number().nullable(),
    cachedInputTokens: z.number().nullable(),
    isEstimated: z.boolean(),
    nanoUsd: z.string().transform(BigInt).nullable(),
    timeToFirstPartMs: z.number().nullable(),
    durationMs: z.number(),
    startedAt: z.date(),
  }),
  sql: ({ reference }: { reference: string }, workspace) => pg`
    SELECT connection, model, outcome::text AS outcome, code, input_tokens AS "inputTokens", output_tokens AS "outputTokens",
           cached_input_tokens AS "cachedInputTokens", is_estimated AS "isEstimated", nano_usd AS "nanoUsd", time_to_first_part_ms AS "timeToFirstPartMs",
           duration_ms AS "durationMs", started_at AS "startedAt"
    FROM model_calls WHERE workspace_id = ${workspace} AND reference = ${pg.text(reference)} ORDER BY id LIMIT 200`,
});

/** What each owner spent on each day and model since an instant, newest day first. */
export const spendingByDay = definePgQuery({
  name: 'modelConnections.spendingByDay',
  row: z.object({
    day: z.string(),
    owner: z.string(),
    model: z.string(),
    callCount: z.number(),
    failedCount: z.number(),
    nanoUsd: z.string().transform(BigInt).nullable(),
    tokens: z.string().transform(BigInt),
  }),
  sql: ({ since, limit }: { since: Date; limit: number }, workspace) => pg`
    SELECT to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, owner, connection || '/' || model AS model, count(*)::int AS "callCount",
           (count(*) FILTER (WHERE outcome = 'FAILED'))::int AS "failedCount", sum(nano_usd)::text AS "nanoUsd",
           coalesce(sum(coalesce(input_tokens, 0)::int8 + coalesce(output_tokens, 0)), 0)::text AS tokens
    FROM model_calls WHERE workspace_id = ${workspace} AND started_at >= ${pg.at(since)}
    GROUP BY 1, 2, 3 ORDER BY day DESC, owner, model LIMIT ${pg.int4(limit)}`,
});
