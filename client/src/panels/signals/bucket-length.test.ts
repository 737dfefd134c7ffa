import { expect, test } from 'vitest';
import { bucketMsOf } from './bucket-length.ts';

const hour = 3_600_000;
const at = (...hours: readonly number[]) => hours.map((one) => ({ at: new Date(one * hour).toISOString() }));

test.each([
  ['hours', at(0, 1, 2), hour],
  ['days, one of which has 23 hours', at(0, 24, 47, 71), 23 * hour],
  ['hours with a gap', at(0, 5, 6), hour],
  ['a single bucket', at(3), hour],
  ['none', [], hour],
  ['the same twice', at(2, 2, 4), 2 * hour],
] as const)('of %s', (_name, buckets, expected) => expect(bucketMsOf(buckets)).toBe(expected));
