import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { raw, sql } from '../sql.ts';
import type { ClickHouse } from './client.ts';
import { deleteRows, hideRows, mutate } from './mutations.ts';
import { openEmbeddedClickHouse } from './open.ts';

const numbered = { table: 'numbered', acrossWorkspaces: 'It has none.' };
let folder: string;
let clickhouse: ClickHouse;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-mutations-'));
  clickhouse = await openEmbeddedClickHouse(folder);
});
beforeEach(async () => {
  await clickhouse.command('test.drop', raw('DROP TABLE IF EXISTS numbered'));
  await clickhouse.command('test.create', raw('CREATE TABLE numbered (n UInt32) ENGINE = MergeTree ORDER BY n'));
  for (let from = 0; from < 50; from += 10) await insert(from, 10);
});
afterAll(async () => {
  await clickhouse.close();
  await rm(folder, { recursive: true, force: true });
});

const insert = (from: number, count: number): Promise<void> =>
  clickhouse.insert('numbered', ['n'], Array.from({ length: count }, (_, offset) => `[${from + offset}]`).join('\n'));
const rowCount = async (): Promise<number> => {
  const [row] = await clickhouse.query('test.count', sql`SELECT toUInt32(count()) AS n FROM numbered`, { timeoutMs: 5_000 });
  return (row as { n: number }).n;
};

test('rows are hidden and deleted while the merges of their table are held', async () => {
  await clickhouse.setMerging('numbered', false);
  await hideRows(clickhouse, numbered, raw('n < 10'));
  expect(await rowCount()).toBe(40);
  await clickhouse.setMerging('numbered', false);
  await deleteRows(clickhouse, numbered, raw('n < 20'));
  expect(await rowCount()).toBe(30);
});

test('and on a full disk, where all merges are held, before the deletion and during it', async () => {
  await clickhouse.setAllMerging(false);
  await hideRows(clickhouse, numbered, raw('n < 10'));
  const deletion = hideRows(clickhouse, numbered, raw('n < 20'));
  await clickhouse.setAllMerging(false);
  await deletion;
  expect(await rowCount()).toBe(30);
  await clickhouse.setAllMerging(true);
});

test('a hold that comes again and again, and rows that keep coming, stop no deletion', async () => {
  let isOver = false;
  const holding = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      await clickhouse.setMerging('numbered', turn % 2 === 1);
      await insert(1_000 + turn, 1);
    }
  })();
  for (let n = 0; n < 20; n += 1) await hideRows(clickhouse, numbered, raw(`n = ${n}`));
  isOver = true;
  await holding;
  const [row] = await clickhouse.query('test.left', sql`SELECT toUInt32(countIf(n < 50)) AS n FROM numbered`, { timeoutMs: 5_000 });
  expect(row).toEqual({ n: 30 });
  await clickhouse.setMerging('numbered', true);
});

test('merges that nothing holds are not started, and held ones once', async () => {
  const statements: string[] = [];
  clickhouse.observe = (statement) => statements.push(statement);
  await hideRows(clickhouse, numbered, raw('n < 10'));
  expect(statements).not.toContain('numbered.merging');
  await clickhouse.setMerging('numbered', false);
  for (const n of [10, 11]) await hideRows(clickhouse, numbered, raw(`n = ${n}`));
  clickhouse.observe = () => {};
  expect(statements.filter((name) => name === 'numbered.merging')).toHaveLength(2); // held, started
  expect(await rowCount()).toBe(38);
});

test('a mutation that fails is given up, and those after it come to an end', async () => {
  const failing = mutate(clickhouse, 'numbered', raw('DELETE WHERE n < 5 AND throwIf(n = 3)'));
  await expect(failing).rejects.toThrow(/Rewriting numbered does not get on: .*throwIf/s);
  await hideRows(clickhouse, numbered, raw('n < 2'));
  await deleteRows(clickhouse, numbered, raw('n > 39'));
  expect(await rowCount()).toBe(38);
});
