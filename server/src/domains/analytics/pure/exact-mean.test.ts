import { expect, test } from 'vitest';
import { exactMean } from './exact-mean.ts';

const sums = (values: readonly bigint[]) =>
  [values.length, values.reduce((sum, x) => sum + x, 0n), values.reduce((sum, x) => sum + x * x, 0n)] as const;

// The expected numbers are those of NumPy: numpy.mean(x), numpy.var(x, ddof=1).
test.each<[string, readonly bigint[], number, number, number | null]>([
  ['nothing', [], 1, 0, null],
  ['one value has no variance', [7n], 1, 7, null],
  ['equal values have none', [5n, 5n, 5n], 1, 5, 0],
  ['a few', [1n, 2n, 4n, 8n], 1, 3.75, 9.583333333333334],
  ['nano-dollars, in dollars', [1_500_000n, 2_500_000n, 9_000_000n], 1e9, 0.004333333333333333, 1.6583333333333334e-5],
])('%s', (_name, values, unit, mean, variance) => {
  const found = exactMean(...sums(values), unit);
  expect(found.count).toBe(values.length);
  expect(found.mean).toBeCloseTo(mean, 15);
  if (variance === null) expect(found.variance).toBeNull();
  else expect(found.variance).toBeCloseTo(variance, 15);
});

test('a small spread around a large mean keeps its digits, where squares of doubles lose them all', () => {
  const values = [0n, 1n, 2n].map((x) => 9_000_000_000_000_000n + x);
  expect(exactMean(...sums(values)).variance).toBe(1);
});
