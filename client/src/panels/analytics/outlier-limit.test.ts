import { expect, test } from 'vitest';
import { outlierLimit } from './outlier-limit.ts';

const usual = Array.from({ length: 39 }, (_, place) => 900 + place);

test('one value far above the others does not set the axis', () => expect(outlierLimit([...usual, 12_000])).toBeCloseTo(1_124.4, 1));

test.each([
  ['values that are spread evenly', usual],
  ['a value that is somewhat higher', [...usual, 1_500]],
  ['too few values', [1, 1, 1, 50]],
  ['no values', [null, undefined]],
  ['nothing but zero', Array.from({ length: 20 }, () => 0)],
])('%s are all shown', (_claim, values) => expect(outlierLimit(values)).toBeUndefined());
