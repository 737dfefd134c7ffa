import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { AnnotationQueue } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Commanding } from '../commands.ts';
import { QueueClosed } from '../errors.ts';
import { lockQueue } from '../queries.ts';
import { putBackSkipped } from '../queries/skipped.ts';

export interface PutBack {
  readonly queue: AnnotationQueue;
  readonly count: number;
}

/** Whether all of these are messages in a queue of the workspace. */
export async function checkItems(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  itemIds: readonly string[],
): Promise<Result<true, NotFound>> {
  const items = await prisma.annotationQueueItem.findMany({
    where: { workspaceId, id: { in: itemIds.map(numberKey) } },
    select: { id: true },
  });
  const known = new Set(items.map(({ id }) => String(id)));
  const unknown = itemIds.findIndex((id) => !known.has(id));
  return unknown === -1
    ? succeed(true)
    : fail(new NotFound('Annotation queue item', itemIds[unknown] as string, `input.queueItemIds[${unknown}]`));
}

/** Gives messages that are skipped by all to people once more. `itemIds`: null for all of them. */
export async function putSkippedBack(
  { stores, live }: Commanding,
  workspaceId: string,
  { id, itemIds }: { readonly id: string; readonly itemIds: readonly string[] | null },
): Promise<Result<PutBack, NotFound | QueueClosed>> {
  const queue = await stores.prisma.annotationQueue.findUnique({ where: { id, workspaceId } });
  if (queue === null) return fail(new NotFound('Annotation queue', id, 'input.id'));
  if (queue.status === 'CLOSED') return fail(new QueueClosed(queue.name));
  const [freed] = await inTransaction(stores.postgres, async (client) => {
    await lockQueue(client, { workspaceId, queueId: id });
    return putBackSkipped(client, { workspaceId, queueId: id, itemIds });
  });
  live.publish('annotationQueues.changed', workspaceId, {});
  return succeed({ queue, count: freed?.count ?? 0 });
}
