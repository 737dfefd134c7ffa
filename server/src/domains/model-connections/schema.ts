import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { checkModelConnection, createConnection, deleteConnection, setModelSettings, updateConnection } from './commands.ts';
import { modelChoices } from './load/choices.ts';
import { modelSettingsOf } from './load/connections.ts';
import { ModelConnectionRef } from './schema/connection.ts';
import { ModelChoicesRef, ModelSettingsRef } from './schema/choices.ts';
import { CreateModelConnectionInput, SetModelSettingsInput, UpdateModelConnectionInput } from './schema/input.ts';
import { ModelConnectionPresetRef } from './schema/preset.ts';
import './schema/spending.ts';
import { presets } from './pure/presets.ts';
import { maxConnections } from './types.ts';

builder.queryFields((t) => ({
  modelConnections: t.prismaField({
    type: [ModelConnectionRef],
    authScopes: { may: 'READ' },
    description: `Connections of the workspace to servers of language models, by name; at most ${maxConnections}.`,
    resolve: (query, _root, _args, { stores, viewer: { workspaceId } }) =>
      stores.prisma.modelConnection.findMany({ ...query, where: { workspaceId }, orderBy: { name: 'asc' }, take: maxConnections }),
  }),
  modelConnectionPresets: t.field({
    type: [ModelConnectionPresetRef],
    authScopes: { may: 'READ' },
    description: 'Well-known servers of language models with what a connection to each mostly is; at most 20.',
    resolve: () => [...presets],
  }),
  modelSettings: t.field({
    type: ModelSettingsRef,
    authScopes: { may: 'READ' },
    description: 'Default model, order of the other models, and budgets of the workspace; the defaults until some are set.',
    resolve: (_root, _args, { stores, viewer }) => modelSettingsOf(stores, viewer.workspaceId),
  }),
  modelChoices: t.field({
    type: ModelChoicesRef,
    authScopes: { may: 'READ' },
    description:
      'Language models that the viewer can ask, with the cost of each, the one that answers where none is named, and what the day has cost.',
    resolve: (_root, _args, { stores, viewer }) => modelChoices(stores, viewer, new Date()),
  }),
}));

builder.mutationFields((t) => ({
  createModelConnection: t.prismaField({
    type: ModelConnectionRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description:
      'Makes a connection to a server of language models. The key is stored encrypted and never returned. Check the connection next, which lists its models.',
    args: { input: t.arg({ type: CreateModelConnectionInput, required: true, description: 'The connection to make.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const id = unwrap(await createConnection({ stores, live, workspaceId }, input), 'input');
      return stores.prisma.modelConnection.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
  updateModelConnection: t.prismaField({
    type: ModelConnectionRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description:
      'Changes a connection to a server of language models. A key that is absent stays, unless the address leads to another server.',
    args: { input: t.arg({ type: UpdateModelConnectionInput, required: true, description: 'New content of the connection.' }) },
    resolve: async (query, _root, { input: { id, ...input } }, { stores, live, viewer: { workspaceId } }) => {
      const changed = unwrap(await updateConnection({ stores, live, workspaceId }, uuidKey(id.id), input), 'input');
      return stores.prisma.modelConnection.findUniqueOrThrow({ ...query, where: { id: changed, workspaceId } });
    },
  }),
  deleteModelConnection: t.globalID({
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description: 'Deletes a connection to a server of language models with its key, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: ModelConnectionRef, description: 'Global id of the connection.' }) },
    resolve: async (_root, { id }, { stores, live, viewer: { workspaceId } }) => ({
      type: ModelConnectionRef,
      id: unwrap(await deleteConnection({ stores, live, workspaceId }, uuidKey(id.id))),
    }),
  }),
  checkModelConnection: t.prismaField({
    type: ModelConnectionRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description:
      'Asks the server of a connection for its models, and returns the connection with the list, or with what the check failed with. Waits at most 15 s.',
    args: { id: t.arg.globalID({ required: true, for: ModelConnectionRef, description: 'Global id of the connection.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const checked = unwrap(await checkModelConnection({ stores, live, workspaceId }, uuidKey(id.id), new Date()));
      return stores.prisma.modelConnection.findUniqueOrThrow({ ...query, where: { id: checked, workspaceId } });
    },
  }),
  setModelSettings: t.field({
    type: ModelSettingsRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description: 'Sets the default model, the order of the other models, and the budgets of the workspace.',
    args: { input: t.arg({ type: SetModelSettingsInput, required: true, description: 'The settings to set.' }) },
    resolve: async (_root, { input }, { stores, live, viewer: { workspaceId } }) =>
      unwrap(await setModelSettings({ stores, live, workspaceId }, input), 'input'),
  }),
}));

builder.subscriptionField('modelConnectionsChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description: 'True at once, then again whenever connections to language models or their settings have changed; at most one a second.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'models.changed', viewer.workspaceId, { everyMs: 1_000, first: true }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
