import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherDisk } from '../../platform/store/disk/watch.ts';
import { sql, uint } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { openTestStores } from '../../platform/store/testing.ts';
import { Readiness } from './health.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());

async function answerOf(readiness: Readiness): Promise<{ status: number; body: Record<string, unknown> }> {
  let status = 0;
  let body = '';
  const response = { writeHead: (code: number) => void (status = code), end: (text: string) => void (body = text) };
  await readiness.answer(response as unknown as ServerResponse);
  return { status, body: JSON.parse(body) as Record<string, unknown> };
}

/** Holds up every query with a parameter for a while, as the embedded ClickHouse does. */
const holdUp = (seconds: number): Promise<unknown> =>
  stores.clickhouse.query('test.sleep', sql`SELECT sleepEachRow(1) FROM numbers(${uint(seconds)}) SETTINGS max_block_size = 1`, {
    timeoutMs: 20_000,
  });

test('a ClickHouse that answers its pings and no query is not ready, once a query has waited for too long; and ready again afterwards', async () => {
  const [patient, impatient] = [new Readiness(stores, otherDisk), new Readiness(stores, otherDisk, 1_000)];
  expect(await answerOf(impatient)).toEqual({ status: 200, body: { ready: true, postgres: true, clickhouse: true } });
  const held = holdUp(5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await Promise.all([answerOf(patient), answerOf(impatient)])).toMatchObject([
    { status: 200, body: { ready: true, clickhouse: true } },
    { status: 503, body: { ready: false, postgres: true, clickhouse: false } },
  ]);
  await held;
  await expect.poll(() => answerOf(impatient)).toMatchObject({ status: 200 });
});
