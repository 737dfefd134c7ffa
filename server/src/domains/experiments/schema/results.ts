import { builder } from '../../../platform/graphql/builder.ts';
import { MetricDirectionEnum } from '../../metrics/schema/enums.ts';
import { StatisticProblemEnum, VerdictEnum, VerdictReasonEnum } from '../../statistics/schema/comparison.ts';
import { resultsById, type DatedMetricResult, type DatedResults } from '../load/results.ts';
import { oldestVerdictMs, recentVerdict, type RecentVerdict } from '../load/verdict.ts';
import type { AdjustedNumbers, PlainNumbers } from '../pure/compare-metric.ts';
import type { RankResult } from '../pure/ranks.ts';
import type { SampleRatio, VariantJudgment, VariantResult } from '../pure/results.ts';
import { fewestBefore } from '../../metrics/pure/sample.ts';
import { maxMetrics, maxVariants } from '../types.ts';
import { MetricRoleEnum, RankMethodEnum } from './enums.ts';

const nullable = { nullable: true } as const;
const why = 'null: the variant is the base, or `problem` names the reason';
/** An end that is infinite is none. */
const finite = (end: number | undefined): number | null => (end !== undefined && Number.isFinite(end) ? end : null);

const AdjustedRef = builder.objectRef<AdjustedNumbers>('ExperimentAdjustedResult').implement({
  description: 'Difference of a variant and the base, adjusted by what their units had in the 14 days before their first exposure (CUPED).',
  fields: (t) => ({
    difference: t.exposeFloat('difference', { description: 'Adjusted change in the unit of the metric, variant less base.' }),
    differenceLow: t.float({
      ...nullable,
      description: 'Lower end of the interval of the adjusted difference by the method of the experiment; null: it has no end.',
      resolve: ({ interval }) => finite(interval?.low),
    }),
    differenceHigh: t.float({
      ...nullable,
      description: 'Upper end of the interval of the adjusted difference by the method of the experiment; null: it has no end.',
      resolve: ({ interval }) => finite(interval?.high),
    }),
    lift: t.exposeFloat('lift', { ...nullable, description: 'Adjusted change relative to the unadjusted base; null: the base is 0.' }),
    pValue: t.exposeFloat('pValue', {
      ...nullable,
      description: "Two-sided p-value of Welch's test of the adjusted difference, for one look; null: not computed.",
    }),
    varianceSavedShare: t.exposeFloat('varianceSaved', {
      description: 'Share of the variance of the difference that the adjustment saves: with 0.5, half as many units find the same effect.',
    }),
  }),
});

const PlainRef = builder.objectRef<PlainNumbers>('ExperimentPlainResult').implement({
  description: 'Measured difference of a variant and the base, without what units had before.',
  fields: (t) => ({
    difference: t.exposeFloat('difference', { description: 'Change in the unit of the metric, variant less base.' }),
    differenceLow: t.float({
      ...nullable,
      description: 'Lower end of the interval of the difference by the method of the experiment; null: it has no end.',
      resolve: ({ interval }) => finite(interval?.low),
    }),
    differenceHigh: t.float({
      ...nullable,
      description: 'Upper end of the interval of the difference by the method of the experiment; null: it has no end.',
      resolve: ({ interval }) => finite(interval?.high),
    }),
    lift: t.exposeFloat('lift', { ...nullable, description: 'Change relative to the base; null: the base is 0.' }),
    pValue: t.exposeFloat('pValue', {
      ...nullable,
      description: "Two-sided p-value of Welch's test, for one look; null: not computed.",
    }),
  }),
});

const RankRef = builder.objectRef<RankResult>('ExperimentRankResult').implement({
  description:
    "Mann and Whitney's test of what units of a variant have beside those of the base: it needs no mean, so that a few extreme units weigh no more than others.",
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    chanceOfMore: t.exposeFloat('chanceOfMore', {
      ...nullable,
      description: 'Chance that a unit of the variant has more than one of the base, ties as halves; null: `problem` names the reason.',
    }),
    pValue: t.exposeFloat('pValue', {
      ...nullable,
      description: 'Two-sided p-value, for one look, uncorrected; null: `problem` names the reason.',
    }),
    method: t.expose('method', { ...nullable, type: RankMethodEnum, description: 'How the p-value was computed; null: there is none.' }),
    problem: t.expose('problem', {
      ...nullable,
      type: StatisticProblemEnum,
      description: 'Reason for numbers that are null; null: they have a value.',
    }),
  }),
});

