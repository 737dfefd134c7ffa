import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** What an application reports of one answer, checked. */
export interface ReportedItem {
  readonly rowKey: string;
  readonly position: number;
  readonly repetition: number;
  readonly userId: string | null;
  readonly inputHash: string | null;
  /** False: the answer is to be read from its trace. */
  readonly isAnswered: boolean;
  readonly output: unknown;
  readonly error: string | null;
  readonly latencyMs: number | null;
  readonly nanoUsd: bigint | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Takes the lock of a run, and gives what its items need; no row: there is none. */
export const lockRun = definePgQuery({
  name: 'evaluationRuns.lock',
  row: z.object({
    kind: z.enum(['OFFLINE', 'SDK']),
    state: z.string(),
    hasScorers: z.boolean(),
    datasetId: z.string().nullable(),
    datasetVersionId: z.string().nullable(),
    itemCount: z.number(),
  }),
  sql: ({ runId }: { runId: string }, workspace) => pg`
    SELECT kind::text AS kind, state::text AS state, jsonb_array_length(scorers) > 0 AS "hasScorers", dataset_id AS "datasetId",
      dataset_version_id AS "datasetVersionId", (done + failed) AS "itemCount"
    FROM evaluation_runs WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)} FOR UPDATE`,
});

/** Items of a run by their rows. */
export const itemsOfRows = definePgQuery({
  name: 'evaluationRuns.itemsOfRows',
  row: z.object({
    id: z.string(),
    rowKey: z.string(),
    repetition: z.number(),
    traceId: z.string().nullable(),
    state: z.string(),
    nanoUsd: z.string().transform(BigInt).nullable(),
  }),
  sql: ({ runId, rowKeys }: { runId: string; rowKeys: readonly string[] }, workspace) => pg`
    SELECT id::text AS id, row_key AS "rowKey", repetition, trace_id AS "traceId", state::text AS state, nano_usd::text AS "nanoUsd" FROM evaluation_run_items
    WHERE workspace_id = ${workspace} AND run_id = ${pg.uuid(runId)} AND row_key = ANY(${pg.texts(rowKeys)})`,
});

/**
 * Stores reported items; one of the same row and repetition is replaced. `attempts` rises, so that what a server
 * still does with the former answer counts for nothing.
 */
export const storeReported = definePgQuery({
  name: 'evaluationRuns.report',
  row: z.object({ id: z.string(), rowKey: z.string(), repetition: z.number(), state: z.string() }),
  sql: ({ runId, hasScorers, items }: { runId: string; hasScorers: boolean; items: readonly ReportedItem[] }, workspace) => pg`
    INSERT INTO evaluation_run_items AS i (workspace_id, run_id, row_key, position, repetition, user_id, input_hash, is_answered, output, latency_ms, nano_usd,
      input_tokens, output_tokens, trace_id, span_id, failure_code, failure_message, started_at, ended_at, state)
    SELECT ${workspace}, ${pg.uuid(runId)}, s.row_key, s.place, s.repetition, s.user_id, s.input_hash, s.answered, s.output, s.latency, s.nano_usd, s.input_tokens,
      s.output_tokens, s.trace_id, s.span_id, CASE WHEN s.error IS NOT NULL THEN 'REPORTED' END, s.error, s.started_at, s.ended_at,
      (CASE WHEN s.error IS NOT NULL THEN 'FAILED' WHEN NOT s.answered OR ${pg.bool(hasScorers)} THEN 'WAITING' ELSE 'DONE' END)::"EvaluationItemState"
    FROM jsonb_to_recordset(${pg.json(
      items.map((item) => ({
        row_key: item.rowKey,
        place: item.position,
        repetition: item.repetition,
        user_id: item.userId,
        input_hash: item.inputHash,
        answered: item.isAnswered,
        output: item.output ?? null,
        error: item.error,
        latency: item.latencyMs,
        nano_usd: item.nanoUsd === null ? null : String(item.nanoUsd),
        input_tokens: item.inputTokens,
        output_tokens: item.outputTokens,
        trace_id: item.traceId,
        span_id: item.spanId,
        started_at: item.startedAt,
        ended_at: item.endedAt ?? (item.isAnswered ? new Date() : null),
      })),
    )}) AS s (row_key text, place int4, repetition int4, user_id text, input_hash text, answered bool, output jsonb, error text, latency int4, nano_usd int8,
      input_tokens int4, output_tokens int4, trace_id text, span_id text, started_at timestamptz, ended_at timestamptz)
    ORDER BY s.place, s.repetition
    ON CONFLICT (run_id, row_key, repetition) DO UPDATE SET input_hash = EXCLUDED.input_hash, is_answered = EXCLUDED.is_answered, output = EXCLUDED.output,
      latency_ms = EXCLUDED.latency_ms, nano_usd = EXCLUDED.nano_usd, input_tokens = EXCLUDED.input_tokens, output_tokens = EXCLUDED.output_tokens,
      trace_id = EXCLUDED.trace_id, span_id = EXCLUDED.span_id, failure_code = EXCLUDED.failure_code, failure_message = EXCLUDED.failure_message,
      started_at = EXCLUDED.started_at, ended_at = EXCLUDED.ended_at, state = EXCLUDED.state, attempts = i.attempts + 1, retry_at = now()
    RETURNING i.id::text AS id, i.row_key AS "rowKey", i.repetition, i.state::text AS state`,
});

/** Removes scores of answers that are replaced: they are about others. */
export const dropScores = definePgCommand({
  name: 'evaluationRuns.dropScores',
  sql: ({ itemIds }: { itemIds: readonly string[] }, workspace) => pg`
    DELETE FROM evaluation_scores WHERE workspace_id = ${workspace} AND item_id = ANY(${pg.int8s(itemIds)})`,
});

/** Notes what a report has changed in a run. One that was over goes on. */
export const noteReport = definePgCommand({
  name: 'evaluationRuns.noteReport',
  sql: (
    { runId, done, failed, nanoUsd, now }: { runId: string; done: number; failed: number; nanoUsd: bigint; now: Date },
    workspace,
  ) => pg`
    UPDATE evaluation_runs SET done = done + ${pg.int4(done)}, failed = failed + ${pg.int4(failed)}, nano_usd = nano_usd + ${pg.int8(nanoUsd)},
      reported_at = ${pg.at(now)},
      started_at = coalesce(started_at, ${pg.at(now)}), state = CASE WHEN state IN ('WAITING', 'DONE', 'STOPPED') THEN 'RUNNING' ELSE state END,
      ended_at = CASE WHEN state IN ('DONE', 'STOPPED') THEN NULL ELSE ended_at END
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(runId)}`,
});
