import { describe, expect, test } from 'vitest';
import type { Dismissal, InsightKind } from '../types.ts';
import { factorOf, ranked } from './ranking.ts';
import { lastVisitBefore, visitAt } from './visit.ts';
import { distanceOf, sizeOfChange, weightOfChange, weightOfTopic } from './weight.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 1, 0, minute));
const insight = (kind: InsightKind, dimension: string, weight: number, minute = 0) => ({ kind, dimension, weight, createdAt: at(minute) });
const dismissal = (reason: Dismissal['reason'], kind: InsightKind, dimension: string): Dismissal => ({ kind, dimension, reason });

describe('ranking', () => {
  test.each([
    ['NOT_IMPORTANT', 'CHANGE', 'MODEL', 0.5],
    ['NOT_IMPORTANT', 'CHANGE', 'TOOL', 0.8],
    ['NOT_IMPORTANT', 'DRIFT', 'MODEL', 1],
    ['WRONG', 'CHANGE', 'MODEL', 0.4],
    ['WRONG', 'CHANGE', 'TOOL', 0.7],
    ['KNOWN', 'CHANGE', 'MODEL', 1],
  ] as const)('%s of %s by %s leaves of a change by model %d', (reason, kind, dimension, left) => {
    expect(factorOf({ kind: 'CHANGE', dimension: 'MODEL' }, [dismissal(reason, kind, dimension)])).toBe(left);
  });

  test('dismissals add up, until insights like them are not shown any more', () => {
    const all = [insight('CHANGE', 'MODEL', 0.7), insight('DRIFT', 'TOPIC', 0.5)];
    const once = [dismissal('NOT_IMPORTANT', 'CHANGE', 'MODEL')];
    expect(ranked(all, [], 5).map(({ kind }) => kind)).toEqual(['CHANGE', 'DRIFT']);
    expect(ranked(all, once, 5).map(({ kind }) => kind)).toEqual(['DRIFT', 'CHANGE']);
    expect(ranked(all, [...once, ...once, ...once], 5).map(({ kind }) => kind)).toEqual(['DRIFT']);
  });

  test('at most three of a kind, and the newer of two that weigh the same', () => {
    const changes = [1, 2, 3, 4].map((minute) => insight('CHANGE', 'MODEL', 0.9, minute));
    const shown = ranked([...changes, insight('DRIFT', '', 0.2)], [], 5);
    expect(shown.map(({ kind, createdAt }) => [kind, createdAt.getUTCMinutes()])).toEqual([
      ['CHANGE', 4],
      ['CHANGE', 3],
      ['CHANGE', 2],
      ['DRIFT', 0],
    ]);
    expect(ranked(changes, [], 2)).toHaveLength(2);
  });
});

describe('visits', () => {
  test('looks less than half an hour apart are one visit; the next one begins where the last ended', () => {
    const first = visitAt(null, at(0));
    expect(first).toEqual({ seenAt: at(0), beforeAt: null });
    const later = visitAt(first, at(30));
    expect(later).toEqual({ seenAt: at(30), beforeAt: null });
    const other = visitAt(later, at(61));
    expect(other).toEqual({ seenAt: at(61), beforeAt: at(30) });
    expect(lastVisitBefore(other, at(62))).toEqual(at(30));
    expect(lastVisitBefore(other, at(200))).toEqual(at(61));
    expect(lastVisitBefore(null, at(0))).toBeNull();
  });
});

describe('weights', () => {
  test.each([
    [100, 200, 1],
    [200, 100, 1],
    [100, 100, 0],
    [0, 5, 1],
    [5, 0, 1],
    [100, 150, Math.log2(1.5)],
  ])('a change from %d to %d has the size %d', (baseline, current, size) => {
    expect(sizeOfChange(baseline, current)).toBeCloseTo(size, 12);
  });

  test('what is worse, larger or explained weighs more; nothing weighs more than 1', () => {
    const of = (change: object): number => weightOfChange({ size: 0.5, isWorse: true, isExplained: true, ...change });
    expect(of({})).toBeGreaterThan(of({ isWorse: false }));
    expect(of({})).toBeGreaterThan(of({ size: 0.1 }));
    expect(of({})).toBeGreaterThan(of({ isExplained: false }));
    expect(of({ size: 1 })).toBeLessThanOrEqual(1);
    expect(weightOfTopic({ isNew: true, share: 0.9, change: 0.9 })).toBe(1);
    expect(weightOfTopic({ isNew: true, share: 0.05, change: 0.05 })).toBeGreaterThan(
      weightOfTopic({ isNew: false, share: 0.05, change: 0.05 }),
    );
  });

  test('two means are as far apart as their difference is of the standard error of it', () => {
    // Standard errors 0.03 and 0.04: together 0.05.
    const [before, now] = [
      { mean: 0.1, low: 0.1 - 1.96 * 0.03, high: 0.1 + 1.96 * 0.03 },
      { mean: 0.25, low: 0.25 - 1.96 * 0.04, high: 0.25 + 1.96 * 0.04 },
    ];
    expect(distanceOf(before, now)).toBeCloseTo(3, 10);
    expect(distanceOf(before, { ...now, low: null })).toBeNull();
    expect(distanceOf({ mean: 1, low: 1, high: 1 }, { mean: 1, low: 1, high: 1 })).toBeNull();
  });
});
