import { answer, countProblem, noAnswer, type Answer } from './answer.ts';
import { chiSquareTails } from './distributions/gamma.ts';

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

export interface SplitCause {
  readonly dimension: string;
  readonly value: string;
  readonly pValue: number;
  /** The part of the whole mismatch (Σ (observed − expected)² / expected) that this value's own mismatch is. May be above 1. */
  readonly part: number;
  /** The variant that lacks most units here, and how many of those expected, 0 to 1. */
  readonly missingFrom: number;
  readonly missingShare: number;
}

/**
 * Where a mismatch comes from: values of dimensions whose own split does not fit, worst first. Each p-value is corrected by Bonferroni for
 * all that were looked at, and only values below the threshold are listed; a mismatch that is everywhere is listed nowhere alone.
 */
export function splitCauses(parts: readonly SplitPart[], weights: readonly number[], threshold = sampleRatioThreshold): SplitCause[] {
  const tests = parts.flatMap((part) => {
    const test = splitTest(part.units, weights, threshold);
    return test.ok ? [{ part, test: test.value }] : [];
  });
  const wholeOf = new Map<string, number[]>();
  for (const { dimension, units } of parts)
    wholeOf.set(
      dimension,
      units.map((count, place) => count + (wholeOf.get(dimension)?.[place] ?? 0)),
    );
  return tests
    .map(({ part, test }) => {
      const whole = splitTest(wholeOf.get(part.dimension) as number[], weights);
      const missing = test.expected.map((expected, place) => 1 - (part.units[place] as number) / expected);
      const missingShare = Math.max(...missing);
      return {
        dimension: part.dimension,
        value: part.value,
        pValue: Math.min(1, test.pValue * tests.length),
        part: whole.ok && whole.value.chiSquare > 0 ? test.chiSquare / whole.value.chiSquare : 0,
        missingFrom: missing.indexOf(missingShare),
        missingShare,
      };
    })
    .filter(({ pValue }) => pValue < threshold)
    .toSorted((one, other) => one.pValue - other.pValue || other.part - one.part);
}
