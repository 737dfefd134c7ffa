import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { ToolContext } from '../../assistant-tools/types.ts';
import type { AskPlace } from './ask.ts';
import { ownTurn } from './turns.ts';

/** Where a text is asked: at the end of a conversation, in a new one, or in place of a turn. */
export async function placeOfAsked(
  context: Pick<ToolContext, 'stores' | 'viewer'>,
  { conversationId, insteadOfTurnId }: { readonly conversationId: string | null; readonly insteadOfTurnId: string | null },
): Promise<Result<AskPlace, NotFound>> {
  if (insteadOfTurnId === null) return succeed({ conversationId });
  const turn = await ownTurn(context, insteadOfTurnId);
  if (turn === null) return fail(new NotFound('Turn', insteadOfTurnId, 'input.insteadOfTurnId'));
  return succeed({ conversationId: turn.conversationId, parentId: turn.parentId });
}
