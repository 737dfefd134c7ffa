import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { spanOfConversation, userExternalIds } from '../loaders.ts';
import { messagesByIds } from './page.ts';
import { conversationPage, type MessagePlace } from '../queries.ts';
import { MessageConnection, MessageRef } from './message.ts';
import { placeCursors } from './place.ts';

const { cursorOf, placeOf } = placeCursors('conversation');

export const ConversationRef = builder.prismaNode('Conversation', {
  id: { field: 'id' },
  nullable: true,
  description: 'A conversation, with what holds for its messages that say nothing of their own.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'The conversationId that its messages were sent with.' }),
    sessionId: t.exposeString('sessionId', { nullable: true, description: 'Its session; null: no message named one.' }),
    experimentName: t.exposeString('experimentName', { nullable: true, description: 'Its experiment; null: no message named one.' }),
    variant: t.exposeString('variant', { nullable: true, description: 'Its variant of the experiment; null: no message named one.' }),
    widget: t.boolean({ description: 'Whether it came through a widget; false where no message says.', select: { widget: true }, resolve: ({ widget }) => widget ?? false }),
    userId: t.string({
      nullable: true,
      description: 'The user of the application it is with; null: no message named one.',
      select: { endUserId: true },
      resolve: ({ endUserId }, _args, context) => (endUserId === null ? null : userExternalIds(context).load(endUserId)),
    }),
    environment: t.exposeString('environment', { nullable: true, description: 'Its environment; null: no message named one.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'When its first message was said.',
      select: { createdAt: true },
      resolve: async ({ id, createdAt }, _args, context) => (await spanOfConversation(context).load(id))?.startedAt ?? createdAt,
    }),
    lastMessageAt: t.field({
      type: 'DateTime',
      description: 'When its last message was said.',
      select: { createdAt: true },
      resolve: async ({ id, createdAt }, _args, context) => (await spanOfConversation(context).load(id))?.lastMessageAt ?? createdAt,
    }),
    messageCount: t.int({
      description: 'How many messages it has, of every role.',
      resolve: async ({ id }, _args, context) => (await spanOfConversation(context).load(id))?.messageCount ?? 0,
    }),
    messages: t.connection(
      {
        type: MessageRef,
        description: 'Its messages in the order in which they were said.',
        resolve: ({ id }, args, context, info) =>
          resolveCursorConnection(
            { args, toCursor: cursorOf, defaultSize: defaultPageSize, maxSize: maxPageSize },
            async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
              const page = { conversationId: id, after: placeOf(after), before: placeOf(before), limit, inverted };
              const places = await conversationPage(context.stores, context.viewer.workspaceId, page);
              return messagesByIds(context, info, places.map((place) => place.id)) as Promise<MessagePlace[]>;
            },
          ) as never,
      },
      MessageConnection,
    ),
  }),
});
