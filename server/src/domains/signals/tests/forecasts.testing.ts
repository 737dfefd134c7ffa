import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { sendTraffic, trafficOf } from './traffic.testing.ts';

const text = `query ($metric: SignalMetric!, $days: Int!, $filter: AnalyticsFilter) { forecast(metric: $metric, days: $days, filter: $filter) {
  metric unit points { at value low50 high50 low80 high80 low95 high95 } history { at value } model wape skill coverage95 refusal levelShiftAt sentence } }`;

/** The beginning of today in UTC: forecasts begin with it. */
const today = (): number => Math.floor(Date.now() / dayMs) * dayMs;

async function withDays(server: TestServer, days: number): Promise<TestWorkspace> {
  const own = await openTestWorkspace(server);
  await sendTraffic(server.stores, own.id, trafficOf({ days, perHour: 4, models: ['alpha'], end: today(), seed: 4 }));
  return own;
}

export function forecastTests(server: () => TestServer): void {
  describe('forecasts', () => {
    test('a week of costs is forecast with nested ranges, how far it was off before, and the days it comes from', async () => {
      const own = await withDays(server(), 60);
      const { forecast } = (await own.run(text, { metric: 'COST', days: 7 })).data;
      expect(forecast).toMatchObject({ metric: 'COST', unit: 'usd', refusal: null });
      expect(forecast.history).toHaveLength(60);
      expect(forecast.points.map(({ at }: Loose) => Date.parse(at))).toEqual(Array.from({ length: 7 }, (_, day) => today() + day * dayMs));
      const usual = forecast.history.slice(-28).reduce((sum: number, { value }: Loose) => sum + value, 0) / 28;
      for (const { value, low50, high50, low80, high80, low95, high95 } of forecast.points) {
        expect(value).toBeGreaterThan(0.4 * usual);
        expect(value).toBeLessThan(1.6 * usual);
        const ends = [low95, low80, low50, value, high50, high80, high95];
        expect(ends).toEqual(ends.toSorted((one, other) => one - other));
      }
      expect(forecast.wape).toBeGreaterThan(0);
      expect(forecast.wape).toBeLessThan(0.3);
      expect(forecast.model).toBeTruthy();
      expect(forecast.sentence).toMatch(/^On day 7, cost a day is forecast at \$/);
    });

    test('shares stay between 0 and 1, and a filter counts', async () => {
      const own = await withDays(server(), 40);
      const share = (await own.run(text, { metric: 'SUCCESS_SHARE', days: 30 })).data.forecast;
      for (const { low95, high95 } of share.points) {
        expect(low95).toBeGreaterThanOrEqual(0);
        expect(high95).toBeLessThanOrEqual(1);
      }
      const none = (await own.run(text, { metric: 'MESSAGE_COUNT', days: 7, filter: { models: ['none'] } })).data.forecast;
      expect(none).toMatchObject({ points: [], history: [], model: null, refusal: expect.stringContaining('needed') as string });
    });

    test('a workspace without a message for months is forecast to cost nothing, and has no forecast of what is not measured', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(
        server().stores,
        own.id,
        trafficOf({ days: 60, perHour: 4, models: ['alpha'], end: today() - 90 * dayMs, seed: 5 }),
      );
      for (const metric of ['COST', 'TOKENS', 'MESSAGE_COUNT']) {
        const { forecast } = (await own.run(text, { metric, days: 30 })).data;
        expect(forecast.refusal).toBeNull();
        expect(forecast.history.slice(-90).every(({ value }: Loose) => value === 0)).toBe(true);
        const usual = forecast.history.slice(0, 60).reduce((sum: number, { value }: Loose) => sum + value, 0) / 60;
        expect(usual).toBeGreaterThan(0);
        for (const { value, high95 } of forecast.points) {
          expect(value).toBeLessThan(0.01 * usual);
          expect(high95).toBeLessThan(0.05 * usual);
        }
      }
      for (const metric of ['SUCCESS_SHARE', 'LATENCY_P95', 'AVERAGE_RATING']) {
        const { forecast } = (await own.run(text, { metric, days: 7 })).data;
        expect(forecast.points).toEqual([]);
        expect(forecast.sentence).toBe(
          'There is no forecast yet. Nothing was measured in the 90 days before today; a value in the last 7 days is needed.',
        );
      }
      const { costOutlook } = (await own.run('{ costOutlook { spentUsd monthEndUsd low high sentence } }')).data;
      expect(costOutlook.spentUsd).toBe(0);
      expect(costOutlook.monthEndUsd).toBeCloseTo(0, 2);
      expect(costOutlook.high).toBeLessThan(0.01);
      expect(costOutlook.sentence).toMatch(/^The month is forecast to cost \$0\.00 /);
    });

    test('too few days, too many days and metrics of training are answered with why', async () => {
      const own = await withDays(server(), 5);
      const { forecast } = (await own.run(text, { metric: 'TOKENS', days: 7 })).data;
      expect(forecast.points).toEqual([]);
      expect(forecast.refusal).toBe('There are 5 values; 14 are needed to forecast 7.');
      expect((await own.run(text, { metric: 'TOKENS', days: 91 })).errors[0].extensions).toMatchObject({
        code: 'BAD_SIGNAL',
        field: 'days',
      });
      expect((await own.run(text, { metric: 'TRAINING_LOSS', days: 7 })).errors[0].extensions).toMatchObject({
        code: 'BAD_SIGNAL',
        field: 'metric',
      });
    });

    test('the month ends with what was spent and what is forecast, and says when the budget is passed', async () => {
      const own = await withDays(server(), 60);
      const outlook =
        '{ costOutlook { spentUsd budgetUsd monthEndUsd low high passesBudgetOn passesBudgetLow passesBudgetHigh sentence } }';
      const open = (await own.run(outlook)).data.costOutlook;
      expect(open).toMatchObject({ budgetUsd: null, passesBudgetOn: null });
      expect(open.monthEndUsd).toBeGreaterThan(open.spentUsd);
      expect(open.low).toBeLessThanOrEqual(open.monthEndUsd);
      expect(open.high).toBeGreaterThanOrEqual(open.monthEndUsd);
      expect(open.low).toBeGreaterThanOrEqual(open.spentUsd);
      const set = (value: number): Promise<Loose> =>
        own.run(
          'mutation ($value: Float!) { setWorkspaceSettings(input: { slaThresholdMs: 2000, weekStart: MONDAY, targets: [{ metric: COST_PER_MONTH, value: $value }] }) { timeZone } }',
          { value },
        );
      await set(open.spentUsd + (open.monthEndUsd - open.spentUsd) / 2);
      const passing = (await own.run(outlook)).data.costOutlook;
      expect(Date.parse(passing.passesBudgetOn)).toBeGreaterThanOrEqual(today());
      expect(Date.parse(passing.passesBudgetLow)).toBeLessThanOrEqual(Date.parse(passing.passesBudgetOn));
      expect(passing.sentence).toContain('is passed on');
      await set(open.high * 2);
      expect((await own.run(outlook)).data.costOutlook).toMatchObject({ passesBudgetOn: null, passesBudgetLow: null });
    });
  });

  describe('what is expected of a chart', () => {
    test('buckets have the values of the metric and a band that most of them lie in; what can’t be is refused', async () => {
      const own = await withDays(server(), 30);
      const asked = `query ($from: DateTime!, $to: DateTime!, $metric: SignalMetric!, $interval: ExpectedInterval) {
        expectedBuckets(metric: $metric, from: $from, to: $to, interval: $interval) { at value expected low high isOut } }`;
      const [from, to] = [new Date(today() - 4 * dayMs), new Date(today())];
      const { expectedBuckets: hours } = (await own.run(asked, { metric: 'LATENCY_P50', from, to })).data;
      expect(hours).toHaveLength(96);
      const known = hours.filter(({ value }: Loose) => value !== null);
      expect(known.filter(({ isOut }: Loose) => !isOut).length / known.length).toBeGreaterThan(0.85);
      for (const { expected, low, high } of known)
        expect([low, expected, high]).toEqual([low, expected, high].toSorted((one, other) => one - other));
      const { expectedBuckets: days } = (await own.run(asked, { metric: 'LATENCY_P50', from: new Date(today() - 20 * dayMs), to })).data;
      expect(days).toHaveLength(20);
      // An hour that has not ended is left out.
      const { expectedBuckets: open } = (
        await own.run(asked, { metric: 'MESSAGE_COUNT', from: new Date(Date.now() - 2 * hourMs), to: new Date(Date.now() + hourMs) })
      ).data;
      expect(open.every(({ at }: Loose) => Date.parse(at) + hourMs <= Date.now())).toBe(true);
      const many = await own.run(asked, { metric: 'COST', from: '2020-01-01T00:00:00Z', to, interval: 'HOUR' });
      expect(many.errors[0].extensions).toMatchObject({ code: 'BAD_SIGNAL', field: 'from' });
      const backwards = await own.run(asked, { metric: 'COST', from: to, to: from });
      expect(backwards.errors[0].extensions).toMatchObject({ code: 'BAD_SIGNAL', field: 'to' });
    });
  });
}
