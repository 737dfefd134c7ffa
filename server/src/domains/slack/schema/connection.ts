import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';

export const SlackConnectionRef = builder.prismaNode('SlackConnection', {
  id: { field: 'id' },
  nullable: true,
  description: 'A slash command of a Slack workspace that asks the assistant. Its signing secret is stored encrypted and never returned.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    teamId: t.exposeString('teamId', { description: 'Id of the Slack workspace, such as T0123ABCD.' }),
    runsAs: t.exposeString('ownerName', {
      description:
        'Name of the person as whom commands read: the one who made the connection. What they may see is what the person may see at the time; they change nothing.',
    }),
    linkCount: t.relationCount('links', { description: 'Number of users of Slack whose commands read as themselves instead.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the connection was made.' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last command that was taken; null: none was.',
    }),
  }),
});

builder.prismaObjectField('SlackConnection', 'lastChange', (t) =>
  t.field(lastChangeField('SlackConnection', 'connection', ({ id }) => id)),
);
