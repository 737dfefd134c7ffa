import { builder } from '../../../platform/graphql/builder.ts';
import { maxFallbacks, maxModels } from '../types.ts';
import { ModelConnectionRef } from './connection.ts';
import { ModelConnectionKindRef, ToolProtocolRef } from './enums.ts';

const words = {
  name: 'Name of the connection, unique in the workspace, 1 to 60 characters without a slash.',
  kind: 'API that the server speaks.',
  baseUrl:
    'Address of the API, such as http://127.0.0.1:11434/v1: http or https, without query and credentials. With a key, http leads to private networks alone.',
  allowedModels: `Models that may be used, at most ${maxModels}; absent or empty: every model that the server lists.`,
  toolProtocol: 'Way in which models are given tools; absent: NATIVE.',
  isEnabled: 'Whether models of the connection may be asked; absent: true.',
} as const;

export const CreateModelConnectionInput = builder.inputType('CreateModelConnectionInput', {
  description: 'A connection to a server of language models to make.',
  fields: (t) => ({
    name: t.string({ required: true, description: words.name }),
    kind: t.field({ type: ModelConnectionKindRef, required: true, description: words.kind }),
    baseUrl: t.string({ required: true, description: words.baseUrl }),
    apiKey: t.string({ description: 'API key of the server; absent or empty: the server wants none.' }),
    allowedModels: t.stringList({ description: words.allowedModels }),
    toolProtocol: t.field({ type: ToolProtocolRef, description: words.toolProtocol }),
    isEnabled: t.boolean({ description: words.isEnabled }),
  }),
});

export const UpdateModelConnectionInput = builder.inputType('UpdateModelConnectionInput', {
  description: 'New content of a connection to a server of language models; all fields but the key are replaced.',
  fields: (t) => ({
    id: t.globalID({ required: true, for: ModelConnectionRef, description: 'Global id of the connection.' }),
    name: t.string({ required: true, description: words.name }),
    kind: t.field({ type: ModelConnectionKindRef, required: true, description: words.kind }),
    baseUrl: t.string({ required: true, description: words.baseUrl }),
    apiKey: t.string({
      description: 'API key of the server; absent: as it was, which is refused where the address leads to another server; empty: none.',
    }),
    allowedModels: t.stringList({ description: words.allowedModels }),
    toolProtocol: t.field({ type: ToolProtocolRef, description: words.toolProtocol }),
    isEnabled: t.boolean({ description: words.isEnabled }),
  }),
});

export const SetModelSettingsInput = builder.inputType('SetModelSettingsInput', {
  description: 'All settings of language models of a workspace; what is absent is not set.',
  fields: (t) => ({
    defaultModel: t.string({
      description:
        'Model "connection/model" that answers where none is named; absent or null: that of ANALYTICS_DEFAULT_MODEL, else the first there is.',
    }),
    fallbackModels: t.stringList({
      description: `Models that are asked, in their order, where one fails before its first word; at most ${maxFallbacks}.`,
    }),
    dailyUsdPerPerson: t.float({
      description: 'US dollars that a person may spend on models in a day of UTC, 0 to 1000000; absent or null: no limit.',
    }),
    dailyTokensPerPerson: t.field({
      type: 'BigInt',
      description: 'Tokens that a person may use in a day of UTC; absent or null: no limit.',
    }),
  }),
});
