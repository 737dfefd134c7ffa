import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Abandoned, askedBy } from '../asker.ts';
import { withinTime, withoutDeadline } from '../deadline.ts';
import { join as joinSql, raw, sql, string, strings, uint, uints, utc, uuid } from '../sql.ts';
import { StoreMemoryExceeded, StoreTimeout, type ClickHouse } from './client.ts';
import { startClickHouseHttpFront } from './http-front.testing.ts';
import { connectClickHouse, openEmbeddedClickHouse } from './open.ts';

const LIMITS = { timeoutMs: 5_000 };
const AWKWARD = ["it's", 'back\\slash', 'new\nline', 'tab\t', '{p1: String}', '', '日本語 🎈', "'; DROP TABLE t; --"];

let folder: string;
let front: Awaited<ReturnType<typeof startClickHouseHttpFront>>;
const clickhouses = new Map<string, ClickHouse>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-client-'));
  clickhouses.set('embedded', await openEmbeddedClickHouse(folder));
  front = await startClickHouseHttpFront(folder);
  clickhouses.set('over HTTP', connectClickHouse(front.url));
});
afterAll(async () => {
  for (const clickhouse of clickhouses.values()) await clickhouse.close();
  await front.close();
  await rm(folder, { recursive: true, force: true });
});

test('a ClickHouse that does not answer is reported as an unavailable store', async () => {
  const nowhere = connectClickHouse('http://127.0.0.1:1');
  await expect(nowhere.query('test.away', sql`SELECT 1`, LIMITS)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', store: 'ClickHouse' });
  await expect(nowhere.insert('values', ['a'], '[1]')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(nowhere.insertBytes('values', ['a'], Buffer.from('[1]'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await nowhere.close();
});

describe.each(['embedded', 'over HTTP'])('ClickHouse %s', (mode) => {
  const table = raw(mode === 'embedded' ? 'values_embedded' : 'values_http');
  const clickhouse = (): ClickHouse => clickhouses.get(mode) as ClickHouse;

  test('keeps and finds every awkward text as it was', async () => {
    await clickhouse().command(
      'test.table',
      sql`CREATE TABLE ${table} (id UInt64, text String, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id`,
    );
    const lines = AWKWARD.map((text, id) => JSON.stringify([id, text, '2026-11-21 04:43:00.123'])).join('\n');
    await clickhouse().insert(mode === 'embedded' ? 'values_embedded' : 'values_http', ['id', 'text', 'at'], lines);
    for (const [id, text] of AWKWARD.entries()) {
      const rows = await clickhouse().query('test.find', sql`SELECT id FROM ${table} WHERE text = ${string(text)}`, LIMITS);
      expect(rows).toEqual([{ id }]);
    }
    const all = await clickhouse().query(
      'test.in',
      sql`SELECT count() AS found FROM ${table} WHERE text IN ${strings(AWKWARD)} AND id IN ${uints([0, 1, 2, 3, 4, 5, 6, 7])}`,
      LIMITS,
    );
    expect(all).toEqual([{ found: AWKWARD.length }]);
  });

  test('takes lines as bytes, with a setting of their own, as it takes them as a text', async () => {
    const name = mode === 'embedded' ? 'bytes_embedded' : 'bytes_http';
    await clickhouse().command(
      'test.table',
      sql`CREATE TABLE ${raw(name)} (id UInt64, text String, INDEX words text TYPE text(tokenizer = splitByNonAlpha)) ENGINE = MergeTree ORDER BY id`,
    );
    const lines = AWKWARD.map((text, id) => JSON.stringify([id, text])).join('\n');
    await clickhouse().insertBytes(name, ['id', 'text'], Buffer.from(`${lines}\n`), {
      exclude_materialize_skip_indexes_on_insert: 'words',
    });
    expect(await clickhouse().query('test.bytes', sql`SELECT text FROM ${raw(name)} ORDER BY id`, LIMITS)).toEqual(
      AWKWARD.map((text) => ({ text })),
    );
    await expect(clickhouse().insertBytes(name, ['id', 'text'], Buffer.from('["x", "no number"]\n'))).rejects.toThrow(`${name}.insert`);
  });

  test('compares instants to the millisecond', async () => {
    const at = new Date('2026-11-21T04:43:00.123Z');
    const count = async (instant: Date) =>
      (await clickhouse().query('test.at', sql`SELECT count() AS n FROM ${table} WHERE at >= ${utc(instant)}`, LIMITS)) as { n: number }[];
    expect((await count(at))[0]?.n).toBe(AWKWARD.length);
    expect((await count(new Date(at.getTime() + 1)))[0]?.n).toBe(0);
  });

  test('stops a statement at its time, and answers the next one', async () => {
    const slow = clickhouse().query('test.slow', sql`SELECT max(sipHash64(number)) FROM numbers(100000000000)`, { timeoutMs: 300 });
    await expect(slow).rejects.toBeInstanceOf(StoreTimeout);
    expect(await clickhouse().query('test.next', sql`SELECT ${uint(7)} AS seven`, LIMITS)).toEqual([{ seven: 7 }]);
  });

  test('stops all that an operation asks at the time of the operation, whatever each may take', async () => {
    const slow = () => clickhouse().query('test.slow', sql`SELECT max(sipHash64(number)) FROM numbers(100000000000)`, { timeoutMs: 2_000 });
    await withinTime(300, async () => {
      await expect(slow()).rejects.toMatchObject({ code: 'STORE_TIMEOUT', timeoutMs: 300 });
      // ClickHouse may stop a statement some milliseconds early; then the operation has them left.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await expect(clickhouse().query('test.next', sql`SELECT ${uint(7)} AS seven`, LIMITS)).rejects.toBeInstanceOf(StoreTimeout);
      expect(await withoutDeadline(() => clickhouse().query('test.kept', sql`SELECT ${uint(7)} AS seven`, LIMITS))).toEqual([{ seven: 7 }]);
    });
  });

  test('answers the caller when the operation ends, also where ClickHouse goes on', async () => {
    let hasEnded = false;
    const ended = new Promise<void>((resolve) => {
      clickhouse().observe = (statement) => {
        if (statement !== 'test.deaf') return;
        hasEnded = true;
        resolve();
      };
    });
    const deaf = withinTime(200, () => clickhouse().query('test.deaf', sql`SELECT sleep(1)`, LIMITS));
    await expect(deaf).rejects.toBeInstanceOf(StoreTimeout);
    expect(hasEnded).toBe(false);
    await ended;
    clickhouse().observe = () => {};
  });

  test('stops a statement at its memory', async () => {
    const greedy = clickhouse().query('test.greedy', sql`SELECT groupArray(number) FROM numbers(50000000)`, {
      timeoutMs: 20_000,
      maxMemoryBytes: 50_000_000,
    });
    await expect(greedy).rejects.toBeInstanceOf(StoreMemoryExceeded);
  });

  test('does not let an asker wait who has left, and answers the next one', async () => {
    const leaving = new AbortController();
    const asker = { places: () => [{ viewer: 'a', socket: 'requests' }], isLive: false, signal: leaving.signal };
    const left = askedBy(asker, () => clickhouse().query('test.left', sql`SELECT sleep(1) AS slept`, LIMITS));
    setTimeout(() => leaving.abort(), 50);
    await expect(left).rejects.toBeInstanceOf(Abandoned);
    expect(await clickhouse().query('test.next', sql`SELECT ${uint(8)} AS eight`, LIMITS)).toEqual([{ eight: 8 }]);
  });

  test('names the statement in an unexpected error', async () => {
    await expect(clickhouse().query('test.wrong', sql`SELECT nothing FROM nowhere`, LIMITS)).rejects.toThrow(/^test\.wrong: /);
  });

  test('binds what nested fragments hold', async () => {
    const conditions = joinSql([sql`number > ${uint(3)}`, sql`number < ${uint(6)}`], ' AND ');
    const rows = await clickhouse().query('test.nested', sql`SELECT number FROM numbers(10) WHERE ${conditions} ORDER BY number`, LIMITS);
    expect(rows).toEqual([{ number: 4 }, { number: 5 }]);
    const id = '0a1b2c3d-0000-4000-8000-000000000001';
    expect(await clickhouse().query('test.uuid', sql`SELECT toString(${uuid(id)}) AS id`, LIMITS)).toEqual([{ id }]);
  });
});

test('both go through their own transport', () => {
  expect(front.requestCount()).toBeGreaterThan(10);
});
