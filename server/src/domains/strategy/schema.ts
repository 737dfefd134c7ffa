import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { lastChangeField } from '../audit/schema/last-change.ts';
import { TrainingConfigurationRef } from '../runners/schema/types.ts';
import { adoptRecommendation, deleteRecommendation } from './commands.ts';
import { checkConstraints } from './ingest.ts';
import { currentStrategy } from './load.ts';
import { lossesOfConfiguration } from './loaders.ts';
import { outcomeOf } from './pure/strategy.ts';
import { StrategyGoalEnum, StrategyKindEnum, StrategyRef } from './schema/strategy.ts';
import { strategyGoals, type StrategyOutcome } from './types.ts';

/** Recommendations that were taken and are listed. */
const mostTaken = 200;

const OutcomeEnum = describedEnum<StrategyOutcome>(
  'StrategyOutcome',
  'Best loss of the jobs by a recommendation beside what was predicted.',
  {
    WAITING: 'No job of the configuration has finished yet.',
    BETTER: 'The best loss lies below the predicted interval.',
    AS_PREDICTED: 'The best loss lies within the predicted interval.',
    WORSE: 'The best loss lies above the predicted interval.',
  },
);

const StrategyRecommendationRef = builder.prismaNode('StrategyRecommendation', {
  id: { field: 'id' },
  nullable: true,
  description: 'A recommendation that became a job configuration, with what was predicted and what came.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true, configurationId: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: StrategyKindEnum, description: 'What the recommendation is about.' }),
    title: t.exposeString('title', { description: 'Recommendation in a few words.' }),
    baseModel: t.exposeString('baseModel', { nullable: true, description: 'Base model of the jobs behind it; null: none is stated.' }),
    parameters: t.expose('parameters', { type: 'JSON', description: 'Parameters that the recommendation sets, by name.' }),
    basisJobCount: t.int({
      description: 'Number of jobs behind the recommendation.',
      select: { basisJobIds: true },
      resolve: ({ basisJobIds }) => basisJobIds.length,
    }),
    baseline: t.exposeFloat('baseline', { nullable: true, description: 'Evaluation loss of the best of those jobs; null: not kept.' }),
    predicted: t.exposeFloat('predicted', { nullable: true, description: 'Predicted loss; null: the recommendation is about time.' }),
    predictedLow: t.exposeFloat('predictedLow', {
      nullable: true,
      description: 'Lower end of its 95 % interval; null: the recommendation is about time.',
    }),
    predictedHigh: t.exposeFloat('predictedHigh', {
      nullable: true,
      description: 'Upper end of its 95 % interval; null: the recommendation is about time.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the configuration was made.' }),
    createdBy: t.exposeString('createdBy', { nullable: true, description: 'Name of the person who made it; null: a key did.' }),
    configuration: t.field({
      type: TrainingConfigurationRef,
      nullable: true,
      description: 'Configuration that was made; null: it was deleted.',
      resolve: ({ configurationId }, _args, { stores, viewer }) =>
        configurationId === null
          ? null
          : stores.prisma.trainingConfiguration.findUnique({
              where: { id: configurationId, workspaceId: viewer.workspaceId, deletedAt: null },
            }),
    }),
    finishedJobCount: t.int({
      description: 'Number of finished jobs of the configuration.',
      resolve: async ({ configurationId }, _args, context) =>
        configurationId === null ? 0 : ((await lossesOfConfiguration(context).load(configurationId))?.finishedCount ?? 0),
    }),
    bestLoss: t.float({
      nullable: true,
      description: 'Best evaluation loss of those jobs; null: none has one.',
      resolve: async ({ configurationId }, _args, context) =>
        configurationId === null ? null : ((await lossesOfConfiguration(context).load(configurationId))?.bestLoss ?? null),
    }),
    outcome: t.field({
      type: OutcomeEnum,
      nullable: true,
      description: 'Whether the prediction came true; null: nothing was predicted of the loss.',
      select: { predicted: true, predictedLow: true, predictedHigh: true },
      resolve: async ({ configurationId, ...promised }, _args, context) => {
        const found = configurationId === null ? null : await lossesOfConfiguration(context).load(configurationId);
        return outcomeOf(promised, found?.bestLoss ?? null);
      },
    }),
  }),
});

