import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { providerAt } from '../pure/base-url.ts';
import { maxModels } from '../types.ts';
import { ModelConnectionKindRef, ToolProtocolRef } from './enums.ts';

export const ModelConnectionRef = builder.prismaNode('ModelConnection', {
  id: { field: 'id' },
  nullable: true,
  description: 'A connection of the workspace to a server of language models.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the connection, unique in the workspace; a model is named "connection/model".' }),
    kind: t.expose('kind', { type: ModelConnectionKindRef, description: 'API that the server speaks.' }),
    baseUrl: t.exposeString('baseUrl', { description: 'Address of the API of the server, without a slash at its end.' }),
    hasKey: t.boolean({
      description: 'Whether an API key is stored. Keys are stored encrypted and never returned.',
      select: { keyCipher: true },
      resolve: ({ keyCipher }) => keyCipher !== null,
    }),
    keyEnd: t.exposeString('keyEnd', {
      nullable: true,
      description: 'Last 4 characters of the API key; null: there is no key, or the key is shorter than 12 characters.',
    }),
    allowedModels: t.exposeStringList('allowedModels', {
      description: `Models that may be used, at most ${maxModels}; empty: every model that the server lists.`,
    }),
    listedModels: t.exposeStringList('listedModels', {
      description: `Models that the server listed at the last check that did not fail, by name, at most ${maxModels}.`,
    }),
    models: t.stringList({
      description:
        'References "connection/model" of the models that can be asked through the connection; empty: the connection is disabled or lists none.',
      select: { name: true, allowedModels: true, listedModels: true, isEnabled: true },
      resolve: ({ name, allowedModels, listedModels, isEnabled }) =>
        isEnabled ? (allowedModels.length > 0 ? allowedModels : listedModels).map((model) => `${name}/${model}`) : [],
    }),
    provider: t.string({
      nullable: true,
      description: "Provider under whose name prices are looked for, by the server's address; null: not a known one.",
      select: { baseUrl: true },
      resolve: ({ baseUrl }) => providerAt(baseUrl) || null,
    }),
    toolProtocol: t.expose('toolProtocol', {
      type: ToolProtocolRef,
      description: 'Way in which models of the connection are given tools.',
    }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether models of the connection may be asked.' }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last check; null: the connection was not checked since its address was set.',
    }),
    latencyMs: t.exposeInt('latencyMs', {
      nullable: true,
      description: 'Time in milliseconds until the last check had the list of models; null: there was none, or it failed.',
    }),
    checkCode: t.exposeString('checkCode', {
      nullable: true,
      description: 'Code of what the last check failed with, such as UNREACHABLE or KEY_REFUSED; null: it did not fail, or there was none.',
    }),
    checkMessage: t.exposeString('checkMessage', {
      nullable: true,
      description: 'Message of what the last check failed with, with what can be done; null: it did not fail, or there was none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the connection was made.' }),
  }),
});

builder.prismaObjectField('ModelConnection', 'lastChange', (t) =>
  t.field(lastChangeField('ModelConnection', 'connection', ({ id }) => id)),
);
