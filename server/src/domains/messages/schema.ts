import { builder } from '../../platform/graphql/builder.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { eitherOf } from '../../platform/graphql/earlier-arguments.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { arrivals, deletions } from './arrivals.ts';
import { ingestMessages } from './commands.ts';
import { IngestResultRef, MessageInputRef } from './schema/input.ts';
import './schema/analytics.ts';
import './schema/conversation.ts';
import './schema/list.ts';
import './schema/message.ts';
import './schema/workspace.ts';

builder.mutationField('ingestMessages', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 messages. A bad message is rejected by index, field and reason; all others are durable when this answers. Sending the same again changes nothing.',
    args: {
      messages: t.arg({
        type: [MessageInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Messages to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { messages }, context) =>
      unwrap(await ingestMessages(context, context.viewer.workspaceId, itemsOf(messages), new Date())),
  }),
);

builder.queryFields((t) => ({
  message: t.prismaField({
    type: 'Message',
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'One message; null: none has this id.',
    args: { externalId: t.arg.string({ required: true, description: 'Id that the message was sent with.' }) },
    resolve: (query, _root, { externalId }, { stores, viewer }) =>
      stores.prisma.message.findFirst({ ...query, where: { workspaceId: viewer.workspaceId, externalId: storable(externalId) } }),
  }),
  conversation: t.prismaField({
    type: 'Conversation',
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'One conversation; null: none has this id.',
    args: {
      externalId: t.arg.string({ description: 'The `conversationId` that the messages were sent with.' }),
      id: t.arg.string({ deprecationReason: 'Use `externalId`.', description: 'The `conversationId` that the messages were sent with.' }),
    },
    resolve: (query, _root, { externalId, id }, { stores, viewer }) =>
      stores.prisma.conversation.findFirst({
        ...query,
        where: { workspaceId: viewer.workspaceId, externalId: storable(unwrap(eitherOf({ externalId, id })).value) },
      }),
  }),
}));

builder.subscriptionField('messageIngested', (t) =>
  t.prismaField({
    type: 'Message',
    authScopes: { may: 'READ' },
    description: 'New messages at the time of storage; of more than 25 a second, the newest 25. Updates of stored messages are not sent.',
    args: {
      conversationId: t.arg.string({
        description: 'The `conversationId` of the messages to send; absent: messages of every conversation.',
      }),
    },
    extensions: { sharing: 'events' },
    subscribe: (_root, { conversationId }, { live, viewer }) =>
      arrivals(live, viewer.workspaceId, conversationId ?? null) as AsyncIterable<unknown>,
    resolve: async (query, id, _args, { stores, viewer }) => {
      const message = await stores.prisma.message.findUnique({ ...query, where: { id: id as bigint, workspaceId: viewer.workspaceId } });
      if (message === null) throw new NotFound('Message', String(id));
      return message;
    },
  }),
);

builder.subscriptionField('messagesDeleted', (t) =>
  t.globalIDList({
    authScopes: { may: 'READ' },
    description:
      'Global ids of messages, many at once, at the time when the data of a user is deleted. Messages whose retention ends are not sent.',
    extensions: { sharing: 'events' },
    subscribe: (_root, _args, { live, viewer }) => deletions(live, viewer.workspaceId),
    resolve: (messageIds) => (messageIds as readonly string[]).map((id) => ({ type: 'Message', id })),
  }),
);

/** A text that PostgreSQL takes: what cannot be stored is the id of nothing. */
const storable = (id: string): string => (id.includes('\u0000') || !id.isWellFormed() ? '' : id);
