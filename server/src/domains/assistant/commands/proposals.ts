import { fail, NotFound, succeed, type DomainError, type Result } from '../../../platform/graphql/errors.ts';
import { runInner } from '../../../platform/graphql/inner.ts';
import { declineAction, runAction } from '../../assistant-tools/commands.ts';
import { mayAct } from '../../assistant-tools/load.ts';
import { ActingOff, ActionRefused, ProposalClosed } from '../../assistant-tools/errors.ts';
import { proposalOpenMs, type ToolContext } from '../../assistant-tools/types.ts';
import { changeCard } from '../queries.ts';
import type { ProposalPart, ProposalState, SettledCard, TurnPart } from '../types.ts';
import { ownTurn } from './turns.ts';

/** A card of a turn of the viewer's own. */
export interface CardPlace {
  readonly turnId: string;
  readonly proposalId: string;
}

/**
 * Confirms or declines a change that the assistant has proposed; gives the id of the turn, whose card shows what became of it. Only the person
 * who asked can: the change is made with the permissions of that person at this moment, when all is still as the card has it.
 */
export async function settleCard(
  context: ToolContext,
  { isConfirmed, ...place }: CardPlace & { readonly isConfirmed: boolean },
  now: Date,
): Promise<Result<string>> {
  const found = await cardAt(context, place, 'OPEN');
  if (!found.ok) return found;
  const settled = isConfirmed ? await runAction(context, place.proposalId, now) : await declineAction(context, place.proposalId, now);
  if (settled.ok) {
    await changed(context, place, { from: ['OPEN', 'REFUSED'], state: isConfirmed ? 'DONE' : 'DECLINED', message: null });
    return succeed(place.turnId);
  }
  // Another decision about the card is being carried out: that one says what became of it.
  if (settled.failure instanceof ProposalClosed && now.getTime() - found.value.startedAt.getTime() < proposalOpenMs)
    return fail(new ActionRefused('another decision about this card has come first.'));
  await changed(context, place, { from: ['OPEN'], state: 'REFUSED', message: settled.failure.message });
  return succeed(place.turnId);
}

/** Takes back a change that was carried out, where that can be; gives the id of the turn. */
export async function undoCard(context: ToolContext, place: CardPlace): Promise<Result<string>> {
  const found = await cardAt(context, place, 'DONE');
  if (!found.ok) return found;
  const { undo } = found.value.card.proposal;
  if (undo === null) return fail(new ActionRefused('it can’t be taken back.'));
  if (!(await mayAct(context.stores, context.viewer.workspaceId))) return fail(new ActingOff());
  // First, so that of two at once one takes it back.
  if (!(await changed(context, place, { from: ['DONE'], state: 'UNDONE', message: null })))
    return fail(new ActionRefused('it is being taken back already.'));
  const acting = { ...context, caller: { ...context.caller, through: 'assistant' as const } };
  const answer = await runInner(acting, context.schema, { ...undo, kind: 'mutation' });
  if (answer.ok) return succeed(place.turnId);
  await changed(context, place, { from: ['UNDONE'], state: 'DONE', message: null });
  return fail(new ActionRefused(answer.message));
}

interface Found {
  readonly card: ProposalPart;
  readonly startedAt: Date;
}

async function cardAt(context: ToolContext, { turnId, proposalId }: CardPlace, state: ProposalState): Promise<Result<Found, DomainError>> {
  const turn = await ownTurn(context, turnId);
  if (turn === null) return fail(new NotFound('Turn', turnId, 'input.turnId'));
  const parts = turn.parts as unknown as readonly TurnPart[];
  const card = parts.find((part) => part.kind === 'proposal' && part.proposal.id === proposalId) as ProposalPart | undefined;
  if (card === undefined) return fail(new NotFound('Proposal', proposalId, 'input.proposalId', 'The turn has no such proposal.'));
  if (card.state !== state) return fail(new ActionRefused(`its card is ${card.state}, and would have to be ${state}.`));
  return succeed({ card, startedAt: turn.startedAt });
}

/** Changes the state of a card, and says so to the turn where that still goes on. False: the card was in none of the states. */
async function changed(
  { stores, live, viewer }: ToolContext,
  { turnId, proposalId }: CardPlace,
  { from, state, message }: Pick<SettledCard, 'state' | 'message'> & { readonly from: readonly ProposalState[] },
): Promise<boolean> {
  const { workspaceId } = viewer;
  const count = await changeCard(stores.postgres, { workspaceId, turnId, proposalId, from, state, message });
  if (count > 0) live.publish('assistant.card', turnId, { proposalId, state, message });
  return count > 0;
}
