import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

export interface NewItem {
  readonly messageId: string;
  readonly otherMessageId: string | null;
  readonly slot: string;
  readonly side: number | null;
  readonly otherSide: number | null;
}

/** Puts messages into a run; those that it has already are left out. */
export const addItems = definePgCommand({
  name: 'judges.addItems',
  sql: ({ runId, judgeId, items }: { runId: string; judgeId: string; items: readonly NewItem[] }, workspace) => pg`
    INSERT INTO judge_items (workspace_id, run_id, judge_id, message_id, other_message_id, slot, side, other_side)
    SELECT ${workspace}, ${pg.uuid(runId)}, ${pg.uuid(judgeId)}, m.id, o.id, given.slot, given.side, given.other_side
    FROM unnest(${pg.int8s(items.map(({ messageId }) => messageId))}, ${pg.int8s(items.map(({ otherMessageId }) => otherMessageId ?? 0))},
      ${pg.texts(items.map(({ slot }) => slot))}, ${pg.int4s(items.map(({ side }) => side ?? -1))}, ${pg.int4s(items.map(({ otherSide }) => otherSide ?? -1))})
      AS sent (message_id, other_id, slot, one_side, second_side)
    CROSS JOIN LATERAL (SELECT sent.slot, nullif(sent.one_side, -1)::int2 AS side, nullif(sent.second_side, -1)::int2 AS other_side) given
    JOIN messages m ON m.id = sent.message_id AND m.workspace_id = ${workspace}
    LEFT JOIN messages o ON o.id = sent.other_id AND o.workspace_id = ${workspace}
    WHERE sent.other_id = 0 OR o.id IS NOT NULL
    ON CONFLICT (run_id, message_id, slot) DO NOTHING`,
});

const Claimed = z.object({
  id: z.string(),
  workspaceId: z.string(),
  runId: z.string(),
  judgeId: z.string(),
  messageId: z.string(),
  otherMessageId: z.string().nullable(),
  attempts: z.number(),
});
export type ClaimedItem = z.infer<typeof Claimed>;

/**
 * Takes what waits in runs that go on, for a while: each item is one server's at a time. What a server that is gone had taken comes free when
 * its time is up; what it did with an earlier claim counts for nothing then (`attempts`).
 */
