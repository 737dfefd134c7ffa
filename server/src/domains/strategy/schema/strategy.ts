import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Predicted, Recommendation, Strategy, StrategyGoal, StrategyKind, StrategyPriority } from '../types.ts';

export const StrategyKindEnum = describedEnum<StrategyKind>('StrategyKind', 'What a recommendation is about.', {
  HYPERPARAMETERS: 'Hyperparameters such as the learning rate.',
  DATASET: 'Size or quality of the dataset.',
  SCHEDULE: 'Length of the training.',
  ARCHITECTURE: 'Parameters of the model or the adapter, such as its rank.',
});

export const StrategyGoalEnum = describedEnum<StrategyGoal>('StrategyGoal', 'What a strategy is to bring.', {
  PERFORMANCE: 'A lower evaluation loss.',
  EFFICIENCY: 'Fewer hours of training.',
});

const StrategyPriorityEnum = describedEnum<StrategyPriority>('StrategyPriority', 'Importance of a recommendation.', {
  HIGH: 'Decisive, and worth a fifth of the spread of the losses, or of the hours, or more.',
  MEDIUM: 'Worth a twentieth or more.',
  LOW: 'Worth less, by what is known.',
});

const PredictedRef = builder.objectRef<Predicted>('PredictedNumber').implement({
  description: 'A number that is predicted, with its interval.',
  fields: (t) => ({
    value: t.exposeFloat('value', { description: 'Number that is predicted.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the 95 % interval.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the 95 % interval.' }),
  }),
});

const RecommendationRef = builder.objectRef<Recommendation>('TrainingRecommendation').implement({
  description: 'What to try next, by the finished jobs of the workspace. Formulas: docs/strategy.md.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the recommendation, the same while its jobs are.' }),
    kind: t.expose('kind', { type: StrategyKindEnum, description: 'What the recommendation is about.' }),
    title: t.exposeString('title', { description: 'Recommendation in a few words.' }),
    why: t.exposeString('why', { description: 'Reason for the recommendation, with its basis.' }),
    parameters: t.field({
      type: 'JSON',
      description: 'Parameters of a job that the recommendation sets, by name; empty: it sets none.',
      resolve: ({ parameters }) => parameters,
    }),
    basisJobCount: t.int({ description: 'Number of jobs behind the recommendation.', resolve: ({ basisJobIds }) => basisJobIds.length }),
    baseline: t.exposeFloat('baseline', { description: 'Evaluation loss of the best of those jobs.' }),
    predicted: t.field({
      type: PredictedRef,
      nullable: true,
      description: 'Predicted loss; null: the recommendation is about time.',
      resolve: (one) => one.predicted,
    }),
    improvement: t.field({
      type: PredictedRef,
      nullable: true,
      description: 'Baseline less the predicted loss; null: the recommendation is about time.',
      resolve: ({ improvement }) => improvement,
    }),
    savedHours: t.field({
      type: PredictedRef,
      nullable: true,
      description: 'Hours that a job needs less; null: none.',
      resolve: (one) => one.savedHours,
    }),
    hours: t.exposeFloat('hours', { nullable: true, description: 'Hours of a job by the recommendation; null: not known.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'Cost of such a job in US dollars; null: no price is known.' }),
    benefitUsd: t.exposeFloat('benefitUsd', {
      nullable: true,
      description: 'US dollars that a job costs less; null: none, or no price is known.',
    }),
    explorationScore: t.exposeFloat('exploration', {
      nullable: true,
      description: 'Exploration against exploitation: 0 near known jobs, 1 as uncertain as all of them; null: not predicted by a process.',
    }),
    isDecisive: t.exposeBoolean('isDecisive', { description: 'Whether the interval of what the recommendation brings lies above 0.' }),
    priority: t.expose('priority', { type: StrategyPriorityEnum, description: 'Importance of the recommendation.' }),
  }),
});

interface Step {
  readonly number: number;
  readonly recommendation: Recommendation;
  /** Of this step and those before; null: one is not known. */
  readonly hours: number | null;
  readonly costUsd: number | null;
}

/** Recommendations as steps, with what they take together. */
function roadmapOf(recommendations: readonly Recommendation[]): Step[] {
  let [hours, costUsd]: [number | null, number | null] = [0, 0];
  return recommendations.map((recommendation, place) => {
    hours = hours === null || recommendation.hours === null ? null : hours + recommendation.hours;
    costUsd = costUsd === null || recommendation.costUsd === null ? null : costUsd + recommendation.costUsd;
    return { number: place + 1, recommendation, hours, costUsd };
  });
}

const StepRef = builder.objectRef<Step>('StrategyStep').implement({
  description: 'A recommendation as a step of the roadmap.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Number of the step, from 1.' }),
    key: t.string({ description: 'Key of the recommendation.', resolve: ({ recommendation }) => recommendation.key }),
    title: t.string({ description: 'Recommendation in a few words.', resolve: ({ recommendation }) => recommendation.title }),
    hours: t.exposeFloat('hours', { nullable: true, description: 'Hours up to the end of the step; null: those of one are not known.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'US dollars up to the end of the step; null: those of one are not known.',
    }),
  }),
});

export const StrategyRef = builder.objectRef<Strategy>('TrainingStrategy').implement({
  description: 'What to try next, from the finished jobs of one base model and dataset.',
  fields: (t) => ({
    basis: t.exposeString('basis', { description: 'Jobs behind the strategy as an English sentence, or what is missing.' }),
    jobCount: t.exposeInt('jobCount', { description: 'Number of those jobs.' }),
    baseModel: t.string({
      nullable: true,
      description: 'Base model of the jobs; null: none is stated.',
      resolve: ({ group }) => group?.baseModel ?? null,
    }),
    datasetName: t.string({
      nullable: true,
      description: 'Dataset of the jobs; null: none is stated.',
      resolve: ({ group }) => group?.datasetName ?? null,
    }),
    recommendations: t.field({
      type: [RecommendationRef],
      description: 'Recommendations, most important first; at most 5. Empty: too few jobs.',
      resolve: ({ recommendations }) => recommendations,
    }),
    predictedImprovement: t.field({
      type: PredictedRef,
      nullable: true,
      description: 'Improvement of the loss by the recommendation that brings most; null: none is about the loss.',
      resolve: ({ improvement }) => improvement,
    }),
    roadmap: t.field({
      type: [StepRef],
      description: 'Recommendations as steps, with hours and costs up to each; at most 5.',
      resolve: ({ recommendations }) => roadmapOf(recommendations),
    }),
    leftOut: t.exposeStringList('leftOut', { description: 'Sentences on recommendations beyond the constraints; at most 5.' }),
  }),
});