const VariantResultRef = builder.objectRef<VariantResult>('ExperimentVariantResult').implement({
  description: 'One metric of one variant, compared with the base: the first variant.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    isBase: t.exposeBoolean('isBase', { description: 'Whether the variant is the one that others are compared with.' }),
    n: t.exposeInt('n', { description: 'Number of units of the variant, those without any answer included.' }),
    value: t.exposeFloat('value', { ...nullable, description: 'Value of the metric in the variant; null: nothing was measured.' }),
    difference: t.exposeFloat('difference', { ...nullable, description: `Change in the unit of the metric, variant less base; ${why}.` }),
    differenceLow: t.float({
      ...nullable,
      description: `Lower end of the interval of the difference by the method of the experiment, which decides the verdict; ${why}.`,
      resolve: ({ decisive }) => finite(decisive?.low),
    }),
    differenceHigh: t.float({
      ...nullable,
      description: `Upper end of the interval of the difference by the method of the experiment; ${why}.`,
      resolve: ({ decisive }) => finite(decisive?.high),
    }),
    lift: t.exposeFloat('lift', { ...nullable, description: `Change relative to the base, such as 0.05 for 5 % more; ${why}.` }),
    low: t.float({
      ...nullable,
      description: `Lower end of the confidence interval of the lift, which holds for one look; ${why}.`,
      resolve: ({ fixed }) => finite(fixed?.low),
    }),
    high: t.float({
      ...nullable,
      description: `Upper end of the confidence interval of the lift, which holds for one look; ${why}.`,
      resolve: ({ fixed }) => finite(fixed?.high),
    }),
    pValue: t.exposeFloat('pValue', { ...nullable, description: `Two-sided p-value of Welch's test, for one look, uncorrected; ${why}.` }),
    sequentialLow: t.float({
      ...nullable,
      description: `Lower end of the always-valid interval of the lift, which holds at any number of looks; ${why}.`,
      resolve: ({ sequential }) => finite(sequential?.low),
    }),
    sequentialHigh: t.float({
      ...nullable,
      description: `Upper end of the always-valid interval of the lift; ${why}.`,
      resolve: ({ sequential }) => finite(sequential?.high),
    }),
    sequentialPValue: t.exposeFloat('sequentialPValue', { ...nullable, description: `Always-valid p-value, uncorrected; ${why}.` }),
    correctedPValue: t.exposeFloat('correctedPValue', {
      ...nullable,
      description:
        'p-value of the test by the method of the experiment, corrected with those of all goals and variants; null: the metric is no goal, the variant is the base, or `problem` names the reason.',
    }),
    alpha: t.exposeFloat('alpha', {
      description: 'Level of the intervals, 0.05 for 95 %: of goals after the correction for their number and that of the variants.',
    }),
    chanceToWin: t.exposeFloat('chanceToWin', {
      ...nullable,
      description: `Posterior chance that the variant is better than the base, 0 to 1; ${why}.`,
    }),
    expectedLoss: t.exposeFloat('expectedLoss', {
      ...nullable,
      description: `Mean loss by choosing the variant where the base is better, relative to the base; ${why}.`,
    }),
    adjusted: t.expose('adjusted', {
      ...nullable,
      type: AdjustedRef,
      description:
        'The same difference adjusted by the days before; null: the variant is the base, the metric is a percentile or a retention, or there is no effect.',
    }),
    isAdjusted: t.exposeBoolean('isAdjusted', {
      description: `Whether difference, lift, intervals, p-values and chances of the variant are those of the adjusted difference: where ${fewestBefore} units of the variant and of the base had anything in the days before. The verdict is by them.`,
    }),
    unadjusted: t.expose('plain', {
      ...nullable,
      type: PlainRef,
      description: 'Measured difference, without the adjustment; null: the variant is the base, or `problem` names the reason.',
    }),
    verdict: t.expose('verdict', {
      ...nullable,
      type: VerdictEnum,
      description: 'Verdict by the metric alone: of a guardrail LOST is a breach, NOT_DECISIVE none so far; null: the base.',
    }),
    problem: t.expose('problem', {
      ...nullable,
      type: StatisticProblemEnum,
      description: 'Reason for numbers that are null; null: the variant is the base, or all have a value.',
    }),
  }),
});

const MetricResultRef = builder.objectRef<DatedMetricResult>('ExperimentMetricResult').implement({
  description: 'One metric of all variants of an experiment.',
  fields: (t) => ({
    metric: t.exposeString('metric', { description: 'Key of the metric.' }),
    name: t.exposeString('name', { description: 'Name of the metric for people.' }),
    role: t.expose('role', { type: MetricRoleEnum, description: 'What the metric is for.' }),
    goal: t.expose('better', { type: MetricDirectionEnum, description: 'Which change counts as better.' }),
    minimalEffect: t.exposeFloat('minimalEffect', { ...nullable, description: 'Least relative change that matters; null: any does.' }),
    unit: t.exposeString('unit', { description: 'Unit of the value: share, usd, ms, tokens, rating or number.' }),
    variants: t.expose('variants', {
      type: [VariantResultRef],
      description: `Variants in the order of the experiment, the first being the base; at most ${maxVariants}.`,
    }),
    ranks: t.field({
      ...nullable,
      type: [RankRef],
      complexity: 20,
      description: `Rank tests of the variants but the base, at most ${maxVariants}, counted at each call; null: the metric is a ratio or a percentile.`,
      resolve: ({ ranks }) => ranks?.() ?? null,
    }),
  }),
});

