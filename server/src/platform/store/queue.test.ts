import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { pg } from './pg-sql.ts';
import { defineQueue } from './queue.ts';
import type { Stores } from './stores.ts';
import { allowTables, asAdministrator, openTestStores } from './testing.ts';

const definition = { table: 'work_queue', row: z.object({ id: z.string(), job: z.string() }), columns: 'id, job' } as const;
const passing = defineQueue({ ...definition, name: 'test.passing', locked: 'pass' });
const waiting = defineQueue({ ...definition, name: 'test.waiting', locked: 'wait', isDue: pg`NOT is_held` });

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
  await allowTables(stores);
  await stores.postgres.query(
    'CREATE TABLE work_queue (id bigserial PRIMARY KEY, job text NOT NULL, is_held boolean NOT NULL DEFAULT false)',
  );
});
afterAll(() => stores?.close());
beforeEach(async () => {
  await stores.postgres.query('TRUNCATE work_queue');
  await stores.postgres.query(`INSERT INTO work_queue (job) SELECT unnest(ARRAY['a', 'b', 'c', 'd'])`);
});

const left = async (): Promise<string[]> =>
  (await stores.postgres.query<{ job: string }>('SELECT job FROM work_queue ORDER BY id')).rows.map(({ job }) => job);
const jobs = (rows: readonly { job: string }[]): string[] => rows.map(({ job }) => job);

test('the oldest rows are taken, no more than asked for, and leave with the commit', async () => {
  expect(await passing.hasAny(stores.postgres)).toBe(true);
  const taken = await passing.take(stores.postgres, 3, async (_session, rows) => {
    expect(await left()).toEqual(['a', 'b', 'c', 'd']);
    return { done: rows, value: jobs(rows) };
  });
  expect(taken).toEqual({ takenCount: 3, value: ['a', 'b', 'c'] });
  expect(await left()).toEqual(['d']);
});

test('nothing to take is no work', async () => {
  await stores.postgres.query('TRUNCATE work_queue');
  expect(await passing.hasAny(stores.postgres)).toBe(false);
  expect(await passing.take(stores.postgres, 3, () => Promise.reject(new Error('called')))).toBeNull();
});

test('rows that are not done stay, and are taken again', async () => {
  await passing.take(stores.postgres, 3, async (_session, rows) => ({ done: rows.slice(0, 1), value: null }));
  expect(await left()).toEqual(['b', 'c', 'd']);
  expect(await passing.take(stores.postgres, 9, async (_session, rows) => ({ done: [], value: jobs(rows) }))).toEqual({
    takenCount: 3,
    value: ['b', 'c', 'd'],
  });
});

test('work that fails undoes what it did in the session, and leaves every row', async () => {
  const failed = passing.take(stores.postgres, 9, async (session) => {
    await session.query(`INSERT INTO work_queue (job) VALUES ('half done')`);
    throw new Error('cut off');
  });
  await expect(failed).rejects.toThrow('cut off');
  expect(await left()).toEqual(['a', 'b', 'c', 'd']);
});

test('rows that another has in hand are passed over', async () => {
  await passing.take(stores.postgres, 2, async (_session, rows) => {
    expect(jobs(rows)).toEqual(['a', 'b']);
    expect(await passing.take(stores.postgres, 9, async (_other, others) => ({ done: others, value: jobs(others) }))).toEqual({
      takenCount: 2,
      value: ['c', 'd'],
    });
    expect(await passing.take(stores.postgres, 9, () => Promise.reject(new Error('called')))).toBeNull();
    return { done: rows, value: null };
  });
  expect(await left()).toEqual([]);
});

test('where nothing may be missing, they are waited for', async () => {
  const order: string[] = [];
  let second: Promise<unknown> = Promise.resolve();
  await waiting.take(stores.postgres, 2, async (_session, rows) => {
    second = waiting.take(stores.postgres, 9, async (_other, others) => {
      order.push('second');
      return { done: others, value: jobs(others) };
    });
    // The second has come to the lock. Asked in another session: one transaction sees the sessions as they were when it first looked.
    await expect
      .poll(
        async () =>
          (
            await asAdministrator(
              stores,
              `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '/* test.waiting.take%'`,
            )
          ).length,
      )
      .toBe(1);
    order.push('first');
    return { done: rows, value: null };
  });
  expect(await second).toEqual({ takenCount: 2, value: ['c', 'd'] });
  expect(order).toEqual(['first', 'second']);
  expect(await left()).toEqual([]);
});

test('rows that are not due wait', async () => {
  await stores.postgres.query(`UPDATE work_queue SET is_held = true WHERE job IN ('a', 'c')`);
  await waiting.take(stores.postgres, 9, async (_session, rows) => ({ done: rows, value: null }));
  expect(await left()).toEqual(['a', 'c']);
});
