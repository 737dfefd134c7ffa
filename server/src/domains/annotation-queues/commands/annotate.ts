import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { judgeIdOf } from '../../evaluations/load.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import type { Masker } from '../../policies/types.ts';
import type { Commanding } from '../commands.ts';
import { NothingToUndo, QueueClosed, QueueItemNotHeld, QueueItemTakenOver, type BadQueueJudgment } from '../errors.ts';
import { checkJudgment, checkSkipReason } from '../ingest.ts';
import { judgeableBy, rubricOf } from '../load.ts';
import { lastEnded, lockItem, ownAssignment, type LockedItem, type OwnAssignment } from '../queries/items.ts';
import { leaseAgain, storeJudgment, storeSkip } from '../queries/judgments.ts';
import { settle } from '../record.ts';
import type { QueueJudgment } from '../types.ts';

interface Annotating extends Commanding {
  readonly viewer: Viewer;
  readonly now: Date;
}

/** The key of an assignment: what a person has of a message. */
export type AssignmentId = string;

type Refused = NotFound | QueueClosed | QueueItemNotHeld | QueueItemTakenOver;

/**
 * Stores what the viewer says of a message that it holds. Where the time was over and others have all places, it is kept beside theirs and
 * the call fails with QUEUE_ITEM_TAKEN_OVER.
 */
export async function submitItem(
  annotating: Annotating,
  itemId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Result<AssignmentId, Refused | BadQueueJudgment>> {
  const { stores, viewer, now } = annotating;
  const { workspaceId } = viewer;
  const queue = await queueOfItem(annotating, itemId);
  if (queue === null) return fail(new NotFound('Message of a queue', itemId, 'input.queueItemId'));
  const checked = checkJudgment(input, rubricOf(queue));
  if (!checked.ok) return checked;
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const judgment = masker === null ? checked.value : maskJudgment(checked.value, masker);
  return change(annotating, itemId, masker, async (client, item, own) => {
    const isLate = item.isComplete || (!own.isHeld && own.others >= item.overlap);
    await storeJudgment(client, { workspaceId, id: own.id, state: isLate ? 'EXTRA' : 'SUBMITTED', judgment, now });
    return isLate ? new QueueItemTakenOver() : null;
  });
}

/** Leaves a message that the viewer holds to others. */
export async function skipItem(
  annotating: Annotating,
  itemId: string,
  reason: string | null | undefined,
): Promise<Result<AssignmentId, Refused | BadQueueJudgment>> {
  const { stores, viewer, now } = annotating;
  const { workspaceId } = viewer;
  const checked = checkSkipReason(reason);
  if (!checked.ok) return checked;
  if ((await queueOfItem(annotating, itemId)) === null) return fail(new NotFound('Message of a queue', itemId, 'input.queueItemId'));
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const text = checked.value === null ? null : (masker?.text(checked.value) ?? checked.value);
  return change(annotating, itemId, masker, async (client, _item, own) => {
    await storeSkip(client, { workspaceId, id: own.id, reason: text, now });
    return null;
  });
}

/**
 * Gives back the message that the viewer judged or skipped last, with the judgment of it. A message that was complete is open again, and its
 * judgments are no evaluations until it is complete once more.
 */
export async function undoLast(
  annotating: Annotating,
  queueId: string,
): Promise<Result<AssignmentId, NotFound | QueueClosed | NothingToUndo>> {
  const { stores, live, viewer, now } = annotating;
  const { workspaceId } = viewer;
  const annotator = judgeIdOf(viewer);
  const queue = await stores.prisma.annotationQueue.findFirst({ where: { id: queueId, ...judgeableBy(viewer) }, select: { id: true } });
  if (queue === null) return fail(new NotFound('Annotation queue', queueId, 'input.queueId'));
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const result = await inTransaction(stores.postgres, async (client): Promise<Result<AssignmentId, QueueClosed | NothingToUndo>> => {
    const [last] = await lastEnded(client, { workspaceId, queueId, annotator });
    const [item] = last === undefined ? [] : await lockItem(client, { workspaceId, itemId: last.itemId });
    if (last === undefined || item === undefined) return fail(new NothingToUndo());
    const [own] = await ownAssignment(client, { workspaceId, itemId: last.itemId, annotator, now });
    if (item.status === 'CLOSED') return fail(new QueueClosed(item.name));
    if (own === undefined || own.state === 'LEASED') return fail(new NothingToUndo());
    if (own.state !== 'SUBMITTED' && (item.isComplete || own.others >= item.overlap))
      return fail(new NothingToUndo('Others have judged or hold the message since, so that it can not be given back.'));
    const until = new Date(now.getTime() + item.leaseMinutes * 60_000);
    await leaseAgain(client, { workspaceId, id: last.id, now, until, isRevised: item.isComplete && item.overlap > 1 });
    await settle(client, { workspaceId, queueId, masker, now }, item);
    return succeed(last.id);
  });
  if (result.ok) live.publish('annotationQueues.changed', workspaceId, {});
  return result;
}

/** Changes what the viewer has of an item that it holds or held, under the item's lock. */
async function change(
  { stores, live, viewer, now }: Annotating,
  itemId: string,
  masker: Masker | null,
  work: (client: PgSession, item: LockedItem, own: OwnAssignment) => Promise<QueueItemTakenOver | null>,
): Promise<Result<AssignmentId, Refused>> {
  const { workspaceId } = viewer;
  const result = await inTransaction(stores.postgres, async (client): Promise<Result<AssignmentId, Refused>> => {
    const [item] = await lockItem(client, { workspaceId, itemId });
    if (item === undefined) return fail(new NotFound('Message of a queue', itemId, 'input.queueItemId'));
    const [own] = await ownAssignment(client, { workspaceId, itemId, annotator: judgeIdOf(viewer), now });
    if (own === undefined) return fail(new QueueItemNotHeld('The message was not given to you.'));
    if (own.state !== 'LEASED') return fail(new QueueItemNotHeld('You have judged or skipped the message already; undo gives it back.'));
    if (item.status === 'CLOSED') return fail(new QueueClosed(item.name));
    const refusal = await work(client, item, own);
    // what came too late changes nothing of what counts
    if (refusal === null && !item.isComplete) await settle(client, { workspaceId, queueId: item.queueId, masker, now }, item);
    return refusal === null ? succeed(own.id) : fail(refusal);
  });
  live.publish('annotationQueues.changed', workspaceId, {});
  return result;
}

const queueOfItem = async ({ stores: { prisma }, viewer }: Annotating, itemId: string) =>
  prisma.annotationQueue.findFirst({
    where: { ...judgeableBy(viewer), items: { some: { id: BigInt(itemId) } } },
    select: { rubric: true },
  });

const maskJudgment = (judgment: QueueJudgment, masker: Masker): QueueJudgment => ({
  ...judgment,
  failureTags: judgment.failureTags.map((tag) => masker.text(tag)).filter((tag) => tag !== ''),
  correctedOutput: judgment.correctedOutput === null ? null : masker.text(judgment.correctedOutput) || null,
  comment: judgment.comment === null ? null : masker.text(judgment.comment) || null,
});
