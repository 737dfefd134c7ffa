import type { Answer, StatisticProblem } from '../../../platform/statistics/answer.ts';
import { armOfMean, armOfShare, cautiousShare, type Arms, type Share } from '../../../platform/statistics/arms.ts';
import { posteriorOf, usualPrior } from '../../../platform/statistics/bayes.ts';
import { sharePosterior } from '../../../platform/statistics/beta-binomial.ts';
import { effectOf, welchTest, type Effect } from '../../../platform/statistics/effect.ts';
import type { AnalysisKind, EffectUnit, Judgment } from '../../../platform/statistics/evidence.ts';
import { momentsOf } from '../../../platform/statistics/moments.ts';
import { plannedTest } from '../../../platform/statistics/planned.ts';
import { sequentialTest } from '../../../platform/statistics/sequential.ts';
import { compareTwoShares } from '../../../platform/statistics/shares.ts';
import { judge } from '../../../platform/statistics/verdict.ts';

/** Units, and the mean and variance (by n − 1) of one value each. */
export interface Mean {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

export interface CompareOptions {
  readonly alpha: number;
  readonly better: 'MORE' | 'LESS';
  /** Whose interval decides the verdict. */
  readonly analysis: AnalysisKind;
  readonly minimalEffect: number | null;
  readonly plannedUnits: number | null;
  readonly usesPrior: boolean;
}

type Ends = { readonly low: number; readonly high: number };
const none = { low: null, high: null };

/** All that is known of the difference b − a; a number that does not exist is null, and `problem` says why. */
export interface Comparison extends Judgment {
  readonly difference: number | null;
  readonly interval: Ends | typeof none;
  readonly zScore: number | null;
  readonly pValue: number | null;
  readonly logPValue: number | null;
  readonly relative: (Ends & { readonly value: number }) | (typeof none & { readonly value: null });
  readonly chanceToWin: number | null;
  readonly credible: Ends | typeof none;
  readonly lossOfA: number | null;
  readonly lossOfB: number | null;
  readonly sequential: Ends | typeof none;
  readonly sequentialPValue: number | null;
  readonly problem: StatisticProblem | null;
}

/** What the intervals of a comparison are made of: shares and means differ in these alone. */
interface Parts {
  readonly test: Answer<{
    readonly value: number;
    readonly interval: Ends;
    readonly zScore: number | null;
    readonly pValue: number;
    readonly logPValue: number;
  }>;
  readonly arms: Answer<Arms>;
  /** As the always-valid test takes them. */
  readonly cautious: Answer<Arms>;
  /** b has more than a; null where it follows from the effect. */
  readonly posterior: ReturnType<typeof sharePosterior> | null;
  readonly unit: EffectUnit;
  readonly name: string;
  readonly units: readonly [number, number];
}

/** Shares: the pooled z test with Newcombe's interval, and beta posteriors. */
export function compareShares(a: Share, b: Share, options: CompareOptions): Comparison {
  const test = compareTwoShares(a, b, options.alpha);
  return compare(
    {
      test,
      arms: both(armOfShare(a), armOfShare(b)),
      cautious: both(cautiousShare(a), cautiousShare(b)),
      posterior: options.usesPrior ? null : sharePosterior(a, b, options.alpha),
      unit: 'share',
      name: 'the share',
      units: [a.of, b.of],
    },
    options,
  );
}

/** Means: Welch's t test, and a normal posterior. */
export function compareMeans(a: Mean, b: Mean, options: CompareOptions): Comparison {
  const arms = both(armOfMean(momentsOf(a.n, a.mean, a.variance)), armOfMean(momentsOf(b.n, b.mean, b.variance)));
  const effect = effectOfAnswer(arms);
  const found = effect.ok ? welchTest(effect.value, { alpha: options.alpha }) : effect;
  const test = found.ok ? { ok: true as const, value: { ...found.value, zScore: found.value.statistic } } : found;
  return compare({ test, arms, cautious: arms, posterior: null, unit: 'number', name: 'the mean', units: [a.n, b.n] }, options);
}

const both = (a: Answer<Arms['base']>, b: Answer<Arms['variant']>): Answer<Arms> =>
  a.ok ? (b.ok ? { ok: true, value: { base: a.value, variant: b.value } } : b) : a;
const effectOfAnswer = (arms: Answer<Arms>): Answer<Effect> => (arms.ok ? effectOf(arms.value) : arms);

function compare({ test, arms, cautious, posterior, unit, name, units }: Parts, options: CompareOptions): Comparison {
  const { alpha, better, analysis, minimalEffect, plannedUnits } = options;
  const effect = effectOfAnswer(arms);
  const careful = effectOfAnswer(cautious);
  const sequential = careful.ok
    ? plannedUnits === null
      ? sequentialTest(careful.value, { alpha })
      : plannedTest(careful.value, { alpha, plannedUnits })
    : careful;
  const prior = options.usesPrior ? usualPrior : null;
  const normal = effect.ok ? posteriorOf(effect.value, { alpha, prior, ...(arms.ok && { baseMean: arms.value.base.mean }) }) : effect;
  const bayesian = posterior ?? normal;
  const relative = relativeOf(arms, alpha);
  const credible = bayesian.ok ? bayesian.value.credible : none;
  const ofAnalysis = {
    FIXED: test.ok ? test.value.interval : none,
    SEQUENTIAL: sequential.ok ? sequential.value.interval : none,
    BAYESIAN: credible,
  }[analysis];
  const difference = test.ok ? test.value.value : null;
  const problem = test.ok ? (sequential.ok ? null : sequential.problem) : test.problem;
  const judgment = judge({
    variant: 'b',
    kind: analysis,
    alpha,
    sampleRatioPValue: null,
    units,
    fewestUnits: 2,
    // The test of a comparison is read now; a planned end only narrows its always-valid interval.
    plannedUnits: analysis === 'FIXED' ? null : plannedUnits,
    unitsPerDay: null,
    goals: [
      {
        name,
        role: 'GOAL',
        better,
        unit,
        effect: difference,
        interval: ofAnalysis.low === null ? null : ofAnalysis,
        problem,
        minimalEffect,
      },
    ],
  });
  const above = bayesian.ok ? bayesian.value.chanceAbove : null;
  // A loss is of the better direction: for a metric of which less is better, the two change places.
  const [ofA, ofB] = bayesian.ok ? [bayesian.value.lossOfBase, bayesian.value.lossOfVariant] : [null, null];
  return {
    ...judgment,
    difference,
    interval: test.ok ? test.value.interval : none,
    zScore: test.ok ? test.value.zScore : null,
    pValue: test.ok ? test.value.pValue : null,
    logPValue: test.ok ? test.value.logPValue : null,
    relative,
    chanceToWin: above === null ? null : better === 'MORE' ? above : 1 - above,
    credible,
    lossOfA: better === 'MORE' ? ofA : ofB,
    lossOfB: better === 'MORE' ? ofB : ofA,
    sequential: sequential.ok ? sequential.value.interval : none,
    sequentialPValue: sequential.ok ? sequential.value.pValue : null,
    problem,
  };
}

function relativeOf(arms: Answer<Arms>, alpha: number): Comparison['relative'] {
  const effect = arms.ok ? effectOf(arms.value, 'RELATIVE') : arms;
  const found = effect.ok ? welchTest(effect.value, { alpha }) : effect;
  return found.ok ? { value: found.value.value, ...found.value.interval } : { value: null, ...none };
}
