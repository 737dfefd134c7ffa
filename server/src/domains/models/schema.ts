import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { deleteModel, saveModel } from './commands.ts';
import { firstSeen } from './loaders.ts';
import { trainingMethods } from './types.ts';

export const TrainingMethod = builder.enumType('TrainingMethod', {
  description: 'How a model came to be.',
  values: {
    BASE: { description: 'As its maker released it.', value: trainingMethods[0] },
    SFT: { description: 'Fine-tuned on examples.', value: trainingMethods[1] },
    DPO: { description: 'Tuned on preferences, directly.', value: trainingMethods[2] },
    RLHF: { description: 'Tuned by reinforcement on human feedback.', value: trainingMethods[3] },
  },
});

interface DeploymentFields {
  trainingJobId: string | null;
  endpoint: string | null;
  deploymentType: string | null;
  deployedAt: Date | null;
}

const Deployment = builder.objectRef<DeploymentFields>('Deployment').implement({
  description: 'Where a model runs.',
  fields: (t) => ({
    trainingJobId: t.exposeString('trainingJobId', { nullable: true, description: 'The training that made it; null: not said.' }),
    endpoint: t.exposeString('endpoint', { nullable: true, description: 'Its address; null: not said.' }),
    type: t.exposeString('deploymentType', { nullable: true, description: 'The kind of deployment, such as serverless; null: not said.' }),
    deployedAt: t.expose('deployedAt', { type: 'DateTime', nullable: true, description: 'Since when it runs there; null: not said.' }),
  }),
});

/** Other domains add to a model what they know of it: its price (prices/), its numbers (analytics/). */
export const ModelRef = builder.prismaNode('Model', {
  id: { field: 'id' },
  nullable: true,
  description: 'A model that messages name. It registers itself with its first message; people add the rest.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As messages name it.' }),
    provider: t.exposeString('provider', { nullable: true, description: 'Its provider; null: none was named.' }),
    trainingMethod: t.expose('trainingMethod', { type: TrainingMethod, nullable: true, description: 'How it came to be; null: not said.' }),
    baseModel: t.exposeString('baseModel', { nullable: true, description: 'The model it was made from; null: not said.' }),
    trainingDataset: t.exposeString('trainingDataset', { nullable: true, description: 'What it was trained on; null: not said.' }),
    evaluationResults: t.expose('evaluationResults', { type: 'JSON', nullable: true, description: 'What its evaluation gave; null: not said.' }),
    deployment: t.field({
      type: Deployment,
      nullable: true,
      description: 'Where it runs; null: nothing is said of it.',
      select: { trainingJobId: true, endpoint: true, deploymentType: true, deployedAt: true },
      resolve: (fields) => (fields.trainingJobId ?? fields.endpoint ?? fields.deploymentType ?? fields.deployedAt) === null ? null : fields,
    }),
    firstSeenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its first message was said; null: no message names it.',
      select: { name: true },
      resolve: ({ name }, _args, context) => firstSeen(context).load(name),
    }),
  }),
});

const DeploymentInput = builder.inputType('DeploymentInput', {
  description: 'Where a model runs.',
  fields: (t) => ({
    trainingJobId: t.string({ description: 'The training that made it.' }),
    endpoint: t.string({ description: 'Its address.' }),
    type: t.string({ description: 'The kind of deployment, such as serverless.' }),
    deployedAt: t.field({ type: 'DateTime', description: 'Since when it runs there.' }),
  }),
});

const ModelInput = builder.inputType('ModelInput', {
  description: 'What to say of a model. A field that is absent stays as it was; one that is null is cleared.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'As messages name it, 1 to 512 characters.' }),
    provider: t.string({ description: 'Its provider.' }),
    trainingMethod: t.field({ type: TrainingMethod, description: 'How it came to be.' }),
    baseModel: t.string({ description: 'The model it was made from.' }),
    trainingDataset: t.string({ description: 'What it was trained on.' }),
    evaluationResults: t.field({ type: 'JSON', description: 'What its evaluation gave.' }),
    deployment: t.field({ type: DeploymentInput, description: 'Where it runs.' }),
  }),
});

builder.queryField('models', (t) =>
  t.prismaField({
    type: ['Model'],
    authScopes: { atLeast: 'VIEWER' },
    description: 'Every model, by name.',
    resolve: (query, _root, _args, { stores, viewer }) => stores.prisma.model.findMany({ ...query, where: { workspaceId: viewer.workspaceId }, orderBy: { name: 'asc' }, take: 5_000 }),
  }),
);

builder.mutationFields((t) => ({
  saveModel: t.prismaField({
    type: 'Model',
    authScopes: { atLeast: 'EDITOR' },
    description: 'Says something of a model, known or not.',
    args: { model: t.arg({ type: ModelInput, required: true, description: 'What to say.' }) },
    resolve: async (query, _root, { model }, { stores, viewer }) => {
      const { id } = unwrap(await saveModel(stores, viewer.workspaceId, model), 'model');
      return stores.prisma.model.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteModel: t.boolean({
    authScopes: { atLeast: 'EDITOR' },
    description: 'Takes a model off the list, and what people said of it; true. A message that names it puts it there again.',
    args: { id: t.arg.globalID({ required: true, for: ModelRef, description: 'The model.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => unwrap(await deleteModel(stores, viewer.workspaceId, uuidKey(id.id))),
  }),
}));
