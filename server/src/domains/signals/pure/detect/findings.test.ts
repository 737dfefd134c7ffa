import { expect, test } from 'vitest';
import { randomOf } from '../../../../platform/statistics/bootstrap.ts';
import { thresholdsOf, usualThresholds, type JudgedFinding } from '../feedback.ts';
import { newFinder, observed, type Finding } from './findings.ts';
import type { Point } from './point.ts';
import { hourMs, hourOf, monday, noiseOf, seriesOf, watched } from './watched.testing.ts';

/** Latency with a day and a weekend, 5 % noise. */
function latency(seed: number, change: (hour: number) => number = () => 1): (hour: number) => Omit<Point, 'at'> {
  const noise = noiseOf(seed);
  return (hour) => {
    const weekend = Math.floor(hour / 24) % 7 >= 5 ? 0.8 : 1;
    return { value: 900 * (1 + 0.2 * Math.sin((hour / 24) * 2 * Math.PI)) * weekend * Math.exp(0.05 * noise()) * change(hour) };
  };
}

test('nothing is found where nothing happens: a day, a week and noise are learned', () => {
  for (const seed of [1, 2, 3, 4]) expect(watched(seriesOf('AMOUNT'), 35 * 24, latency(seed)).findings).toEqual([]);
});

test('a spike is found in its first hour, with what was expected, and its recovery', () => {
  const { findings } = watched(
    seriesOf('AMOUNT'),
    30 * 24,
    latency(5, (hour) => (hour >= 500 && hour < 503 ? 2 : 1)),
  );
  expect(findings).toHaveLength(1);
  const [finding] = findings as [Finding];
  expect(hourOf(finding.openedAt)).toBe(500);
  expect(finding).toMatchObject({ direction: 'UP', kind: 'SPIKE', end: 'RECOVERED', buckets: 3 });
  expect(hourOf(finding.endedAt as number)).toBe(503);
  expect(finding.worst.value / finding.worst.expected).toBeGreaterThan(1.7);
  expect(finding.worst.low).toBeLessThan(finding.worst.expected);
  expect(finding.worst.high).toBeLessThan(finding.worst.value);
});

test('a level shift is one finding, distinguished from a spike after a day, and not found again', () => {
  const { findings } = watched(
    seriesOf('AMOUNT'),
    40 * 24,
    latency(6, (hour) => (hour >= 500 ? 1.7 : 1)),
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ kind: 'LEVEL_SHIFT', end: 'NEW_LEVEL', direction: 'UP' });
});

test('what gets slowly worse is found as one drift', () => {
  const change = (hour: number): number => 1 + 0.5 * Math.max(0, Math.min(1, (hour - 480) / 240));
  const { findings } = watched(seriesOf('AMOUNT'), 35 * 24, latency(7, change));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ kind: 'DRIFT', direction: 'UP' });
});

test('a share that drops is judged by how many trials it has', () => {
  const random = randomOf(8);
  const share = (trials: number) => (hour: number) => {
    let count = 0;
    for (let trial = 0; trial < trials; trial += 1) if (random() < (hour >= 600 && hour < 604 ? 0.6 : 0.9)) count += 1;
    return { value: count / trials, of: trials };
  };
  const found = watched(seriesOf('SHARE'), 30 * 24, share(300)).findings;
  expect(found).toHaveLength(1);
  expect(hourOf((found[0] as Finding).openedAt)).toBe(600);
  expect(found[0]).toMatchObject({ direction: 'DOWN' });
  // Of four trials the same drop of four hours is no evidence.
  expect(watched(seriesOf('SHARE'), 30 * 24, share(4)).findings).toEqual([]);
});

test('a constant series has no finding until it changes', () => {
  const { findings } = watched(seriesOf('AMOUNT'), 30 * 24, (hour) => ({ value: hour >= 500 ? 60 : 50 }));
  expect(findings).toHaveLength(1);
  expect(hourOf((findings[0] as Finding).openedAt)).toBe(500);
});

test.each(['COUNT', 'SHARE', 'AMOUNT', 'VALUE'] as const)('%s: a series without a value has neither band nor finding', (kind) => {
  const { founds, findings } = watched(seriesOf(kind), 20 * 24, () => ({ value: null, of: 0 }));
  expect(findings).toEqual([]);
  expect(founds.every(({ band, isLearning }) => band === null && isLearning)).toBe(true);
});

test('one message a day is learned and is no finding', () => {
  const { findings, founds } = watched(seriesOf('COUNT'), 60 * 24, (hour) => ({ value: hour % 24 === 9 ? 1 : 0 }));
  expect(findings).toEqual([]);
  expect(founds.at(-1)?.isLearning).toBe(false);
});

