import { fail, succeed, type FieldProblem, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge } from '../../../platform/ingest/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { makerOf } from '../../datasets/commands.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { correctionState } from '../background/correct.ts';
import { maskingOf } from '../background/mask.ts';
import { BadLoop } from '../errors.ts';
import { readAnswer, readOptionalName } from '../ingest.ts';
import { acceptProposals, clearProposals, storeCorrections, type ItemCorrection } from '../queries/items.ts';
import { lockLoop, moveLoop, resetSteps, setProposer, storeStep } from '../queries/loops.ts';
import { maxCorrections } from '../types.ts';
import { openLoop } from './place.ts';
import type { Changing } from './start.ts';

export interface GivenCorrection {
  /** Key of the item. */
  readonly loopItemId: string;
  /** Null: the item is left out. */
  readonly expectedAnswer: string | null;
}

/** Stores expected answers that a person gives, or leaves items out; the loop's id. All are stored, or none. */
export async function correctItems(changing: Changing, id: string, given: readonly GivenCorrection[], now: Date): Promise<Result<string>> {
  const { stores, viewer } = changing;
  const { workspaceId } = viewer;
  if (given.length > maxCorrections) return fail(new BatchTooLarge('items', given.length, maxCorrections));
  if (given.length === 0) return fail(new BadLoop('items', 'is empty; at least one item is taken'));
  const problems: FieldProblem[] = [];
  const read = given.map(({ expectedAnswer }, at) => {
    const answer = readAnswer(expectedAnswer, `items[${at}].expectedAnswer`);
    if (answer instanceof Problem) problems.push({ field: answer.field, reason: answer.reason });
    return answer instanceof Problem ? null : answer;
  });
  const [first, ...others] = problems;
  if (first !== undefined) return fail(new BadLoop(first.field, first.reason, others.slice(0, 20)));
  const found = await openLoop(stores, workspaceId, id, 'CORRECTED');
  if (!found.ok) return found;
  const masked = await maskingOf(stores, workspaceId, found.value.settings);
  const items = given.map(({ loopItemId }, at): ItemCorrection => {
    const answer = read[at] ?? null;
    return {
      id: loopItemId,
      expectedAnswer: answer === null ? null : masked(answer),
      correction: 'REVIEWED',
      correctedBy: makerOf(viewer),
    };
  });
  const known = await stores.prisma.loopItem.findMany({
    where: {
      workspaceId,
      loopId: id,
      kind: 'FAILURE',
      state: { in: ['OPEN', 'LEFT_OUT'] },
      id: { in: items.map((item) => BigInt(item.id)) },
    },
    select: { id: true },
  });
  const ids = new Set(known.map((item) => String(item.id)));
  const unknown = given.findIndex(({ loopItemId }) => !ids.has(loopItemId));
  if (unknown !== -1)
    return fail(new BadLoop(`items[${unknown}].loopItemId`, 'is of no failed prompt of this loop that is open; nothing was stored'));
  const unique = [...new Map(items.map((item) => [item.id, item])).values()];
  await storeCorrections(stores.postgres, { workspaceId, loopId: id, items: unique });
  await recount(changing, id, now);
  return succeed(id);
}

/** Takes what a model has proposed as expected answers: of some items, or of all (none given); the loop's id. */
export async function acceptCorrections(
  changing: Changing,
  id: string,
  loopItemIds: readonly string[],
  now: Date,
): Promise<Result<string>> {
  const { stores, viewer } = changing;
  const { workspaceId } = viewer;
  if (loopItemIds.length > maxCorrections) return fail(new BatchTooLarge('loopItemIds', loopItemIds.length, maxCorrections));
  const found = await openLoop(stores, workspaceId, id, 'CORRECTED');
  if (!found.ok) return found;
  const accepted = await acceptProposals(stores.postgres, {
    workspaceId,
    loopId: id,
    itemIds: loopItemIds,
    proposer: found.value.proposer,
  });
  if (accepted.length === 0)
    return fail(new BadLoop('loopItemIds', 'are of no prompt that waits with a proposal; ask a model with proposeCorrections'));
  await recount(changing, id, now);
  return succeed(id);
}

/** Has a connected model propose expected answers for all prompts without one, in the background; the loop's id. */
export async function proposeCorrections(changing: Changing, id: string, model: string, now: Date): Promise<Result<string>> {
  const { stores, live, viewer } = changing;
  const { workspaceId } = viewer;
  const found = await openLoop(stores, workspaceId, id, 'CORRECTED');
  if (!found.ok) return found;
  const name = readOptionalName(model, 'model');
  if (name instanceof Problem) return fail(new BadLoop(name.field, name.reason));
  if (name === null || !name.includes('/')) return fail(new BadLoop('model', 'is no connected model; "connection/model" is taken'));
  await inTransaction(stores.postgres, async (session) => {
    await lockLoop(session, { workspaceId, loopId: id });
    await clearProposals(session, { workspaceId, loopId: id });
    await setProposer(session, { workspaceId, loopId: id, proposer: name, owner: spenderOf(viewer) });
    await resetSteps(session, { workspaceId, loopId: id, from: 'CORRECTED' });
    await storeStep(session, { workspaceId, loopId: id, kind: 'CORRECTED', state: 'RUNNING', now });
    await moveLoop(session, { workspaceId, loopId: id, step: 'CORRECTED', status: 'RUNNING', now });
  });
  live.publish('loops.changed', id, {});
  return succeed(id);
}

/** Counts the corrections again. A loop that waited for them, and has all, comes to its dataset. */
async function recount({ stores, live, viewer: { workspaceId } }: Changing, loopId: string, now: Date): Promise<void> {
  const { state, count = null, outOf = null, details = {} } = await correctionState(stores, { workspaceId, loopId });
  await inTransaction(stores.postgres, async (session) => {
    const [locked] = await lockLoop(session, { workspaceId, loopId });
    if (locked === undefined) return;
    const isWaiting = locked.step === 'CORRECTED' && locked.status === 'NEEDS_PERSON';
    const shown = state === 'DONE' || !isWaiting ? 'DONE' : 'NEEDS_PERSON';
    await storeStep(session, { workspaceId, loopId, kind: 'CORRECTED', state: shown, count, outOf, details, now });
    if (!isWaiting || state !== 'DONE') return;
    await storeStep(session, { workspaceId, loopId, kind: 'DATASET', state: 'NEEDS_PERSON', now });
    await moveLoop(session, { workspaceId, loopId, step: 'DATASET', status: 'NEEDS_PERSON', now });
  });
  live.publish('loops.changed', loopId, {});
}
