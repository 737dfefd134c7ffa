import type { Judgment, Verdict, VerdictReason } from '../../../platform/statistics/evidence.ts';
import { correct } from '../../../platform/statistics/multiple.ts';
import { splitTest, type SplitTest } from '../../../platform/statistics/split.ts';
import { judge } from '../../../platform/statistics/verdict.ts';
import type { MetricSample } from '../../metrics/pure/sample.ts';
import type { Metric } from '../../metrics/types.ts';
import type { ExperimentCorrection, ExperimentMethod, ExperimentMetric } from '../types.ts';
import { compareMetric, testsOf, type VariantNumbers } from './compare-metric.ts';

/** A metric of the experiment with what was counted of it, in the order of the variants. */
export interface MeasuredMetric {
  readonly of: ExperimentMetric;
  readonly metric: Metric;
  readonly samples: readonly MetricSample[];
}

export interface Measured {
  /** The first is the base. */
  readonly variants: readonly { readonly key: string; readonly weight: number; readonly units: number }[];
  /** Units that saw several variants. */
  readonly excludedUnits: number;
  readonly metrics: readonly MeasuredMetric[];
  readonly method: ExperimentMethod;
  readonly correction: ExperimentCorrection;
  readonly significance: number;
  readonly plannedSamplePerVariant: number | null;
  readonly isAa: boolean;
  /** Since the phase began; null: not started, or no experiment. */
  readonly days: number | null;
}

export interface VariantResult extends VariantNumbers {
  readonly variant: string;
  readonly n: number;
  readonly isBase: boolean;
  /** Of the test that decides, corrected with those of all goals and variants; null: the base, no goal, or no test. */
  readonly correctedPValue: number | null;
  /** Of this metric alone; null: the base, or a metric that decides nothing. */
  readonly verdict: Verdict | null;
}

export interface MetricResult extends ExperimentMetric {
  readonly name: string;
  readonly unit: Metric['unit'];
  readonly better: 'UP' | 'DOWN';
  readonly variants: readonly VariantResult[];
}

export interface SampleRatio {
  readonly pValue: number | null;
  readonly isMismatch: boolean;
  readonly counts: readonly { readonly variant: string; readonly n: number; readonly expected: number | null }[];
}

export interface VariantJudgment extends Judgment {
  readonly variant: string;
}

/** What an experiment shows. */
export interface Results {
  readonly metrics: readonly MetricResult[];
  readonly sampleRatio: SampleRatio;
  readonly excludedUnits: number;
  readonly judgments: readonly VariantJudgment[];
  readonly verdict: Verdict;
  readonly reasons: readonly VerdictReason[];
  readonly sentence: string;
  readonly daysLeft: number | null;
  /** The variant that the verdict is about; null: none alone. */
  readonly variant: string | null;
}

/** Results from moments: intervals and tests by variant and metric, the check of the split, and the verdict. Pure. */
export function resultsOf(measured: Measured): Results {
  const { variants, metrics, method, correction, significance: alpha, plannedSamplePerVariant } = measured;
  const ratio = sampleRatioOf(measured);
  const plannedUnits = plannedSamplePerVariant === null ? null : 2 * plannedSamplePerVariant;
  const options = { method, plannedUnits };
  const goals = metrics.filter(({ of }) => of.role === 'GOAL');
  // All goals of all variants are tested together, and corrected together.
  const goalTests = goals.flatMap((one) =>
    variants.slice(1).map((_, place) => testsOf(one, place + 1, { ...options, alpha }).decisive?.pValue ?? 1),
  );
  const corrected = correct(goalTests, correction, alpha);
  const alphaOf = (one: MeasuredMetric, place: number): number => {
    const at = goals.indexOf(one);
    return at === -1 || !corrected.ok ? alpha : (corrected.value.alphas[at * (variants.length - 1) + place - 1] ?? alpha);
  };
  const correctedOf = (one: MeasuredMetric, place: number): number | null => {
    const at = goals.indexOf(one);
    const isTested = at !== -1 && place > 0 && testsOf(one, place, { ...options, alpha }).decisive !== null;
    return isTested && corrected.ok ? (corrected.value.pValues[at * (variants.length - 1) + place - 1] ?? null) : null;
  };
  const compared = metrics.map((one) => ({
    one,
    variants: variants.map((_, place) => compareMetric(one, place, { ...options, alpha: alphaOf(one, place) })),
  }));
  const [base] = variants;
  const evidenceOf = (place: number, which: (one: MeasuredMetric) => boolean, asGoal: boolean) => {
    const { key, units } = variants[place] as Measured['variants'][number];
    const of = [base?.units ?? 0, units] as const;
    return judge({
      variant: key,
      kind: method,
      // A sentence names the level of the interval that it shows: that of goals is corrected.
      alpha: goals[0] === undefined || (asGoal && !goals.some(which)) ? alpha : alphaOf(goals[0], place),
      sampleRatioPValue: ratio.pValue,
      units: of,
      plannedUnits,
      // Groups that no experiment assigned have no planned end.
      needsPlan: measured.days !== null,
      // Less than a day says nothing of the days to come.
      unitsPerDay: measured.days !== null && measured.days >= 1 ? (of[0] + of[1]) / measured.days : null,
      goals: compared
        .filter(({ one }) => which(one))
        .map(({ one, variants: numbers }) => {
          const { difference, base: size, decisive, oneSided, problem, isAdjusted } = numbers[place] as VariantNumbers;
          const role = one.of.role === 'GUARDRAIL' ? ('GUARDRAIL' as const) : ('GOAL' as const);
          return {
            name: one.metric.words,
            role: asGoal ? ('GOAL' as const) : role,
            better: directionOf(one) === 'UP' ? ('MORE' as const) : ('LESS' as const),
            unit: one.metric.unit,
            effect: difference,
            interval: !asGoal && role === 'GUARDRAIL' ? oneSided : decisive,
            problem,
            isAdjusted,
            minimalEffect: (one.of.minimalEffect ?? 0) * Math.abs(size ?? 0) || null,
          };
        }),
    });
  };
  /** By one metric alone. A guardrail is breached (LOST), or holds so far: it wins nothing. */
  const ofMetric = (one: MeasuredMetric, place: number): Verdict => {
    const alone = evidenceOf(place, (other) => other === one, true).verdict;
    if (one.of.role !== 'GUARDRAIL' || alone === 'CANNOT_JUDGE') return alone;
    const { reasons } = evidenceOf(place, (other) => other === one, false);
    return reasons.includes('GUARDRAIL_BREACHED') ? 'LOST' : 'NOT_DECISIVE';
  };
  const judgments = variants.slice(1).map(({ key }, at) => ({
    variant: key,
    ...evidenceOf(at + 1, ({ of }) => of.role !== 'SECONDARY', false),
  }));
  return {
    metrics: compared.map(({ one, variants: numbers }) => ({
      ...one.of,
      name: one.metric.name,
      unit: one.metric.unit,
      better: directionOf(one),
      variants: variants.map(({ key, units }, place) => ({
        ...(numbers[place] as VariantNumbers),
        variant: key,
        n: countedUnits(one, place, units),
        isBase: place === 0,
        correctedPValue: correctedOf(one, place),
        verdict: place === 0 ? null : ofMetric(one, place),
      })),
    })),
    sampleRatio: ratio,
    excludedUnits: measured.excludedUnits,
    judgments,
    ...overall(judgments, measured),
  };
}

