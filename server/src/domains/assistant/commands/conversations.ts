import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { BadAssistantInput } from '../errors.ts';
import { checkTitle, readModel } from '../ingest.ts';
import { nameOfViewer, readableBy } from '../load.ts';
import { pathTo } from '../queries.ts';
import { maxTurns } from '../types.ts';

type Changing = Pick<Context, 'stores' | 'viewer'>;

export interface ConversationChange {
  readonly title?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly isShared?: boolean | null | undefined;
}

/** Changes title, model and sharing of a conversation of the viewer's own; what is absent stays. Gives its id. */
export async function updateConversation(
  { stores: { prisma }, viewer }: Changing,
  id: string,
  change: ConversationChange,
): Promise<Result<string, BadAssistantInput | NotFound>> {
  const title = change.title === undefined || change.title === null ? null : checkTitle(change.title);
  if (title?.ok === false) return title;
  const model = checkInput({ model: readModel(change.model ?? null) }, BadAssistantInput);
  if (!model.ok) return model;
  const { count } = await prisma.assistantConversation.updateMany({
    where: { id, workspaceId: viewer.workspaceId, owner: spenderOf(viewer) },
    data: {
      ...(title !== null && { title: title.value.title }),
      ...(change.model !== undefined && { model: model.value.model }),
      ...(change.isShared !== undefined && change.isShared !== null && { isShared: change.isShared }),
    },
  });
  return count === 0 ? fail(new NotFound('Conversation', id, 'input.id')) : succeed(id);
}

/** Deletes a conversation of the viewer's own with its turns and results, and gives its id. A turn that runs stops. */
export async function deleteConversation(
  { stores: { prisma }, viewer, live }: Changing & Pick<Context, 'live'>,
  id: string,
): Promise<Result<string, NotFound>> {
  const own = { id, workspaceId: viewer.workspaceId, owner: spenderOf(viewer) };
  const running = await prisma.assistantTurn.findMany({ where: { status: 'RUNNING', conversation: own }, select: { id: true } });
  const { count } = await prisma.assistantConversation.deleteMany({ where: own });
  if (count === 0) return fail(new NotFound('Conversation', id));
  for (const turn of running) live.publish('assistant.stop', turn.id, {});
  return succeed(id);
}

/** Makes a conversation of the viewer's own from the turns that lead to one, which may be of a shared conversation; gives its id. */
export async function branchConversation({ stores, viewer }: Changing, turnId: string, now: Date): Promise<Result<string, NotFound>> {
  const { workspaceId } = viewer;
  const { prisma, postgres } = stores;
  const last = await prisma.assistantTurn.findFirst({
    where: { id: turnId, workspaceId, conversation: readableBy(viewer) },
    select: { conversation: { select: { title: true, model: true, handleCount: true } } },
  });
  if (last === null) return fail(new NotFound('Turn', turnId, 'input.turnId'));
  const path = (await pathTo(postgres, { workspaceId, turnId, limit: maxTurns })).map(({ id }) => id);
  const { title, model, handleCount } = last.conversation;
  return prisma.$transaction(async (transaction) => {
    const { id: conversationId } = await transaction.assistantConversation.create({
      data: {
        workspaceId,
        owner: spenderOf(viewer),
        ownerName: nameOfViewer(viewer),
        title,
        model,
        handleCount,
        branchedFromTurnId: turnId,
        createdAt: now,
        updatedAt: now,
      },
    });
    let parentId: string | null = null;
    for (const id of path) {
      const { results, ...turn } = await transaction.assistantTurn.findUniqueOrThrow({
        where: { id, workspaceId },
        include: { results: true },
      });
      const { id: _id, rating: _rating, ratingComment: _comment, traceId: _trace, parts, place, ...kept } = turn;
      const copy: { id: string } = await transaction.assistantTurn.create({
        data: {
          ...kept,
          conversationId,
          parentId,
          parts: withoutOpenCards(parts),
          ...(place !== null && { place: place as Prisma.InputJsonValue }),
          // One that still runs is copied as far as it is.
          ...(kept.status === 'RUNNING' && { status: 'STOPPED' as const, endedAt: now }),
        },
        select: { id: true },
      });
      await transaction.assistantResult.createMany({
        data: results.map(({ id: _ofResult, result, ...rest }) => ({
          ...rest,
          result: result as Prisma.InputJsonValue,
          conversationId,
          turnId: copy.id,
        })),
      });
      parentId = copy.id;
    }
    await transaction.assistantConversation.update({ where: { id: conversationId, workspaceId }, data: { headTurnId: parentId } });
    return succeed(conversationId);
  });
}

/** A proposal is of the turn in which it was made: a copy of its card decides nothing. */
const withoutOpenCards = (parts: unknown): Prisma.InputJsonValue =>
  (parts as { kind: string; state?: string }[]).map((part) =>
    part.kind === 'proposal' && part.state !== 'DECLINED'
      ? { ...part, state: 'REFUSED', message: 'This is a copy; the card stands in the conversation that it was made in.' }
      : part,
  ) as unknown as Prisma.InputJsonValue;
