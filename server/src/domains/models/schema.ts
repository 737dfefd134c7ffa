import { lastChangeField } from '../audit/schema/last-change.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { eitherOf } from '../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { deleteModel, saveModel } from './commands.ts';
import { firstSeen } from './loaders.ts';
import type { TrainingMethod as TrainingMethodName } from './types.ts';

export const TrainingMethod = describedEnum<TrainingMethodName>('TrainingMethod', 'Method by which a model was trained.', {
  BASE: 'Not tuned: as released by the maker of the model.',
  SFT: 'Supervised fine-tuning on examples.',
  DPO: 'Direct preference optimisation.',
  RLHF: 'Reinforcement learning from human feedback.',
});

interface DeploymentFields {
  trainingJobId: string | null;
  endpoint: string | null;
  deploymentType: string | null;
  deployedAt: Date | null;
}

const Deployment = builder.objectRef<DeploymentFields>('Deployment').implement({
  description: 'Place where a model runs.',
  fields: (t) => ({
    trainingJobId: t.exposeString('trainingJobId', {
      nullable: true,
      description: 'Id of the training job that produced the deployed model; null: not entered.',
    }),
    endpoint: t.exposeString('endpoint', { nullable: true, description: 'Address of the deployment; null: not entered.' }),
    type: t.exposeString('deploymentType', { nullable: true, description: 'Kind of deployment, such as serverless; null: not entered.' }),
    deployedAt: t.expose('deployedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time since when the model runs there; null: not entered.',
    }),
  }),
});

/** Other domains add to a model what they know of it: its price (prices/), its numbers (analytics/). */
export const ModelRef = builder.prismaNode('Model', {
  id: { field: 'id' },
  nullable: true,
  description: 'A model that messages name. The first message that names a model registers it; people add the other fields.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the model in messages.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Provider of the model; null: not known.' }),
    trainingMethod: t.expose('trainingMethod', {
      type: TrainingMethod,
      nullable: true,
      description: 'Method by which the model was trained; null: not entered.',
    }),
    baseModel: t.exposeString('baseModel', {
      nullable: true,
      description: 'Name of the model that this one was trained from; null: not entered.',
    }),
    trainingDataset: t.exposeString('trainingDataset', {
      nullable: true,
      description: 'Name of the dataset that the model was trained on; null: not entered.',
    }),
    evaluationResults: t.expose('evaluationResults', {
      type: 'JSON',
      nullable: true,
      description: "Results of the model's evaluation, as entered; null: not entered.",
    }),
    deployment: t.field({
      type: Deployment,
      nullable: true,
      description: 'Place where the model runs; null: not entered.',
      select: { trainingJobId: true, endpoint: true, deploymentType: true, deployedAt: true },
      resolve: (fields) =>
        (fields.trainingJobId ?? fields.endpoint ?? fields.deploymentType ?? fields.deployedAt) === null ? null : fields,
    }),
    firstSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time of the first message that names the model; null: none does.',
      select: { name: true },
      resolve: ({ name }, _args, context) => firstSeen(context).load(name),
    }),
  }),
});

const DeploymentInput = builder.inputType('DeploymentInput', {
  description: 'Place where a model runs.',
  fields: (t) => ({
    trainingJobId: t.string({ description: 'Id of the training job that produced the deployed model.' }),
    endpoint: t.string({ description: 'Address of the deployment, at most 2,048 characters.' }),
    type: t.string({ description: 'Kind of deployment, such as serverless.' }),
    deployedAt: t.field({ type: 'DateTime', description: 'Time since when the model runs there.' }),
  }),
});

const ModelInput = builder.inputType('ModelInput', {
  description: 'Fields of a model to set. A field that is absent stays as it was; one that is null is cleared.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the model in messages, 1 to 512 characters.' }),
    provider: t.string({ description: 'Provider of the model.' }),
    trainingMethod: t.field({ type: TrainingMethod, description: 'Method by which the model was trained.' }),
    baseModel: t.string({ description: 'Name of the model that this one was trained from.' }),
    trainingDataset: t.string({ description: 'Name of the dataset that the model was trained on.' }),
    evaluationResults: t.field({ type: 'JSON', description: "Results of the model's evaluation, any JSON, at most 1 MiB." }),
    deployment: t.field({ type: DeploymentInput, description: 'Place where the model runs.' }),
  }),
});

builder.queryField('models', (t) =>
  t.prismaField({
    type: ['Model'],
    authScopes: { may: 'READ' },
    description: 'Every model of the workspace, by name; at most 5,000.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.model.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' }, take: 5_000 }),
  }),
);

builder.queryField('model', (t) =>
  t.prismaField({
    type: ModelRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'One model; null: the workspace has none of this name.',
    args: { name: t.arg.string({ required: true, description: 'Name of the model in messages.' }) },
    resolve: (query, _root, { name }, { stores, viewer }) =>
      stores.prisma.model.findFirst({ ...query, where: { workspaceId: viewer.workspaceId, name: unstorable(name) === null ? name : '' } }),
  }),
);

builder.mutationFields((t) => ({
  saveModel: t.prismaField({
    type: 'Model',
    authScopes: { may: 'EDIT_MODELS' },
    description: 'Sets fields of a model; a model that is not in the list is added.',
    args: {
      input: t.arg({ type: ModelInput, description: 'The fields of the model to set.' }),
      model: t.arg({ type: ModelInput, deprecationReason: 'Use `input`.', description: 'The fields of the model to set.' }),
    },
    resolve: async (query, _root, { input, model }, { stores, viewer }) => {
      const { value, argument } = unwrap(eitherOf({ input, model }));
      const { id } = unwrap(await saveModel(stores, viewer.workspaceId, value), argument);
      return stores.prisma.model.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteModel: t.globalID({
    authScopes: { may: 'EDIT_MODELS' },
    description:
      'Deletes a model with all fields that people entered, and returns its id. The next message that names the model registers it again.',
    args: { id: t.arg.globalID({ required: true, for: ModelRef, description: 'Global id of the model.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: ModelRef,
      id: unwrap(await deleteModel(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.prismaObjectField('Model', 'lastChange', (t) => t.field(lastChangeField('Model', 'model', ({ id }) => id)));
