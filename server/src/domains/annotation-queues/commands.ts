import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { AnnotationQueue, Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { BadAnnotationQueue } from './errors.ts';
import { checkQueue } from './ingest.ts';
import { lockQueue, setStatus } from './queries.ts';
import { lockJudgedItems, promoteExtrasOf } from './queries/judgments.ts';
import { completeWith } from './record.ts';
import type { AnnotationQueueStatus } from './types.ts';

export interface Commanding {
  readonly stores: Stores;
  readonly live: LiveBus;
}

/** A workspace's list is looked through by eye. */
const maxQueues = 200;
const maxMembers = 500;
/** Items that are completed in one transaction when a queue is closed. */
const closingBatch = 1_000;

export type QueueInput = Readonly<Record<string, unknown>> & {
  /** Of the queue to change; absent: a new one. */
  readonly id: string | null;
  /** Ids of members of the workspace. */
  readonly memberIds: readonly string[];
};

/** Makes a queue, or changes one. */
export async function saveQueue(
  { stores: { prisma }, live }: Commanding,
  workspaceId: string,
  { id, memberIds, ...input }: QueueInput,
): Promise<Result<AnnotationQueue, BadAnnotationQueue | NotFound>> {
  const checked = checkQueue(input);
  if (!checked.ok) return checked;
  const { name, overlap } = checked.value;
  const [known, namesake, members] = await Promise.all([
    id === null ? null : prisma.annotationQueue.findUnique({ where: { id, workspaceId } }),
    prisma.annotationQueue.findUnique({ where: { workspaceId_name: { workspaceId, name } }, select: { id: true } }),
    prisma.member.findMany({ where: { workspaceId, id: { in: [...memberIds] } }, select: { id: true, personId: true } }),
  ]);
  const stranger = memberIds.findIndex((memberId) => !members.some((member) => member.id === memberId));
  if (stranger >= 0) return fail(new NotFound('Member', memberIds[stranger] as string, `input.memberIds[${stranger}]`));
  if (id !== null && known === null) return fail(new NotFound('Annotation queue', id, 'input.id'));
  if (namesake !== null && namesake.id !== id) return fail(new BadAnnotationQueue('name', `is that of another queue, "${name}"`));
  if (memberIds.length > maxMembers)
    return fail(new BadAnnotationQueue('memberIds', `has ${memberIds.length} members; at most ${maxMembers} are taken`));
  if (known !== null && known.overlap !== overlap && (await isBegun(prisma, known.id)))
    return fail(new BadAnnotationQueue('overlap', `stays ${known.overlap}: messages of the queue have been given to people`));
  if (known === null && (await prisma.annotationQueue.count({ where: { workspaceId } })) >= maxQueues)
    return fail(
      new BadAnnotationQueue('name', `is new, and the workspace has ${maxQueues} queues, which is the most it can have: delete one first`),
    );
  const data = { ...checked.value, rubric: checked.value.rubric as unknown as Prisma.InputJsonObject };
  const people = members.map(({ personId }) => ({ personId, workspaceId }));
  const queue =
    known === null
      ? await prisma.annotationQueue.create({ data: { ...data, workspaceId, members: { create: people } } })
      : await prisma.annotationQueue.update({
          where: { id: known.id, workspaceId },
          data: { ...data, members: { deleteMany: {}, create: people } },
        });
  live.publish('annotationQueues.changed', workspaceId, {});
  return succeed(queue);
}

const isBegun = async (prisma: Stores['prisma'], queueId: string): Promise<boolean> =>
  (await prisma.annotationQueueAssignment.findFirst({ where: { queueId }, select: { id: true } })) !== null;

/** Opens a queue, or closes it: then it takes no judgments, and those that it has become evaluations, also of messages that lack some. */
export async function setQueueStatus(
  { stores, live }: Commanding,
  workspaceId: string,
  { id, status, now }: { id: string; status: AnnotationQueueStatus; now: Date },
): Promise<Result<AnnotationQueue, NotFound>> {
  const { postgres, prisma } = stores;
  await setStatus(postgres, { workspaceId, queueId: id, status });
  const queue = await prisma.annotationQueue.findUnique({ where: { id, workspaceId } });
  if (queue === null) return fail(new NotFound('Annotation queue', id, 'input.id'));
  if (status === 'CLOSED') await completeJudged(stores, { workspaceId, queueId: id, now });
  live.publish('annotationQueues.changed', workspaceId, {});
  return succeed(queue);
}

async function completeJudged(
  stores: Stores,
  { workspaceId, queueId, now }: { workspaceId: string; queueId: string; now: Date },
): Promise<void> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  let count: number;
  do {
    count = await inTransaction(stores.postgres, async (client) => {
      await lockQueue(client, { workspaceId, queueId });
      await promoteExtrasOf(client, { workspaceId, queueId });
      const items = await lockJudgedItems(client, { workspaceId, queueId, limit: closingBatch });
      if (items.length > 0)
        await completeWith(
          client,
          { workspaceId, queueId, masker, now },
          items.map(({ itemId }) => itemId),
        );
      return items.length;
    });
  } while (count === closingBatch);
}

/** Deletes a queue, and gives its id. The evaluations that it has made stay. */
export async function deleteQueue(
  { stores: { prisma }, live }: Commanding,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.annotationQueue.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Annotation queue', id));
  live.publish('annotationQueues.changed', workspaceId, {});
  return succeed(id);
}
