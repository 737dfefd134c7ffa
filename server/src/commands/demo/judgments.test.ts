import { expect, test } from 'vitest';
import { ratingOf } from './judgments.ts';
import { Random } from './random.ts';
import type { Reply } from './replier.ts';

const N = 5_000;
const reply = (latencyMs: number, hadError: boolean): Reply => ({
  message: { externalId: '1', conversationId: '1', role: 'ASSISTANT', content: '', createdAt: new Date(0), latencyMs },
  hadError,
});

function meanRating(isSuccess: boolean, latencyMs: number, hadError = false): number {
  const random = new Random('ratings');
  return (
    Array.from({ length: N }, () => ratingOf(random, isSuccess, reply(latencyMs, hadError))).reduce((sum, value) => sum + value, 0) / N
  );
}

test('customers like what helped, and like it less when they waited or saw an error', () => {
  expect(meanRating(true, 900)).toBeGreaterThan(4.2);
  expect(meanRating(false, 900)).toBeLessThan(2.5);
  expect(meanRating(true, 6_000)).toBeLessThan(meanRating(true, 900) - 0.5);
  expect(meanRating(true, 900, true)).toBeLessThan(meanRating(true, 900) - 0.5);
});

test('a rating is a whole number from 1 to 5', () => {
  const random = new Random('range');
  const ratings = new Set(Array.from({ length: N }, (_, index) => ratingOf(random, index % 2 === 0, reply(index, index % 3 === 0))));
  expect([...ratings].sort()).toEqual([1, 2, 3, 4, 5]);
});
