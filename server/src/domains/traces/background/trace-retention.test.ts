import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { openBus } from '../../../platform/live/open.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { forgetHomes } from '../record/writer.ts';
import { hexId, testModelCall } from '../spans.testing.ts';
import type { Span } from '../types.ts';
import { expiresOn, never } from '../../policies/load.ts';
import { everyText, havePolicy, haveSpans, rowCount } from '../../policies/policies.testing.ts';
import { expireTraces, restampAfter, restampJob } from './trace-retention.ts';

const dayMs = 86_400_000;
const now = new Date('2026-11-20T13:45:00Z');
const tables = ['spans', 'contents', 'traces'] as const;

let stores: Stores;
let live: LiveBus;
let workspaceCount = 0;

beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
});
afterAll(() => stores?.close());

const newWorkspace = (): Promise<string> => createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
const sweep = (at: Date): Promise<boolean> => expireTraces(stores, at, () => forgetHomes(stores));

/** A trace of two spans, so many days ago, whose texts say so. */
function traceOf(daysAgo: number): Span[] {
  const startUs = (now.getTime() - daysAgo * dayMs) * 1_000;
  const traceId = hexId(1_000 * workspaceCount + daysAgo, 32);
  return [0, 1].map((place) =>
    testModelCall(10 * (1_000 * workspaceCount + daysAgo) + place, {
      traceId,
      startUs: startUs + place,
      endUs: startUs + 1_000,
      attributes: { age: `${daysAgo}-days-old` },
      input: {
        form: 'CHAT',
        messages: [
          { role: 'USER', content: `asked-${daysAgo}-days-ago` },
          { role: 'ASSISTANT', content: 'and?' },
          { role: 'USER', content: `more-${daysAgo}-days-ago` },
        ],
      },
    }),
  );
}

async function daysStored(workspaceId: string, table: string): Promise<string[]> {
  const rows = await stores.clickhouse.query(
    'test.days',
    sql`SELECT DISTINCT toString(expires_on) AS day FROM ${{ kind: 'sql', strings: [table], values: [] }} WHERE workspace_id = ${uuid(workspaceId)} ORDER BY day`,
    { timeoutMs: 10_000 },
  );
  return (rows as { day: string }[]).map(({ day }) => day);
}

async function restamp(workspaceId: string): Promise<void> {
  const task = await stores.prisma.backgroundTask.findFirstOrThrow({ where: { workspaceId, kind: restampJob.kind, status: 'QUEUED' } });
  await restampAfter(0).run(stores, task, () => Promise.resolve(), new AbortController().signal, { publish: () => {} });
  await stores.prisma.backgroundTask.update({ where: { id: task.id }, data: { status: 'SUCCEEDED' } });
}

test('the last day of a trace is counted from its start, and is kept whole', () => {
  expect(expiresOn({ traceRetentionDays: 1 }, new Date('2026-03-01T00:00:00Z'))).toBe('2026-03-02');
  expect(expiresOn({ traceRetentionDays: 1 }, new Date('2026-03-01T23:59:59.999Z'))).toBe('2026-03-02');
  expect(expiresOn({ traceRetentionDays: 30 }, new Date('2026-12-15T12:00:00Z'))).toBe('2027-01-14');
  expect(expiresOn({ traceRetentionDays: null }, now)).toBe(never);
  expect(expiresOn({ traceRetentionDays: 3_650 }, new Date('2148-01-01T00:00:00Z'))).toBe(never);
});

// Over 10 s: ClickHouse rewrites every part of five tables, two at a time, and a second run looks at all of them.
test('what has expired is off the disk, texts a day later, and nothing else is lost; a second run rewrites nothing', async () => {
  const [workspaceId, forEver] = [await newWorkspace(), await newWorkspace()];
  await havePolicy(stores, workspaceId, { traceRetentionDays: 7 });
  for (const daysAgo of [20, 9, 8, 7, 0]) {
    await haveSpans(stores, live, workspaceId, traceOf(daysAgo), now);
    await haveSpans(
      stores,
      live,
      forEver,
      traceOf(daysAgo).map((span) => ({ ...span, attributes: {}, input: null })),
      now,
    );
  }
  expect(await sweep(now)).toBe(true);
  const of = `workspace_id = '${workspaceId}'`;
  expect(await rowCount(stores, 'spans', `${of} AND started_at < '2026-11-12 23:59:59'`)).toBe(0);
  expect(await rowCount(stores, 'spans', of)).toBe(4);
  expect(await rowCount(stores, 'traces', `${of} AND is_deleted = 0`)).toBe(2);
  expect(await rowCount(stores, 'spans', `workspace_id = '${forEver}'`)).toBe(10);
  expect(await rowCount(stores, 'traces', `workspace_id = '${forEver}' AND is_deleted = 0`)).toBe(5);
  const texts = (): Promise<string> =>
    everyText(stores).then((all) =>
      [...all]
        .filter(([column]) => /^clickhouse (spans|contents|traces)\./.test(column))
        .map(([, text]) => text)
        .join('\n'),
    );
  expect(await texts()).not.toMatch(/(asked|more)-(20|9)-days-ago|(20|9|8)-days-old/);
  expect(await texts()).toMatch(/asked-8-days-ago/);
  expect(await texts()).toMatch(/asked-7-days-ago[^]*7-days-old|7-days-old[^]*asked-7-days-ago/);
  expect(await sweep(now)).toBe(false);

  await sweep(new Date(now.getTime() + dayMs));
  expect(await texts()).not.toMatch(/asked-8-days-ago|7-days-old/);
  await sweep(new Date(now.getTime() + 40 * dayMs));
  expect(await texts()).not.toMatch(/days-ago|days-old/);
  for (const table of tables) expect(await rowCount(stores, table, table === 'traces' ? `${of} AND is_deleted = 0` : of), table).toBe(0);
  expect(await rowCount(stores, 'spans', `workspace_id = '${forEver}'`)).toBe(10);
  // A text that was deleted is written again where it is said again.
  await haveSpans(stores, live, workspaceId, traceOf(0), now);
  expect(await texts()).toMatch(/asked-0-days-ago/);
});

// Over 10 s: every part of three tables is rewritten.
test('other days hold for what is stored too, as if it came today', async () => {
  const workspaceId = await newWorkspace();
  await haveSpans(stores, live, workspaceId, [...traceOf(100), ...traceOf(3)], now);
  for (const table of tables) expect(await daysStored(workspaceId, table), table).toEqual([never]);
  await havePolicy(stores, workspaceId, { traceRetentionDays: 30 });
  await restamp(workspaceId);
  const expected = [100, 3].map((daysAgo) => expiresOn({ traceRetentionDays: 30 }, new Date(now.getTime() - daysAgo * dayMs))).sort();
  for (const table of tables) expect(await daysStored(workspaceId, table), table).toEqual(expected);
  await havePolicy(stores, workspaceId, { traceRetentionDays: null });
  await restamp(workspaceId);
  for (const table of tables) expect(await daysStored(workspaceId, table), table).toEqual([never]);
  await sweep(now);
  expect(await rowCount(stores, 'spans', `workspace_id = '${workspaceId}'`)).toBe(4);
}, 60_000);

test('a policy that leaves the days of traces as they are starts no task', async () => {
  const workspaceId = await newWorkspace();
  await havePolicy(stores, workspaceId, { messageRetentionDays: 5 });
  await havePolicy(stores, workspaceId, { maskingMode: 'MASK' });
  expect(await stores.prisma.backgroundTask.count({ where: { workspaceId } })).toBe(0);
});
