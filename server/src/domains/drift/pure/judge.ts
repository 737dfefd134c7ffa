import type { DriftMethod, EffectLabel, FeatureKind } from '../types.ts';
import { chiSquaredOf, countsOf, cramersV, jensenShannonOf, psiOf } from './counts.ts';
import { labelsOf, permuted, type Draws, type Permuted } from './labels.ts';
import { deviationOf, ksOf, pooledNumbers, wassersteinOf } from './numbers.ts';
import { classifierOf, gaussianKernel, mmdOf } from './vectors.ts';

export interface MethodResult extends Permuted {
  readonly method: DriftMethod;
}

/** Both samples of a feature compared. */
export interface Judged {
  readonly kind: FeatureKind;
  /** The first decides. */
  readonly tests: readonly MethodResult[];
  /** Of numbers Wasserstein's distance in standard deviations of both samples, of categories Cramér's V, of vectors 2 · AUC − 1: 0 is none. */
  readonly effect: number;
  readonly effectLabel: EffectLabel;
}

export interface JudgeOptions {
  /** Share of false alarms of a test. */
  readonly alpha: number;
  /** Tests that its p-value is corrected with; absent: 1. */
  readonly testCount?: number | undefined;
  /** Draws of a permutation; absent: as many as the rate and the correction take. */
  readonly drawCount?: number | undefined;
}

const [firstDraws, fewestDraws, mostDraws] = [199, 999, 20_000];

/** So many draws that a chance of half of the corrected rate can be shown: with fewer, no difference would ever be large enough. */
export const drawsFor = ({ alpha, testCount = 1, drawCount }: JudgeOptions): Draws =>
  drawCount === undefined
    ? { first: firstDraws, most: Math.min(mostDraws, Math.max(fewestDraws, Math.ceil((2 * testCount) / alpha) - 1)) }
    : { first: drawCount, most: drawCount };

/** From where an effect is small, medium and large. */
const steps: Readonly<Record<FeatureKind, readonly [small: number, medium: number, large: number]>> = {
  NUMBER: [0.1, 0.3, 0.6],
  CATEGORY: [0.1, 0.3, 0.5],
  VECTOR: [0.1, 0.3, 0.5],
};
const effectLabels = ['NEGLIGIBLE', 'SMALL', 'MEDIUM', 'LARGE'] as const;
const labelled = (kind: FeatureKind, effect: number): { effect: number; effectLabel: EffectLabel } => ({
  effect,
  effectLabel: effectLabels[steps[kind].filter((step) => effect >= step).length] as EffectLabel,
});

const named = (methods: readonly DriftMethod[], results: readonly Permuted[]): MethodResult[] =>
  methods.map((method, place) => ({ method, ...(results[place] as Permuted) }));

/** Numbers, such as lengths: Kolmogorov-Smirnov decides. */
export function judgeNumbers(baseline: readonly number[], current: readonly number[], options: JudgeOptions): Judged {
  const { values, labels, tenths, widths } = pooledNumbers(baseline, current);
  const deviation = deviationOf(values) || 1;
  const widthCount = widths.reduce((most, one) => Math.max(most, one), 0) + 1;
  const statisticsOf = (drawn: Uint8Array): number[] => [
    ksOf(values, drawn),
    psiOf(countsOf(tenths, drawn, 10)),
    jensenShannonOf(countsOf(widths, drawn, widthCount)),
    wassersteinOf(values, drawn) / deviation,
  ];
  const found = permuted(labels, statisticsOf, { draws: drawsFor(options), alpha: options.alpha }, (drawn) => ksOf(values, drawn));
  const tests = named(['KS', 'PSI', 'JENSEN_SHANNON', 'WASSERSTEIN'], found);
  return { kind: 'NUMBER', tests, ...labelled('NUMBER', found[3]?.statistic ?? 0) };
}

/** Categories, by their codes from 0: chi-square of the table decides. */
export function judgeCategories(baseline: readonly number[], current: readonly number[], options: JudgeOptions): Judged {
  const codes = Uint32Array.from([...baseline, ...current]);
  const codeCount = codes.reduce((most, one) => Math.max(most, one), 0) + 1;
  const statisticsOf = (drawn: Uint8Array): number[] => {
    const counts = countsOf(codes, drawn, codeCount);
    return [chiSquaredOf(counts), psiOf(counts), jensenShannonOf(counts)];
  };
  const found = permuted(
    labelsOf(baseline.length, current.length),
    statisticsOf,
    { draws: drawsFor(options), alpha: options.alpha },
    (drawn) => chiSquaredOf(countsOf(codes, drawn, codeCount)),
  );
  const tests = named(['CHI_SQUARED', 'PSI', 'JENSEN_SHANNON'], found);
  return { kind: 'CATEGORY', tests, ...labelled('CATEGORY', cramersV(found[0]?.statistic ?? 0, codes.length)) };
}

/** Vectors of equal length: the maximum mean discrepancy decides. Time grows with the square of their number. */
export function judgeVectors(baseline: readonly ArrayLike<number>[], current: readonly ArrayLike<number>[], options: JudgeOptions): Judged {
  const all = [...baseline, ...current];
  const kernel = gaussianKernel(all);
  const aucOf = classifierOf(all);
  const found = permuted(
    labelsOf(baseline.length, current.length),
    (drawn) => [mmdOf(kernel, drawn), aucOf(drawn)],
    { draws: drawsFor(options), alpha: options.alpha },
    (drawn) => mmdOf(kernel, drawn),
  );
  return {
    kind: 'VECTOR',
    tests: named(['MMD', 'CLASSIFIER'], found),
    ...labelled('VECTOR', Math.max(0, 2 * (found[1]?.statistic ?? 0.5) - 1)),
  };
}
