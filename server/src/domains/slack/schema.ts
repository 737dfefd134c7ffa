import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { connectSlack, disconnectSlack } from './commands.ts';
import { SlackConnectionRef } from './schema/connection.ts';
import { maxSlackConnections } from './types.ts';

const CreateSlackConnectionInput = builder.inputType('CreateSlackConnectionInput', {
  description: 'A slash command of a Slack app to connect.',
  fields: (t) => ({
    teamId: t.string({ required: true, description: 'Id of the Slack workspace, such as T0123ABCD; one connection each.' }),
    signingSecret: t.string({
      required: true,
      description: 'Signing secret of the Slack app, 32 or more hex digits. It is stored encrypted and never returned.',
    }),
  }),
});

builder.queryField('slackConnections', (t) =>
  t.prismaField({
    type: [SlackConnectionRef],
    authScopes: { may: 'READ' },
    description: `Slash commands of Slack that ask the assistant of the workspace, oldest first; at most ${maxSlackConnections}.`,
    resolve: (query, _root, _args, { stores, viewer: { workspaceId } }) =>
      stores.prisma.slackConnection.findMany({
        ...query,
        where: { workspaceId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: maxSlackConnections,
      }),
  }),
);

builder.mutationFields((t) => ({
  createSlackConnection: t.prismaField({
    type: SlackConnectionRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description:
      'Connects a slash command of Slack to the assistant. Its commands read as the viewer, with the role that the viewer has at the time, and change nothing. Slack sends them to `/api/slack/command`.',
    args: { input: t.arg({ type: CreateSlackConnectionInput, required: true, description: 'The connection to make.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      const id = unwrap(await connectSlack(stores, viewer, input), 'input');
      return stores.prisma.slackConnection.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteSlackConnection: t.globalID({
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description: 'Takes a connection to Slack away with its secret, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: SlackConnectionRef, description: 'Global id of the connection.' }) },
    resolve: async (_root, { id }, { stores, viewer: { workspaceId } }) => ({
      type: SlackConnectionRef,
      id: unwrap(await disconnectSlack(stores, workspaceId, uuidKey(id.id))),
    }),
  }),
}));
