import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { openBus } from '../../../platform/live/open.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { ingestMessages } from '../../messages/commands.ts';
import { purgeMeaning } from '../commands.ts';
import { topicsIn } from '../load/topics.ts';
import { findTopics } from './find-topics.ts';

let stores: Stores;
let live: LiveBus;
beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
});
afterAll(() => stores?.close());

const now = new Date('2026-11-20T00:00:00Z');
const dayMs = 86_400_000;
const themes = [
  (n: number) => `My suitcase and baggage did not arrive at the airport, bag number ${n}`,
  (n: number) => `I want a refund of the payment on my credit card, invoice ${n}`,
  (n: number) => `Please change the departure date of flight ${n} to another day`,
  (n: number) => `How do I reset the password of my account, login ${n}`,
] as const;

/** So many messages of a theme, each in its own conversation, from a day on. */
const messagesOf = (theme: number, count: number, from: Date, name: string): object[] =>
  Array.from({ length: count }, (_one, place) => ({
    externalId: `${name}-${theme}-${place}`,
    conversationId: `${name}-${theme}-${place}`,
    role: 'USER',
    content: themes[theme]?.(place),
    createdAt: new Date(from.getTime() + place * 60_000).toISOString(),
  }));

async function have(workspaceId: string, items: readonly object[]): Promise<void> {
  expect(await ingestMessages({ stores, live }, workspaceId, items, now)).toMatchObject({ ok: true, value: { rejected: [] } });
  await drainProjection(stores);
}

test('topics are found, keep their ids, sort what comes later, and a new one that grows is marked', async () => {
  const workspaceId = await createTestWorkspace(stores, 'topics');
  const [early, late] = [new Date(now.getTime() - 6 * dayMs), new Date(now.getTime() - 2 * dayMs)];
  await have(workspaceId, messagesOf(0, 30, early, 'a'));
  expect(await findTopics(stores, workspaceId, now)).toBe(0); // too few messages
  await have(
    workspaceId,
    [1, 2].flatMap((theme) => messagesOf(theme, 40, early, 'a')),
  );
  expect(await findTopics(stores, workspaceId, now)).toBeGreaterThanOrEqual(3);

  const filter = { from: new Date(now.getTime() - 4 * dayMs), to: now };
  const all = { from: new Date(now.getTime() - 10 * dayMs), to: now };
  const before = await topicsIn(stores, workspaceId, all, now);
  const idOf = (topics: typeof before, term: string): number | undefined => topics.find(({ terms }) => terms.includes(term))?.number;
  const baggage = idOf(before, 'baggage');
  expect(baggage).toBeDefined();
  expect(before.find(({ number }) => number === baggage)).toMatchObject({ messageCount: 30, share: 30 / 110 });

  // What comes later is sorted as it is read.
  await have(workspaceId, messagesOf(0, 10, late, 'b'));
  expect((await topicsIn(stores, workspaceId, filter, now)).find(({ number }) => number === baggage)).toMatchObject({
    messageCount: 10,
    share: 1,
  });

  await have(workspaceId, messagesOf(3, 60, late, 'b'));
  await findTopics(stores, workspaceId, now);
  const after = await topicsIn(stores, workspaceId, filter, now);
  expect(idOf(after, 'baggage')).toBe(baggage);
  const added = after.find(({ terms }) => terms.includes('password'));
  expect(before.map(({ number }) => number)).not.toContain(added?.number);
  expect(added).toMatchObject({ messageCount: 60, previousShare: 0, isNew: true, isGrowing: true });
  expect(added?.low).toBeGreaterThan(0);
  expect(added?.examples).toHaveLength(5);
  expect(after.find(({ number }) => number === baggage)).toMatchObject({ isNew: false, isGrowing: false });

  // A person's data is purged: terms are forgotten until the next run.
  await purgeMeaning(stores, { workspaceId });
  expect((await topicsIn(stores, workspaceId, filter, now)).flatMap(({ terms }) => terms)).toEqual([]);
  await findTopics(stores, workspaceId, now);
  expect(idOf(await topicsIn(stores, workspaceId, filter, now), 'baggage')).toBe(baggage);
});

test('rows of messages that were deleted leave the disk, those of others stay', async () => {
  const workspaceId = await createTestWorkspace(stores, 'purged');
  await have(workspaceId, messagesOf(0, 4, new Date(now.getTime() - 6 * dayMs), 'p'));
  const gone = await stores.prisma.message.findFirstOrThrow({ where: { workspaceId, externalId: 'p-0-1' } });
  await stores.prisma.message.delete({ where: { id: gone.id } });
  await stores.prisma.projectionQueue.create({ data: { workspaceId, messageId: gone.id, staleCreatedAt: gone.createdAt } });
  await drainProjection(stores);
  await purgeMeaning(stores, { workspaceId });
  const rows = await stores.clickhouse.query(
    'test.meaning',
    sql`SELECT toString(message_id) AS id FROM message_meaning WHERE workspace_id = ${uuid(workspaceId)}`,
    { timeoutMs: 10_000 },
  );
  expect(rows).toHaveLength(3);
  expect(rows.map((row) => (row as { id: string }).id)).not.toContain(String(gone.id));
});
