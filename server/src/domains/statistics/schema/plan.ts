import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { PlannedAnalysis } from '../../../platform/statistics/planning.ts';
import { mostDays, type ExperimentPlan } from '../pure/plan.ts';
import { StatisticProblemEnum } from './comparison.ts';

const PlannedMetricEnum = describedEnum<'SHARE' | 'MEAN'>('PlannedMetric', 'Kind of metric that an experiment is planned for.', {
  SHARE: 'Share of units that succeed.',
  MEAN: 'Mean of one value a unit.',
});

const PlannedAnalysisEnum = describedEnum<PlannedAnalysis>('PlannedAnalysis', 'Kind of test that an experiment is planned for.', {
  FIXED: 'Test that is read once, at the end.',
  SEQUENTIAL: 'Always-valid test, which may be read at any time; needs about 1.7 times the units.',
  PLANNED_END: 'Always-valid test that is narrow at the planned units; needs about 1.2 times the units.',
});

export const PlanInputRef = builder.inputType('PlanExperimentInput', {
  description: 'What an experiment is to find, and with what.',
  fields: (t) => ({
    metric: t.field({ type: PlannedMetricEnum, required: true, description: 'Kind of the metric.' }),
    baseShare: t.float({ description: 'Share of the base, 0 to 1; required of SHARE.' }),
    standardDeviation: t.float({ description: 'Standard deviation of one unit, above 0; required of MEAN.' }),
    effect: t.float({ description: 'Smallest effect to be found, absolute, not 0; absent: only what `units` find is computed.' }),
    alpha: t.float({ description: 'Chance of finding a difference where there is none, two-sided; absent: 0.05.' }),
    power: t.float({ description: 'Chance of finding the effect; absent: 0.8.' }),
    weights: t.floatList({ description: 'Weights of the base and of each variant, as parts of their sum; absent: two of equal weight.' }),
    correlation: t.float({ description: 'Correlation of the metric with itself before the start, which CUPED uses; absent: 0.' }),
    analysis: t.field({ type: PlannedAnalysisEnum, description: 'Kind of test; absent: SEQUENTIAL, as of experiments.' }),
    goalCount: t.int({ description: 'Number of goals that are corrected together (Bonferroni); absent: 1.' }),
    unitsPerDay: t.float({ description: 'Units a day of all variants together; absent: no days are computed.' }),
    units: t.float({
      description: 'Units of all variants together that there are, at least 4; absent: only what the effect needs is computed.',
    }),
  }),
});

export const ExperimentPlanRef = builder.objectRef<ExperimentPlan>('ExperimentPlan').implement({
  description: 'Units and days that an experiment needs. Formulas: docs/experiment-statistics.md.',
  fields: (t) => ({
    units: t.exposeFloat('units', { nullable: true, description: 'Units of all variants together; null: no effect was given.' }),
    unitsByVariant: t.floatList({
      nullable: true,
      description: 'Units of the base and of each variant, in the order of the weights; null: no effect was given.',
      resolve: ({ unitsByVariant }) => unitsByVariant,
    }),
    days: t.exposeInt('days', {
      nullable: true,
      description: `Days at the traffic; null: no traffic was given, no units are known, or it takes more than ${mostDays} days.`,
    }),
    inflation: t.exposeFloat('inflation', {
      nullable: true,
      description: 'Units beside those of a test that is read once, 1 or more; null: no effect was given.',
    }),
    detectableEffect: t.exposeFloat('detectableEffect', {
      nullable: true,
      description: 'Smallest effect that the given units find with the power, absolute; null: no units were given, or none is found.',
    }),
    achievedPower: t.exposeFloat('achievedPower', {
      nullable: true,
      description: 'Chance that the given units find the given effect, 0 to 1; null: one of them was not given.',
    }),
    problem: t.expose('problem', {
      type: StatisticProblemEnum,
      nullable: true,
      description: 'Reason for a number that cannot be computed; null: none.',
    }),
  }),
});
