import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import type { OpenOffer } from '../load.ts';

export const SlackLinkRef = builder.prismaNode('SlackLink', {
  id: { field: 'id' },
  nullable: true,
  description: 'A user of a Slack workspace whose commands read as a person of this product.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    teamId: t.string({
      select: { connection: { select: { teamId: true } } },
      description: 'Id of the Slack workspace, such as T0123ABCD.',
      resolve: ({ connection }) => connection.teamId,
    }),
    slackUserId: t.exposeString('slackUserId', { description: 'Slack’s id of the user, such as U0123ABCD.' }),
    slackUserName: t.exposeString('slackUserName', {
      description: 'Name of the user in Slack when the link was made; empty: Slack sent none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the link was made.' }),
  }),
});

builder.prismaObjectField('SlackLink', 'lastChange', (t) => t.field(lastChangeField('SlackLink', 'link', ({ id }) => id)));

export const SlackLinkOfferRef = builder.objectRef<OpenOffer>('SlackLinkOffer');

SlackLinkOfferRef.implement({
  description: 'What a person who opens a link of the command "link" of Slack is asked to confirm.',
  fields: (t) => ({
    teamId: t.string({ description: 'Id of the Slack workspace, such as T0123ABCD.', resolve: ({ connection }) => connection.teamId }),
    slackUserId: t.exposeString('slackUserId', { description: 'Slack’s id of the user who sent the command, such as U0123ABCD.' }),
    slackUserName: t.exposeString('slackUserName', { description: 'Name of that user in Slack; empty: Slack sent none.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time until which the link may be confirmed.' }),
  }),
});
