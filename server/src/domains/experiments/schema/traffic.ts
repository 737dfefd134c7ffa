import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { StatisticProblemEnum } from '../../statistics/schema/comparison.ts';
import { maxPlannedMetrics } from '../ingest/traffic.ts';
import { planOfTraffic, type TargetedPlan } from '../load/traffic-plan.ts';
import { shareOf, targetingSentence, type PlannedCondition, type PlannedLayer } from '../pure/targeted-share.ts';
import { planSentence } from '../pure/traffic-sentence.ts';
import { maxPlannedDays, type MetricPlan, type PlannedDay, type TrafficPlan } from '../pure/traffic-plan.ts';
import { trafficDays, type TrafficSource } from '../pure/traffic.ts';
import { maxExperiments, maxVariants } from '../types.ts';
import { ExperimentMethodEnum, ExperimentUnitEnum } from './enums.ts';

const nullable = { nullable: true } as const;
const noPlan = 'null: `problem` names the reason';

const PlannedGoalInputRef = builder.inputType('PlannedGoalInput', {
  description: 'A metric with the change that is to be found.',
  fields: (t) => ({
    metric: t.string({ required: true, description: 'Key of the metric.' }),
    minimalEffect: t.float({ required: true, description: 'Least relative change to be found, such as 0.05 for 5 % more or less.' }),
  }),
});

const TrafficPlanInputRef = builder.inputType('TrafficPlanInput', {
  description: "An experiment to plan by the workspace's own traffic.",
  fields: (t) => ({
    metrics: t.field({
      type: [PlannedGoalInputRef],
      required: true,
      description: `Goals of the experiment, which are corrected together; 1 to ${maxPlannedMetrics}.`,
    }),
    unit: t.field({ type: ExperimentUnitEnum, description: 'What is assigned a variant; absent: USER.' }),
    environments: t.stringList({ description: 'Environments of the answers that count; absent or empty: any; at most 50.' }),
    widget: t.boolean({ description: 'Whether only answers through a widget count, or only others; absent: both.' }),
    weights: t.floatList({
      description: `Weights of the base and of each variant, as parts of their sum; absent: two of equal weight; at most ${maxVariants}.`,
    }),
    allocation: t.float({ description: 'Share of units in the experiment, above 0 and up to 1; absent: 1.' }),
    significance: t.float({ description: 'Accepted share of false wins, 0.0001 to 0.5; absent: 0.05.' }),
    power: t.float({ description: 'Chance of finding the change where there is one, up to 0.999; absent: 0.8.' }),
    method: t.field({ type: ExperimentMethodEnum, description: 'Whether results are read at any time, or once; absent: SEQUENTIAL.' }),
    layer: t.string({ description: 'Key of a layer that the experiment shares with others; absent: none.' }),
    condition: t.field({
      type: 'JSON',
      description: 'Condition on the attributes of a unit, in the language of GrowthBook; absent: none.',
    }),
  }),
});

const TrafficSourceEnum = describedEnum<TrafficSource>('TrafficSource', 'Where units of the past were seen.', {
  MESSAGES: 'Units have an answer.',
  EVENTS: 'Units have an event, since no answer names a unit.',
});

const PlannedDayRef = builder.objectRef<PlannedDay>('PlannedDay').implement({
  description: 'Units and the least change that is found after some days.',
  fields: (t) => ({
    day: t.exposeInt('day', { description: 'Number of days since the start, from 1.' }),
    unitCount: t.exposeFloat('units', { description: 'Number of units in the experiment until the end of the day.' }),
    detectableEffect: t.exposeFloat('detectable', {
      ...nullable,
      description: 'Least relative change that is found with the power; null: there are too few units.',
    }),
  }),
});

const MetricPlanRef = builder.objectRef<{ readonly plan: MetricPlan; readonly traffic: TrafficPlan }>('MetricPlan').implement({
  description: 'Units and days that a change of one metric needs.',
  fields: (t) => ({
    metric: t.string({ description: 'Key of the metric.', resolve: ({ plan }) => plan.metric.key }),
    name: t.string({ description: 'Name of the metric for people.', resolve: ({ plan }) => plan.metric.name }),
    unit: t.string({
      description: 'Unit of the value: share, usd, ms, tokens, rating or number.',
      resolve: ({ plan }) => plan.metric.unit,
    }),
    value: t.float({
      ...nullable,
      description: `Value of the metric in the past; ${noPlan}.`,
      resolve: ({ plan }) => plan.spread?.mean ?? null,
    }),
    standardDeviation: t.float({
      ...nullable,
      description: `Standard deviation of one unit, of a ratio by the delta method; ${noPlan}.`,
      resolve: ({ plan }) => (plan.spread === null ? null : Math.sqrt(plan.spread.variance)),
    }),
    varianceSavedShare: t.float({
      description: 'Part of the variance of a unit that the 14 days before take away (CUPED), which the plan counts with; 0: nothing.',
      resolve: ({ plan }) => plan.spread?.saved ?? 0,
    }),
    minimalEffect: t.float({ description: 'Relative change to be found.', resolve: ({ plan }) => plan.minimalEffect }),
    days: t.int({
      ...nullable,
      description: `Days until the change is found; null: it is not found within ${maxPlannedDays} days, or \`problem\` names the reason.`,
      resolve: ({ plan }) => plan.days,
    }),
    unitsByVariant: t.floatList({
      ...nullable,
      description: `Units that the base and each variant need, in the order of the weights; ${noPlan}.`,
      resolve: ({ plan }) => plan.unitsByVariant,
    }),
    plannedSamplePerVariant: t.float({
      ...nullable,
      description: `Mean of the units of the base and of the variant with the least weight, as an experiment takes it; ${noPlan}.`,
      resolve: ({ plan }) => plan.sample,
    }),
    byDay: t.field({
      type: [PlannedDayRef],
      description: `Change that is found after each day; at most ${maxPlannedDays}, empty where there is no plan.`,
      resolve: ({ plan }) => plan.byDay,
    }),
    problem: t.field({
      type: StatisticProblemEnum,
      ...nullable,
      description: 'Reason why there is no plan; null: there is one.',
      resolve: ({ plan }) => plan.problem,
    }),
    sentence: t.string({ description: 'Plan in words.', resolve: ({ plan, traffic }) => planSentence(plan, traffic) }),
  }),
});

