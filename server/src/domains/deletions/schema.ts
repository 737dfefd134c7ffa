import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { deleteUser } from './commands.ts';
import { countUserData, mostCounted, type UserDataCounts } from './count.ts';

const UserDeletionRef = builder.prismaNode('UserDeletion', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'PERSON_DATA' },
  description:
    "Deletion of everything that belongs to one user of the customer's application, with counts of what was removed so far. The user's id is not kept.",
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    task: t.relation('task', { description: 'Background task of the deletion, with state and time of the end.' }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages that were deleted.' }),
    conversationCount: t.exposeInt('conversationCount', {
      description: 'Number of conversations that were deleted with their last message.',
    }),
    evaluationCount: t.exposeInt('evaluationCount', {
      description: 'Number of judgments that were deleted: of messages, traces and sessions, and judgments by the user.',
    }),
    traceCount: t.exposeInt('traceCount', { description: 'Number of traces that were deleted.' }),
    spanCount: t.exposeInt('spanCount', { description: 'Number of spans that were deleted, with their texts.' }),
    predictionCount: t.exposeInt('predictionCount', {
      description: 'Number of predictions that were deleted because of a text of a deleted message.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the deletion was requested.' }),
  }),
});

builder.queryField('userDeletions', (t) =>
  t.prismaField({
    type: [UserDeletionRef],
    authScopes: { may: 'PERSON_DATA' },
    description: 'The last 100 deletions of users, newest first.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.userDeletion.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 100,
      }),
  }),
);

const UserDataRef = builder.objectRef<UserDataCounts>('UserData').implement({
  description: 'What is stored of a user of the customer’s application: what its deletion would remove now.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages of the user, and of the traces that name the user.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations that hold no other message.' }),
    evaluationCount: t.exposeInt('evaluationCount', {
      description: 'Number of judgments of these messages, traces and their sessions, and of judgments by the user.',
    }),
    traceCount: t.exposeInt('traceCount', {
      description: 'Number of traces of these messages, and of traces in which a span names the user.',
    }),
    spanCount: t.exposeInt('spanCount', { description: 'Number of spans in these traces.' }),
    predictionCount: t.exposeInt('predictionCount', {
      description: 'Number of predictions that repeat the text of one of these messages.',
    }),
    propertyCount: t.int({
      description: 'Number of properties that the application gave the user.',
      resolve: ({ held }) => held.properties,
    }),
    eventCount: t.int({ description: 'Number of events that the application reported of the user.', resolve: ({ held }) => held.events }),
    exposureCount: t.int({
      description: 'Number of variants of experiments and flags that the user was exposed to, by phase.',
      resolve: ({ held }) => held.exposures,
    }),
    overrideCount: t.int({
      description: 'Number of variants that are forced on the user for testing.',
      resolve: ({ held }) => held.overrides,
    }),
    isPartial: t.exposeBoolean('isPartial', {
      description: `Whether there is more: of messages and of traces the first ${mostCounted.toLocaleString('en')} are counted.`,
    }),
  }),
});

builder.queryField('userData', (t) =>
  t.field({
    type: UserDataRef,
    authScopes: { may: 'PERSON_DATA' },
    description: 'What is stored of a user: what `deleteUser` would remove now. Changes nothing.',
    args: { userId: t.arg.string({ required: true, description: 'Id of the user, as the application sends it.' }) },
    resolve: async (_root, { userId }, { stores, viewer }) => unwrap(await countUserData(stores, viewer.workspaceId, userId)),
  }),
);

const DeleteUserInput = builder.inputType('DeleteUserInput', {
  description: "A user of the customer's application whose data is to be deleted.",
  fields: (t) => ({ userId: t.string({ required: true, description: 'Id of the user, as the application sends it.' }) }),
});

builder.mutationField('deleteUser', (t) =>
  t.prismaField({
    type: UserDeletionRef,
    authScopes: { may: 'PERSON_DATA' },
    description:
      'Starts the deletion of everything that belongs to a user, and returns it: messages with their tool calls and judgments, whole traces that name the user, predictions that repeat a deleted message. Training data stays. Doing it again removes what came since.',
    args: { input: t.arg({ type: DeleteUserInput, required: true, description: 'The user to delete.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) =>
      stores.prisma.userDeletion.findUniqueOrThrow({
        ...query,
        where: { id: unwrap(await deleteUser(stores, viewer.workspaceId, input), 'input') },
      }),
  }),
);
