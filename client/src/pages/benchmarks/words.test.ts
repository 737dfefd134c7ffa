import { expect, test } from 'vitest';
import { firstPair, pWords, runName, verdictWords } from './words.ts';

const run = (id: string, model: string) => ({ id, model, modelVersion: null, startedAt: '2026-11-01T10:00:00Z' });
const numbers = {
  category: null,
  itemCount: 100,
  bothCorrect: 50,
  onlyBase: 5,
  onlyOther: 20,
  neither: 25,
  baseAccuracy: 0.55,
  otherAccuracy: 0.7,
  difference: 0.15,
  differenceLow: 0.05,
  differenceHigh: 0.24,
  pValue: 0.004,
  verdict: 'BETTER',
} as const;

test('the latest run is compared with the latest of another model, else with the one before it', () => {
  expect(firstPair([run('3', 'b'), run('2', 'b'), run('1', 'a')])).toEqual({ baseId: '1', otherId: '3' });
  expect(firstPair([run('3', 'b'), run('2', 'b')])).toEqual({ baseId: '2', otherId: '3' });
  expect(firstPair([run('1', 'a')])).toBeNull();
  expect(firstPair([])).toBeNull();
});

test('a comparison is one sentence, and few items are no proof of equality', () => {
  expect(verdictWords(numbers, 'a', 'b')).toBe('b is better than a by +15.0 points (95 % interval +5.0 to +24.0) over 100 items.');
  expect(verdictWords({ ...numbers, difference: -0.1, verdict: 'WORSE', differenceLow: null }, 'a', 'b')).toBe(
    'b is worse than a by −10.0 points over 100 items.',
  );
  expect(
    verdictWords({ ...numbers, itemCount: 12, difference: 0, differenceLow: -0.1, differenceHigh: 0.1, verdict: 'NOT_DECISIVE' }, 'a', 'b'),
  ).toBe(
    'No difference is shown: 0.0 points (95 % interval −10.0 to +10.0) over 12 items, which chance alone can explain. So few items show large differences only.',
  );
  expect(verdictWords({ ...numbers, itemCount: 0, difference: null }, 'a', 'b')).toBe('b and a have decided no item in common.');
});

test('names and P values', () => {
  expect(runName({ ...run('1', 'm'), modelVersion: '2' }, () => '1 Nov')).toBe('m 2 · 1 Nov');
  expect([pWords(0.0004), pWords(0.0312)]).toEqual(['p < 0.001', 'p = 0.031']);
});
