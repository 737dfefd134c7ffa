import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { StatisticProblem } from '../../../platform/statistics/answer.ts';
import type { AnalysisKind, Verdict, VerdictReason } from '../../../platform/statistics/evidence.ts';
import type { Comparison } from '../pure/compare.ts';

export const StatisticProblemEnum = describedEnum<StatisticProblem>('StatisticProblem', 'Reason for a statistic that has no value.', {
  NO_UNITS: 'A variant has no unit.',
  TOO_FEW_UNITS: 'A variant has one unit, or too few for the percentile or effect.',
  NO_VARIANCE: 'All units of both variants have the same value.',
  ALL_TIED: 'All values are equal, so that ranks show nothing.',
  BASE_IS_ZERO: 'Base of 0: there is no relative difference.',
  DENOMINATOR_IS_ZERO: 'The denominator of a ratio is 0 on average.',
  NOT_A_NUMBER: 'A value is infinite, or became so.',
  NEGATIVE_COUNT: 'A count or a variance is below 0.',
  NOT_A_COUNT: 'A count is not an integer.',
  MORE_SUCCESSES_THAN_UNITS: 'Successes exceed the units.',
  BAD_WEIGHTS: 'A weight is not above 0, or is missing.',
  BAD_LEVEL: 'A level is not between 0 and 1, or an effect is 0 or out of range.',
});

export const VerdictEnum = describedEnum<Verdict>('ExperimentVerdict', 'Outcome of a variant beside the base.', {
  WON: 'Variant is better in a goal, in none worse, and breaches no guardrail.',
  LOST: 'Variant is worse in a goal, or breaches a guardrail.',
  NO_RELEVANT_DIFFERENCE: 'Every goal differs by less than its minimal effect.',
  NOT_DECISIVE: 'Data do not decide yet.',
  CANNOT_JUDGE: 'Data cannot be used, whatever they show.',
});

export const VerdictReasonEnum = describedEnum<VerdictReason>('ExperimentVerdictReason', 'Reason for the verdict on a variant.', {
  SAMPLE_RATIO_MISMATCH: 'Units of the variants do not fit the weights (p below 0.001).',
  NO_UNITS: 'A variant has no units.',
  NO_GOALS: 'The experiment has no goal.',
  NO_NUMBERS: 'No goal has an interval.',
  PLANNED_SAMPLE_NOT_REACHED: 'A test that is read once, at the end, has not reached its planned units.',
  TOO_FEW_UNITS: 'A variant has too few units for any verdict.',
  INTERVAL_HOLDS_ZERO: 'Interval of the effect contains 0.',
  GOALS_DISAGREE: 'One goal is better, another worse.',
  GUARDRAIL_BREACHED: 'Guardrail that is worse than its limit.',
  GOAL_BETTER: 'A goal is better.',
  GOAL_WORSE: 'A goal is worse.',
  WITHIN_MINIMAL_EFFECT: 'Every interval lies within the minimal effect.',
});

export const AnalysisKindEnum = describedEnum<AnalysisKind>('ExperimentAnalysis', 'Kind of interval that decides a verdict.', {
  FIXED: 'Confidence interval that holds for one look, at the end.',
  SEQUENTIAL: 'Always-valid interval, which holds for any number of looks.',
  BAYESIAN: 'Credible interval of the posterior.',
});

const nullable = { nullable: true } as const;
const why = 'null: `problem` names the reason';

export const ComparisonRef = builder.objectRef<Comparison>('Comparison').implement({
  description: 'Difference of two variants, b less a, with tests, intervals and a verdict on b. Formulas: docs/experiment-statistics.md.',
  fields: (t) => ({
    difference: t.exposeFloat('difference', { ...nullable, description: `Difference, b less a, in the unit of the metric; ${why}.` }),
    low: t.float({
      ...nullable,
      description: `Lower end of the confidence interval of the difference: Newcombe's of shares, Welch's of means; ${why}.`,
      resolve: ({ interval }) => interval.low,
    }),
    high: t.float({
      ...nullable,
      description: `Upper end of the confidence interval of the difference; ${why}.`,
      resolve: ({ interval }) => interval.high,
    }),
    zScore: t.exposeFloat('zScore', {
      ...nullable,
      description:
        "Statistic of the test: z of the pooled test of shares, Welch's t of means; null: all units are equal, or `problem` names the reason.",
    }),
    pValue: t.exposeFloat('pValue', { ...nullable, description: `Two-sided p-value of the test, for one look; ${why}.` }),
    logPValue: t.exposeFloat('logPValue', {
      ...nullable,
      description: `Natural logarithm of the p-value, exact where the p-value is too small for a number; ${why}.`,
    }),
    relativeDifference: t.float({
      ...nullable,
      description: 'Difference by the size of a; null: a is 0, or `problem` names the reason.',
      resolve: ({ relative }) => relative.value,
    }),
    relativeLow: t.float({
      ...nullable,
      description: 'Lower end of the confidence interval of the relative difference (delta method); null: a is 0, or nothing varies.',
      resolve: ({ relative }) => relative.low,
    }),
    relativeHigh: t.float({
      ...nullable,
      description: 'Upper end of the confidence interval of the relative difference (delta method); null: a is 0, or nothing varies.',
      resolve: ({ relative }) => relative.high,
    }),
    chanceToWin: t.exposeFloat('chanceToWin', {
      ...nullable,
      description: `Posterior chance that b is better than a, 0 to 1: exact beta posteriors of shares, normal of means; ${why}.`,
    }),
    credibleLow: t.float({
      ...nullable,
      description: `Lower end of the credible interval of the difference; ${why}.`,
      resolve: ({ credible }) => credible.low,
    }),
    credibleHigh: t.float({
      ...nullable,
      description: `Upper end of the credible interval of the difference; ${why}.`,
      resolve: ({ credible }) => credible.high,
    }),
    expectedLoss: t.float({
      ...nullable,
      description: `Mean loss by choosing b where a is better, in the unit of the metric; ${why}.`,
      resolve: ({ lossOfB }) => lossOfB,
    }),
    expectedLossOfBase: t.float({
      ...nullable,
      description: `Mean loss by staying with a where b is better, in the unit of the metric; ${why}.`,
      resolve: ({ lossOfA }) => lossOfA,
    }),
    sequentialLow: t.float({
      ...nullable,
      description: `Lower end of the always-valid interval of the difference, which holds at any number of looks; ${why}.`,
      resolve: ({ sequential }) => sequential.low,
    }),
    sequentialHigh: t.float({
      ...nullable,
      description: `Upper end of the always-valid interval of the difference; ${why}.`,
      resolve: ({ sequential }) => sequential.high,
    }),
    sequentialPValue: t.exposeFloat('sequentialPValue', {
      ...nullable,
      description: `Always-valid p-value, which may be read at any look; ${why}.`,
    }),
    verdict: t.expose('verdict', { type: VerdictEnum, description: 'Verdict on b by the interval of the analysis that was asked for.' }),
    reasons: t.expose('reasons', { type: [VerdictReasonEnum], description: 'Reasons for the verdict on b.' }),
    sentence: t.exposeString('sentence', { description: 'Verdict on b in words, with effect and interval.' }),
    problem: t.expose('problem', {
      ...nullable,
      type: StatisticProblemEnum,
      description: 'Reason for numbers that are null; null: all have a value.',
    }),
  }),
});
