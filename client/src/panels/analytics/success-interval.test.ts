import { expect, test } from 'vitest';
import { successInterval } from './success-interval.ts';

const DAY_MS = 86_400_000;
const days = (count: number, judgedCount: number, model = 'm') => ({
  model,
  buckets: Array.from({ length: count }, (_, day) => ({ startedAt: new Date(day * DAY_MS).toISOString(), judgedCount }) as never),
});

test('days with few judged messages are taken together by the week', () => {
  expect(successInterval('DAY', [days(60, 5)])).toBe('WEEK');
  expect(successInterval('DAY', [days(60, 30)])).toBeNull();
});

test('not where only a few weeks would be left', () => expect(successInterval('DAY', [days(20, 5)])).toBeNull());

test('not by what is folded into "other", and not where nothing was judged', () => {
  expect(successInterval('DAY', [days(60, 5, 'other'), days(60, 100)])).toBeNull();
  expect(successInterval('DAY', [days(60, 0)])).toBeNull();
});

test('months are the longest there are', () => expect(successInterval('MONTH', [days(900, 5)])).toBeNull());
