import { expect, test } from 'vitest';
import { randomOf } from '../../../../platform/statistics/bootstrap.ts';
import { distanceThenJoin, noNumbers } from './nearest.ts';

test.each([1, 16])('the nearest of the last 16,384 numbers, at least %i before, is the one that a search finds', (apart) => {
  const random = randomOf(apart);
  const past = noNumbers(apart);
  const values: number[] = [];
  for (let place = 0; place < 20_000; place += 1) {
    // Repeated ones too.
    const value = Math.round(1e5 * random() ** 3);
    values.push(value);
    const found = distanceThenJoin(past, value);
    if (place % 97 !== 0 && place > 40) continue;
    let nearest: number | null = null;
    for (let other = Math.max(0, place - 16_383); other <= place - apart; other += 1)
      nearest = Math.min(nearest ?? Number.POSITIVE_INFINITY, Math.abs(value - (values[other] as number)));
    expect(found).toBe(nearest);
  }
});
