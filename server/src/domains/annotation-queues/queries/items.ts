import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../../platform/store/pg-sql.ts';
import { assignmentStates } from '../types.ts';

/** Whom an item is for, and when. */
export interface Asked {
  readonly queueId: string;
  readonly annotator: string;
  readonly now: Date;
}

/** Who beside the annotator has a place at item `i`: it is judged by them, or held for them. */
const placesOfOthers = ({ annotator, now }: Pick<Asked, 'annotator' | 'now'>, item: PgSql): PgSql => pg`(
  SELECT count(*) FROM annotation_queue_assignments o WHERE o.item_id = ${item} AND o.annotator <> ${pg.text(annotator)}
    AND (o.state = 'SUBMITTED' OR (o.state = 'LEASED' AND o.leased_until > ${pg.at(now)})))`;

/**
 * Whether the annotator has neither judged nor skipped item `i`. A subquery, looked up by its key for each item in turn: as a join it was
 * planned over all that the annotator has done, for the one item that is wanted.
 */
const isOpenTo = (annotator: string): PgSql => pg`COALESCE((
  SELECT own.state FROM annotation_queue_assignments own WHERE own.item_id = i.id AND own.annotator = ${pg.text(annotator)}), 'LEASED') = 'LEASED'`;

const ItemPlace = z.object({ itemId: z.string(), position: z.number() });
export type ItemPlace = z.infer<typeof ItemPlace>;

/** `hasLate`: a judgment of it came too late to count, and may count in the free place. */
const FreeItem = ItemPlace.extend({ hasLate: z.boolean() });

/**
 * The first item after a place that the annotator has neither judged nor skipped and that has a place free, locked. What others have taken
 * since this statement began is not seen: `leaseItem` looks once more, under the lock. `waits`: for items that others lock at this moment.
 */
export const freeItem = definePgQuery({
  name: 'annotationQueues.freeItem',
  row: FreeItem,
  sql: ({ after, waits, overlap, ...asked }: Asked & { after: number; waits: boolean; overlap: number }, workspace) => pg`
    SELECT i.id::text AS "itemId", i.position,
      EXISTS (SELECT FROM annotation_queue_assignments late WHERE late.item_id = i.id AND late.state = 'EXTRA') AS "hasLate"
    FROM annotation_queue_items i
    WHERE i.workspace_id = ${workspace} AND i.queue_id = ${pg.uuid(asked.queueId)} AND i.completed_at IS NULL AND i.position > ${pg.int4(after)}
      AND ${isOpenTo(asked.annotator)}
      AND ${placesOfOthers(asked, pg.raw('i.id'))} < ${pg.int4(overlap)}
    ORDER BY i.position LIMIT 1 FOR UPDATE OF i ${pg.raw(waits ? '' : 'SKIP LOCKED')}`,
});

/** The item that others hold and that comes free first, locked: for who takes it over. */
export const heldItem = definePgQuery({
  name: 'annotationQueues.heldItem',
  row: ItemPlace,
  sql: ({ queueId, annotator, now }: Asked, workspace) => pg`
    SELECT i.id::text AS "itemId", i.position FROM annotation_queue_items i
    JOIN annotation_queue_assignments o ON o.item_id = i.id AND o.state = 'LEASED' AND o.annotator <> ${pg.text(annotator)} AND o.leased_until > ${pg.at(now)}
    WHERE i.workspace_id = ${workspace} AND i.queue_id = ${pg.uuid(queueId)} AND i.completed_at IS NULL
      AND ${isOpenTo(annotator)}
    ORDER BY o.leased_until, i.position LIMIT 1 FOR UPDATE OF i SKIP LOCKED`,
});

/** Ends the lease of an item that ends first. */
export const endFirstLease = definePgCommand({
  name: 'annotationQueues.endFirstLease',
  sql: ({ itemId, annotator, now }: { itemId: string; annotator: string; now: Date }, workspace) => pg`
    UPDATE annotation_queue_assignments SET leased_until = ${pg.at(now)} WHERE workspace_id = ${workspace} AND id = (
      SELECT id FROM annotation_queue_assignments
      WHERE workspace_id = ${workspace} AND item_id = ${pg.int8(itemId)} AND state = 'LEASED' AND annotator <> ${pg.text(annotator)}
      ORDER BY leased_until LIMIT 1)`,
});

/** Gives an item that is locked to the annotator, or holds it for longer; no row: others have all of its places. */
export const leaseItem = definePgQuery({
  name: 'annotationQueues.lease',
  row: z.object({ id: z.string() }),
  sql: (
    {
      itemId,
      position,
      name,
      until,
      overlap,
      ...asked
    }: Asked & { itemId: string; position: number; name: string; until: Date; overlap: number },
    workspace,
  ) => pg`
    INSERT INTO annotation_queue_assignments AS a (workspace_id, queue_id, item_id, position, annotator, annotator_name, state, leased_until, leased_at)
    SELECT ${workspace}, ${pg.uuid(asked.queueId)}, i.id, ${pg.int4(position)}, ${pg.text(asked.annotator)}, ${pg.text(name)}, 'LEASED', ${pg.at(until)}, ${pg.at(asked.now)}
    FROM annotation_queue_items i
    WHERE i.workspace_id = ${workspace} AND i.id = ${pg.int8(itemId)} AND i.completed_at IS NULL
      AND ${placesOfOthers(asked, pg.raw('i.id'))} < ${pg.int4(overlap)}
    ON CONFLICT (item_id, annotator) DO UPDATE SET leased_until = EXCLUDED.leased_until, leased_at = EXCLUDED.leased_at, annotator_name = EXCLUDED.annotator_name
      WHERE a.state = 'LEASED'
    RETURNING id::text AS id`,
});

