import { expect, test } from 'vitest';
import { forecastOf } from './forecast/forecast.ts';
import { silence, sinceStop } from './silence.ts';

const none = (count: number): null[] => Array.from({ length: count }, () => null);

test.each<[string, readonly (number | null)[], string | null]>([
  ['a value today', [1, null, 2], null],
  ['six days without', [1, ...none(6)], null],
  ['a week without', [1, ...none(7)], 'Nothing was measured in the 7 days before today; a value in the last 7 days is needed.'],
  ['months without', [1, 2, ...none(90)], 'Nothing was measured in the 90 days before today; a value in the last 7 days is needed.'],
  ['days of 0, which are values', [1, 0, 0, 0, 0, 0, 0, 0, 0], null],
  ['nothing at all, of which the forecast says how much is needed', none(9), null],
  ['no days', [], null],
])('%s', (_, values, said) => expect(silence(values)).toBe(said));

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

test.each<[string, readonly (number | null)[], number, number]>([
  ['27 days of 0', [5, ...zeros(27)], 7, 28],
  ['28 of them', [5, ...zeros(28)], 7, 28],
  ['too few of them to forecast so far ahead', [5, ...zeros(33)], 30, 34],
  ['enough of them', [5, ...zeros(34)], 30, 34],
  ['days that were not measured', [5, ...none(40)], 7, 41],
])('%s leave so many days to forecast from', (_, values, horizon, count) => expect(sinceStop(values, horizon)).toHaveLength(count));

test('an application that has stopped is forecast at 0, however much it did', () => {
  const active = Array.from({ length: 100 }, (_, day) => 1_000 + 100 * (day % 7));
  const found = forecastOf({ values: sinceStop([...active, ...zeros(34)], 30), period: 7, horizon: 30, least: 0 });
  expect(found).toMatchObject({
    shiftedAt: null,
    total: { value: 0, in95: { low: 0, high: expect.closeTo(0, 12) } },
    backtest: { error: null, skill: null },
  });
});
