import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { listConversationsOf, type ConversationPlace, type UserConversation, type UserPlace } from '../load.ts';
import { propertiesOf } from '../loaders.ts';
import { maxShownProperties, type EndUser } from '../types.ts';

const UserConversationRef = builder.objectRef<UserConversation>('UserConversation').implement({
  description: 'A conversation of a user of the application, with numbers of the messages of that user.',
  fields: (t) => ({
    conversationId: t.exposeString('externalId', { description: 'Id of the conversation, as the application gave it.' }),
    startedAt: t.expose('firstAt', { type: 'DateTime', description: 'Time of the first message.' }),
    lastMessageAt: t.expose('lastAt', { type: 'DateTime', description: 'Time of the last message.' }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages, of every role.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'Cost of the answers in US dollars; null: none has a price.' }),
    averageRating: t.exposeFloat('averageRating', {
      nullable: true,
      description: 'Average of the ratings, 1 to 5; null: no answer was rated.',
    }),
    failureCount: t.exposeInt('failureCount', { description: 'Number of messages with a verdict of failure.' }),
    errorCount: t.exposeInt('errorCount', { description: 'Number of messages that ended in an error.' }),
    models: t.exposeStringList('models', { description: 'Models of the answers, by name; at most 5.' }),
  }),
});

const UserConversationConnection = builder.connectionObject(
  { type: UserConversationRef, name: 'UserConversationConnection', description: 'A page of conversations of one user.' },
  { name: 'UserConversationEdge', description: 'A conversation of a user together with its place in the list.' },
);

const conversationCursor = ({ lastAt, conversationId }: ConversationPlace): string =>
  encodeCursor('userConversations', lastAt.getTime(), conversationId);

function conversationOfCursor(cursor: string, argument: CursorArgument): ConversationPlace {
  const [at, id] = decodeCursor('userConversations', 2, cursor, argument);
  if (typeof id !== 'string' || !/^\d{1,19}$/.test(id)) throw badCursor(argument);
  return { lastAt: instantPart(at, argument), conversationId: id };
}

export const EndUserRef = builder.objectRef<EndUser>('EndUser').implement({
  description: 'A user of the application: one whom a message names, or whom the application identified.',
  fields: (t) => ({
    userId: t.exposeString('userId', {
      description: 'Id of the user, as the application gave the id; masked where the data policy masks ids.',
    }),
    properties: t.field({
      type: 'JSON',
      description: `Properties of the user by their names, as the application last gave them; at most ${maxShownProperties}, the first by name.`,
      resolve: ({ userId }, _args, context) => propertiesOf(context).load(userId),
    }),
    firstSeenAt: t.expose('firstSeenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the first message of the user; null: no message names the user.',
    }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last message of the user; null: no message names the user.',
    }),
    identifiedAt: t.expose('identifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of which the application last identified the user; null: never.',
    }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages, of every role.' }),
    answerCount: t.exposeInt('answerCount', { description: 'Number of answers of models.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'Cost of the answers in US dollars; null: none has a price.' }),
    averageRating: t.exposeFloat('averageRating', {
      nullable: true,
      description: 'Average of the ratings, 1 to 5; null: no answer was rated.',
    }),
    ratingCount: t.exposeInt('ratingCount', { description: 'Number of ratings.' }),
    conversations: t.connection(
      {
        type: UserConversationRef,
        description: 'Conversations of the user, the last first. At most 200 a page, asked forwards.',
        resolve: ({ userId }, { before: _before, last: _last, ...args }, { stores, viewer }) =>
          resolveCursorConnection(
            { args, toCursor: conversationCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, limit }: ResolveCursorConnectionArgs) =>
              listConversationsOf(stores, viewer.workspaceId, {
                userId,
                before: endsOf({ after }, conversationOfCursor).after,
                limit,
              }),
          ) as never,
      },
      UserConversationConnection,
    ),
  }),
});

export const EndUserConnection = builder.connectionObject(
  { type: EndUserRef, name: 'EndUserConnection', description: 'A page of users of the application.' },
  { name: 'EndUserEdge', description: 'A user of the application together with their place in the list.' },
);

/** Cursors of lists of users. */
export const userCursor = ({ activeAt, userId }: UserPlace): string => encodeCursor('endUsers', activeAt.getTime(), userId);
export function userOfCursor(cursor: string, argument: CursorArgument): UserPlace {
  const [at, userId] = decodeCursor('endUsers', 2, cursor, argument);
  if (typeof userId !== 'string' || userId.includes('\u0000') || !userId.isWellFormed()) throw badCursor(argument);
  return { activeAt: instantPart(at, argument), userId };
}