const SampleCountRef = builder.objectRef<SampleRatio['counts'][number]>('ExperimentUnitCount').implement({
  description: 'Units of one variant beside those that its weight leads to expect.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    n: t.exposeInt('n', { description: 'Number of units.' }),
    expected: t.exposeFloat('expected', { ...nullable, description: 'Number of units by the weight; null: there are no units.' }),
  }),
});

const SampleRatioRef = builder.objectRef<SampleRatio>('ExperimentSampleRatio').implement({
  description: 'Check of the units of each variant beside its weight. Where the two do not fit, no result can be judged.',
  fields: (t) => ({
    pValue: t.exposeFloat('pValue', { ...nullable, description: 'p-value of the chi-square test; null: there are no units.' }),
    isMismatch: t.exposeBoolean('isMismatch', { description: 'Whether the p-value is below 0.001.' }),
    counts: t.expose('counts', { type: [SampleCountRef], description: `Units of each variant; at most ${maxVariants}.` }),
  }),
});

const VariantVerdictRef = builder.objectRef<VariantJudgment>('ExperimentVariantVerdict').implement({
  description: 'Verdict on one variant beside the base, by all goals and guardrails.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    verdict: t.expose('verdict', { type: VerdictEnum, description: 'Verdict on the variant.' }),
    reasons: t.expose('reasons', { type: [VerdictReasonEnum], description: 'Reasons for the verdict; at most 12.' }),
    sentence: t.exposeString('sentence', { description: 'Verdict in words, with effect and interval.' }),
    daysLeft: t.exposeInt('daysLeft', {
      ...nullable,
      description: 'Days until it may be decided at this traffic; null: it is decided, or this is not known.',
    }),
  }),
});

const ResultsRef = builder.objectRef<DatedResults>('ExperimentResults').implement({
  description: 'What the present phase of an experiment shows. Formulas: docs/experiment-statistics.md.',
  fields: (t) => ({
    metrics: t.expose('metrics', {
      type: [MetricResultRef],
      description: `Metrics in the order of the experiment; at most ${maxMetrics}.`,
    }),
    sampleRatio: t.expose('sampleRatio', { type: SampleRatioRef, description: 'Check of the split.' }),
    excludedUnits: t.exposeInt('excludedUnits', { description: 'Number of units that saw several variants; they count in none.' }),
    verdict: t.expose('verdict', { type: VerdictEnum, description: 'Verdict on the experiment: that of the variant that stands best.' }),
    reasons: t.expose('reasons', { type: [VerdictReasonEnum], description: 'Reasons for the verdict; at most 12.' }),
    sentence: t.exposeString('sentence', { description: 'Verdict in words, with effect and interval.' }),
    variant: t.exposeString('variant', { ...nullable, description: 'Key of the variant that the verdict is about; null: none alone.' }),
    daysLeft: t.exposeInt('daysLeft', {
      ...nullable,
      description: 'Days until it may be decided at this traffic; null: it is decided, or this is not known.',
    }),
    variants: t.expose('judgments', {
      type: [VariantVerdictRef],
      description: `Verdict on each variant beside the base; at most ${maxVariants}.`,
    }),
    phase: t.exposeInt('phase', { description: 'Number of the phase that is counted.' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'Time of the count.' }),
  }),
});

const RecentVerdictRef = builder.objectRef<RecentVerdict>('ExperimentRecentVerdict').implement({
  description: 'Verdict on an experiment as lists show it.',
  fields: (t) => ({
    verdict: t.expose('verdict', { type: VerdictEnum, description: 'Verdict on the experiment: that of the variant that stands best.' }),
    sentence: t.exposeString('sentence', { description: 'Verdict in words, with effect and interval.' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'Time of the count.' }),
  }),
});

builder.prismaObjectFields('Experiment', (t) => ({
  recentVerdict: t.field({
    type: RecentVerdictRef,
    description: `Verdict of the present phase, at most ${oldestVerdictMs / 60_000} minutes old: computed once for all who look, and again a minute later while they do. \`results\` has the one of now.`,
    select: { id: true },
    resolve: ({ id }, _args, { stores, live, viewer }) => recentVerdict({ stores, live }, viewer.workspaceId, id),
  }),
  results: t.field({
    type: ResultsRef,
    complexity: 50,
    description: 'What the present phase shows: counted from exposures, answers, evaluations and events at each call.',
    select: { id: true },
    resolve: ({ id }, _args, { stores, viewer }) => resultsById(stores, viewer.workspaceId, id, new Date()),
  }),
}));
