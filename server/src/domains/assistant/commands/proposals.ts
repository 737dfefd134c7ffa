import { fail, NotFound, succeed, type DomainError, type Result } from '../../../platform/graphql/errors.ts';
import { runInner } from '../../../platform/graphql/inner.ts';
import { declineAction, runAction } from '../../assistant-tools/commands.ts';
import { mayAct } from '../../assistant-tools/load.ts';
import { ActingOff, ActionRefused } from '../../assistant-tools/errors.ts';
import type { ToolContext } from '../../assistant-tools/types.ts';
import { saveParts } from '../queries.ts';
import type { ProposalPart, ProposalState, TurnPart } from '../types.ts';
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
  const state: ProposalState = settled.ok ? (isConfirmed ? 'DONE' : 'DECLINED') : 'REFUSED';
  await keepState(context, found.value, place, state, settled.ok ? null : settled.failure.message);
  return succeed(place.turnId);
}

/** Takes back a change that was carried out, where that can be; gives the id of the turn. */
export async function undoCard(context: ToolContext, place: CardPlace): Promise<Result<string>> {
  const found = await cardAt(context, place, 'DONE');
  if (!found.ok) return found;
  const { undo } = found.value.card.proposal;
  if (undo === null) return fail(new ActionRefused('it can’t be taken back.'));
  if (!(await mayAct(context.stores, context.viewer.workspaceId))) return fail(new ActingOff());
  const acting = { ...context, caller: { ...context.caller, through: 'assistant' as const } };
  const answer = await runInner(acting, context.schema, { ...undo, kind: 'mutation' });
  if (!answer.ok) return fail(new ActionRefused(answer.message));
  await keepState(context, found.value, place, 'UNDONE', null);
  return succeed(place.turnId);
}

interface Found {
  readonly parts: readonly TurnPart[];
  readonly card: ProposalPart;
}

async function cardAt(context: ToolContext, { turnId, proposalId }: CardPlace, state: ProposalState): Promise<Result<Found, DomainError>> {
  const turn = await ownTurn(context, turnId);
  if (turn === null) return fail(new NotFound('Turn', turnId, 'input.turnId'));
  const parts = turn.parts as unknown as readonly TurnPart[];
  const card = parts.find((part) => part.kind === 'proposal' && part.proposal.id === proposalId) as ProposalPart | undefined;
  if (card === undefined) return fail(new NotFound('Proposal', proposalId, 'input.proposalId', 'The turn has no such proposal.'));
  if (card.state !== state) return fail(new ActionRefused(`its card is ${card.state}, and would have to be ${state}.`));
  return succeed({ parts, card });
}

async function keepState(
  { stores, viewer }: ToolContext,
  { parts }: Found,
  { turnId, proposalId }: CardPlace,
  state: ProposalState,
  message: string | null,
): Promise<void> {
  const changed = parts.map((part) => (part.kind === 'proposal' && part.proposal.id === proposalId ? { ...part, state, message } : part));
  await saveParts(stores.postgres, { workspaceId: viewer.workspaceId, id: turnId, parts: changed });
}
