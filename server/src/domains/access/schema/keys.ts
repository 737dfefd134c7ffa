import { builder } from '../../../platform/graphql/builder.ts';
import { inputOf } from '../../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { RoleRef } from '../../../platform/graphql/role.ts';
import type { ApiKey } from '../../../platform/store/prisma/generated/client.ts';
import { makeApiKey, makePersonalKey, revokeApiKey, revokePersonalKey } from '../commands.ts';
import { maxKeyNameLength, maxRequestsPerMinute } from '../ingest/keys.ts';
import { keysOf, personalKeysOf } from '../load/keys.ts';
import { KeyScopeRef } from './enums.ts';

export const ApiKeyRef = builder.prismaNode('ApiKey', {
  id: { field: 'id' },
  nullable: true,
  description: 'A key by which an application sends to this workspace, or that acts as its person. Only its hash is kept.',
  findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId }),
  // A person sees their own personal keys, whatever their role.
  authScopes: ({ personId }, { viewer }) => (personId !== null && personId === viewer.person?.id ? true : { may: 'READ_KEYS' }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the key, given by the person who created it.' }),
    prefix: t.exposeString('prefix', {
      description: 'First characters of the key: enough to find the key that a log shows; the public part in Basic credentials.',
    }),
    role: t.expose('role', {
      type: RoleRef,
      description: 'Role of the key in the workspace. A personal key has the role that its person has at each moment instead.',
    }),
    scope: t.expose('scope', { type: KeyScopeRef, description: 'What the key is for: it limits what its role may do.' }),
    environment: t.exposeString('environment', {
      nullable: true,
      description: 'The only environment that the key sends messages and spans to; null: any.',
    }),
    requestsPerMinute: t.exposeInt('requestsPerMinute', {
      nullable: true,
      description: 'Number of requests that the key may make in a minute; null: the limit of all keys.',
    }),
    isPersonal: t.boolean({
      select: { personId: true },
      description: 'Whether the key acts as a person, and ends when that person leaves the workspace.',
      resolve: ({ personId }) => personId !== null,
    }),
    ownerName: t.string({
      nullable: true,
      select: { person: { select: { name: true, email: true } } },
      description:
        'Name of the person whom a personal key acts as, or the e-mail address where there is no name; null: a key of the workspace.',
      resolve: ({ person }) => person && (person.name || person.email),
    }),
    createdByName: t.string({
      nullable: true,
      select: { createdBy: { select: { name: true, email: true } } },
      description:
        'Name of the person who created the key, or the key that created it; the e-mail address where there is no name. Null: the first start, a local request, or a person who is gone.',
      resolve: ({ createdBy }) => createdBy && (createdBy.name || createdBy.email),
    }),
    createdByKeyName: t.string({
      nullable: true,
      select: { createdByKey: { select: { name: true } } },
      description: 'Name of the key that created this key; a revocation of the one revokes the other; null: no key did.',
      resolve: ({ createdByKey }) => createdByKey?.name,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the key was created.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time from which on the key is refused; null: it does not expire.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the key was last used, to the minute; null: never.',
    }),
    lastUsedFrom: t.exposeString('lastUsedFrom', {
      nullable: true,
      description: 'Network address of the last use of the key; null: never used, or the address was not known.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the key was revoked; null: it was not.',
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
  apiKeys: t.prismaField({
    type: ['ApiKey'],
    authScopes: { may: 'READ_KEYS' },
    description: 'Keys of the workspace, newest first, personal and revoked ones included; at most 200.',
    resolve: (query, _root, _args, { stores, viewer }) => keysOf(stores, viewer.workspaceId, query),
  }),
  personalKeys: t.prismaField({
    type: ['ApiKey'],
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Personal keys of the viewer in this workspace, newest first, revoked ones included; at most 200.',
    resolve: (query, _root, _args, { stores, viewer }) => personalKeysOf(stores, viewer, query),
  }),
}));

const name = `Name of the key, 1 to ${maxKeyNameLength} characters.`;
const scope = 'What the key is for; absent: FULL.';
const environment = 'The only environment that the key may send messages and spans to, filled in where an item names none; absent: any.';
const expiresAt = 'Time from which on the key is refused; absent: it does not expire.';
const requestsPerMinute = `Number of requests that the key may make in a minute, 1 to ${maxRequestsPerMinute}; absent: the limit of all keys.`;

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key of the workspace to create.',
  fields: (t) => ({
    name: t.string({ required: true, description: name }),
    scope: t.field({ type: KeyScopeRef, description: scope }),
    role: t.field({ type: RoleRef, description: 'Role of the key, at most the own one; absent: EDITOR.' }),
    environment: t.string({ description: environment }),
    expiresAt: t.field({ type: 'DateTime', description: expiresAt }),
    requestsPerMinute: t.int({ description: requestsPerMinute }),
  }),
});

const CreatePersonalKeyInput = builder.inputType('CreatePersonalKeyInput', {
  description: 'A key to create that acts as the viewer, with the role of each moment.',
  fields: (t) => ({
    name: t.string({ required: true, description: name }),
    scope: t.field({ type: KeyScopeRef, description: scope }),
    environment: t.string({ description: environment }),
    expiresAt: t.field({ type: 'DateTime', description: expiresAt }),
    requestsPerMinute: t.int({ description: requestsPerMinute }),
  }),
});

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreatedApiKey,
    authScopes: { may: 'EDIT_KEYS' },
    description: 'Creates a key by which an application may send and read in this workspace.',
    args: {
      input: t.arg({ type: CreateApiKeyInput, description: 'The key to create.' }),
      name: t.arg.string({ deprecationReason: 'Use `input.name`.', description: name }),
    },
    resolve: async (_root, { input, ...earlier }, { stores, viewer }) => {
      const { value, argument } = unwrap(inputOf(input, earlier));
      return unwrap(await makeApiKey(stores, viewer, value, new Date()), argument);
    },
  }),
  revokeApiKey: t.field({
    type: ApiKeyRef,
    authScopes: { may: 'EDIT_KEYS' },
    description:
      'Revokes a key of the workspace or of one of its people at once, with all keys that the key created and their open invitations. Revoking a key again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: ApiKeyRef, description: 'Global id of the key.' }) },
    resolve: async (_root, { id }, context) => unwrap(await revokeApiKey(context, { workspaceId: context.viewer.workspaceId, id: id.id })),
  }),
  createPersonalKey: t.field({
    type: CreatedApiKey,
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Creates a key that acts as the viewer in this workspace. Takes a person who is signed in, not a key.',
    args: { input: t.arg({ type: CreatePersonalKeyInput, required: true, description: 'The key to create.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => unwrap(await makePersonalKey(stores, viewer, input, new Date()), 'input'),
  }),
  revokePersonalKey: t.field({
    type: ApiKeyRef,
    authScopes: { may: 'OWN_ACCOUNT' },
    description:
      'Revokes a personal key of the viewer at once, with all keys that the key created and their open invitations. Revoking a key again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: ApiKeyRef, description: 'Global id of the key.' }) },
    resolve: async (_root, { id }, context) => unwrap(await revokePersonalKey(context, id.id)),
  }),
}));
