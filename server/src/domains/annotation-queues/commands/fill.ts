import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { AnnotationQueue } from '../../../platform/store/prisma/generated/client.ts';
import { conditionsOf } from '../../analytics/load.ts';
import { checkFilter } from '../../analytics/pure/check-filter.ts';
import { allOf, withinTime, type AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { Commanding } from '../commands.ts';
import { BadAnnotationQueue } from '../errors.ts';
import { addItems, extentOfQueue, lockQueue } from '../queries.ts';
import { answersOfFilter } from '../queries/sample.ts';

export const maxItems = 100_000;
const largestSeed = 2_147_483_647;

/** Which messages a queue is to hold; one of `messageExternalIds` and `filter`. */
export interface FillInput {
  readonly messageExternalIds: readonly string[] | null;
  readonly filter: AnalyticsFilter | null;
  /** Null: as many as the queue can hold. */
  readonly sampleCount: number | null;
  /** Null: the newest. */
  readonly seed: number | null;
}

export interface Filled {
  readonly queue: AnnotationQueue;
  readonly addedCount: number;
  /** Names that were given, of no message of the workspace. */
  readonly unknownMessageExternalIds: readonly string[];
}

interface Found {
  readonly messageIds: readonly string[];
  readonly unknown: readonly string[];
}

/** Adds messages to a queue, at its end; those that it holds already are left out. */
export async function fillQueue(
  { stores, live }: Commanding,
  workspaceId: string,
  id: string,
  input: FillInput,
): Promise<Result<Filled, BadAnnotationQueue | NotFound>> {
  const queue = await stores.prisma.annotationQueue.findUnique({ where: { id, workspaceId } });
  if (queue === null) return fail(new NotFound('Annotation queue', id, 'input.id'));
  const found = await messagesOf(stores, workspaceId, input);
  if (!found.ok) return found;
  const added = await inTransaction(stores.postgres, async (client) => {
    await lockQueue(client, { workspaceId, queueId: id });
    const [extent] = await extentOfQueue(client, { workspaceId, queueId: id });
    const { count, next } = extent ?? { count: 0, next: 0 };
    if (count >= maxItems) return null;
    return addItems(client, { workspaceId, queueId: id, messageIds: found.value.messageIds, from: next, most: maxItems - count });
  });
  if (added === null)
    return fail(new BadAnnotationQueue('id', `is that of a queue with ${maxItems} messages, which is the most it can have: make another`));
  live.publish('annotationQueues.changed', workspaceId, {});
  return succeed({ queue, addedCount: added, unknownMessageExternalIds: found.value.unknown });
}

async function messagesOf(
  { postgres, prisma, clickhouse }: Commanding['stores'],
  workspaceId: string,
  { messageExternalIds, filter, sampleCount, seed }: FillInput,
): Promise<Result<Found, BadAnnotationQueue>> {
  if ((messageExternalIds === null) === (filter === null))
    return fail(new BadAnnotationQueue('messageExternalIds', 'or `filter` is given, one of the two'));
  if (sampleCount !== null && (sampleCount < 1 || sampleCount > maxItems))
    return fail(new BadAnnotationQueue('sampleCount', `is ${sampleCount}; 1 to ${maxItems} is taken`));
  if (seed !== null && (seed < 0 || seed > largestSeed))
    return fail(new BadAnnotationQueue('seed', `is ${seed}; 0 to ${largestSeed} is taken`));
  if (messageExternalIds !== null) {
    const where = { workspaceId, externalId: { in: [...messageExternalIds] } };
    const known = new Map(
      (await prisma.message.findMany({ where, select: { id: true, externalId: true } })).map((one) => [one.externalId, one.id]),
    );
    return succeed({
      messageIds: messageExternalIds.flatMap((name) => known.get(name)?.toString() ?? []),
      unknown: [...new Set(messageExternalIds)].filter((name) => !known.has(name)),
    });
  }
  const checked = checkFilter(filter ?? {});
  if (!checked.ok) {
    const [first, ...others] = checked.failure.within('filter').problems;
    return fail(new BadAnnotationQueue(first.field, first.reason, others));
  }
  const { where } = await conditionsOf(postgres, workspaceId, checked.value);
  const limit = sampleCount ?? maxItems;
  const rows = await answersOfFilter(clickhouse, { workspaceId, where: allOf([withinTime(checked.value), where]), seed, limit });
  return succeed({ messageIds: rows.map(({ id }) => id), unknown: [] });
}
