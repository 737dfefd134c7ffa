import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { AssignmentState, QueueJudgment } from '../types.ts';

/** Stores what a person says of an item, and whether it counts. */
export const storeJudgment = definePgCommand({
  name: 'annotationQueues.storeJudgment',
  sql: (
    {
      id,
      state,
      judgment,
      now,
    }: { id: string; state: Extract<AssignmentState, 'SUBMITTED' | 'EXTRA'>; judgment: QueueJudgment; now: Date },
    workspace,
  ) => pg`
    UPDATE annotation_queue_assignments SET state = ${pg.enumerated('AssignmentState', state)}, leased_until = NULL, ended_at = ${pg.at(now)}, skip_reason = NULL,
      rating = ${pg.int4(judgment.rating)}, success = ${pg.bool(judgment.success)}, failure_tags = ${pg.texts(judgment.failureTags)},
      corrected_output = ${pg.text(judgment.correctedOutput)}, comment = ${pg.text(judgment.comment)}, choices = ${pg.json(judgment.choices)}
    WHERE workspace_id = ${workspace} AND id = ${pg.int8(id)}`,
});

export const storeSkip = definePgCommand({
  name: 'annotationQueues.storeSkip',
  sql: ({ id, reason, now }: { id: string; reason: string | null; now: Date }, workspace) => pg`
    UPDATE annotation_queue_assignments SET state = 'SKIPPED', leased_until = NULL, ended_at = ${pg.at(now)}, skip_reason = ${pg.text(reason)}
    WHERE workspace_id = ${workspace} AND id = ${pg.int8(id)}`,
});

/** Gives an item back to the one who judged or skipped it, with their judgment. */
export const leaseAgain = definePgCommand({
  name: 'annotationQueues.leaseAgain',
  sql: ({ id, now, until, isRevised }: { id: string; now: Date; until: Date; isRevised: boolean }, workspace) => pg`
    UPDATE annotation_queue_assignments SET state = 'LEASED', leased_until = ${pg.at(until)}, leased_at = ${pg.at(now)}, ended_at = NULL,
      skip_reason = NULL, is_revised = is_revised OR ${pg.bool(isRevised)}
    WHERE workspace_id = ${workspace} AND id = ${pg.int8(id)}`,
});

/** Counts the judgments of an item that count, and notes that it is complete, or is not any more. */
export const countJudgments = definePgCommand({
  name: 'annotationQueues.count',
  sql: ({ itemId, completedAt }: { itemId: string; completedAt: Date | null }, workspace) => pg`
    UPDATE annotation_queue_items i SET completed_at = ${pg.at(completedAt)}, submitted_count = (
      SELECT count(*) FROM annotation_queue_assignments a WHERE a.item_id = i.id AND a.state = 'SUBMITTED')
    WHERE i.workspace_id = ${workspace} AND i.id = ${pg.int8(itemId)}`,
});

/** Lets the earliest judgment that came too late count. */
export const promoteExtra = definePgCommand({
  name: 'annotationQueues.promoteExtra',
  sql: ({ itemId }: { itemId: string }, workspace) => pg`
    UPDATE annotation_queue_assignments SET state = 'SUBMITTED' WHERE workspace_id = ${workspace} AND id = (
      SELECT id FROM annotation_queue_assignments WHERE workspace_id = ${workspace} AND item_id = ${pg.int8(itemId)} AND state = 'EXTRA'
      ORDER BY ended_at, id LIMIT 1)`,
});

