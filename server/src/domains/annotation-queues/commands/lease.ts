import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { AnnotationQueue } from '../../../platform/store/prisma/generated/client.ts';
import { judgeOf, type Judge } from '../../evaluations/load.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import type { Masker } from '../../policies/types.ts';
import type { Commanding } from '../commands.ts';
import { QueueClosed } from '../errors.ts';
import { judgeableBy } from '../load.ts';
import {
  dropAssignment,
  endFirstLease,
  freeItem,
  heldItem,
  leaseItem,
  lockItem,
  ownLease,
  placeOf,
  type ItemPlace,
} from '../queries/items.ts';
import { placesTaken } from '../queries/judgments.ts';
import { settle } from '../record.ts';

/** Each round that comes to nothing means that another took the item just then. */
const maxRounds = 50;

interface Leasing {
  readonly workspaceId: string;
  readonly queue: AnnotationQueue;
  readonly annotator: Judge;
  readonly masker: Masker | null;
  readonly now: Date;
}

/**
 * The message that the viewer is to judge now: the one that it holds, for longer, else the next that it has neither judged nor skipped and
 * of which fewer than `overlap` people have a place. Null: there is none. `takesOver`: else the one that another holds and that would come
 * free first.
 *
 * Two people never get a place too many, and no one waits for another (annotation-queues.test.ts: eight at a time).
 */
export async function leaseNext(
  { stores, live, viewer, now }: Commanding & { readonly viewer: Viewer; readonly now: Date },
  queueId: string,
  takesOver: boolean,
): Promise<Result<string | null, NotFound | QueueClosed>> {
  const { workspaceId } = viewer;
  const [queue, annotator] = await Promise.all([
    stores.prisma.annotationQueue.findFirst({ where: { id: queueId, ...judgeableBy(viewer) } }),
    judgeOf(stores, viewer),
  ]);
  if (queue === null) return fail(new NotFound('Annotation queue', queueId, 'input.queueId'));
  if (queue.status === 'CLOSED') return fail(new QueueClosed(queue.name));
  const leasing = { workspaceId, queue, annotator, masker: maskerOf(await policyOf(stores, workspaceId)), now };
  const leased = await inTransaction(stores.postgres, async (client) => {
    const found = (await heldByOwn(client, leasing)) ?? (await nextFree(client, leasing));
    return found ?? (takesOver ? takeOver(client, leasing) : null);
  });
  if (leased !== null) live.publish('annotationQueues.changed', workspaceId, {});
  return succeed(leased);
}

async function heldByOwn(client: PgSession, leasing: Leasing): Promise<string | null> {
  const { workspaceId, queue, annotator } = leasing;
  for (let round = 0; round < maxRounds; round += 1) {
    const [own] = await ownLease(client, { workspaceId, queueId: queue.id, annotator: annotator.id });
    if (own === undefined) return null;
    await lockItem(client, { workspaceId, itemId: own.itemId });
    const [held] = await lockedPlace(client, leasing, own);
    if (held !== undefined) return held.id;
    // its time was over, and others have its places
    await dropAssignment(client, { workspaceId, id: own.id });
  }
  return null;
}

async function nextFree(client: PgSession, leasing: Leasing): Promise<string | null> {
  const { workspaceId, queue, annotator, now } = leasing;
  const asked = { workspaceId, queueId: queue.id, annotator: annotator.id, now, overlap: queue.overlap };
  const [place] = await placeOf(client, asked);
  // From where one was; at last from the first, waiting for what is locked at this moment.
  const ways = [
    { after: place?.position ?? -1, waits: false },
    { after: -1, waits: true },
  ];
  for (const way of ways) {
    for (let round = 0; round < maxRounds; round += 1) {
      const [free] = await freeItem(client, { ...asked, ...way });
      if (free === undefined) break;
      // A lease ran out without a judgment: the late one of another has the place, and no one is to judge it again.
      if (free.hasLate && (await promotesLate(client, leasing, free.itemId))) continue;
      const [leased] = await lockedPlace(client, leasing, free);
      if (leased !== undefined) return leased.id;
    }
  }
  return null;
}

/** Whether a judgment that came too late has become one that counts. */
async function promotesLate(client: PgSession, { workspaceId, queue, masker, now }: Leasing, itemId: string): Promise<boolean> {
  const [item] = await lockItem(client, { workspaceId, itemId });
  const [places] = await placesTaken(client, { workspaceId, itemId, now });
  if (item === undefined || (places?.count ?? 0) >= item.overlap) return false;
  await settle(client, { workspaceId, queueId: queue.id, masker, now }, item);
  return true;
}

async function takeOver(client: PgSession, leasing: Leasing): Promise<string | null> {
  const { workspaceId, queue, annotator, now } = leasing;
  const [held] = await heldItem(client, { workspaceId, queueId: queue.id, annotator: annotator.id, now });
  if (held === undefined) return null;
  await endFirstLease(client, { workspaceId, itemId: held.itemId, annotator: annotator.id, now });
  const [leased] = await lockedPlace(client, leasing, held);
  return leased?.id ?? null;
}

const lockedPlace = async (client: PgSession, { workspaceId, queue, annotator, now }: Leasing, { itemId, position }: ItemPlace) =>
  leaseItem(client, {
    workspaceId,
    queueId: queue.id,
    itemId,
    position,
    annotator: annotator.id,
    name: annotator.name,
    now,
    until: new Date(now.getTime() + queue.leaseMinutes * 60_000),
    overlap: queue.overlap,
  });