/** Of a retention those whose days are over; of all others every unit. */
function countedUnits({ metric, samples }: MeasuredMetric, place: number, units: number): number {
  const moments = samples[place]?.moments;
  return metric.kind === 'RETENTION' ? Math.round((moments?.n ?? 0) * (moments?.mean.x ?? 0)) : units;
}

const directionOf = ({ of, metric }: MeasuredMetric): 'UP' | 'DOWN' => of.goal ?? metric.better;

/** Whether the units of the variants fit their weights. */
function sampleRatioOf({ variants }: Measured): SampleRatio {
  const weighed = variants.filter(({ weight }) => weight > 0);
  const found = splitTest(
    weighed.map(({ units }) => units),
    weighed.map(({ weight }) => weight),
  );
  const test: SplitTest | null = found.ok ? found.value : null;
  // No unit can be in a variant of weight 0 beside others that have weights. Groups that are compared without any have no shares to keep.
  const isStray = weighed.length > 0 && variants.some(({ weight, units }) => weight === 0 && units > 0);
  return {
    pValue: isStray ? 0 : (test?.pValue ?? null),
    isMismatch: isStray || (test?.isMismatch ?? false),
    counts: variants.map((variant) => ({
      variant: variant.key,
      n: variant.units,
      expected: variant.weight > 0 ? (test?.expected[weighed.indexOf(variant)] ?? null) : 0,
    })),
  };
}

type Overall = Pick<Results, 'verdict' | 'reasons' | 'sentence' | 'daysLeft' | 'variant'>;

const order: readonly Verdict[] = ['WON', 'NOT_DECISIVE', 'NO_RELEVANT_DIFFERENCE', 'LOST', 'CANNOT_JUDGE'];

/** One verdict on all variants: a variant that won, else one that is not decided yet, and so on. */
function overall(judgments: readonly VariantJudgment[], { days, variants, excludedUnits, isAa }: Measured): Overall {
  const without = (reason: VerdictReason, sentence: string): Overall => ({
    verdict: 'CANNOT_JUDGE',
    reasons: [reason],
    sentence,
    daysLeft: null,
    variant: null,
  });
  if (days === null) return without('NO_UNITS', 'The experiment was not started.');
  if (variants.every(({ units }) => units === 0))
    return without(
      'NO_UNITS',
      excludedUnits === 0
        ? 'No exposures yet: no unit was reported to have seen a variant.'
        : `No unit counts: all ${excludedUnits} saw several variants.`,
    );
  const [first] = judgments.toSorted((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict));
  if (first === undefined) return without('NO_GOALS', 'There is one variant only, and nothing to compare it with.');
  const { verdict, reasons, sentence, daysLeft, variant } = first;
  const isFound = verdict === 'WON' || verdict === 'LOST';
  const note = isAa && isFound ? ' All variants are meant to be the same: the set-up, or the metric, is to be looked at.' : '';
  return { verdict, reasons, sentence: `${sentence}${note}`, daysLeft, variant };
}
