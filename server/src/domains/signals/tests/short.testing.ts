import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { hourMs } from '../../analytics/pure/interval.ts';
import { anomalyEnded, anomalyOpened } from '../hooks.ts';
import { listed, nodesOf } from './findings.testing.ts';
import { judgeShortUntil, judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf, type Message } from './traffic.testing.ts';

const minuteMs = 60_000;
const shortMs = 5 * minuteMs;

/** Every third answer ends in an error from an instant on, for so many minutes. */
const failing =
  (from: number, minutes: number) =>
  (message: Message, at: number): Message =>
    at >= from && at < from + minutes * minuteMs && message.latencyMs % 3 === 0 ? { ...message, error: 'overloaded' } : message;

export function shortTests(server: () => TestServer): void {
  /** A busy workspace, judged up to an hour before its messages end, and from there on as the loop does; `until`: minutes after that. */
  const watched = async (change: (message: Message, at: number) => Message, seed: number) => {
    const own = await openTestWorkspace(server());
    await sendTraffic(server().stores, own.id, trafficOf({ days: 6, perHour: 600, models: ['alpha'], change, seed }));
    const heard: string[] = [];
    anomalyOpened
      .reaction((_transaction, { workspaceId }) => Promise.resolve(void (workspaceId === own.id && heard.push('opened'))))
      .register();
    anomalyEnded
      .reaction((_transaction, { workspaceId }) => Promise.resolve(void (workspaceId === own.id && heard.push('ended'))))
      .register();
    const begun = trafficEnd - 4 * hourMs;
    await judgeUntil(server(), own.id, begun);
    await judgeShortUntil(server(), own.id, begun);
    const goOn = async (from: number, to: number): Promise<void> => {
      for (let at = from + shortMs; at <= to; at += shortMs) {
        if (at % hourMs === 0) await judgeUntil(server(), own.id, at);
        await judgeShortUntil(server(), own.id, at);
      }
    };
    return { own, heard, begun, goOn, shown: async () => nodesOf(await own.run(listed)) };
  };

  describe('busy series, by short buckets', () => {
    test('an incident of a quarter of an hour is known while it lasts, is over with it, and its hour reports it no second time', async () => {
      const from = trafficEnd - 4 * hourMs + 20 * minuteMs;
      const { own, heard, begun, goOn, shown } = await watched(failing(from, 15), 31);
      const rows = await server().stores.prisma.watchedSeries.findMany({ where: { workspaceId: own.id, metric: 'ERROR_SHARE' } });
      expect(rows.map(({ shortMs: length }) => length)).toContain(shortMs);
      expect(await shown()).toEqual([]);
      await goOn(begun, from + 10 * minuteMs);
      const [early] = await shown();
      expect(early).toMatchObject({ metric: 'ERROR_SHARE', state: 'OPEN', endedAt: null, kind: 'SPIKE', direction: 'UP' });
      expect(Date.parse(early.beganAt)).toBe(from);
      expect(early.value).toBeGreaterThan(0.2);
      expect(early.expectedHigh).toBeLessThan(0.15);
      await goOn(from + 10 * minuteMs, trafficEnd);
      const after = await shown();
      expect(after).toHaveLength(1);
      expect(after[0]).toMatchObject({ number: 1, state: 'RESOLVED', endReason: 'RECOVERED' });
      expect(Date.parse(after[0].endedAt)).toBe(from + 15 * minuteMs);
      expect(heard).toEqual(['opened', 'ended']);
    });

    test('one that lasts for hours goes on as the finding of its hours: one anomaly, which begins in its minute', async () => {
      const from = trafficEnd - 4 * hourMs + 20 * minuteMs;
      const { own, heard, begun, goOn, shown } = await watched(failing(from, 100), 37);
      await goOn(begun, trafficEnd - 2 * hourMs);
      const [open] = await shown();
      expect(open).toMatchObject({ metric: 'ERROR_SHARE', state: 'OPEN', endedAt: null });
      await goOn(trafficEnd - 2 * hourMs, trafficEnd);
      const found = await shown();
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ number: 1, state: 'RESOLVED', endReason: 'RECOVERED' });
      expect(Date.parse(found[0].beganAt)).toBe(from);
      expect(heard).toEqual(['opened', 'ended']);
      const findings = await server().stores.prisma.anomalyFinding.findMany({ where: { workspaceId: own.id, metric: 'ERROR_SHARE' } });
      // Of each series one: hours took it over.
      expect(new Set(findings.map(({ seriesId }) => seriesId)).size).toBe(findings.length);
      expect(findings.every(({ spanMs }) => spanMs === hourMs)).toBe(true);
    });

    test('what busy series have been through before they were watched is not reported', async () => {
      const { begun, goOn, shown } = await watched(failing(trafficEnd - 30 * hourMs, 10), 41);
      await goOn(begun, begun + 30 * minuteMs);
      expect(await shown()).toEqual([]);
    });
  });
}
