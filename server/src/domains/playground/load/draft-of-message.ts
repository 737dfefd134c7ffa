import { fail, NotFound, succeed } from '../../../platform/graphql/errors.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { plainMessage, withAsked } from '../pure/draft-messages.ts';
import { parametersOf } from '../pure/draft-parameters.ts';
import { maxMessages } from '../types.ts';
import { connectedRef } from './connected-ref.ts';
import type { DraftContext, Drafted } from './draft.ts';
import { draftOfSpan } from './draft-of-span.ts';

/** What led to a message: what its model call sent where that is stored, else the messages of its conversation before it. */
export async function draftOfMessage(context: DraftContext, externalId: string): Promise<Drafted> {
  const { stores, viewer } = context;
  const { workspaceId } = viewer;
  const notFound = (): Drafted => fail(new NotFound('Message', externalId.slice(0, 100).toWellFormed(), 'from.messageExternalId'));
  if (unstorable(externalId) !== null) return notFound();
  const message = await stores.prisma.message.findUnique({
    where: { workspaceId_externalId: { workspaceId, externalId } },
    select: {
      id: true,
      role: true,
      model: true,
      createdAt: true,
      conversationId: true,
      traceId: true,
      spanId: true,
      conversation: { select: { externalId: true, endUser: { select: { externalId: true } } } },
    },
  });
  if (message === null) return notFound();
  const { traceId, spanId, conversation } = message;
  const source = {
    kind: 'MESSAGE' as const,
    promptName: null,
    promptVersion: null,
    traceId,
    spanId,
    messageExternalId: externalId,
  };
  const userId = conversation.endUser?.externalId ?? null;
  if (message.role === 'ASSISTANT' && traceId !== null && spanId !== null) {
    const called = await draftOfSpan(context, traceId, spanId);
    if (called.ok) return succeed({ ...called.value, source, userId: called.value.userId ?? userId });
  }
  const before = await stores.prisma.message.findMany({
    where: {
      workspaceId,
      conversationId: message.conversationId,
      OR: [
        { createdAt: { lt: message.createdAt } },
        { createdAt: message.createdAt, id: message.role === 'ASSISTANT' ? { lt: message.id } : { lte: message.id } },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: maxMessages,
    select: { role: true, content: true, _count: { select: { toolCalls: true } } },
  });
  const notes: string[] = [];
  const left = before.filter(({ role, _count }) => role === 'TOOL' || _count.toolCalls > 0).length;
  if (left > 0) notes.push(`Calls and results of tools are left out: ${left === 1 ? '1 message has' : `${left} messages have`} them.`);
  const messages = before
    .toReversed()
    .flatMap(({ role, content }) => (role === 'TOOL' || content.trim() === '' ? [] : [plainMessage(role, content)]));
  return succeed({
    title: `Conversation ${conversation.externalId}`.slice(0, 100).toWellFormed(),
    prompt: { messages: withAsked(messages), tools: [], ...parametersOf({}) },
    rows: [{}],
    model: await connectedRef(context, message.model, notes),
    source,
    notes,
    userId,
  });
}
