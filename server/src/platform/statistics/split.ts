import { answer, countProblem, noAnswer, type Answer } from './answer.ts';
import { chiSquareTails } from './distributions/gamma.ts';
import { homogeneityOf } from './homogeneity.ts';

/** Below this p-value the numbers of units don't fit the weights: no result of the experiment can be judged (GrowthBook, Microsoft ExP). */
export const sampleRatioThreshold = 0.001;

export interface SplitTest {
  readonly chiSquare: number;
  readonly freedom: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly isMismatch: boolean;
  /** Units of each variant that the weights lead to expect. */
  readonly expected: readonly number[];
}

/**
 * The sample-ratio test: Pearson's chi-square of the units of each variant against its weight. Weights are parts of their sum, whatever
 * that is: 1 and 1 is half and half.
 */
export function splitTest(units: readonly number[], weights: readonly number[], threshold = sampleRatioThreshold): Answer<SplitTest> {
  const problem = units.map(countProblem).find((found) => found !== null);
  if (problem !== undefined) return noAnswer(problem);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (units.length < 2 || units.length !== weights.length || !weights.every((weight) => weight > 0) || !Number.isFinite(sum))
    return noAnswer('BAD_WEIGHTS');
  const whole = units.reduce((total, count) => total + count, 0);
  if (whole === 0) return noAnswer('NO_UNITS');
  const expected = weights.map((weight) => (whole * weight) / sum);
  const chiSquare = units.reduce(
    (total, count, place) => total + (count - (expected[place] as number)) ** 2 / (expected[place] as number),
    0,
  );
  const freedom = units.length - 1;
  const { above: pValue, logAbove: logPValue } = chiSquareTails(chiSquare, freedom);
  return answer({ chiSquare, freedom, pValue, logPValue, isMismatch: pValue < threshold, expected });
}

/** The units of each variant where a dimension (browser, country, day) has this value. */
export interface SplitPart {
  readonly dimension: string;
  readonly value: string;
  readonly units: readonly number[];
}

/** The split of one value of a dimension, beside that of the other values of the dimension. */
export interface SplitOfPart extends SplitPart {
  /** Of the value alone against the weights. */
  readonly test: SplitTest;
  /** The part of the whole mismatch (Σ (observed − expected)² / expected) that this value's own mismatch is. May be above 1. */
  readonly part: number;
  /** The variant that lacks most units here, and how many of those expected, 0 to 1. */
  readonly missingFrom: number;
  readonly missingShare: number;
  /** That the other values of the dimension fit the weights; null: there is no unit besides. */
  readonly restPValue: number | null;
  /** That the value has the same mix of variants as the other values; null: nothing can differ. */
  readonly samePValue: number | null;
}

/**
 * How the units of each value of each dimension are split: where a mismatch comes from shows as a value that does not fit the weights while
 * the rest of its dimension does. Values without units, or with a split that cannot be tested, are left out. P-values are of single tests.
 */
export function splitsOf(parts: readonly SplitPart[], weights: readonly number[]): SplitOfPart[] {
  const wholes = new Map<string, readonly number[]>();
  for (const { dimension, units } of parts)
    wholes.set(
      dimension,
      units.map((count, place) => count + (wholes.get(dimension)?.[place] ?? 0)),
    );
  return parts.flatMap((part) => {
    const test = splitTest(part.units, weights);
    if (!test.ok) return [];
    const all = wholes.get(part.dimension) as readonly number[];
    const rest = all.map((count, place) => count - (part.units[place] as number));
    const [whole, besides] = [splitTest(all, weights), splitTest(rest, weights)];
    const missing = test.value.expected.map((expected, place) => 1 - (part.units[place] as number) / expected);
    const missingShare = Math.max(...missing);
    return {
      ...part,
      test: test.value,
      part: whole.ok && whole.value.chiSquare > 0 ? test.value.chiSquare / whole.value.chiSquare : 0,
      missingFrom: missing.indexOf(missingShare),
      missingShare,
      restPValue: besides.ok ? besides.value.pValue : null,
      samePValue: homogeneityOf([part.units, rest])?.pValue ?? null,
    };
  });
}