export const claimItems = definePgQuery({
  name: 'judges.claim',
  acrossWorkspaces: 'One loop works for all workspaces.',
  row: Claimed,
  sql: ({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) => pg`
    WITH open AS (
      SELECT id FROM judge_runs WHERE state IN ('WAITING', 'RUNNING') AND (not_before IS NULL OR not_before <= now())
    ), taken AS (
      SELECT i.id FROM open CROSS JOIN LATERAL (
        SELECT * FROM (SELECT id FROM judge_items WHERE run_id = open.id AND state = 'WAITING' AND retry_at <= now()
          ORDER BY retry_at LIMIT ${pg.int4(limit)} FOR UPDATE SKIP LOCKED) waiting
        UNION ALL
        SELECT * FROM (SELECT id FROM judge_items WHERE run_id = open.id AND state = 'CLAIMED' AND leased_until < now()
          LIMIT ${pg.int4(limit)} FOR UPDATE SKIP LOCKED) left_behind) i
      LIMIT ${pg.int4(limit)}
    ), begun AS (
      UPDATE judge_runs SET state = 'RUNNING', started_at = coalesce(started_at, now())
      WHERE state = 'WAITING' AND id IN (SELECT run_id FROM judge_items WHERE id IN (SELECT id FROM taken))
    )
    UPDATE judge_items i SET state = 'CLAIMED', attempts = i.attempts + 1, leased_until = now() + ${pg.seconds(leaseSeconds)}
    FROM taken WHERE i.id = taken.id
    RETURNING i.id::text AS id, i.workspace_id AS "workspaceId", i.run_id AS "runId", i.judge_id AS "judgeId", i.message_id::text AS "messageId",
      i.other_message_id::text AS "otherMessageId", i.attempts`,
});

/** What became of an item that was taken. WAITING: it is tried again after a pause. */
export interface Outcome {
  readonly item: ClaimedItem;
  readonly state: 'DONE' | 'FAILED' | 'SKIPPED' | 'WAITING';
  readonly judgeVersion: number;
  readonly textHash: string | null;
  readonly value: number | null;
  readonly label: string | null;
  readonly reason: string | null;
  readonly isCached: boolean;
  readonly nanoUsd: bigint;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly retrySeconds: number;
}

/** Stores what became of items, of those that are still this server's; their ids. */
export const settleItems = definePgQuery({
  name: 'judges.settle',
  row: z.object({ id: z.string() }),
  sql: ({ outcomes }: { outcomes: readonly Outcome[] }, workspace) => pg`
    UPDATE judge_items i SET state = o.state::"JudgeItemState", judge_version = o.version, text_hash = o.hash,
      value = o.value, label = o.label, reason = o.reason, is_cached = o.cached, nano_usd = i.nano_usd + o.nano_usd,
      failure_code = o.code, failure_message = o.message, retry_at = now() + o.seconds * interval '1 second', leased_until = NULL,
      ended_at = CASE WHEN o.state = 'WAITING' THEN NULL ELSE now() END
    FROM json_to_recordset(${pg.json(
      outcomes.map((outcome) => ({
        id: outcome.item.id,
        attempts: outcome.item.attempts,
        state: outcome.state,
        version: outcome.judgeVersion,
        hash: outcome.textHash,
        value: outcome.value,
        label: outcome.label,
        reason: outcome.reason,
        cached: outcome.isCached,
        nano_usd: String(outcome.nanoUsd),
        code: outcome.failureCode,
        message: outcome.failureMessage,
        seconds: outcome.retrySeconds,
      })),
    )}::json) AS o (id int8, attempts int4, state text, version int4, hash text, value float8, label text, reason text, cached bool, nano_usd int8, code text, message text, seconds float8)
    WHERE i.workspace_id = ${workspace} AND i.id = o.id AND i.attempts = o.attempts AND i.state = 'CLAIMED'
    RETURNING i.id::text AS id`,
});

/** The verdict that a version of a judge has given on the same text; no row: none. */
export const knownVerdict = definePgQuery({
  name: 'judges.knownVerdict',
  row: z.object({ value: z.number().nullable(), label: z.string().nullable(), reason: z.string().nullable() }),
  sql: ({ judgeId, judgeVersion, textHash }: { judgeId: string; judgeVersion: number; textHash: string }, workspace) => pg`
    SELECT value, label, reason FROM judge_items WHERE workspace_id = ${workspace} AND judge_id = ${pg.uuid(judgeId)}
      AND judge_version = ${pg.int4(judgeVersion)} AND text_hash = ${pg.text(textHash)} AND state = 'DONE' LIMIT 1`,
});

/** Samples new answers of a run that judges as they come, and says how far it looked. The same message is drawn, or not, each time. */
export const sampleNew = definePgCommand({
  name: 'judges.sample',
  sql: (
    { runId, judgeId, share, lookBack, limit }: { runId: string; judgeId: string; share: number; lookBack: number; limit: number },
    workspace,
  ) => pg`
    WITH place AS (
      SELECT j.seen_message_id - ${pg.int8(lookBack)} AS after, r.created_at AS since FROM judges j JOIN judge_runs r ON r.id = ${pg.uuid(runId)}
      WHERE j.workspace_id = ${workspace} AND j.id = ${pg.uuid(judgeId)}
    ), fresh AS MATERIALIZED (
      SELECT m.id, m.role, m.received_at >= place.since AS is_new FROM messages m, place
      WHERE m.workspace_id = ${workspace} AND m.id > place.after ORDER BY m.id LIMIT ${pg.int4(limit)}
    ), added AS (
      INSERT INTO judge_items (workspace_id, run_id, judge_id, message_id)
      SELECT ${workspace}, ${pg.uuid(runId)}, ${pg.uuid(judgeId)}, id FROM fresh
      WHERE role = 'ASSISTANT' AND is_new AND ((hashtextextended(id::text, hashtext(${pg.text(judgeId)})) & 1073741823)::float8 / 1073741824) < ${pg.text(String(share))}::float8
      ON CONFLICT (run_id, message_id, slot) DO NOTHING RETURNING 1
    ), counted AS (
      UPDATE judge_runs SET total = total + (SELECT count(*) FROM added) WHERE id = ${pg.uuid(runId)} AND workspace_id = ${workspace} AND EXISTS (SELECT FROM added)
    )
    UPDATE judges SET seen_message_id = greatest(seen_message_id, (SELECT max(id) FROM fresh))
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(judgeId)} AND EXISTS (SELECT FROM fresh) AND seen_message_id < (SELECT max(id) FROM fresh)`,
});
