import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { spanOfConversation, userExternalIds } from '../loaders.ts';
import { messagesByIds } from './page.ts';
import { conversationPage, type MessagePlace } from '../queries.ts';
import { MessageConnection, MessageRef } from './message.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { placeCursors } from './place.ts';

const { cursorOf, placeOf } = placeCursors('conversation');

builder.prismaNode('Conversation', {
  id: { field: 'id' },
  nullable: true,
  description:
    'A conversation of messages. Its session, experiment, variant, widget, user and environment apply to messages that name none.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'The `conversationId` that the messages were sent with.' }),
    sessionId: t.exposeString('sessionId', { nullable: true, description: 'Session of the conversation; null: no message names one.' }),
    experimentName: t.exposeString('experimentName', {
      nullable: true,
      description: 'Experiment of the conversation; null: no message names one.',
    }),
    variant: t.exposeString('variant', { nullable: true, description: 'Variant of the experiment; null: no message names one.' }),
    widget: t.boolean({
      description: 'Whether the conversation came through a widget; false where no message reports one.',
      select: { widget: true },
      resolve: ({ widget }) => widget ?? false,
    }),
    userId: t.string({
      nullable: true,
      description: 'Id of the user of the application; null: no message names one.',
      select: { endUserId: true },
      resolve: ({ endUserId }, _args, context) => (endUserId === null ? null : userExternalIds(context).load(endUserId)),
    }),
    environment: t.exposeString('environment', {
      nullable: true,
      description: 'Environment of the conversation; null: no message names one.',
    }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'Time of the first message.',
      select: { createdAt: true },
      resolve: async ({ id, createdAt }, _args, context) => (await spanOfConversation(context).load(id))?.startedAt ?? createdAt,
    }),
    lastMessageAt: t.field({
      type: 'DateTime',
      description: 'Time of the last message.',
      select: { createdAt: true },
      resolve: async ({ id, createdAt }, _args, context) => (await spanOfConversation(context).load(id))?.lastMessageAt ?? createdAt,
    }),
    messageCount: t.int({
      description: 'Number of messages, of every role.',
      resolve: async ({ id }, _args, context) => (await spanOfConversation(context).load(id))?.messageCount ?? 0,
    }),
    messages: t.connection(
      {
        type: MessageRef,
        description: 'Messages of the conversation, oldest first.',
        resolve: ({ id }, args, context, info) =>
          resolveCursorConnection(
            { args, toCursor: cursorOf, defaultSize: defaultPageSize, maxSize: maxPageSize },
            async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
              const page = { conversationId: id, ...endsOf({ after, before }, placeOf), limit, inverted };
              const places = await conversationPage(context.stores, context.viewer.workspaceId, page);
              return messagesByIds(
                context,
                info,
                places.map((place) => place.id),
              ) as Promise<MessagePlace[]>;
            },
          ) as never,
      },
      MessageConnection,
    ),
  }),
});
