import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overtrainingOf } from './overtraining.ts';

/** `detect_overtraining` of the specification, line by line. */
function specified(valLoss: readonly number[], computeHours: number): { wastedEpochs: number; wastedComputeHours: number } | null {
  if (valLoss.length <= 10) return null;
  const bestEpoch = valLoss.indexOf(Math.min(...valLoss));
  const totalEpochs = valLoss.length;
  if (!(bestEpoch < totalEpochs * 0.7)) return null;
  return { wastedEpochs: totalEpochs - bestEpoch, wastedComputeHours: (computeHours * (totalEpochs - bestEpoch)) / totalEpochs };
}

test('agrees with the specification on any history', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 1, maxLength: 40 }), (history) => {
      const own = overtrainingOf(Float64Array.from(history));
      const expected = specified(history, 7);
      expect(own?.isOvertrained).toBe(expected !== null);
      expect(own?.wastedEpochs).toBe(expected?.wastedEpochs ?? 0);
      expect(7 * (own?.wastedShare ?? NaN)).toBeCloseTo(expected?.wastedComputeHours ?? 0, 9);
    }),
  );
});

const falling = (count: number, best: number): Float64Array =>
  Float64Array.from({ length: count }, (_, index) => 1 + Math.abs(index - best) / 10);

test.each([
  ['10 evaluations are too few', falling(10, 0), false, 0],
  ['11 are enough', falling(11, 0), true, 11],
  ['best at 69 % is early', falling(100, 69), true, 31],
  ['best at 70 % is not', falling(100, 70), false, 0],
  ['the best of 30 is the first', falling(30, 0), true, 30],
])('%s', (_name, history, isOvertrained, wastedEpochs) => expect(overtrainingOf(history)).toMatchObject({ isOvertrained, wastedEpochs }));

test('an evaluation that is not finite is never the best, and counts', () => {
  const history = falling(20, 3);
  history[0] = NaN;
  history[1] = -Infinity;
  expect(overtrainingOf(history)).toMatchObject({ bestEpoch: 3, totalEpochs: 20, wastedEpochs: 17 });
});

test('no finite evaluation has no answer', () => {
  expect(overtrainingOf(Float64Array.of(NaN, NaN))).toBeNull();
  expect(overtrainingOf(new Float64Array())).toBeNull();
});
