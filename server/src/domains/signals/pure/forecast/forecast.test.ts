import { expect, test } from 'vitest';
import { randomOf } from '../../../../platform/statistics/bootstrap.ts';
import { forecastOf, type Forecast, type ForecastRequest } from './forecast.ts';
import { autoregression, dampedTrend, seasonalMedian, seasonalNaive, theta } from './models.ts';
import { seasonalParts, seasonLengthOf } from './seasonality.ts';

function made(request: ForecastRequest): Forecast {
  const forecast = forecastOf(request);
  if ('reason' in forecast) throw new Error(forecast.reason);
  return forecast;
}

const week = [100, 120, 130, 125, 140, 50, 40];
function noisyWeeks(days: number, seed: number, spread = 0.05): number[] {
  const random = randomOf(seed);
  return Array.from({ length: days }, (_, day) => (week[day % 7] as number) * (1 + spread * (random() + random() + random() - 1.5) * 2));
}

test('a week is continued, and the error and skill are those of the past', () => {
  const { points, backtest } = made({ values: noisyWeeks(140, 1), period: 7, horizon: 14 });
  for (const [step, { value }] of points.entries()) expect(Math.abs(value / (week[step % 7] as number) - 1)).toBeLessThan(0.12);
  expect(backtest.error).toBeLessThan(0.06);
  expect(backtest.skill).toBeGreaterThan(0);
  expect(backtest.origins).toBe(10);
});

test('intervals hold about what they promise, on 24 series of which nothing was chosen', () => {
  const within = { in50: 0, in80: 0, in95: 0 };
  let count = 0;
  for (let seed = 100; seed < 124; seed += 1) {
    const values = noisyWeeks(133, seed);
    for (const [step, point] of made({ values: values.slice(0, -7), period: 7, horizon: 7 }).points.entries()) {
      const actual = values.at(step - 7) as number;
      count += 1;
      for (const name of ['in50', 'in80', 'in95'] as const) within[name] += actual >= point[name].low && actual <= point[name].high ? 1 : 0;
    }
  }
  expect(within.in50 / count).toBeGreaterThan(0.42);
  expect(within.in50 / count).toBeLessThan(0.72);
  expect(within.in80 / count).toBeGreaterThan(0.72);
  expect(within.in95 / count).toBeGreaterThan(0.9);
}, 60_000);

test('intervals widen from 50 to 95 %, and values from 0 stay there', () => {
  const random = randomOf(3);
  const { points } = made({ values: Array.from({ length: 60 }, () => (random() < 0.3 ? 5 * random() : 0)), period: 7, horizon: 7 });
  for (const { value, in50, in80, in95 } of points) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(in95.low).toBeGreaterThanOrEqual(0);
    expect(in50.high).toBeLessThanOrEqual(in80.high);
    expect(in80.high).toBeLessThanOrEqual(in95.high);
  }
});

test('a constant series stays, of any size, and its error is 0', () => {
  for (const value of [0, 7, 1e9]) {
    const { points, backtest } = made({ values: Array.from({ length: 60 }, () => value), period: 7, horizon: 7 });
    for (const point of points) expect(point.value).toBeCloseTo(value, 3);
    expect(backtest.error ?? 0).toBeLessThan(1e-9);
  }
});

test('gaps are bridged, and a level shift is followed', () => {
  const values = noisyWeeks(140, 4).map((value, day) => (day % 11 === 3 ? null : value * (day >= 70 ? 2 : 1)));
  const { points } = made({ values, period: 7, horizon: 7 });
  for (const [step, { value }] of points.entries()) expect(Math.abs(value / (2 * (week[step % 7] as number)) - 1)).toBeLessThan(0.25);
});

test('too little history is answered with what is needed', () => {
  expect(forecastOf({ values: [1, 2, 3], period: 7, horizon: 30 })).toEqual({
    reason: 'There are 3 values; 34 are needed to forecast 30.',
  });
  expect(forecastOf({ values: Array.from({ length: 90 }, () => null), period: 7, horizon: 7 })).toEqual({
    reason: 'There are 0 values; 14 are needed to forecast 7.',
  });
});

test('seasons are found by their length', () => {
  expect(seasonLengthOf(noisyWeeks(100, 5))).toBe(7);
  expect(seasonLengthOf(Array.from({ length: 120 }, (_, hour) => Math.sin((hour / 24) * 2 * Math.PI)))).toBe(24);
  expect(seasonLengthOf(Array.from({ length: 60 }, () => 3))).toBe(1);
});

test('models by hand', () => {
  expect(seasonalNaive([1, 2, 3, 4, 5, 6], 3, 4)).toEqual([4, 5, 6, 4]);
  expect(seasonalMedian([1, 2, 9, 4, 3, 6], 2, 2)).toEqual([3, 4]);
  // A line: theta goes on with half of its slope from the smoothed end, the autoregression with all of it.
  const line = Array.from({ length: 40 }, (_, place) => 3 * place);
  expect(theta(line, 1, 2)?.map((value, step) => value - 117 - 1.5 * (step + 1))).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
  expect(autoregression(line, 1, 2)?.[1]).toBeCloseTo(123, 0);
  expect(dampedTrend(line, 1, 1)?.[0]).toBeGreaterThan(118);
  // A season as a ratio comes out whole.
  const { adjusted, seasonAt } = seasonalParts(
    Array.from({ length: 30 }, (_, place) => [1, 2, 3][place % 3] as number),
    3,
  );
  for (const value of adjusted) expect(value).toBeCloseTo(2, 9);
  expect(seasonAt(31, 2)).toBeCloseTo(2, 9);
});

test('the sum of all points has intervals of its own, narrower than the sum of theirs', () => {
  const values = noisyWeeks(140, 6, 0.2);
  const { points, total } = made({ values, period: 7, horizon: 14 });
  const sum = (of: (point: (typeof points)[number]) => number): number => points.reduce((all, point) => all + of(point), 0);
  expect(total.value).toBeCloseTo(
    sum(({ value }) => value),
    6,
  );
  expect(total.in95.high - total.in95.low).toBeLessThan(0.8 * sum(({ in95 }) => in95.high - in95.low));
  expect(total.in95.low).toBeLessThan(total.in80.low);
});

test('bounds hold for values and intervals', () => {
  const random = randomOf(7);
  const { points } = made({ values: Array.from({ length: 70 }, () => 0.9 + 0.1 * random()), period: 7, horizon: 7, least: 0, most: 1 });
  for (const { value, in95 } of points) {
    expect(value).toBeLessThanOrEqual(1);
    expect(in95.high).toBeLessThanOrEqual(1);
  }
});

test('a series that came to another level at once says where, a slope does not', () => {
  const shifted = noisyWeeks(140, 8).map((value, day) => value * (day >= 90 ? 1.8 : 1));
  expect(made({ values: [null, null, ...shifted], period: 7, horizon: 7 }).shiftedAt).toBe(92);
  expect(made({ values: noisyWeeks(140, 9), period: 7, horizon: 7 }).shiftedAt).toBeNull();
  expect(made({ values: noisyWeeks(140, 9).map((value, day) => value * (1 + day / 140)), period: 7, horizon: 7 }).shiftedAt).toBeNull();
});
