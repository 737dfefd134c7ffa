import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { ToolContext } from '../../assistant-tools/types.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { traceTurn } from '../background/trace.ts';
import type { BadAssistantInput, TurnRunning } from '../errors.ts';
import { checkComment } from '../ingest.ts';
import { leafOf } from '../queries.ts';
import type { Rating } from '../types.ts';
import { ask } from './ask.ts';

/** A turn of a conversation of the viewer's own; null: there is none. */
export const ownTurn = ({ stores: { prisma }, viewer }: Pick<ToolContext, 'stores' | 'viewer'>, id: string) =>
  prisma.assistantTurn.findUnique({ where: { id, workspaceId: viewer.workspaceId, conversation: { owner: spenderOf(viewer) } } });

/** Asks the same again in place of a turn, which stays as another version; gives the id of the new turn. */
export async function retryTurn(
  context: ToolContext,
  { turnId, model }: { readonly turnId: string; readonly model: string | null },
  now: Date,
): Promise<Result<string, BadAssistantInput | NotFound | TurnRunning>> {
  const turn = await ownTurn(context, turnId);
  if (turn === null) return fail(new NotFound('Turn', turnId, 'input.turnId'));
  const place = turn.place as { path: string; title: string; details: unknown } | null;
  return ask(context, { conversationId: turn.conversationId, parentId: turn.parentId }, { text: turn.asked, model, place }, now);
}

/** Stops a turn that runs, on whichever server that is; gives its id. One that has ended stays as it is. */
export async function stopTurn(context: ToolContext, id: string): Promise<Result<string, NotFound>> {
  const turn = await ownTurn(context, id);
  if (turn === null) return fail(new NotFound('Turn', id));
  if (turn.status === 'RUNNING') context.live.publish('assistant.stop', id, {});
  return succeed(id);
}

/** Shows the branch in which a turn stands, up to its latest turn; gives the id of the conversation. */
export async function showTurn(context: ToolContext, id: string): Promise<Result<string, NotFound>> {
  const turn = await ownTurn(context, id);
  if (turn === null) return fail(new NotFound('Turn', id));
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const [leaf] = await leafOf(stores.postgres, { workspaceId, turnId: id });
  await stores.prisma.assistantConversation.updateMany({
    where: { id: turn.conversationId, workspaceId },
    data: { headTurnId: leaf?.id ?? id },
  });
  return succeed(turn.conversationId);
}

/** Rates an answer, or takes the rating back; gives the id of the turn. Where turns are traces, the trace has the rating, too. */
export async function rateTurn(
  context: ToolContext,
  { turnId, rating, comment }: { readonly turnId: string; readonly rating: Rating | null; readonly comment: string | null },
): Promise<Result<string, BadAssistantInput | NotFound>> {
  const checked = checkComment(comment);
  if (!checked.ok) return checked;
  const turn = await ownTurn(context, turnId);
  if (turn === null) return fail(new NotFound('Turn', turnId, 'input.turnId'));
  const { stores, viewer } = context;
  await stores.prisma.assistantTurn.updateMany({
    where: { id: turnId, workspaceId: viewer.workspaceId },
    data: { rating, ratingComment: rating === null ? null : checked.value.comment },
  });
  if (turn.traceId !== null) await traceTurn(context, turnId);
  return succeed(turnId);
}
