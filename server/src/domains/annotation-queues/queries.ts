import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';

/** Locks a queue against a second one that fills or closes it; its next free place. */
export const lockQueue = definePgCommand({
  name: 'annotationQueues.lock',
  sql: ({ queueId }: { queueId: string }, workspace) =>
    pg`SELECT FROM annotation_queues WHERE workspace_id = ${workspace} AND id = ${pg.uuid(queueId)} FOR UPDATE`,
});

/** Where the next item goes, and how many there are; none: the queue is empty. */
export const extentOfQueue = definePgQuery({
  name: 'annotationQueues.extent',
  row: z.object({ count: z.number(), next: z.number() }),
  sql: ({ queueId }: { queueId: string }, workspace) => pg`
    SELECT count(*)::int AS count, max(position) + 1 AS next FROM annotation_queue_items
    WHERE workspace_id = ${workspace} AND queue_id = ${pg.uuid(queueId)} GROUP BY queue_id`,
});

/** Adds messages at the end of a queue, in the order given; those that it holds already, and those that are gone, are left out. */
export const addItems = definePgCommand({
  name: 'annotationQueues.addItems',
  sql: (
    { queueId, messageIds, from, most }: { queueId: string; messageIds: readonly string[]; from: number; most: number },
    workspace,
  ) => pg`
    INSERT INTO annotation_queue_items (workspace_id, queue_id, message_id, position)
    SELECT ${workspace}, ${pg.uuid(queueId)}, id, ${pg.int4(from)} + (row_number() OVER (ORDER BY place))::int - 1 FROM (
      SELECT m.id, min(sent.place) AS place FROM unnest(${pg.int8s(messageIds)}) WITH ORDINALITY AS sent (id, place)
      JOIN messages m ON m.workspace_id = ${workspace} AND m.id = sent.id
      WHERE NOT EXISTS (SELECT FROM annotation_queue_items i WHERE i.workspace_id = ${workspace} AND i.queue_id = ${pg.uuid(queueId)} AND i.message_id = sent.id)
      GROUP BY m.id ORDER BY place LIMIT ${pg.int8(most)}
    ) new`,
});

/** Opens or closes a queue. */
export const setStatus = definePgCommand({
  name: 'annotationQueues.setStatus',
  sql: ({ queueId, status }: { queueId: string; status: string }, workspace) => pg`
    UPDATE annotation_queues SET status = ${pg.enumerated('AnnotationQueueStatus', status)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(queueId)}`,
});