builder.prismaObjectField('StrategyRecommendation', 'lastChange', (t) =>
  t.field(lastChangeField('StrategyRecommendation', 'recommendation', ({ id }) => id)),
);

const ConstraintsInputRef = builder.inputType('StrategyConstraintsInput', {
  description: 'Limits of a strategy. Absent: none.',
  fields: (t) => ({
    baseModel: t.string({ description: 'Only jobs of this base model; absent: of the largest group of jobs.' }),
    datasetName: t.string({ description: 'Only jobs on this dataset; absent: of the largest group of jobs.' }),
    maxHours: t.float({ description: 'Most hours of one job, above 0.' }),
    maxCostUsd: t.float({ description: 'Most US dollars of one job, above 0.' }),
  }),
});

const AdoptInputRef = builder.inputType('AdoptRecommendationInput', {
  description: 'A recommendation that becomes a job configuration.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'Key of the recommendation.' }),
    goals: t.field({ type: [StrategyGoalEnum], description: 'Goals with which the strategy was read; absent: all.' }),
    constraints: t.field({ type: ConstraintsInputRef, description: 'Limits with which the strategy was read; absent: none.' }),
    name: t.string({ description: 'Name of the configuration, 1 to 200 characters; absent: the title.' }),
    command: t.string({ description: 'Command of the trainer, as runners know it; absent: that of the best job of the basis.' }),
  }),
});

builder.queryFields((t) => ({
  trainingStrategy: t.field({
    type: StrategyRef,
    authScopes: { may: 'READ' },
    complexity: { field: 20, multiplier: 1 },
    description:
      'What to try next, from the finished jobs of the workspace, at most the 500 that ended last; at least 3 similar ones are needed. Costs 20 points.',
    args: {
      goals: t.arg({ type: [StrategyGoalEnum], description: 'What the strategy is to bring; absent: both.' }),
      constraints: t.arg({ type: ConstraintsInputRef, description: 'Limits of the strategy; absent: none.' }),
    },
    resolve: (_root, { goals, constraints }, { stores, viewer }) =>
      currentStrategy(stores, viewer.workspaceId, goals ?? strategyGoals, unwrap(checkConstraints(constraints ?? {}), 'constraints')),
  }),
  strategyRecommendations: t.prismaField({
    type: [StrategyRecommendationRef],
    authScopes: { may: 'READ' },
    complexity: { field: 5, multiplier: 20 },
    description: `Recommendations that became configurations, latest first; at most ${mostTaken}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.strategyRecommendation.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: mostTaken,
      }),
  }),
}));

builder.mutationFields((t) => ({
  adoptRecommendation: t.prismaField({
    type: StrategyRecommendationRef,
    authScopes: { may: 'TRAIN' },
    description: 'Makes a job configuration of a recommendation, and keeps what was predicted.',
    args: { input: t.arg({ type: AdoptInputRef, required: true, description: 'The recommendation to take.' }) },
    resolve: async (_query, _root, { input }, { stores, viewer }) =>
      unwrap(await adoptRecommendation(stores, viewer, input, new Date()), 'input'),
  }),
  deleteStrategyRecommendation: t.globalID({
    authScopes: { may: 'TRAIN' },
    description: 'Forgets that a recommendation was taken, and returns its id; the configuration stays.',
    args: { id: t.arg.globalID({ required: true, for: StrategyRecommendationRef, description: 'Global id of the recommendation.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: StrategyRecommendationRef,
      id: unwrap(await deleteRecommendation(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));
