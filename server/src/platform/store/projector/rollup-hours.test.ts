import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Stores } from '../stores.ts';
import { createTestWorkspace, openTestStores } from '../testing.ts';
import { markDirty } from './queue.ts';
import { rebuildDirtyHours, type RebuildHours } from './rollup-hours.ts';

let stores: Stores;
let workspaceId: string;
let workspaceCount = 0;
let rebuilt: { hours: string[]; version: bigint }[];

beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());
beforeEach(async () => {
  await stores.prisma.rollupDirtyHour.deleteMany();
  workspaceId = await createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
  rebuilt = [];
});

const EVERYTHING = { limit: 100, everything: true };
const hour = (index: number): Date => new Date(Date.UTC(2026, 2, 1, index));
const name = (date: Date): string => date.toISOString();

async function mark(...hours: Date[]): Promise<void> {
  await markDirty(
    stores.postgres,
    hours.map((at) => ({ workspaceId, hour: at })),
  );
}

const marks = async () =>
  (await stores.prisma.rollupDirtyHour.findMany({ orderBy: [{ hour: 'asc' }, { claimed: 'asc' }] })).map(
    (row) => `${name(row.hour)} ${row.claimed ? 'claimed' : 'waiting'}`,
  );

const recording: RebuildHours = async (_clickhouse, _workspaceId, hours, version) => {
  rebuilt.push({ hours: hours.map(name).sort(), version });
};
const crashing: RebuildHours = async () => {
  throw new Error('crash');
};

describe('rebuildDirtyHours', () => {
  test('rebuilds each marked hour once and clears its mark', async () => {
    await mark(hour(1), hour(2), hour(1));
    expect(await rebuildDirtyHours(stores, recording, EVERYTHING)).toBe(2);
    expect(rebuilt).toMatchObject([{ hours: [name(hour(1)), name(hour(2))] }]);
    expect(await marks()).toEqual([]);
    expect(await rebuildDirtyHours(stores, recording, EVERYTHING)).toBe(0);
  });

  test('gives each rebuild a higher version than the one before', async () => {
    for (let round = 0; round < 3; round += 1) {
      await mark(hour(1));
      await rebuildDirtyHours(stores, recording, EVERYTHING);
    }
    const versions = rebuilt.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => Number(a - b)));
  });

  test('keeps the claim of a rebuild that was cut off, and does that hour first', async () => {
    await mark(hour(5));
    await expect(rebuildDirtyHours(stores, crashing, EVERYTHING)).rejects.toThrow('crash');
    expect(await marks()).toEqual([`${name(hour(5))} claimed`]);
    await mark(hour(1), hour(2), hour(5));
    expect(await rebuildDirtyHours(stores, recording, { limit: 1, everything: true })).toBe(1);
    expect(rebuilt[0]?.hours).toEqual([name(hour(5))]);
    expect(await marks()).toEqual([`${name(hour(1))} waiting`, `${name(hour(2))} waiting`]);
    expect(await rebuildDirtyHours(stores, recording, EVERYTHING)).toBe(2);
    expect(await marks()).toEqual([]);
  });

  test('keeps a mark that is made while its hour is being rebuilt', async () => {
    await mark(hour(1));
    const marking: RebuildHours = async (...args) => {
      await recording(...args);
      await mark(hour(1)); // a fact landed after the rebuild had read its facts
    };
    await rebuildDirtyHours(stores, marking, EVERYTHING);
    expect(await marks()).toEqual([`${name(hour(1))} waiting`]);
    await rebuildDirtyHours(stores, recording, EVERYTHING);
    expect(rebuilt).toHaveLength(2);
    expect(await marks()).toEqual([]);
  });

  test('leaves the hour that still fills, and one marked a moment ago, unless everything is asked for', async () => {
    const now = new Date();
    const filling = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
    await mark(filling, hour(1));
    expect(await rebuildDirtyHours(stores, recording, { limit: 100 })).toBe(0);
    await stores.prisma.rollupDirtyHour.updateMany({ data: { markedAt: new Date(now.getTime() - 60_000) } });
    expect(await rebuildDirtyHours(stores, recording, { limit: 100 })).toBe(1);
    expect(rebuilt.flatMap(({ hours }) => hours)).toEqual([name(hour(1))]);
    expect(await rebuildDirtyHours(stores, recording, EVERYTHING)).toBe(1);
    expect(await marks()).toEqual([]);
  });

  test('runs once at a time over all servers, and is free again after a crash', async () => {
    await mark(hour(1));
    let second: Promise<number> | null = null;
    const overlapping: RebuildHours = async () => {
      second = rebuildDirtyHours(stores, recording, EVERYTHING);
      await second;
      throw new Error('crash');
    };
    await expect(rebuildDirtyHours(stores, overlapping, EVERYTHING)).rejects.toThrow('crash');
    expect(await second).toBe(0);
    expect(await rebuildDirtyHours(stores, recording, EVERYTHING)).toBe(1);
  });

  test('loses no mark however marking, rebuilding and crashing race', async () => {
    // What a rebuild saw of an hour, against how often the hour was marked: the last rebuild must have seen the last mark.
    const changes = new Map<string, number>();
    const seen = new Map<string, number>();
    let rebuilds = 0;
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    const sometimes: RebuildHours = async (_clickhouse, _workspaceId, hours) => {
      const reads = hours.map((at) => [name(at), changes.get(name(at)) ?? 0] as const);
      await pause();
      if ((rebuilds += 1) % 5 === 0) throw new Error('crash');
      for (const [at, count] of reads) seen.set(at, count);
    };
    let areWriting = true;
    const write = async (): Promise<void> => {
      for (let step = 0; step < 60; step += 1) {
        const at = hour(Math.floor(Math.random() * 4));
        changes.set(name(at), (changes.get(name(at)) ?? 0) + 1); // the fact lands first, then the mark
        await mark(at);
      }
    };
    const rebuild = async (): Promise<void> => {
      while (areWriting) await rebuildDirtyHours(stores, sometimes, { limit: 2, everything: true }).catch(() => {});
    };
    const rebuilding = Promise.all([rebuild(), rebuild()]);
    await Promise.all([write(), write()]);
    areWriting = false;
    await rebuilding;
    for (let left = 1; left > 0;) left = await rebuildDirtyHours(stores, sometimes, EVERYTHING).catch(() => 1);
    expect(await marks()).toEqual([]);
    expect(seen).toEqual(changes);
  });
});
