import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { ToolContext } from '../../assistant-tools/types.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { answerTurn, wayOf, type Asked } from '../background/answer.ts';
import { BadAssistantInput, TurnRunning } from '../errors.ts';
import { checkAsk, type AskInput, type CheckedAsk } from '../ingest.ts';
import { nameOfViewer } from '../load.ts';
import { insertTurn, lockConversation, runningTurns } from '../queries.ts';
import { maxConversations, maxTitleLength } from '../types.ts';

export interface AskPlace {
  /** Null: a new conversation is made. */
  readonly conversationId: string | null;
  /** The turn after which it is asked; null: it is a first one; absent: the last turn of the branch that is shown. */
  readonly parentId?: string | null;
  /** What stands before the title of a conversation that is made; absent: nothing. */
  readonly titledFrom?: string;
}

/**
 * Begins a turn, and gives its id: the answer comes while it is followed (`assistantTurn`).
 *
 * Errors  BAD_ASSISTANT_INPUT; NOT_FOUND for a conversation that is not the viewer's own; TURN_RUNNING.
 */
export async function ask(
  context: ToolContext,
  place: AskPlace,
  input: AskInput,
  now: Date,
): Promise<Result<string, BadAssistantInput | NotFound | TurnRunning>> {
  const checked = checkAsk(input);
  if (!checked.ok) return checked;
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const conversationId = place.conversationId ?? (await newConversation(context, checked.value, place.titledFrom ?? ''));
  if (conversationId === null)
    return fail(
      new BadAssistantInput('text', `would begin one conversation too many: a person has at most ${maxConversations}; delete some first`),
    );
  const owner = spenderOf(viewer);
  const begun = await inTransaction(
    stores.postgres,
    async (session): Promise<Result<Omit<Asked, 'text' | 'place' | 'kind' | 'chat'>, NotFound | TurnRunning>> => {
      const [conversation] = await lockConversation(session, { workspaceId, id: conversationId, owner });
      if (conversation === undefined) return fail(new NotFound('Conversation', conversationId, 'input.assistantConversationId'));
      if ((await runningTurns(session, { workspaceId, conversationId })) > 0) return fail(new TurnRunning());
      const parentId = place.parentId === undefined ? conversation.headTurnId : place.parentId;
      const model = checked.value.model ?? conversation.model;
      const [made] = await insertTurn(session, {
        workspaceId,
        conversationId,
        parentId,
        asked: checked.value.asked,
        place: checked.value.place,
        kind: 'MODEL',
        now,
      });
      return succeed({ turnId: (made as { id: string }).id, conversationId, parentId, model });
    },
  );
  if (!begun.ok) return begun;
  const { kind, chat } = await wayOf(context, checked.value.asked, begun.value.model);
  if (kind !== 'MODEL') await stores.prisma.assistantTurn.update({ where: { id: begun.value.turnId, workspaceId }, data: { kind } });
  // It goes on after the answer of this mutation.
  void answerTurn(context, { ...begun.value, kind, chat, text: checked.value.asked, place: checked.value.place });
  return succeed(begun.value.turnId);
}

async function newConversation(
  { stores: { prisma }, viewer }: ToolContext,
  { asked, model }: CheckedAsk,
  titledFrom: string,
): Promise<string | null> {
  const { workspaceId } = viewer;
  const owner = spenderOf(viewer);
  if ((await prisma.assistantConversation.count({ where: { workspaceId, owner } })) >= maxConversations) return null;
  const title = `${titledFrom}${asked.split('\n', 1)[0] ?? ''}`.slice(0, maxTitleLength).toWellFormed();
  const { id } = await prisma.assistantConversation.create({
    data: { workspaceId, owner, ownerName: nameOfViewer(viewer), title, model },
    select: { id: true },
  });
  return id;
}
