import { describe, expect, test } from 'vitest';
import { budgetLevel, errorLevel, errorTarget, latencyLevel, roundedUp, silenceMinutes, toolLevel, type Usual } from './proposals.ts';
import type { BucketSums } from './readings.ts';

const hour = (place: number, sums: Partial<BucketSums>): BucketSums =>
  ({
    place,
    key: 'm',
    messageCount: 100,
    errorCount: 0,
    latencyCount: 100,
    latencyPercentilesMs: [100, 200],
    toolCallCount: 100,
    toolFailureCount: 0,
    ...sums,
  }) as BucketSums;

const usual = (of: Partial<Usual>): Usual => ({ byModel: [], byTool: [], whole: [], hourCount: 336, dailyCostsUsd: [], ...of });
const hours = (count: number, of: (place: number) => Partial<BucketSums>): BucketSums[] =>
  Array.from({ length: count }, (_, place) => hour(place, of(place)));

describe('levels that are proposed', () => {
  test('are rounded up to two digits', () => {
    expect([0, 0.0312, 0.03, 1_234, 98.01, 100].map(roundedUp)).toEqual([0, 0.032, 0.03, 1_300, 99, 100]);
  });

  test('lie half as much again above 98 of 100 hours; an incident of some hours does not raise them', () => {
    const byModel = hours(300, (place) => ({ errorCount: place < 5 ? 90 : 2 + (place % 3) }));
    // 1.5 · 4 %, and 70 % of it.
    expect(errorLevel(usual({ byModel }))).toEqual({ trip: 0.06, clear: 0.042 });
    const slow = hours(300, (place) => ({ latencyPercentilesMs: [400, 3_000 + place] }));
    // The 295th of 300 values is 3,294 ms.
    expect(latencyLevel(usual({ byModel: slow }))).toEqual({ trip: 5_000, clear: 3_500 });
  });

  test('are never below what matters, nor a share of nearly all', () => {
    expect(errorLevel(usual({ byModel: hours(100, () => ({ errorCount: 0 })) }))?.trip).toBe(0.02);
    expect(errorLevel(usual({ byModel: hours(100, () => ({ errorCount: 80 })) }))?.trip).toBe(0.9);
    expect(toolLevel(usual({ byTool: hours(100, () => ({ toolFailureCount: 0 })) }))?.trip).toBe(0.05);
  });

  test('are none where little is known', () => {
    expect(errorLevel(usual({ byModel: hours(47, () => ({})) }))).toBeNull();
    expect(errorLevel(usual({ byModel: hours(300, () => ({ messageCount: 19 })) }))).toBeNull();
    expect(latencyLevel(usual({ byModel: hours(300, () => ({ latencyCount: 0, latencyPercentilesMs: [null, null] })) }))).toBeNull();
    expect(budgetLevel(usual({ dailyCostsUsd: [5, 6] }))).toBeNull();
    expect(errorTarget(usual({ whole: hours(9, () => ({})) }))).toBeNull();
    expect(silenceMinutes(usual({}))).toBeNull();
    expect(silenceMinutes(usual({ whole: [hour(300, {})] }))).toBeNull();
  });

  test('of a budget follow the dearest day, of an error budget what was kept', () => {
    expect(budgetLevel(usual({ dailyCostsUsd: [10, 41, 20] }))).toBe(62);
    expect(budgetLevel(usual({ dailyCostsUsd: [0.1, 0.1, 0.1] }))).toBe(1);
    expect(errorTarget(usual({ whole: hours(200, () => ({ errorCount: 0 })) }))).toBe(0.99);
    // 1.2 · 5 % of errors are allowed.
    expect(errorTarget(usual({ whole: hours(200, () => ({ errorCount: 5 })) }))).toBe(0.94);
  });

  test('of silence are longer than each silence there was, a day at most', () => {
    expect(silenceMinutes(usual({ whole: hours(336, () => ({})) }))).toBe(30);
    // Eight hours each night: ten at most, half as long again.
    const nights = hours(336, (place) => ({ messageCount: place % 24 < 8 ? 0 : 10 }));
    expect(silenceMinutes(usual({ whole: nights }))).toBe(900);
    const weekends = hours(336, (place) => ({ messageCount: place % 168 < 50 ? 0 : 10 }));
    expect(silenceMinutes(usual({ whole: weekends }))).toBe(1_440);
  });
});
