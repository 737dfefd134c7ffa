import { availableParallelism } from 'node:os';
import { startForecaster } from '../../../server/src/domains/signals/load/forecaster.ts';
import type { Forecast } from '../../../server/src/domains/signals/pure/forecast/forecast.ts';
import { seasonalParts } from '../../../server/src/domains/signals/pure/forecast/seasonality.ts';

/** One series and what came after it. `group`: figures are printed of each, too. */
export interface Task {
  readonly group: string;
  readonly train: readonly number[];
  readonly test: readonly number[];
  readonly period: number;
}

/** Sums over series, as the M competitions take them. */
export interface Accuracy {
  series: number;
  /** Of the mean of 200 |y − f| / (|y| + |f|), and of the mean absolute error over the seasonal naive one within the training part. */
  sMape: number;
  mase: number;
  naiveSMape: number;
  naiveMase: number;
  /** Absolute errors of the forecast and of the seasonal naive one, and absolute values. */
  error: number;
  seasonalNaiveError: number;
  actual: number;
  within95: number;
  values: number;
}

const none = (): Accuracy => ({
  series: 0,
  sMape: 0,
  mase: 0,
  naiveSMape: 0,
  naiveMase: 0,
  error: 0,
  seasonalNaiveError: 0,
  actual: 0,
  within95: 0,
  values: 0,
});

export const overall = 'all';

/** Forecasts every series in workers of the product; figures by group, and of all. */
export async function accuracyOf(tasks: readonly Task[]): Promise<Map<string, Accuracy>> {
  const groups = new Map<string, Accuracy>();
  const forecasters = Array.from({ length: availableParallelism() }, () => startForecaster());
  let next = 0;
  await Promise.all(
    forecasters.map(async (forecaster) => {
      for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
        const { train: values, period, test } = task;
        const forecast = await forecaster.forecast({ values, period, horizon: test.length });
        if ('reason' in forecast) throw new Error(`A series of ${values.length} values was not forecast: ${forecast.reason}`);
        for (const group of new Set([task.group, overall])) {
          const sums = groups.get(group) ?? none();
          groups.set(group, sums);
          add(sums, task, forecast);
        }
      }
    }),
  );
  await Promise.all(forecasters.map((forecaster) => forecaster.close()));
  return groups;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const absolute = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((value, step) => Math.abs(value - (other[step] as number)));

function add(sums: Accuracy, { train, test, period }: Task, { points }: Forecast): void {
  const forecast = points.map(({ value }) => value);
  const scale = sum(absolute(train.slice(period), train)) / (train.length - period);
  const { adjusted, seasonAt } = seasonalParts(train, period);
  // Naive2 of the competitions: the last value, without its season and with that of the step.
  const naive2 = test.map((_, step) => seasonAt(train.length + step, adjusted.at(-1) as number));
  const naive = test.map((_, step) => train[train.length - period + (step % period)] as number);
  sums.series += 1;
  sums.sMape += sMapeOf(test, forecast);
  sums.naiveSMape += sMapeOf(test, naive2);
  sums.mase += sum(absolute(test, forecast)) / test.length / scale;
  sums.naiveMase += sum(absolute(test, naive2)) / test.length / scale;
  sums.error += sum(absolute(test, forecast));
  sums.seasonalNaiveError += sum(absolute(test, naive));
  sums.actual += sum(test.map(Math.abs));
  for (const [step, value] of test.entries()) {
    const { low, high } = points[step]?.in95 ?? { low: 0, high: 0 };
    sums.within95 += value >= low && value <= high ? 1 : 0;
  }
  sums.values += test.length;
}

const sMapeOf = (actual: readonly number[], forecast: readonly number[]): number =>
  sum(
    actual.map((value, step) => {
      const other = forecast[step] as number;
      return value === other ? 0 : (200 * Math.abs(value - other)) / (Math.abs(value) + Math.abs(other));
    }),
  ) / actual.length;