const OwnPlace = ItemPlace.extend({ id: z.string() });

/** What the annotator holds, or held, and has neither judged nor skipped; the latest first. */
export const ownLease = definePgQuery({
  name: 'annotationQueues.ownLease',
  row: OwnPlace,
  sql: ({ queueId, annotator }: Omit<Asked, 'now'>, workspace) => pg`
    SELECT id::text AS id, item_id::text AS "itemId", position FROM annotation_queue_assignments
    WHERE workspace_id = ${workspace} AND queue_id = ${pg.uuid(queueId)} AND annotator = ${pg.text(annotator)} AND ended_at IS NULL AND state = 'LEASED'
    ORDER BY leased_at DESC, id DESC LIMIT 1`,
});

/** The place from which the annotator goes on; none: from the first. */
export const placeOf = definePgQuery({
  name: 'annotationQueues.placeOf',
  row: z.object({ position: z.number() }),
  sql: ({ queueId, annotator }: Omit<Asked, 'now'>, workspace) => pg`
    SELECT position FROM annotation_queue_assignments
    WHERE workspace_id = ${workspace} AND queue_id = ${pg.uuid(queueId)} AND annotator = ${pg.text(annotator)}
    ORDER BY position DESC LIMIT 1`,
});

export const dropAssignment = definePgCommand({
  name: 'annotationQueues.drop',
  sql: ({ id }: { id: string }, workspace) =>
    pg`DELETE FROM annotation_queue_assignments WHERE workspace_id = ${workspace} AND id = ${pg.int8(id)} AND state = 'LEASED'`,
});

/** What the annotator did last: judged or skipped. */
export const lastEnded = definePgQuery({
  name: 'annotationQueues.lastEnded',
  row: OwnPlace,
  sql: ({ queueId, annotator }: Omit<Asked, 'now'>, workspace) => pg`
    SELECT id::text AS id, item_id::text AS "itemId", position FROM annotation_queue_assignments
    WHERE workspace_id = ${workspace} AND queue_id = ${pg.uuid(queueId)} AND annotator = ${pg.text(annotator)} AND ended_at IS NOT NULL
    ORDER BY ended_at DESC, id DESC LIMIT 1`,
});

const LockedItem = z.object({
  itemId: z.string(),
  queueId: z.string(),
  messageId: z.string(),
  submittedCount: z.number(),
  isComplete: z.boolean(),
  overlap: z.number(),
  leaseMinutes: z.number(),
  status: z.enum(['OPEN', 'CLOSED']),
  name: z.string(),
});
export type LockedItem = z.infer<typeof LockedItem>;

/** Locks an item, and its queue against being closed. */
export const lockItem = definePgQuery({
  name: 'annotationQueues.lockItem',
  row: LockedItem,
  sql: ({ itemId }: { itemId: string }, workspace) => pg`
    SELECT i.id::text AS "itemId", i.queue_id AS "queueId", i.message_id::text AS "messageId", i.submitted_count AS "submittedCount",
      i.completed_at IS NOT NULL AS "isComplete", q.overlap, q.lease_minutes AS "leaseMinutes", q.status::text AS status, q.name
    FROM annotation_queue_items i JOIN annotation_queues q ON q.id = i.queue_id
    WHERE i.workspace_id = ${workspace} AND i.id = ${pg.int8(itemId)} FOR UPDATE OF i FOR SHARE OF q`,
});

const OwnAssignment = z.object({ id: z.string(), state: z.enum(assignmentStates), isHeld: z.boolean(), others: z.number() });
export type OwnAssignment = z.infer<typeof OwnAssignment>;

/** What the annotator has of an item, and how many places others have; none: nothing. */
export const ownAssignment = definePgQuery({
  name: 'annotationQueues.ownAssignment',
  row: OwnAssignment,
  sql: ({ itemId, annotator, now }: { itemId: string; annotator: string; now: Date }, workspace) => pg`
    SELECT id::text AS id, state::text AS state, COALESCE(leased_until > ${pg.at(now)}, false) AS "isHeld",
      ${placesOfOthers({ annotator, now }, pg.raw('a.item_id'))}::int AS others
    FROM annotation_queue_assignments a
    WHERE a.workspace_id = ${workspace} AND a.item_id = ${pg.int8(itemId)} AND a.annotator = ${pg.text(annotator)}`,
});
