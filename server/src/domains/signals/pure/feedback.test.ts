import { expect, test } from 'vitest';
import { thresholdsOf, usualThresholds, type Direction, type FindingVerdict, type JudgedFinding } from './feedback.ts';

const judged = (verdict: FindingVerdict, strength: number, direction: Direction = 'UP'): JudgedFinding => ({
  verdict,
  strength,
  direction,
});
const after = (...verdicts: JudgedFinding[]) => thresholdsOf('COUNT', 'BALANCED', verdicts);

test('without verdicts a finding must be as strong as the sensitivity says', () => {
  expect(after()).toEqual(usualThresholds);
  expect(thresholdsOf('COUNT', 'FEW', [])).toEqual({ UP: 1.25, DOWN: 1.25 });
  expect(thresholdsOf('COUNT', 'ALL', [])).toEqual({ UP: 0.75, DOWN: 0.75 });
});

test('one that was not real is not reported a second time, nor a little stronger; the other direction stays', () => {
  expect(after(judged('NOT_REAL', 1.5))).toEqual({ UP: expect.closeTo(1.65, 9) as number, DOWN: 1 });
});

test('each one more that was not real raises the threshold farther', () => {
  expect(after(judged('NOT_REAL', 1.5), judged('NOT_REAL', 1.2)).UP).toBeCloseTo(1.5 * 1.1 * 1.1, 9);
});

test('a threshold is never above what was real, unless more contradicts it', () => {
  expect(after(judged('NOT_REAL', 1.5), judged('REAL', 1.7), judged('NOT_REAL', 1.4)).UP).toBe(1.7);
  expect(after(judged('NOT_REAL', 2), judged('REAL', 1.3))).toEqual(usualThresholds);
  expect(after(judged('NOT_REAL', 2), judged('NOT_REAL', 2), judged('REAL', 1.3))).toEqual(usualThresholds);
  // Three that were not real for one that was.
  expect(after(...[2, 2.1, 2.2].map((strength) => judged('NOT_REAL', strength)), judged('REAL', 1.3)).UP).toBeGreaterThan(2.2);
});

test('what was expected or real changes nothing by itself', () => {
  expect(after(judged('EXPECTED', 3), judged('REAL', 1))).toEqual(usualThresholds);
});

test('a verdict that is taken back leaves the thresholds as they were, and their order is none', () => {
  const verdicts = [judged('NOT_REAL', 1.5), judged('REAL', 2.4), judged('NOT_REAL', 1.9)];
  expect(after(...verdicts.toReversed())).toEqual(after(...verdicts));
  expect(after(...verdicts.slice(0, 2))).toEqual(after(judged('REAL', 2.4), judged('NOT_REAL', 1.5)));
});

test('what is four times as strong as usual always opens', () => {
  expect(after(judged('NOT_REAL', 9), judged('NOT_REAL', 3.9)).UP).toBe(4);
});

test('verdicts on a VALUE count for both directions', () => {
  expect(thresholdsOf('VALUE', 'BALANCED', [judged('NOT_REAL', 1.5)])).toEqual({
    UP: expect.closeTo(1.65, 9) as number,
    DOWN: expect.closeTo(1.65, 9) as number,
  });
});