/** Lets judgments of a queue that came too late count where a place is free, also one that a lease holds: a queue that is closed takes no others. */
export const promoteExtrasOf = definePgCommand({
  name: 'annotationQueues.promoteExtras',
  sql: ({ queueId }: { queueId: string }, workspace) => pg`
    WITH promoted AS (
      UPDATE annotation_queue_assignments SET state = 'SUBMITTED' WHERE workspace_id = ${workspace} AND id IN (
        SELECT id FROM (
          SELECT a.id, a.state, q.overlap, row_number() OVER (PARTITION BY a.item_id ORDER BY a.state = 'EXTRA', a.ended_at, a.id) AS place
          FROM annotation_queue_assignments a JOIN annotation_queue_items i ON i.id = a.item_id JOIN annotation_queues q ON q.id = a.queue_id
          WHERE a.workspace_id = ${workspace} AND a.queue_id = ${pg.uuid(queueId)} AND a.state IN ('SUBMITTED', 'EXTRA') AND i.completed_at IS NULL
        ) judged WHERE state = 'EXTRA' AND place <= overlap)
      RETURNING item_id
    )
    UPDATE annotation_queue_items i SET submitted_count = i.submitted_count + p.count
    FROM (SELECT item_id, count(*)::int AS count FROM promoted GROUP BY item_id) p WHERE i.workspace_id = ${workspace} AND i.id = p.item_id`,
});

/** How many places of an item are taken. */
export const placesTaken = definePgQuery({
  name: 'annotationQueues.placesTaken',
  row: z.object({ count: z.number() }),
  sql: ({ itemId, now }: { itemId: string; now: Date }, workspace) => pg`
    SELECT count(*)::int AS count FROM annotation_queue_assignments
    WHERE workspace_id = ${workspace} AND item_id = ${pg.int8(itemId)} AND (state = 'SUBMITTED' OR (state = 'LEASED' AND leased_until > ${pg.at(now)}))
    GROUP BY item_id`,
});

const StoredJudgment = z.object({
  id: z.string(),
  itemId: z.string(),
  messageExternalId: z.string(),
  annotator: z.string(),
  annotatorName: z.string(),
  rating: z.number().nullable(),
  success: z.boolean().nullable(),
  failureTags: z.array(z.string()),
  correctedOutput: z.string().nullable(),
  comment: z.string().nullable(),
  choices: z.record(z.string(), z.string()),
  endedAt: z.date(),
});
export type StoredJudgment = z.infer<typeof StoredJudgment>;

/** The judgments of items that count, with the names of their messages. */
export const judgmentsOf = definePgQuery({
  name: 'annotationQueues.judgments',
  row: StoredJudgment,
  sql: ({ itemIds }: { itemIds: readonly string[] }, workspace) => pg`
    SELECT a.id::text AS id, a.item_id::text AS "itemId", m.external_id AS "messageExternalId", a.annotator, a.annotator_name AS "annotatorName", a.rating,
      a.success, a.failure_tags AS "failureTags", a.corrected_output AS "correctedOutput", a.comment, a.choices, a.ended_at AS "endedAt"
    FROM annotation_queue_assignments a JOIN annotation_queue_items i ON i.id = a.item_id JOIN messages m ON m.id = i.message_id
    WHERE a.workspace_id = ${workspace} AND a.item_id = ANY(${pg.int8s(itemIds)}) AND a.state = 'SUBMITTED' ORDER BY a.id`,
});

/** Items of a queue that are judged and not complete, locked: the next `limit` of them. */
export const lockJudgedItems = definePgQuery({
  name: 'annotationQueues.lockJudged',
  row: z.object({ itemId: z.string() }),
  sql: ({ queueId, limit }: { queueId: string; limit: number }, workspace) => pg`
    SELECT id::text AS "itemId" FROM annotation_queue_items
    WHERE workspace_id = ${workspace} AND queue_id = ${pg.uuid(queueId)} AND completed_at IS NULL AND submitted_count > 0
    ORDER BY position LIMIT ${pg.int8(limit)} FOR UPDATE`,
});

export const completeItems = definePgCommand({
  name: 'annotationQueues.complete',
  sql: ({ itemIds, now }: { itemIds: readonly string[]; now: Date }, workspace) => pg`
    UPDATE annotation_queue_items SET completed_at = ${pg.at(now)} WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(itemIds)})`,
});
