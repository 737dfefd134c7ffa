import { expect, test } from 'vitest';
import { randomOf } from '../../../../platform/statistics/bootstrap.ts';
import type { Finding } from './findings.ts';
import type { Point } from './point.ts';
import { eventsOf, hourMs, hourOf, noiseOf, seriesOf, watched } from './watched.testing.ts';

const days = 30;

/** Messages of each hour: 3 on average, fewer at night, half of them on weekends. */
function messagesOf(random: () => number, hour: number, factor = 1): number {
  const wave = 1 + 0.6 * Math.cos(((hour - 14) / 24) * 2 * Math.PI);
  return eventsOf(random, 3 * wave * (Math.floor(hour / 24) % 7 >= 5 ? 0.5 : 1) * factor);
}

/** A share of few trials; null in hours without any. */
function share(seed: number, rateAt: (hour: number) => number): (hour: number) => Omit<Point, 'at'> {
  const random = randomOf(seed);
  return (hour) => {
    const of = messagesOf(random, hour);
    let count = 0;
    for (let trial = 0; trial < of; trial += 1) if (random() < rateAt(hour)) count += 1;
    return { value: of === 0 ? null : count / of, of };
  };
}

test('with three messages an hour nothing is found where nothing happens', () => {
  for (let seed = 20; seed < 28; seed += 1) {
    const random = randomOf(seed);
    expect(watched(seriesOf('COUNT'), days * 24, (hour) => ({ value: messagesOf(random, hour) })).findings).toEqual([]);
    const rate = 0.02 + 0.1 * random();
    expect(
      watched(
        seriesOf('SHARE'),
        days * 24,
        share(seed, () => rate),
      ).findings,
    ).toEqual([]);
  }
});

test('errors of a day are found in a share of three trials an hour, once, and their end', () => {
  const { findings, founds } = watched(
    seriesOf('SHARE'),
    days * 24,
    share(31, (hour) => (hour >= 400 && hour < 440 ? 0.3 : 0.02)),
  );
  expect(findings).toHaveLength(1);
  const [finding] = findings as [Finding];
  expect(hourOf(finding.openedAt)).toBeGreaterThanOrEqual(400);
  expect(hourOf(finding.openedAt)).toBeLessThan(424);
  expect(finding).toMatchObject({ direction: 'UP', end: 'RECOVERED' });
  expect(finding.strength).toBeGreaterThanOrEqual(1);
  // What was judged are half a day to two days as one sample, whose band it has left; not an hour of three messages.
  const { spanMs, at, value, low, high, expected } = finding.worst;
  expect([12, 24, 48]).toContain(spanMs / hourMs);
  expect(hourOf(at)).toBeGreaterThan(360);
  expect(hourOf(at)).toBeLessThan(440);
  expect(value).toBeGreaterThan(0.15);
  expect(value).toBeLessThan(0.45);
  expect(expected).toBeLessThan(0.05);
  expect(low).toBeLessThan(expected);
  expect(high).toBeLessThan(value / 1.5);
  // What is expected of so few trials is the share itself, and not one nearer to a half.
  expect(founds[390]?.band?.expected).toBeLessThan(0.05);
});

test('a volume that falls to a quarter is found within two days', () => {
  const random = randomOf(32);
  const { findings } = watched(seriesOf('COUNT'), days * 24, (hour) => ({
    value: messagesOf(random, hour, hour >= 480 && hour < 528 ? 0.25 : 1),
  }));
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ direction: 'DOWN' });
  expect(hourOf((findings[0] as Finding).openedAt)).toBeGreaterThan(480);
  expect(hourOf((findings[0] as Finding).openedAt)).toBeLessThan(528);
});

test('what stays is a level shift after three days, and is not found a second time', () => {
  const { findings } = watched(
    seriesOf('SHARE'),
    40 * 24,
    share(33, (hour) => (hour >= 400 ? 0.4 : 0.85)),
  );
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ kind: 'LEVEL_SHIFT', end: 'NEW_LEVEL', direction: 'DOWN' });
});

test('a cost is judged by message, and a median as it is', () => {
  for (const isTotal of [true, false]) {
    const [random, noise] = [randomOf(34), noiseOf(35)];
    const { findings } = watched(seriesOf('AMOUNT'), days * 24, (hour) => {
      const of = messagesOf(random, hour);
      const usual = (isTotal ? of * 0.01 : 900) * Math.exp((0.6 * noise()) / Math.sqrt(Math.max(1, of)));
      return { value: of === 0 ? null : usual * (hour >= 450 && hour < 490 ? 3 : 1), of };
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ direction: 'UP' });
    expect(Math.abs(hourOf((findings[0] as Finding).openedAt) - 462)).toBeLessThan(15);
  }
});

test('buckets of five minutes are put together to hours', () => {
  const random = randomOf(36);
  const { findings } = watched(seriesOf('SHARE', 'UTC', hourMs / 12), days * 24 * 12, (bucket) => {
    const of = random() < 3 / 12 ? 1 : 0;
    const hour = bucket / 12;
    return { value: of === 0 ? null : random() < (hour >= 400 && hour < 440 ? 0.4 : 0.02) ? 1 : 0, of };
  });
  expect(findings).toHaveLength(1);
  expect(hourOf((findings[0] as Finding).openedAt)).toBeLessThan(430);
});

test('a series that comes back after a month of silence is learned again, whatever it was at before', () => {
  const random = randomOf(37);
  const { findings } = watched(seriesOf('COUNT'), 70 * 24, (hour) => {
    const day = hour / 24;
    if (day >= 19 && day < 50) return { value: null };
    return { value: day >= 12 && day < 19 ? 0 : messagesOf(random, hour, day >= 50 ? 1.5 : 1) };
  });
  expect(findings.every(({ direction, openedAt }) => direction === 'DOWN' && hourOf(openedAt) < 19 * 24)).toBe(true);
});
