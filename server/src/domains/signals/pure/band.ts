import type { Judged } from './run.ts';

/**
 * Half of the width of the expected range over the expected value, of a bucket with as many measurements as half of those given have at most: the
 * range of an hour with one message is that of all that can be. null: nothing was expected of any.
 */
export function bandShareOf(buckets: readonly Judged[]): number | null {
  const known = buckets.flatMap(({ of, expected, low, high }) =>
    expected === null || expected === 0 || low === null || high === null ? [] : [{ of, share: (high - low) / 2 / Math.abs(expected) }],
  );
  const usual = known.toSorted((one, other) => one.of - other.of || one.share - other.share)[known.length >> 1];
  return usual?.share ?? null;
}
