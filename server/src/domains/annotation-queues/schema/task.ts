import { builder } from '../../../platform/graphql/builder.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import { isPermitted } from '../../../platform/permissions.ts';
import { MessageRole } from '../../messages/schema/message.ts';
import type { MessageRole as MessageRoleName } from '../../messages/types.ts';
import { choicesOf, QueueAssignmentState, QueueChoiceRef } from './item.ts';
import { AnnotationQueueRef } from './queue.ts';

const mostContext = 100;

interface QueueMessage {
  readonly role: MessageRoleName;
  readonly content: string;
  readonly createdAt: Date;
  readonly errorType: string | null;
  readonly toolCalls: readonly { readonly name: string }[];
}
const shown = {
  role: true,
  content: true,
  createdAt: true,
  errorType: true,
  toolCalls: { select: { name: true }, orderBy: { position: 'asc' } },
} as const;

const QueueMessageRef = builder.objectRef<QueueMessage>('QueueMessage').implement({
  description: 'A message as those who judge see it: its text, and nothing of models, users, costs or the judgments of others.',
  fields: (t) => ({
    role: t.expose('role', { type: MessageRole, description: 'Author of the message.' }),
    content: t.exposeString('content', { description: 'Whole text of the message.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the message.' }),
    errorType: t.exposeString('errorType', { nullable: true, description: 'Kind of error in which the call ended; null: none.' }),
    tools: t.stringList({
      description: 'Names of the tools that the message called, in order.',
      resolve: ({ toolCalls }) => toolCalls.map(({ name }) => name),
    }),
  }),
});

/** A message that is with the viewer. */
export const QueueTaskRef = builder.prismaObject('AnnotationQueueAssignment', {
  variant: 'QueueTask',
  description: 'A message of an annotation queue that is with the viewer, or was.',
  select: { id: true, itemId: true, workspaceId: true },
  fields: (t) => ({
    queueItemId: t.id({
      select: { itemId: true },
      description: 'Global id of the message in its queue.',
      resolve: ({ itemId }) => globalId('AnnotationQueueItem', String(itemId)),
    }),
    queue: t.relation('queue', { type: AnnotationQueueRef, description: 'Queue of the message.' }),
    position: t.exposeInt('position', { description: 'Place of the message in the queue, from 0.' }),
    state: t.expose('state', { type: QueueAssignmentState, description: 'What the viewer has done with the message.' }),
    leasedUntil: t.expose('leasedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Time until which the message is held for the viewer; null: it is judged or skipped.',
    }),
    rating: t.exposeInt('rating', { nullable: true, description: 'Rating that the viewer gave before undoing; null: none.' }),
    success: t.exposeBoolean('success', { nullable: true, description: 'Verdict that the viewer gave before undoing; null: none.' }),
    failureTags: t.exposeStringList('failureTags', { description: 'Failure tags that the viewer gave before undoing.' }),
    correctedOutput: t.exposeString('correctedOutput', {
      nullable: true,
      description: 'Correction that the viewer gave before undoing; null: none.',
    }),
    comment: t.exposeString('comment', { nullable: true, description: 'Comment that the viewer gave before undoing; null: none.' }),
    choices: t.field({
      type: [QueueChoiceRef],
      select: { choices: true },
      description: "Values of the rubric's fields that the viewer chose before undoing.",
      resolve: ({ choices }) => choicesOf(choices),
    }),
    message: t.field({
      type: QueueMessageRef,
      nullable: true,
      description: 'The message to judge; null: it was deleted meanwhile.',
      resolve: async ({ itemId, workspaceId }, _args, { stores }) =>
        stores.prisma.message.findFirst({ where: { workspaceId, queueItems: { some: { id: itemId } } }, select: shown }),
    }),
    context: t.field({
      type: [QueueMessageRef],
      description: `Earlier messages of the conversation, first first; at most ${mostContext}.`,
      args: { last: t.arg.int({ defaultValue: 20, description: `Largest number of messages, 0 to ${mostContext}.` }) },
      resolve: async ({ itemId, workspaceId }, { last }, { stores }) => {
        const at = { conversationId: true, createdAt: true, id: true } as const;
        const message = await stores.prisma.message.findFirst({ where: { workspaceId, queueItems: { some: { id: itemId } } }, select: at });
        if (message === null) return [];
        const { conversationId, createdAt, id } = message;
        const earlier = await stores.prisma.message.findMany({
          where: { workspaceId, conversationId, OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: Math.min(mostContext, Math.max(0, last ?? 20)),
          select: shown,
        });
        return earlier.toReversed();
      },
    }),
    traceId: t.string({
      nullable: true,
      description: 'Id of the trace of the message; null: it has none, or the viewer may not see traces.',
      resolve: async ({ itemId, workspaceId }, _args, { stores, viewer }) =>
        isPermitted(viewer, 'READ')
          ? ((
              await stores.prisma.message.findFirst({
                where: { workspaceId, queueItems: { some: { id: itemId } } },
                select: { traceId: true },
              })
            )?.traceId ?? null)
          : null,
    }),
    conversationId: t.string({
      nullable: true,
      description: 'Id of the conversation of the message, as the application gave it; null: the viewer may not see conversations.',
      resolve: async ({ itemId, workspaceId }, _args, { stores, viewer }) =>
        isPermitted(viewer, 'READ')
          ? ((
              await stores.prisma.message.findFirst({
                where: { workspaceId, queueItems: { some: { id: itemId } } },
                select: { conversation: { select: { externalId: true } } },
              })
            )?.conversation.externalId ?? null)
          : null,
    }),
  }),
});
