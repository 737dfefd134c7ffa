import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openLocalBus } from '../../../platform/live/bus.ts';
import { raw, sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { deleteTraces } from '../commands/delete.ts';
import { hexId, testModelCall, testSpan } from '../spans.testing.ts';
import { storedSpans } from '../load.ts';
import { drainSummaries } from '../background/summaries.ts';
import { spans as spansTable } from '../tables.ts';
import type { Span } from '../types.ts';
import { compressed, spanLogOf } from './span-log.ts';
import { SpanWriter } from './writer.ts';

let stores: Stores;
let workspaceId: string;
const live = openLocalBus();
beforeAll(async () => {
  stores = await openTestStores();
});
beforeEach(async () => {
  workspaceId = await createTestWorkspace(stores, `w${Math.random()}`);
});
afterAll(() => stores.close());

const loggedCount = async (): Promise<number> =>
  Number((await stores.postgres.query('SELECT count(*) FROM span_log WHERE workspace_id = $1', [workspaceId])).rows[0].count);
/** What stands in ClickHouse, without landing anything. */
const countIn = async (table: string): Promise<number> => {
  const [row] = await stores.clickhouse.query(
    'test',
    sql`SELECT count() AS n FROM ${raw(table)} FINAL WHERE ${raw(`workspace_id = '${workspaceId}'`)}`,
    { timeoutMs: 10_000 },
  );
  return Number((row as { n: string }).n);
};

/** Two calls of a group commit without a turn that is free: both are logged. */
async function captureSustained(): Promise<Span[]> {
  const writer = new SpanWriter(stores, live, { burst: 0.5, everyMs: 20 });
  const sent: Span[] = [];
  for (const number of [1, 2]) {
    const spans = [
      { ...testSpan(number), traceId: hexId(number, 32) },
      { ...testModelCall(number), traceId: hexId(number, 32), spanId: hexId(number + 1_000, 16) },
    ];
    await writer.write({ workspaceId, spans, expiresOn: () => '2027-11-21' });
    sent.push(...spans);
  }
  expect(await loggedCount()).toBe(2);
  return sent;
}

test('calls that keep coming are logged, and land with their texts and their sums', async () => {
  const sent = await captureSustained();
  expect(await countIn('spans')).toBe(0);
  await drainSummaries(stores);
  expect(await loggedCount()).toBe(0);
  expect(await countIn('spans')).toBe(sent.length);
  expect(await countIn('traces')).toBe(sent.length / 2);
  const stored = await storedSpans(stores, workspaceId, sent);
  const last = sent.at(-1) as Span;
  expect(stored.get(`${last.traceId}:${last.spanId}`)).toEqual({ ...last, judgments: [] });
});

test('what reads stored spans finds those that were logged', async () => {
  const sent = await captureSustained();
  expect((await storedSpans(stores, workspaceId, sent)).size).toBe(sent.length);
  expect(await loggedCount()).toBe(0);
});

test('a trace that was deleted while its spans were logged stays deleted', async () => {
  const sent = await captureSustained();
  await deleteTraces(
    stores,
    workspaceId,
    sent.map(({ traceId }) => traceId),
  );
  await drainSummaries(stores);
  expect([await loggedCount(), await countIn('spans'), await countIn('traces')]).toEqual([0, 0, 0]);
});

test('a query is answered with what was logged', async () => {
  const sent = await captureSustained();
  await stores.clickhouse.demand.ask();
  expect(await countIn('spans')).toBe(sent.length);
});

test('two servers land the same commits once, and a landing that was cut off is done again', async () => {
  const sent = await captureSustained();
  const log = spanLogOf(stores);
  const failing = stores.clickhouse.insertBytes.bind(stores.clickhouse);
  stores.clickhouse.insertBytes = async (...given) => {
    await failing(...given);
    throw new Error('cut off after it was written');
  };
  try {
    await expect(log.land()).rejects.toThrow('cut off');
    expect(log.isLanding).toBe(false);
    expect(await loggedCount()).toBeGreaterThan(0);
  } finally {
    stores.clickhouse.insertBytes = failing;
  }
  await Promise.all([log.land(), log.land()]);
  expect(log.isLanding).toBe(true);
  expect([await loggedCount(), await countIn('spans')]).toEqual([0, sent.length]);
});

test('lines that were logged before the table had its last column land', async () => {
  const log = spanLogOf(stores);
  const ids = { workspaceId, traceId: hexId(9, 32), spanId: hexId(9, 16) };
  const line = spansTable.line({ ...spansTable.empty, ...ids, startedAt: testSpan(9).startUs, responseKey: 7 });
  const before = Buffer.from(`${line.trimEnd().replace(/,7\]$/, ']')}\n`);
  expect(before.toString()).not.toBe(line);
  await log.append([{ workspaceId, traceIds: new Set([hexId(9, 32)]), ...compressed({ spans: before, contents: Buffer.alloc(0) }) }]);
  await log.land();
  expect([await loggedCount(), await countIn('spans')]).toEqual([0, 1]);
});

test('a commit that ClickHouse refuses holds up no other, and is kept', async () => {
  const log = spanLogOf(stores);
  await log.land();
  await captureSustained();
  await log.append([
    { workspaceId, traceIds: new Set([hexId(9, 32)]), ...compressed({ spans: Buffer.from('["no row"]\n'), contents: Buffer.alloc(0) }) },
  ]);
  await log.land();
  expect(await loggedCount()).toBe(1);
  const { rows } = await stores.postgres.query('SELECT refused_at IS NOT NULL AS refused FROM span_log WHERE workspace_id = $1', [
    workspaceId,
  ]);
  expect(rows).toEqual([{ refused: true }]);
  await stores.postgres.query('DELETE FROM span_log WHERE workspace_id = $1', [workspaceId]);
});
