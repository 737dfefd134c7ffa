import { expect, test } from 'vitest';
import { dayMs } from '../../analytics/pure/interval.ts';
import { outlookOf } from './outlook.ts';

const today = Date.UTC(2026, 5, 21);
const days = Array.from({ length: 10 }, (_, day) => new Date(today + day * dayMs));
const each = (value: number, spread = value / 5) => ({ value, low95: Math.max(0, value - spread), high95: value + spread });
const forecast = (value: number, low: number, high: number) => ({
  points: days.map(() => each(value)),
  refusal: null,
  computed: { total: { in95: { low, high } } },
});
const asked = { beforeToday: 200, todayUsd: 4, budgetUsd: 250, days, zone: 'UTC', forecast: forecast(10, 80, 120) };

test('the month ends with what was spent before today and the days that are forecast', () => {
  expect(outlookOf(asked)).toEqual({
    spentUsd: 204,
    budgetUsd: 250,
    monthEndUsd: 300,
    lowUsd: 280,
    highUsd: 320,
    // 250 is passed with the sixth day: five days lead to 250 and no further.
    passesBudgetOn: days[5],
    passesBudgetEarliest: days[4],
    passesBudgetLatest: days[6],
    sentence:
      'The month is forecast to cost $300 (95 %: $280 to $320); $204 are spent. The budget of $250 is passed on June 26 (June 25 to June 27).',
  });
});

test('what was spent today is a lower end of today', () => {
  expect(outlookOf({ ...asked, todayUsd: 60 })).toMatchObject({
    spentUsd: 260,
    monthEndUsd: 350,
    passesBudgetOn: null,
    sentence: expect.stringMatching(/budget of \$250 is passed\.$/) as string,
  });
});

test('a budget that lasts, one that may be passed, and none', () => {
  expect(outlookOf({ ...asked, budgetUsd: 400 }).sentence).toMatch(/The budget of \$400 lasts\.$/);
  expect(outlookOf({ ...asked, budgetUsd: 310 })).toMatchObject({
    passesBudgetOn: null,
    sentence: expect.stringMatching(/may be passed from June \d+ on\.$/) as string,
  });
  expect(outlookOf({ ...asked, budgetUsd: null }).sentence).toMatch(/\$204 are spent\.$/);
});

test('a workspace without a message for months spends nothing more', () => {
  const still = {
    ...asked,
    beforeToday: 0,
    todayUsd: 0,
    forecast: { points: days.map(() => each(0)), refusal: null, computed: { total: { in95: { low: 0, high: 0 } } } },
  };
  expect(outlookOf(still)).toMatchObject({
    spentUsd: 0,
    monthEndUsd: 0,
    lowUsd: 0,
    highUsd: 0,
    passesBudgetOn: null,
    passesBudgetEarliest: null,
    sentence: 'The month is forecast to cost $0.00 (95 %: $0.00 to $0.00); $0.00 are spent. The budget of $250 lasts.',
  });
});

test('without a forecast the sentence says why', () => {
  const refused = { points: [], refusal: 'There are 3 values; 14 are needed to forecast 10.', computed: null };
  expect(outlookOf({ ...asked, forecast: refused })).toMatchObject({
    spentUsd: 204,
    monthEndUsd: null,
    sentence: '$204 were spent this month. There is no forecast yet. There are 3 values; 14 are needed to forecast 10.',
  });
});
