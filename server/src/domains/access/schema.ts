import { builder } from '../../platform/graphql/builder.ts';
import { inputOf } from '../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { makeApiKey, maxKeyNameLength, revokeApiKey } from './commands.ts';
import type { ApiKey } from '../../platform/store/prisma/generated/client.ts';

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
  }),
});

const ApiKeyRef = builder.prismaNode('ApiKey', {
  id: { field: 'id' },
  nullable: true,
  description: 'A key by which an application sends to this workspace. Only its hash is kept.',
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId }),
  authScopes: { may: 'READ_KEYS' },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the key, given by the person who created it.' }),
    prefix: t.exposeString('prefix', {
      description: 'First characters of the key, which identify it; the public part in Basic credentials.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the key was created.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the key was last used, to the minute; null: never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the key was revoked; null: the key is valid.',
    }),
  }),
});

const CreatedApiKey = builder.objectRef<{ apiKey: ApiKey; secret: string }>('CreatedApiKey').implement({
  description: 'A key just created, together with its secret.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyRef, description: 'The key, without its secret.', resolve: ({ apiKey }) => apiKey }),
    secret: t.exposeString('secret', { description: 'The whole key. The server returns it only here and does not store it.' }),
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
  apiKeys: t.prismaField({
    type: ['ApiKey'],
    authScopes: { may: 'READ_KEYS' },
    description: 'Keys of the workspace, newest first, revoked ones included; at most 200.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.apiKey.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 200,
      }),
  }),
}));

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key to create.',
  fields: (t) => ({ name: t.string({ required: true, description: `Name of the key, 1 to ${maxKeyNameLength} characters.` }) }),
});

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreatedApiKey,
    authScopes: { may: 'EDIT_KEYS' },
    description: 'Creates a key by which an application may send and read in this workspace.',
    args: {
      input: t.arg({ type: CreateApiKeyInput, description: 'The key to create.' }),
      name: t.arg.string({ deprecationReason: 'Use `input.name`.', description: `Name of the key, 1 to ${maxKeyNameLength} characters.` }),
    },
    resolve: async (_root, { input, ...earlier }, { stores, viewer }) => {
      const { value, argument } = unwrap(inputOf(input, earlier));
      return unwrap(await makeApiKey(stores, { ...value, workspaceId: viewer.workspaceId, role: 'EDITOR' }), argument);
    },
  }),
  revokeApiKey: t.field({
    type: ApiKeyRef,
    authScopes: { may: 'EDIT_KEYS' },
    description: 'Revokes a key at once. Revoking a key again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: ApiKeyRef, description: 'Global id of the key.' }) },
    resolve: async (_root, { id }, { stores, viewer }) =>
      unwrap(await revokeApiKey(stores, { workspaceId: viewer.workspaceId, id: id.id })),
  }),
}));
