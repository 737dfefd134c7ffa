import { builder } from '../../../platform/graphql/builder.ts';

/** Other domains add to a workspace what they know of it (messages/ adds its counts). */
builder.prismaNode('Workspace', {
  id: { field: 'id' },
  nullable: true,
  description: 'A workspace: its messages, models, prices and keys, apart from every other.',
  findUnique: (id, { viewer }) => ({ id, AND: { id: viewer.workspaceId } }),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Name of the workspace in addresses, "default" for the first.' }),
    name: t.exposeString('name', { description: 'Name of the workspace for people.' }),
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

builder.queryFields((t) => ({
  workspace: t.prismaField({
    type: 'Workspace',
    authScopes: { may: 'READ' },
    description: 'The workspace that the credentials belong to.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.workspace.findUniqueOrThrow({ ...query, where: { id: viewer.workspaceId } }),
  }),
}));
