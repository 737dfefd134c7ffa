import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { connectSlack, disconnectSlack, linkAccount, unlinkAccount } from './commands.ts';
import { openOffer } from './load.ts';
import { SlackConnectionRef } from './schema/connection.ts';
import { SlackLinkOfferRef, SlackLinkRef } from './schema/link.ts';
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

const LinkSlackAccountInput = builder.inputType('LinkSlackAccountInput', {
  description: 'A link to an own account that a user of Slack was given.',
  fields: (t) => ({ token: t.string({ required: true, description: 'Token of the link that Slack shows.' }) }),
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

builder.queryFields((t) => ({
  slackLinks: t.prismaField({
    type: [SlackLinkRef],
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Users of Slack whose commands read as the viewer in the workspace, oldest first; at most 100.',
    resolve: (query, _root, _args, { stores, viewer: { workspaceId, person } }) =>
      person === null
        ? []
        : stores.prisma.slackLink.findMany({
            ...query,
            where: { workspaceId, personId: person.id },
            orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
            take: 100,
          }),
  }),
  slackLinkOffer: t.field({
    type: SlackLinkOfferRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'What `linkSlackAccount` would confirm; null: the link was used, is older than 10 minutes, or is of another workspace.',
    args: { token: t.arg.string({ required: true, description: 'Token of the link that Slack shows.' }) },
    resolve: (_root, { token }, { stores, viewer: { workspaceId } }) => openOffer(stores, workspaceId, token, new Date()),
  }),
}));

builder.mutationFields((t) => ({
  linkSlackAccount: t.prismaField({
    type: SlackLinkRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description:
      'Has the commands of a user of Slack read as the viewer, with the role that the viewer has at the time, and change nothing. The user was given the token by the command "link"; it works once, for 10 minutes. A link that the user had before is replaced.',
    args: { input: t.arg({ type: LinkSlackAccountInput, required: true, description: 'The link to make.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      const id = unwrap(await linkAccount(stores, viewer, input.token, new Date()), 'input');
      return stores.prisma.slackLink.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteSlackLink: t.globalID({
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Takes an own link to a user of Slack away, and returns its id. The commands of that user read as the connection again.',
    args: { id: t.arg.globalID({ required: true, for: SlackLinkRef, description: 'Global id of the link.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: SlackLinkRef,
      id: unwrap(await unlinkAccount(stores, viewer, uuidKey(id.id))),
    }),
  }),
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
