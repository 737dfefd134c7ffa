import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';

/** A row or a message that a run is to evaluate. */
export interface NewItem {
  readonly rowKey: string;
  readonly position: number;
  readonly repetition: number;
  readonly messageId: string | null;
  readonly userId: string | null;
}

const newColumns: readonly Column<NewItem>[] = [
  textColumn('row_key', ({ rowKey }) => rowKey),
  plainColumn('place', 'int4', ({ position }) => position),
  plainColumn('repetition', 'int4', ({ repetition }) => repetition),
  plainColumn('message_id', 'int8', ({ messageId }) => messageId),
  textColumn('user_id', ({ userId }) => userId),
];

/** Puts rows into a run, in the order given. A message that was deleted meanwhile is left out. */
export const addItems = definePgCommand({
  name: 'evaluationRuns.addItems',
  sql: ({ runId, items }: { runId: string; items: readonly NewItem[] }, workspace) => pg`
    INSERT INTO evaluation_run_items (workspace_id, run_id, row_key, position, repetition, message_id, user_id)
    SELECT ${workspace}, ${pg.uuid(runId)}, row_key, place, repetition, message_id, user_id FROM ${unnest(newColumns, items, 'sent')}
    WHERE message_id IS NULL OR EXISTS (SELECT FROM messages m WHERE m.id = sent.message_id AND m.workspace_id = ${workspace})
    ORDER BY place, repetition ON CONFLICT (run_id, row_key, repetition) DO NOTHING`,
});

const Claimed = z.object({
  id: z.string(),
  workspaceId: z.string(),
  runId: z.string(),
  rowKey: z.string(),
  repetition: z.number(),
  messageId: z.string().nullable(),
  attempts: z.number(),
  isAnswered: z.boolean(),
  output: z.unknown(),
  latencyMs: z.number().nullable(),
  nanoUsd: z.string().transform(BigInt).nullable(),
  traceId: z.string().nullable(),
  spanId: z.string().nullable(),
  /** Scorers that have judged it already. */
  scored: z.array(z.string()),
});
export type ClaimedItem = z.infer<typeof Claimed>;

/**
 * Takes what waits in runs that go on, for a while: each item is one server's at a time. What a server that is gone had taken comes free when
 * its time is up; what it did with an earlier claim counts for nothing then (`attempts`).
 */
export const claimItems = definePgQuery({
  name: 'evaluationRuns.claim',
  acrossWorkspaces: 'One loop works for all workspaces.',
  row: Claimed,
  sql: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => pg`
    WITH open AS (
      SELECT id FROM evaluation_runs WHERE state IN ('WAITING', 'RUNNING') AND (not_before IS NULL OR not_before <= now())
    ), taken AS (
      SELECT i.id FROM open CROSS JOIN LATERAL (
        SELECT * FROM (SELECT id FROM evaluation_run_items WHERE run_id = open.id AND state = 'WAITING' AND retry_at <= now()
          ORDER BY retry_at, id LIMIT ${pg.int4(limit)} FOR UPDATE SKIP LOCKED) waiting
        UNION ALL
        SELECT * FROM (SELECT id FROM evaluation_run_items WHERE run_id = open.id AND state = 'CLAIMED' AND leased_until < now()
          LIMIT ${pg.int4(limit)} FOR UPDATE SKIP LOCKED) left_behind) i
      LIMIT ${pg.int4(limit)}
    ), begun AS (
      UPDATE evaluation_runs SET state = 'RUNNING', started_at = coalesce(started_at, now())
      WHERE state = 'WAITING' AND id IN (SELECT run_id FROM evaluation_run_items WHERE id IN (SELECT id FROM taken))
    )
    UPDATE evaluation_run_items i SET state = 'CLAIMED', attempts = i.attempts + 1, leased_until = now() + ${pg.seconds(leaseSeconds)},
      started_at = coalesce(i.started_at, now())
    FROM taken WHERE i.id = taken.id
    RETURNING i.id::text AS id, i.workspace_id AS "workspaceId", i.run_id AS "runId", i.row_key AS "rowKey", i.repetition, i.message_id::text AS "messageId",
      i.attempts, i.is_answered AS "isAnswered", i.output, i.latency_ms AS "latencyMs", i.nano_usd::text AS "nanoUsd", i.trace_id AS "traceId", i.span_id AS "spanId",
      ARRAY(SELECT s.scorer FROM evaluation_scores s WHERE s.item_id = i.id) AS scored`,
});