const PlannedLayerRef = builder.objectRef<PlannedLayer>('PlannedLayer').implement({
  description: 'What experiments that run or are paused leave of a layer.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the layer.' }),
    start: t.float({
      ...nullable,
      description: 'Begin of the widest part that is left; null: nothing is.',
      resolve: ({ room }) => room?.start ?? null,
    }),
    end: t.float({
      ...nullable,
      description: 'End of the widest part that is left; null: nothing is.',
      resolve: ({ room }) => room?.end ?? null,
    }),
    takenBy: t.stringList({
      description: `Keys of the experiments that have parts of the layer; at most ${maxExperiments}.`,
      resolve: ({ takenBy }) => takenBy,
    }),
  }),
});

const PlannedConditionRef = builder.objectRef<PlannedCondition>('PlannedCondition').implement({
  description: 'Units of the past that meet a condition: by id, environment, and the properties of users.',
  fields: (t) => ({
    share: t.exposeFloat('share', {
      ...nullable,
      description: 'Share of the units that meet the condition, 0 to 1; null: no unit has all of its attributes, or there is no unit.',
    }),
    unitCount: t.exposeInt('unitCount', { description: 'Number of units that were looked at.' }),
    unknownAttributes: t.stringList({
      description: 'Attributes of the condition that no unit of the past has; at most 1000.',
      resolve: ({ unknown }) => unknown,
    }),
  }),
});

const TrafficPlanRef = builder.objectRef<TargetedPlan>('TrafficPlan').implement({
  description: "Plan of an experiment by the workspace's traffic of the past. Formulas: docs/experiment-statistics.md.",
  fields: (t) => ({
    from: t.expose('from', {
      type: 'DateTime',
      description: `Begin of the traffic: ${trafficDays} days ago, or as many days as there are units.`,
    }),
    to: t.expose('to', { type: 'DateTime', description: 'End of the traffic: the time of the call.' }),
    source: t.expose('source', { type: TrafficSourceEnum, description: 'Where the units were seen.' }),
    unitsByDay: t.intList({
      description: `Number of different units until the end of each day; at most ${trafficDays}, empty: there was no unit.`,
      resolve: ({ unitsByDay }) => unitsByDay,
    }),
    newUnitsPerDay: t.exposeFloat('newPerDay', {
      description:
        'Number of units a day that come for the first time, on the days of the second half: as many are expected after the last day.',
    }),
    share: t.float({
      description: 'Share of the units of the past that are in the experiment: by allocation, layer and condition.',
      resolve: ({ targeting }) => shareOf(targeting),
    }),
    layer: t.field({
      ...nullable,
      type: PlannedLayerRef,
      description: 'What is left of the layer; null: none was named.',
      resolve: ({ targeting }) => targeting.layer,
    }),
    condition: t.field({
      ...nullable,
      type: PlannedConditionRef,
      description: 'Units that meet the condition; null: there is none.',
      resolve: ({ targeting }) => targeting.condition,
    }),
    targetingSentence: t.string({
      ...nullable,
      description: 'What layer and condition leave, in words; null: there is neither.',
      resolve: ({ targeting }) => targetingSentence(targeting),
    }),
    metrics: t.field({
      type: [MetricPlanRef],
      description: `Plans of the metrics, in their order; at most ${maxPlannedMetrics}.`,
      resolve: (traffic) => traffic.plans.map((plan) => ({ plan, traffic })),
    }),
    days: t.exposeInt('days', { ...nullable, description: 'Days that the slowest metric needs; null: one is not found in time.' }),
    plannedSamplePerVariant: t.exposeFloat('sample', {
      ...nullable,
      description: 'Planned sample of the metric that needs most units; null: one has no plan.',
    }),
  }),
});

builder.queryField('planExperimentByTraffic', (t) =>
  t.field({
    type: TrafficPlanRef,
    authScopes: { may: 'READ' },
    complexity: 50,
    description: `Plans an experiment by mean, variance and traffic of the workspace's last ${trafficDays} days: units, days, and what is found after each day.`,
    args: { input: t.arg({ type: TrafficPlanInputRef, required: true, description: 'Experiment to plan.' }) },
    resolve: async (_root, { input }, { stores, viewer }) =>
      unwrap(await planOfTraffic(stores, viewer.workspaceId, input, new Date()), 'input'),
  }),
);