test('values of 10⁹ and of 10⁻⁹ are judged like others', () => {
  for (const scale of [1e9, 1e-6]) {
    const at = latency(9, (hour) => (hour === 600 ? 3 : 1));
    const { findings } = watched(seriesOf('AMOUNT'), 28 * 24, (hour) => ({ value: (at(hour).value as number) * scale }));
    expect(findings).toHaveLength(1);
    expect(hourOf((findings[0] as Finding).openedAt)).toBe(600);
  }
  const noise = noiseOf(10);
  const { findings } = watched(seriesOf('COUNT'), 28 * 24, (hour) => ({
    value: Math.round(1e9 * Math.exp(0.03 * noise()) * (hour === 600 ? 0.5 : 1)),
  }));
  expect(findings.map(({ direction }) => direction)).toEqual(['DOWN']);
});

test('the hours of a day move with daylight saving', () => {
  // Berlin's clocks go forward on 29 March 2026; people write at 9 o'clock of theirs.
  const localHour = (at: number): number =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }).format(at));
  const noise = noiseOf(11);
  const counts = Array.from({ length: 45 * 24 }, (_, hour) => {
    const local = localHour(monday + hour * hourMs);
    return Math.max(0, Math.round((local >= 9 && local < 17 ? 400 : 20) * Math.exp(0.05 * noise())));
  });
  const inBerlin = watched(seriesOf('COUNT', 'Europe/Berlin'), counts.length, (hour) => ({ value: counts[hour] as number }));
  expect(inBerlin.findings).toEqual([]);
  const inUtc = watched(seriesOf('COUNT', 'UTC'), counts.length, (hour) => ({ value: counts[hour] as number }));
  expect(inUtc.findings.some(({ openedAt }) => openedAt > Date.UTC(2026, 2, 29))).toBe(true);
});

test('missing hours are no finding, and after a month of silence a new level is learned', () => {
  const at = latency(12);
  const gaps = watched(seriesOf('AMOUNT'), 30 * 24, (hour) => (hour % 5 === 0 || (hour > 400 && hour < 430) ? { value: null } : at(hour)));
  expect(gaps.findings).toEqual([]);
  const silent = watched(seriesOf('AMOUNT'), 80 * 24, (hour) => {
    if (hour >= 25 * 24 && hour < 55 * 24) return { value: null };
    const { value } = at(hour);
    return { value: hour >= 55 * 24 ? (value as number) * 4 : value };
  });
  expect(silent.findings).toEqual([]);
});

test('a finding opens only where it is as strong as the thresholds of its direction want it', () => {
  const openedWith = (thresholds = usualThresholds): Finding[] => {
    const finder = newFinder(seriesOf('AMOUNT'));
    const at = latency(5, (hour) => (hour >= 500 && hour < 503 ? 2 : 1));
    return Array.from({ length: 30 * 24 }, (_, hour) => observed(finder, { at: monday + hour * hourMs, ...at(hour) }, thresholds)).flatMap(
      ({ change, finding }) => (change === 'OPENED' && finding !== null ? [finding] : []),
    );
  };
  const [{ strength }] = openedWith() as [Finding];
  expect(strength).toBeGreaterThan(1);
  expect(openedWith({ UP: strength * 0.999, DOWN: 1 })).toHaveLength(1);
  expect(openedWith({ UP: 4 * strength, DOWN: 1 })).toEqual([]);
  expect(openedWith({ UP: 1, DOWN: 4 })).toHaveLength(1);
});

test('what was judged as not real is not found a second time, and what is far stronger is', () => {
  const factors = new Map([500, 560, 620].map((hour, place) => [hour, [1.7, 1.5, 8][place] as number]));
  const openedAfter = (isJudged: boolean): number[] => {
    const finder = newFinder(seriesOf('AMOUNT'));
    const at = latency(14, (hour) => factors.get(hour) ?? 1);
    const judged: JudgedFinding[] = [];
    return Array.from({ length: 30 * 24 }, (_, hour) => hour).filter((hour) => {
      const { change, finding } = observed(finder, { at: monday + hour * hourMs, ...at(hour) }, thresholdsOf('AMOUNT', 'BALANCED', judged));
      if (change !== 'OPENED' || finding === null) return false;
      if (isJudged) judged.push({ verdict: 'NOT_REAL', direction: finding.direction, strength: finding.strength });
      return true;
    });
  };
  expect(openedAfter(false)).toEqual([500, 560, 620]);
  expect(openedAfter(true)).toEqual([500, 620]);
});

test('a point that is none of its series is an error with its reason', () => {
  const finder = newFinder(seriesOf('SHARE'));
  expect(() => observed(finder, { at: 0, value: 1.2, of: 3 })).toThrow('The share is 1.2; expected 0 to 1.');
  expect(() => observed(finder, { at: 0, value: 0.5 })).toThrow('A share needs the number of its trials.');
  expect(() => observed(newFinder(seriesOf('COUNT')), { at: 0, value: -1 })).toThrow('The count is -1; expected a number from 0.');
  expect(() => observed(newFinder(seriesOf('VALUE')), { at: 0, value: Number.NaN })).toThrow('expected a finite number');
  expect(() => newFinder(seriesOf('VALUE', 'Mars/Olympus'))).toThrow(RangeError);
});
