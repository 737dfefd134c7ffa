import { builder } from '../../platform/graphql/builder.ts';
import { SeenWorkspaceRef } from '../access/schema/workspaces.ts';
import { countedWorkspaces, organisationOf, type Organisation, type WorkspaceNumbers } from './load.ts';

const WorkspaceNumbersRef = builder.objectRef<WorkspaceNumbers>('OrganisationWorkspace').implement({
  description: 'A workspace of the organisation, with what it has taken in since it was made.',
  fields: (t) => ({
    workspace: t.field({ type: SeenWorkspaceRef, description: 'The workspace itself.', resolve: ({ workspace }) => workspace }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of assistant messages in the workspace.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost of the messages in US dollars; null: no message has a price.',
    }),
    memberCount: t.int({ description: 'Number of members of the workspace.', resolve: ({ workspace }) => workspace.memberCount }),
    lastMessageAt: t.expose('lastMessageAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the latest message of any role; null: there is none.',
    }),
  }),
});

const OrganisationRef = builder.objectRef<Organisation>('Organisation').implement({
  description: 'All workspaces that the viewer may read, together and side by side.',
  fields: (t) => ({
    workspaceCount: t.exposeInt('workspaceCount', {
      description: `Number of workspaces that the viewer may read; numbers are counted for the first ${countedWorkspaces} by name.`,
    }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of assistant messages in the counted workspaces.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost of the messages in the counted workspaces in US dollars; null: no message has a price.',
    }),
    personCount: t.exposeInt('personCount', { description: 'Number of members of the counted workspaces, each person once.' }),
    lastMessageAt: t.expose('lastMessageAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the latest message of any role in the counted workspaces; null: there is none.',
    }),
    workspaces: t.field({
      type: [WorkspaceNumbersRef],
      description: `Workspaces by name, with their numbers; at most ${countedWorkspaces}.`,
      resolve: ({ workspaces }) => [...workspaces],
    }),
  }),
});

builder.queryField('organisation', (t) =>
  t.field({
    type: OrganisationRef,
    authScopes: { may: 'READ' },
    complexity: 200,
    description: `Numbers across the workspaces that the viewer may read; at most ${countedWorkspaces}. Costly: each is counted by itself.`,
    resolve: (_root, _args, { stores, viewer }) => organisationOf(stores, viewer, new Date()),
  }),
);
