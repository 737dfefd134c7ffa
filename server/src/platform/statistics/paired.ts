import { answer, noAnswer, type Answer, type Interval } from './answer.ts';
import { student975, studentAbove } from './distributions/student.ts';
import { momentsOfValues, varianceOf } from './moments.ts';

/** How differences of pairs were tested against 0. */
export interface PairedTest {
  readonly n: number;
  readonly mean: number;
  /** 95 %, by Student's t; null: one pair alone. */
  readonly interval: Interval | null;
  readonly pValue: number;
  readonly test: 'SIGN_FLIP' | 'PAIRED_T';
}

/** Up to so many differences that are not 0 every way to give them signs is looked at. */
const mostFlipped = 20;

/**
 * Tests whether differences of pairs have the mean 0, two-sided.
 *
 * Up to 20 differences other than 0: Fisher's exact test over all signs. It needs no distribution, and three equal differences are no proof.
 * More: the paired t test. Reference: SciPy, `permutation_test(…, permutation_type='samples')` and `ttest_rel` (paired.test.ts).
 */
export function pairedTest(differences: readonly number[]): Answer<PairedTest> {
  if (differences.length === 0) return noAnswer('NO_UNITS');
  if (!differences.every(Number.isFinite)) return noAnswer('NOT_A_NUMBER');
  const moments = momentsOfValues(differences);
  const { n, mean } = moments;
  const error = Math.sqrt(varianceOf(moments) / n);
  const half = n < 2 ? null : student975(n - 1) * error;
  const interval = half === null ? null : { low: mean - half, high: mean + half };
  const moved = differences.filter((one) => one !== 0);
  if (moved.length <= mostFlipped) return answer({ n, mean, interval, pValue: signFlip(moved), test: 'SIGN_FLIP' });
  const pValue = error === 0 ? 0 : Math.min(1, 2 * studentAbove(Math.abs(mean) / error, n - 1));
  return answer({ n, mean, interval, pValue, test: 'PAIRED_T' });
}

/** The share of all ways to give the differences signs whose sum is at least as far from 0. */
function signFlip(differences: readonly number[]): number {
  if (differences.length === 0) return 1;
  const sizes = differences.map(Math.abs);
  const observed = Math.abs(differences.reduce((sum, one) => sum + one, 0));
  // Sums of the same terms in another order differ by rounding.
  const least = observed - 1e-9 * sizes.reduce((sum, one) => sum + one, 0);
  if (least <= 0) return 1;
  const middle = Math.ceil(sizes.length / 2);
  const left = signedSums(sizes.slice(0, middle)).toSorted();
  const right = signedSums(sizes.slice(middle)).toSorted();
  // As many lie below -least as above it.
  let count = 0;
  let from = right.length;
  for (const one of left) {
    while (from > 0 && one + (right[from - 1] as number) >= least) from -= 1;
    count += right.length - from;
  }
  return Math.min(1, (2 * count) / (left.length * right.length));
}

function signedSums(sizes: readonly number[]): Float64Array {
  let sums = Float64Array.of(0);
  for (const size of sizes)
    sums = Float64Array.from({ length: sums.length * 2 }, (_, at) => (sums[at >> 1] as number) + (at % 2 === 0 ? size : -size));
  return sums;
}
