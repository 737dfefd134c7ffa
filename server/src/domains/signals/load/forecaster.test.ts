import { afterEach, expect, test } from 'vitest';
import { startForecaster, type Forecaster } from './forecaster.ts';

let forecaster: Forecaster;
afterEach(() => forecaster.close());

const week = [10, 12, 13, 12, 14, 5, 4];
const values = Array.from({ length: 70 }, (_, day) => (week[day % 7] as number) + day / 50);

test('a forecast comes from a worker', async () => {
  forecaster = startForecaster();
  const forecast = await forecaster.forecast({ values, period: 7, horizon: 7 });
  if ('reason' in forecast) throw new Error(forecast.reason);
  expect(forecast.points).toHaveLength(7);
  expect(forecast.points[5]?.value).toBeLessThan(8);
  expect(forecast.points[4]?.value).toBeGreaterThan(13);
});

test('a panic of the library and a forecast without end are answered with a reason, and later ones are computed', async () => {
  forecaster = startForecaster({ program: new URL('panicking-worker.testing.ts', import.meta.url), timeoutMs: 5_000 });
  const [panicked, after, endless, last] = await Promise.all(
    [13, 7, 17, 7].map((period) => forecaster.forecast({ values, period, horizon: 7 })),
  );
  expect(panicked).toMatchObject({ reason: expect.stringMatching(/^The forecast (failed|ended)/) as string });
  expect(after).toHaveProperty('points');
  expect(endless).toEqual({ reason: 'The forecast took more than 5 s.' });
  expect(last).toHaveProperty('points');
});
