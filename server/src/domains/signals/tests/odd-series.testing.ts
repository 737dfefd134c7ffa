import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { factOf, type Fact } from '../../analytics/analytics.testing.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { listed, nodesOf } from './findings.testing.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf } from './traffic.testing.ts';

const hours = (count: number, of: (hour: number) => Partial<Fact>[]): Fact[] =>
  Array.from({ length: count }, (_, hour) =>
    of(hour).map((fact) => ({ at: new Date(trafficEnd - (count - hour) * hourMs + 60_000), ...fact })),
  )
    .flat()
    .map((fact, place) => factOf({ id: place + 1, conversation: place + 1, user: 1 + (place % 50), ...fact }));
const times = (count: number, fact: Partial<Fact>): Partial<Fact>[] => Array.from({ length: count }, () => fact);

export function oddTests(server: () => TestServer): void {
  const found = async (facts: readonly Fact[], until = trafficEnd) => {
    const own = await openTestWorkspace(server());
    await sendTraffic(server().stores, own.id, facts);
    await judgeUntil(server(), own.id, until);
    return { own, anomalies: nodesOf(await own.run(listed)) };
  };

  describe('series that are odd', () => {
    test('one message a day is not watched by the hour', async () => {
      const { own, anomalies } = await found(hours(60 * 24, (hour) => (hour % 24 === 0 ? [{ latencyMs: 100 }] : [])));
      expect(anomalies).toEqual([]);
      expect(await server().stores.prisma.watchedSeries.count({ where: { workspaceId: own.id } })).toBe(0);
    });

    test('a constant series is learned, and what leaves it is found', async () => {
      const constant = (hour: number): Partial<Fact>[] =>
        times(20, { latencyMs: hour >= 19 * 24 && hour < 19 * 24 + 3 ? 2_000 : 1_000, costNanoUsd: 1 });
      const { anomalies } = await found(hours(20 * 24, constant));
      expect(anomalies).toHaveLength(1);
      expect(anomalies[0].metric).toMatch(/^LATENCY/);
      expect(anomalies[0]).toMatchObject({ value: 2_000 });
      expect(anomalies[0].expected).toBeCloseTo(1_000, 0);
    });

    test('without latencies, costs, verdicts and calls, what there is none of is not watched', async () => {
      const { own, anomalies } = await found(hours(15 * 24, () => times(20, {})));
      expect(anomalies).toEqual([]);
      const rows = await server().stores.prisma.watchedSeries.findMany({ where: { workspaceId: own.id, dimension: 'WORKSPACE' } });
      expect(rows.map(({ metric }) => metric).toSorted()).toEqual(['ERROR_SHARE', 'MESSAGE_COUNT', 'TOKENS']);
    });

    test('values of a billion are judged as others', async () => {
      const change = (hour: number): number => (hour >= 15 * 24 && hour < 15 * 24 + 4 ? 3 : 1);
      const wobble = (hour: number, nth: number): number => 1 + 0.05 * Math.sin(hour * 7 + nth * 3);
      const facts = hours(16 * 24, (hour) =>
        Array.from({ length: 20 }, (_, nth) => ({
          latencyMs: Math.round(1e9 * wobble(hour, nth) * change(hour)),
          costNanoUsd: Math.round(1e9 * 1e9 * 1e-3 * wobble(hour, nth)),
          tokens: [1_000_000_000, 0, 0, 0, 0] as const,
        })),
      );
      const { anomalies } = await found(facts);
      expect(anomalies).toHaveLength(1);
      expect(anomalies[0].metric).toMatch(/^LATENCY/);
      expect(anomalies[0].value).toBeGreaterThan(2.5e9);
    });

    test('hours that are missing, and clocks that are put forward, are no finding', async () => {
      const own = await openTestWorkspace(server());
      const end = Date.UTC(2026, 3, 5, 12);
      await own.run(
        'mutation { setWorkspaceSettings(input: { slaThresholdMs: 2000, weekStart: MONDAY, timeZone: "Europe/Berlin" }) { timeZone } }',
      );
      // A night in which nothing was sent each day; the clock changes on 29 March.
      const berlin = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' });
      const facts = trafficOf({ days: 32, perHour: 8, end, change: (message, at) => (Number(berlin.format(at)) < 6 ? null : message) });
      await sendTraffic(server().stores, own.id, facts);
      await judgeUntil(server(), own.id, end);
      expect(nodesOf(await own.run(listed))).toEqual([]);
    });

    test('after a month without a message the series is learned again, without a finding for its return', async () => {
      const own = await openTestWorkspace(server());
      const before = trafficOf({ days: 12, perHour: 15, end: trafficEnd - 40 * dayMs });
      await sendTraffic(server().stores, own.id, before);
      // As the loop does, it is judged for a week after the last message, and then left alone.
      for (let day = 0; day <= 7; day += 2) await judgeUntil(server(), own.id, trafficEnd - (40 - day) * dayMs);
      const silence = nodesOf(await own.run(listed));
      expect(silence.every(({ direction, metric }) => direction === 'DOWN' && metric === 'MESSAGE_COUNT')).toBe(true);
      await sendTraffic(server().stores, own.id, trafficOf({ days: 8, perHour: 15, seed: 8 }), 5);
      await judgeUntil(server(), own.id, trafficEnd);
      expect(nodesOf(await own.run(listed))).toHaveLength(silence.length);
    });

    test('an application that stops is found', async () => {
      const { anomalies } = await found(
        trafficOf({ days: 14, perHour: 15, change: (message, at) => (at >= trafficEnd - 5 * hourMs ? null : message) }),
      );
      expect(anomalies).toHaveLength(1);
      expect(anomalies[0]).toMatchObject({
        metric: 'MESSAGE_COUNT',
        direction: 'DOWN',
        dimension: 'WORKSPACE',
        value: 0,
        state: 'OPEN',
        endedAt: null,
      });
    });
  });
}
