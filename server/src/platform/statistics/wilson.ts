export interface Interval95 {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
export const z975 = 1.959963984540054;

/**
 * Wilson's score interval at 95 %: where the true share lies, given `successes` of `trials`. Null without trials.
 * Unlike the normal approximation it stays within 0 to 1 and holds for few trials.
 */
export const wilson95 = (successes: number, trials: number): Interval95 | null => wilson(successes, trials, z975);

/** The same at any level: `z` is the normal point that half of the rest lies above. */
export function wilson(successes: number, trials: number, z: number): Interval95 | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const square = z ** 2;
  const denominator = 1 + square / trials;
  const middle = (share + square / (2 * trials)) / denominator;
  const half = (z / denominator) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials ** 2));
  return { low: successes === 0 ? 0 : Math.max(0, middle - half), high: successes === trials ? 1 : Math.min(1, middle + half) };
}
