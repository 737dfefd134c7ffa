import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { TrainingMethod } from '../../models/schema.ts';
import { editVersion, registerVersion } from '../commands.ts';
import { mostNames } from '../types.ts';
import { ModelVersionRef } from './version.ts';

const servedAs = `Further names by which messages and benchmarks name this version alone, at most ${mostNames} of 1 to 512 characters`;

const RegisterModelVersionInput = builder.inputType('RegisterModelVersionInput', {
  description:
    'A version of a model that no training job of the workspace made. One by model and label: registered again, fields that are absent or null stay as they were. Names have 1 to 512 characters.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'Name of the model, as messages name it; a model that is not in the list is added.' }),
    label: t.string({ description: 'Version by your own count; absent: each call registers another version.' }),
    parentVersionId: t.id({
      description:
        'Global id of the version that this one was made from; absent: the version of the model before, else the newest version of `baseModel`; null: none.',
    }),
    trainingMethod: t.field({ type: TrainingMethod, description: 'Method by which the version was trained.' }),
    baseModel: t.string({ description: 'Name of the model that the version was trained from.' }),
    trainingDataset: t.string({ description: 'Name of the dataset that the version was trained on.' }),
    hyperparameters: t.field({ type: 'JSON', description: 'Hyperparameters by name: an object, at most 1 MiB of JSON.' }),
    madeAt: t.field({ type: 'DateTime', description: 'Time when the version was made, from 2000 to one day ahead; absent: now.' }),
    servedAs: t.stringList({ description: `${servedAs}.` }),
  }),
});

const EditModelVersionInput = builder.inputType('EditModelVersionInput', {
  description: 'Fields of a version to set. A field that is absent or null stays as it was; a parent that is null is taken away.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the version.' }),
    label: t.string({ description: 'Version by your own count, 1 to 512 characters.' }),
    parentVersionId: t.id({ description: 'Global id of the version that this one was made from; null: none. A circle is rejected.' }),
    madeAt: t.field({ type: 'DateTime', description: 'Time when the version was made, from 2000 to one day ahead.' }),
    servedAs: t.stringList({ description: `${servedAs}; they replace the earlier ones.` }),
  }),
});

builder.mutationFields((t) => ({
  registerModelVersion: t.prismaField({
    type: ModelVersionRef,
    authScopes: { may: 'EDIT_MODELS' },
    description: 'Registers a version of a model that was trained elsewhere, with what it was made from.',
    args: { input: t.arg({ type: RegisterModelVersionInput, required: true, description: 'The version to register.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      const { id } = unwrap(await registerVersion(stores, viewer.workspaceId, input, new Date()), 'input');
      return stores.prisma.modelVersion.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  editModelVersion: t.prismaField({
    type: ModelVersionRef,
    authScopes: { may: 'EDIT_MODELS' },
    description: 'Sets parent, names and time of a version, whichever way it was registered.',
    args: { input: t.arg({ type: EditModelVersionInput, required: true, description: 'The fields of the version to set.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      const key = keyOfNode('ModelVersion', input.id, 'input.id');
      const { id } = unwrap(await editVersion(stores, viewer.workspaceId, { ...input, id: key }, new Date()), 'input');
      return stores.prisma.modelVersion.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
}));
