import { builder } from '../../../platform/graphql/builder.ts';
import type { Preset } from '../pure/presets.ts';
import { ModelConnectionKindRef, ToolProtocolRef } from './enums.ts';

export const ModelConnectionPresetRef = builder.objectRef<Preset>('ModelConnectionPreset').implement({
  description: 'What a connection to a well-known server of language models mostly is.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Short name of the preset, such as "ollama".' }),
    title: t.exposeString('title', { description: 'Name of the server, such as "Ollama".' }),
    kind: t.expose('kind', { type: ModelConnectionKindRef, description: 'API that the server speaks.' }),
    baseUrl: t.exposeString('baseUrl', { description: 'Address of the API where nothing else was set there.' }),
    needsKey: t.exposeBoolean('needsKey', { description: 'Whether the server wants an API key.' }),
    toolProtocol: t.expose('toolProtocol', {
      type: ToolProtocolRef,
      description: 'Way in which models of the server are mostly given tools.',
    }),
    note: t.exposeString('note', { description: 'Sentence on how the server is started, or where its key is made.' }),
  }),
});
