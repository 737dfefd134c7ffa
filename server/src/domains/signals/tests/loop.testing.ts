import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import { allowanceMs, newMemory, watchOnce } from '../background/watching.ts';
import { expireSignals, keptDays } from '../background/retention.ts';
import { slow } from './findings.testing.ts';
import { sendTraffic, trafficEnd, trafficOf } from './traffic.testing.ts';

export function loopTests(server: () => TestServer): void {
  const context = (published: string[], errors: unknown[]) => ({
    stores: server().stores,
    live: { publish: (topic: string, key: string) => void published.push(`${topic} ${key}`) } as never,
    onError: (error: unknown) => void errors.push(error),
  });

  describe('the loop', () => {
    test('judges each hour once it has closed, within a minute; an old past is learned at once; silent and archived workspaces cost nothing', async () => {
      const own = await openTestWorkspace(server());
      const silent = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 12, perHour: 20, change: slow('beta') }));
      await sendTraffic(server().stores, silent.id, trafficOf({ days: 3, perHour: 20, end: trafficEnd - 20 * dayMs }));
      const archived = await openTestWorkspace(server());
      await sendTraffic(server().stores, archived.id, trafficOf({ days: 3, perHour: 20 }));
      await server().stores.prisma.workspace.update({ where: { id: archived.id }, data: { archivedAt: new Date() } });
      const [published, errors]: [string[], unknown[]] = [[], []];
      const memory = newMemory();
      const at = (ms: number): Promise<void> => watchOnce(context(published, errors), memory, new Date(trafficEnd + ms));
      const progress = () => server().stores.prisma.signalProgress.findUnique({ where: { workspaceId: own.id } });
      // One whose messages still come in is left for the next look.
      await at(30_000 - hourMs);
      expect(await progress()).toBeNull();
      await at(95_000 - hourMs);
      expect((await progress())?.judgedUntil.getTime()).toBe(trafficEnd - hourMs);
      expect(published.filter((text) => text === `anomalies.detected ${own.id}`)).toHaveLength(1);
      // Within the allowance the hour is not judged, just after it is.
      await at(allowanceMs - 1_000);
      expect((await progress())?.judgedUntil.getTime()).toBe(trafficEnd - hourMs);
      await at(allowanceMs);
      expect((await progress())?.judgedUntil.getTime()).toBe(trafficEnd);
      expect(memory.doneUntil).toBe(trafficEnd);
      expect(errors).toEqual([]);
      for (const { id } of [silent, archived])
        expect(await server().stores.prisma.signalProgress.findUnique({ where: { workspaceId: id } })).toBeNull();
    });

    test('two servers judge an hour once', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 12, perHour: 20, change: slow('beta'), seed: 9 }));
      const now = trafficEnd + 2 * 60_000;
      const errors: unknown[] = [];
      const look = async (ms: number): Promise<void> => {
        await Promise.all(memories.map((memory) => watchOnce(context([], errors), memory, new Date(now + ms))));
      };
      const memories = [newMemory(), newMemory()];
      for (let step = 0; step < 4; step += 1) await look(step * 61_000);
      expect(errors).toEqual([]);
      expect(await server().stores.prisma.anomaly.count({ where: { workspaceId: own.id } })).toBe(1);
    });

    test('incidents and silent series go after 400 days', async () => {
      const own = await openTestWorkspace(server());
      await sendTraffic(server().stores, own.id, trafficOf({ days: 8, perHour: 20, change: slow('beta') }));
      const memory = newMemory();
      for (const ms of [0, 61_000]) await watchOnce(context([], []), memory, new Date(trafficEnd + allowanceMs + ms));
      const count = () => server().stores.prisma.watchedSeries.count({ where: { workspaceId: own.id } });
      expect(await count()).toBeGreaterThan(0);
      await expireSignals(context([], []), new Date(trafficEnd + (keptDays - 2) * dayMs));
      expect(await count()).toBeGreaterThan(0);
      await expireSignals(context([], []), new Date(trafficEnd + (keptDays + 2) * dayMs));
      expect(await count()).toBe(0);
      expect(await server().stores.prisma.anomaly.count({ where: { workspaceId: own.id } })).toBe(0);
    });
  });
}
