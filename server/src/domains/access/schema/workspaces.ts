import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { RoleRef } from '../../../platform/graphql/role.ts';
import { archiveWorkspace, createWorkspace, deleteWorkspace, renameWorkspace, restoreWorkspace } from '../commands.ts';
import { maxSlugLength, maxWorkspaceNameLength } from '../ingest/workspaces.ts';
import { workspaceRow, workspacesOf, type SeenWorkspace } from '../load/workspaces.ts';

export const SeenWorkspaceRef = builder.objectRef<SeenWorkspace>('WorkspaceEntry').implement({
  description: 'A workspace that the viewer may see, with the role of the viewer there.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Name of the workspace in addresses, and in the header `x-workspace`.' }),
    name: t.exposeString('name', { description: 'Name of the workspace for people.' }),
    role: t.expose('role', { type: RoleRef, description: 'Role of the viewer in the workspace.' }),
    isCurrent: t.boolean({
      description: 'Whether the request is about this workspace.',
      resolve: ({ id }, _args, { viewer }) => id === viewer.workspaceId,
    }),
    memberCount: t.exposeInt('memberCount', { description: 'Number of members of the workspace.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the workspace was created.' }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time since which the workspace takes nothing in and can only be read; null: it is in use.',
    }),
    deleteAfter: t.expose('deleteAfter', {
      type: 'DateTime',
      nullable: true,
      description: 'Time from which on the workspace is deleted for good; null: it stays.',
    }),
  }),
});

builder.queryField('workspaces', (t) =>
  t.field({
    type: [SeenWorkspaceRef],
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Workspaces that the viewer may see, by name, archived ones included; at most 200. With a key: its workspace alone.',
    resolve: (_root, _args, { stores, viewer }) => workspacesOf(stores, viewer),
  }),
);

const name = `Name of the workspace for people, 1 to ${maxWorkspaceNameLength} characters.`;

const CreateWorkspaceInput = builder.inputType('CreateWorkspaceInput', {
  description: 'A workspace to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: name }),
    slug: t.string({
      description: `Name of the workspace in addresses, 1 to ${maxSlugLength} characters of a to z, 0 to 9 and dashes; absent: made from the name.`,
    }),
  }),
});

const RenameWorkspaceInput = builder.inputType('RenameWorkspaceInput', {
  description: 'Another name for the workspace. Its slug stays, and with it every address.',
  fields: (t) => ({ name: t.string({ required: true, description: name }) }),
});

const DeleteWorkspaceInput = builder.inputType('DeleteWorkspaceInput', {
  description: 'The confirmation of a deletion.',
  fields: (t) => ({ confirmSlug: t.string({ required: true, description: 'Slug of the workspace, typed to confirm its deletion.' }) }),
});

builder.mutationFields((t) => ({
  createWorkspace: t.field({
    type: SeenWorkspaceRef,
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Creates a workspace, which its creator owns. Takes a person who is admin or owner of a workspace, signed in.',
    args: { input: t.arg({ type: CreateWorkspaceInput, required: true, description: 'The workspace to create.' }) },
    resolve: async (_root, { input }, context) => unwrap(await createWorkspace(context, input), 'input'),
  }),
  renameWorkspace: t.prismaField({
    type: 'Workspace',
    authScopes: { may: 'EDIT_WORKSPACE' },
    description: 'Gives the workspace another name.',
    args: { input: t.arg({ type: RenameWorkspaceInput, required: true, description: 'The new name.' }) },
    resolve: async (query, _root, { input }, context) =>
      workspaceRow(context.stores, unwrap(await renameWorkspace(context, input), 'input'), query),
  }),
  archiveWorkspace: t.prismaField({
    type: 'Workspace',
    authScopes: { may: 'EDIT_WORKSPACE' },
    description: 'Archives the workspace: from then on it can be read, and takes nothing in on any protocol (WORKSPACE_ARCHIVED).',
    resolve: async (query, _root, _args, context) =>
      workspaceRow(context.stores, unwrap(await archiveWorkspace(context, new Date())), query),
  }),
  restoreWorkspace: t.prismaField({
    type: 'Workspace',
    authScopes: { may: 'EDIT_WORKSPACE' },
    description: 'Takes the workspace back from the archive, or from a deletion while its period of grace lasts.',
    resolve: async (query, _root, _args, context) =>
      workspaceRow(context.stores, unwrap(await restoreWorkspace(context, new Date())), query),
  }),
  deleteWorkspace: t.prismaField({
    type: 'Workspace',
    authScopes: { may: 'DELETE_WORKSPACE' },
    description:
      'Archives the workspace at once, and deletes all of its data for good after a period of grace: 7 days, unless the server has another.',
    args: { input: t.arg({ type: DeleteWorkspaceInput, required: true, description: 'Confirmation of the deletion.' }) },
    resolve: async (query, _root, { input }, context) =>
      workspaceRow(context.stores, unwrap(await deleteWorkspace(context, input, new Date()), 'input'), query),
  }),
}));
