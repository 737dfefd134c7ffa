import { ModelConnectionRef } from '../../model-connections/schema/connection.ts';
import { dayOf, spentOnPurpose } from '../../model-connections/load.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { MeaningEmbeddings } from '../../../platform/store/prisma/generated/client.ts';
import { updateMeaningSettings } from '../commands.ts';
import { maxModelLength } from '../commands/settings.ts';
import { embeddingPurpose } from '../load/endpoint.ts';
import { pendingEmbeddings } from '../load/pending.ts';
import { embeddingSettings, type EmbeddingSettings } from '../load/settings.ts';

const MeaningEmbeddingsRef = describedEnum<MeaningEmbeddings>('MeaningEmbeddings', 'What embeddings of messages are made with.', {
  OFF: 'None are made: there are no topics, and no drift of embeddings.',
  BUILT_IN: 'A projection of words that ships with the product, without network.',
  ENDPOINT: 'A model of an OpenAI-compatible connection, by its path `/embeddings`.',
});

const MeaningSettingsRef = builder.objectRef<EmbeddingSettings>('MeaningSettings').implement({
  description: 'What embeddings of messages are made with, and how far that is.',
  fields: (t) => ({
    embeddings: t.expose('embeddings', { type: MeaningEmbeddingsRef, description: 'What embeddings are made with.' }),
    connection: t.prismaField({
      type: ModelConnectionRef,
      nullable: true,
      description: 'Connection that ENDPOINT asks; null: another choice, or the connection is deleted.',
      resolve: (query, { connectionId }, _args, { stores, viewer: { workspaceId } }) =>
        connectionId === null ? null : stores.prisma.modelConnection.findUnique({ ...query, where: { id: connectionId, workspaceId } }),
    }),
    model: t.exposeString('model', { nullable: true, description: 'Name of the model at the connection; null: another choice.' }),
    dailyCapUsd: t.float({
      nullable: true,
      description: 'Largest cost of a day of UTC in US dollars; null: no cap.',
      resolve: ({ dailyCapNanoUsd }) => (dailyCapNanoUsd === null ? null : usdFromNano(dailyCapNanoUsd)),
    }),
    spentTodayUsd: t.float({
      description: 'Cost of the embeddings of today (UTC) in US dollars; calls without a known price count as 0.',
      resolve: async (_settings, _args, { stores, viewer }) =>
        usdFromNano(await spentOnPurpose(stores, viewer.workspaceId, embeddingPurpose, dayOf(new Date()))),
    }),
    pendingCount: t.int({
      complexity: 5,
      description: 'Number of messages of the last 90 days that wait for an embedding by these settings.',
      resolve: (settings, _args, { stores, viewer }) => pendingEmbeddings(stores, viewer.workspaceId, settings),
    }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'Why embeddings are not made at present, such as a server that can’t be reached; null: nothing is in the way.',
    }),
  }),
});

builder.queryField('meaningSettings', (t) =>
  t.field({
    type: MeaningSettingsRef,
    authScopes: { may: 'READ' },
    description: 'What embeddings of messages are made with, and how far that is.',
    resolve: (_root, _args, { stores, viewer }) => embeddingSettings(stores, viewer.workspaceId),
  }),
);

const UpdateMeaningSettingsInputRef = builder.inputType('UpdateMeaningSettingsInput', {
  description: 'What embeddings of messages are to be made with.',
  fields: (t) => ({
    embeddings: t.field({ type: MeaningEmbeddingsRef, required: true, description: 'What embeddings are made with.' }),
    connectionId: t.id({ description: 'Global id of an OpenAI-compatible model connection; only with ENDPOINT.' }),
    model: t.string({ description: `Name of the model at the connection, 1 to ${maxModelLength} characters; only with ENDPOINT.` }),
    dailyCapUsd: t.float({ description: 'Largest cost of a day of UTC in US dollars; only with ENDPOINT. Absent: no cap.' }),
  }),
});

builder.mutationField('updateMeaningSettings', (t) =>
  t.field({
    type: MeaningSettingsRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description:
      'Sets what embeddings of messages are made with. Those of the last 90 days are made again in the background, and topics begin again where it is something else than before.',
    args: { input: t.arg({ type: UpdateMeaningSettingsInputRef, required: true, description: 'Settings to hold.' }) },
    resolve: async (_root, { input: { embeddings, connectionId, model, dailyCapUsd } }, { stores, viewer }) => {
      const owner = { workspaceId: viewer.workspaceId, personId: viewer.person?.id ?? null };
      const given = {
        embeddings,
        connectionId: connectionId == null ? null : uuidKey(keyOfNode('ModelConnection', String(connectionId), 'input.connectionId')),
        model: model ?? null,
        dailyCapUsd: dailyCapUsd ?? null,
      };
      unwrap(await updateMeaningSettings(stores, owner, given, new Date()), 'input');
      return embeddingSettings(stores, viewer.workspaceId);
    },
  }),
);
