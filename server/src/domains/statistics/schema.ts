import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { checkMeans, checkPlan, checkShares } from './ingest.ts';
import { compareMeans, compareShares } from './pure/compare.ts';
import { planOf } from './pure/plan.ts';
import { AnalysisKindEnum, ComparisonRef } from './schema/comparison.ts';
import { ExperimentPlanRef, PlanInputRef } from './schema/plan.ts';

const ShareInputRef = builder.inputType('ShareInput', {
  description: 'Units of one variant, and how many succeeded.',
  fields: (t) => ({
    n: t.int({ required: true, description: 'Number of units, at least 0.' }),
    successes: t.int({ required: true, description: 'Number of units that succeeded, at most the units.' }),
  }),
});

const MeanInputRef = builder.inputType('MeanInput', {
  description: 'Units of one variant, with mean and variance of one value each.',
  fields: (t) => ({
    n: t.int({ required: true, description: 'Number of units, at least 0.' }),
    mean: t.float({ required: true, description: 'Mean of the units.' }),
    variance: t.float({ required: true, description: 'Variance of the units, by their number less one; at least 0.' }),
  }),
});

const BetterEnum = describedEnum<'MORE' | 'LESS'>('BetterDirection', 'Direction in which a metric is better.', {
  MORE: 'More is better.',
  LESS: 'Less is better.',
});

const OptionsRef = builder.inputType('CompareOptionsInput', {
  description: 'How two variants are compared.',
  fields: (t) => ({
    alpha: t.float({ description: 'Level of all intervals, between 0 and 1; absent: 0.05, for intervals of 95 %.' }),
    better: t.field({ type: BetterEnum, description: 'Direction in which the metric is better; absent: MORE.' }),
    analysis: t.field({ type: AnalysisKindEnum, description: 'Kind of interval that decides the verdict; absent: FIXED.' }),
    minimalEffect: t.float({ description: 'Smallest difference that matters, absolute, above 0; absent: any does.' }),
    plannedUnits: t.float({
      description:
        'Units of both variants at which the experiment ends: the always-valid interval is narrow there; absent: 5,000 and no end.',
    }),
    usesPrior: t.boolean({ description: 'Whether a prior of relative effects, normal around 0 with 0.3, counts; absent: a flat prior.' }),
  }),
});

builder.queryFields((t) => ({
  compareShares: t.field({
    type: ComparisonRef,
    authScopes: { may: 'READ' },
    description: 'Compares two shares, b with a. Reads nothing that is stored.',
    args: {
      a: t.arg({ type: ShareInputRef, required: true, description: 'Numbers of the base.' }),
      b: t.arg({ type: ShareInputRef, required: true, description: 'Numbers of the variant.' }),
      options: t.arg({ type: OptionsRef, description: 'How the two are compared; absent: as is usual.' }),
    },
    resolve: (_root, args) => {
      const { a, b, options } = unwrap(checkShares(args.a, args.b, args.options));
      return compareShares(a, b, options);
    },
  }),
  compareMeans: t.field({
    type: ComparisonRef,
    authScopes: { may: 'READ' },
    description: 'Compares two means, b with a. Reads nothing that is stored.',
    args: {
      a: t.arg({ type: MeanInputRef, required: true, description: 'Numbers of the base.' }),
      b: t.arg({ type: MeanInputRef, required: true, description: 'Numbers of the variant.' }),
      options: t.arg({ type: OptionsRef, description: 'How the two are compared; absent: as is usual.' }),
    },
    resolve: (_root, args) => {
      const { a, b, options } = unwrap(checkMeans(args.a, args.b, args.options));
      return compareMeans(a, b, options);
    },
  }),
  planExperiment: t.field({
    type: ExperimentPlanRef,
    authScopes: { may: 'READ' },
    description: 'Computes how many units and days an experiment needs, or which effect the units find. Reads nothing that is stored.',
    args: { input: t.arg({ type: PlanInputRef, required: true, description: 'What is planned.' }) },
    resolve: (_root, { input }) => planOf(unwrap(checkPlan(input), 'input')),
  }),
}));
