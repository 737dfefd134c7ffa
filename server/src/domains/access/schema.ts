import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { makeApiKey, maxKeyNameLength, revokeApiKey } from './commands.ts';
import type { ApiKey } from '../../platform/store/prisma/generated/client.ts';

/** Other domains add to a workspace what they know of it (messages/ adds its counts). */
export const WorkspaceRef = builder.prismaNode('Workspace', {
  id: { field: 'id' },
  nullable: true,
  description: 'A workspace: its messages, models, prices and keys, apart from every other.',
  findUnique: (id, { viewer }) => ({ id, AND: { id: viewer.workspaceId } }),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its name in addresses, "default" for the first.' }),
    name: t.exposeString('name', { description: 'Its name as people read it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});

export const ApiKeyRef = builder.prismaNode('ApiKey', {
  id: { field: 'id' },
  nullable: true,
  description: 'A key by which an application sends to this workspace. Only its hash is kept.',
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId }),
  authScopes: { atLeast: 'EDITOR' },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called by those who made it.' }),
    prefix: t.exposeString('prefix', { description: 'Its first characters, by which to tell it; the public part in Basic credentials.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', nullable: true, description: 'When it was last shown, to the minute; null: never.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: 'When it was ended; null: it is valid.' }),
  }),
});

const CreatedApiKey = builder.objectRef<{ apiKey: ApiKey; secret: string }>('CreatedApiKey').implement({
  description: 'A key just made, with its secret.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyRef, description: 'The key, as lists show it.', resolve: ({ apiKey }) => apiKey }),
    secret: t.exposeString('secret', { description: 'The whole key. It is shown here once and is not kept.' }),
  }),
});

builder.queryFields((t) => ({
  workspace: t.prismaField({
    type: 'Workspace',
    authScopes: { atLeast: 'VIEWER' },
    description: 'The workspace that the credentials belong to.',
    resolve: (query, _root, _args, { stores, viewer }) => stores.prisma.workspace.findUniqueOrThrow({ ...query, where: { id: viewer.workspaceId } }),
  }),
  apiKeys: t.prismaField({
    type: ['ApiKey'],
    authScopes: { atLeast: 'EDITOR' },
    description: 'The keys of the workspace, newest first, revoked ones included.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.apiKey.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 200 }),
  }),
}));

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreatedApiKey,
    authScopes: { atLeast: 'ADMIN' },
    description: 'Makes a key that may send and read in this workspace.',
    args: {
      name: t.arg.string({ required: true, description: `What to call it, 1 to ${maxKeyNameLength} characters.` }),
    },
    resolve: async (_root, { name }, { stores, viewer }) => unwrap(await makeApiKey(stores, { workspaceId: viewer.workspaceId, name, role: 'EDITOR' })),
  }),
  revokeApiKey: t.field({
    type: ApiKeyRef,
    authScopes: { atLeast: 'ADMIN' },
    description: 'Ends a key at once. Revoking it again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: ApiKeyRef, description: 'The key.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => unwrap(await revokeApiKey(stores, { workspaceId: viewer.workspaceId, id: id.id })),
  }),
}));
