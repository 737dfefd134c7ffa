import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';

/**
 * Open items that no one is left to judge: skipped by at least one person, and judged or skipped by all who judge in the queue. These are its
 * members where it names them, and who was given a message of it, as long as they may still judge.
 */
const skippedByAll = (queueIds: readonly string[], workspace: PgParam): PgSql => pg`
  people AS (
    SELECT queue_id, annotator FROM (
      SELECT queue_id, annotator FROM annotation_queue_assignments WHERE workspace_id = ${workspace} AND queue_id = ANY(${pg.uuids(queueIds)})
      UNION SELECT m.queue_id, m.person_id::text FROM annotation_queue_members m JOIN annotation_queues q ON q.id = m.queue_id
      WHERE m.workspace_id = ${workspace} AND m.queue_id = ANY(${pg.uuids(queueIds)}) AND NOT q.is_for_all
    ) named
    WHERE annotator = 'local'
      OR annotator IN (SELECT person_id::text FROM members WHERE workspace_id = ${workspace})
      OR annotator IN (SELECT 'key:' || id::text FROM api_keys WHERE workspace_id = ${workspace} AND revoked_at IS NULL)
  ), skipped AS (
    SELECT a.queue_id, a.item_id FROM annotation_queue_assignments a
    JOIN annotation_queue_items i ON i.id = a.item_id
    LEFT JOIN people p ON p.queue_id = a.queue_id AND p.annotator = a.annotator
    WHERE a.workspace_id = ${workspace} AND a.queue_id = ANY(${pg.uuids(queueIds)}) AND a.state <> 'LEASED' AND i.completed_at IS NULL
    GROUP BY a.queue_id, a.item_id
    HAVING bool_or(a.state = 'SKIPPED') AND count(p.annotator) = (SELECT count(*) FROM people o WHERE o.queue_id = a.queue_id)
  )`;

/** How many messages of each queue are skipped by all. */
export const skippedCounts = definePgQuery({
  name: 'annotationQueues.skippedCounts',
  row: z.object({ queueId: z.string(), count: z.number() }),
  sql: ({ queueIds }: { queueIds: readonly string[] }, workspace) => pg`
    WITH ${skippedByAll(queueIds, workspace)} SELECT queue_id AS "queueId", count(*)::int AS count FROM skipped GROUP BY queue_id`,
});

const Skip = z.object({ annotator: z.string(), reason: z.string().nullable() });
const SkippedItem = z.object({ itemId: z.string(), skips: z.array(Skip) });
export type SkippedItem = z.infer<typeof SkippedItem>;

/** The messages of a queue that are skipped by all, in its order, with who skipped them and why. */
export const skippedItems = definePgQuery({
  name: 'annotationQueues.skippedItems',
  row: SkippedItem,
  sql: ({ queueId, limit }: { queueId: string; limit: number }, workspace) => pg`
    WITH ${skippedByAll([queueId], workspace)}
    SELECT i.id::text AS "itemId", (
      SELECT json_agg(json_build_object('annotator', a.annotator_name, 'reason', a.skip_reason) ORDER BY a.id)
      FROM annotation_queue_assignments a WHERE a.item_id = i.id AND a.state = 'SKIPPED') AS skips
    FROM skipped s JOIN annotation_queue_items i ON i.id = s.item_id
    WHERE i.workspace_id = ${workspace} ORDER BY i.position LIMIT ${pg.int8(limit)}`,
});

/** Forgets the skips of messages that are skipped by all, so that they are given out again; those named alone, where some are. */
export const putBackSkipped = definePgQuery({
  name: 'annotationQueues.putBack',
  row: z.object({ count: z.number() }),
  sql: ({ queueId, itemIds }: { queueId: string; itemIds: readonly string[] | null }, workspace) => pg`
    WITH ${skippedByAll([queueId], workspace)}, locked AS (
      SELECT i.id FROM annotation_queue_items i WHERE i.workspace_id = ${workspace} AND i.id IN (SELECT item_id FROM skipped)
        AND (${pg.bool(itemIds === null)} OR i.id = ANY(${pg.int8s(itemIds ?? [])}))
      ORDER BY i.position FOR UPDATE
    ), freed AS (
      DELETE FROM annotation_queue_assignments WHERE workspace_id = ${workspace} AND state = 'SKIPPED' AND item_id IN (SELECT id FROM locked)
      RETURNING item_id
    )
    SELECT count(DISTINCT item_id)::int AS count FROM freed`,
});