/** The answer to an item. */
export interface Answer {
  /** Any JSON. */
  readonly output: unknown;
  readonly requestHash: string | null;
  readonly isCached: boolean;
  readonly latencyMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly nanoUsd: bigint | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
}

/** What became of an item that was taken. WAITING: it is tried again after a pause, with what is there already. */
export interface Outcome {
  readonly item: ClaimedItem;
  readonly state: 'DONE' | 'FAILED' | 'WAITING';
  readonly inputHash: string | null;
  /** Null: none was made in this attempt. */
  readonly answer: Answer | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly retrySeconds: number;
}

/** Stores what became of items, of those that are still this server's; their ids. */
export const settleItems = definePgQuery({
  name: 'evaluationRuns.settle',
  row: z.object({ id: z.string() }),
  sql: ({ outcomes }: { outcomes: readonly Outcome[] }, workspace) => pg`
    UPDATE evaluation_run_items i SET state = o.state::"EvaluationItemState", input_hash = coalesce(o.input_hash, i.input_hash),
      is_answered = i.is_answered OR o.answered, output = CASE WHEN o.answered THEN o.output ELSE i.output END,
      request_hash = CASE WHEN o.answered THEN o.hash ELSE i.request_hash END, is_cached = CASE WHEN o.answered THEN o.cached ELSE i.is_cached END,
      latency_ms = CASE WHEN o.answered THEN o.latency ELSE i.latency_ms END,
      input_tokens = CASE WHEN o.answered THEN o.input_tokens ELSE i.input_tokens END,
      output_tokens = CASE WHEN o.answered THEN o.output_tokens ELSE i.output_tokens END,
      nano_usd = CASE WHEN o.answered THEN o.nano_usd ELSE i.nano_usd END,
      trace_id = CASE WHEN o.answered THEN o.trace_id ELSE i.trace_id END, span_id = CASE WHEN o.answered THEN o.span_id ELSE i.span_id END,
      failure_code = o.code, failure_message = o.message, retry_at = now() + o.seconds * interval '1 second', leased_until = NULL,
      ended_at = CASE WHEN o.state = 'WAITING' THEN NULL ELSE now() END
    FROM jsonb_to_recordset(${pg.json(
      outcomes.map(({ item, answer, ...outcome }) => ({
        id: item.id,
        attempts: item.attempts,
        state: outcome.state,
        input_hash: outcome.inputHash,
        answered: answer !== null,
        output: answer?.output ?? null,
        hash: answer?.requestHash ?? null,
        cached: answer?.isCached ?? false,
        latency: answer?.latencyMs ?? null,
        input_tokens: answer?.inputTokens ?? null,
        output_tokens: answer?.outputTokens ?? null,
        nano_usd: answer?.nanoUsd == null ? null : String(answer.nanoUsd),
        trace_id: answer?.traceId ?? null,
        span_id: answer?.spanId ?? null,
        code: outcome.failureCode,
        message: outcome.failureMessage,
        seconds: outcome.retrySeconds,
      })),
    )}) AS o (id int8, attempts int4, state text, input_hash text, answered bool, output jsonb, hash text, cached bool, latency int4, input_tokens int4,
      output_tokens int4, nano_usd int8, trace_id text, span_id text, code text, message text, seconds float8)
    WHERE i.workspace_id = ${workspace} AND i.id = o.id AND i.attempts = o.attempts AND i.state = 'CLAIMED'
    RETURNING i.id::text AS id`,
});

/** The answer of the newest item that was sent the same; no row: none was. */
export const knownAnswer = definePgQuery({
  name: 'evaluationRuns.knownAnswer',
  row: z.object({
    output: z.unknown(),
    latencyMs: z.number().nullable(),
    inputTokens: z.number().nullable(),
    outputTokens: z.number().nullable(),
    traceId: z.string().nullable(),
    spanId: z.string().nullable(),
  }),
  sql: ({ requestHash }: { requestHash: string }, workspace) => pg`
    SELECT output, latency_ms AS "latencyMs", input_tokens AS "inputTokens", output_tokens AS "outputTokens", trace_id AS "traceId", span_id AS "spanId"
    FROM evaluation_run_items WHERE workspace_id = ${workspace} AND request_hash = ${pg.text(requestHash)} AND is_answered ORDER BY id DESC LIMIT 1`,
});
