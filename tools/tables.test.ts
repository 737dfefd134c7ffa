import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { domains } from '../server/src/domains.ts';
import { foreignTables, tableOffences, TABLES } from './tables.ts';

test.each([
  ['domains/prices/queries.ts', 'UPDATE messages m SET cost = 1', 'writes messages'],
  ['domains/prices/queries.ts', 'DELETE FROM evaluations', 'writes evaluations'],
  ['domains/prices/queries.ts', 'WITH a AS (SELECT 1) INSERT INTO "trace_queue" (id) SELECT 1', 'writes trace_queue'],
  ['domains/prices/queries.ts', "await clickhouse.insert('message_facts', [], lines)", 'writes message_facts'],
  ['domains/prices/queries.ts', "await deleteRows(stores.clickhouse, 'spans', condition)", 'writes spans'],
  ['domains/prices/tables.ts', "defineTable({ name: 'spans', columns: {} })", 'writes spans'],
  ['domains/prices/queries.ts', "defineQueue({ name: 'prices', table: 'trace_queue', row })", 'writes trace_queue'],
  ['domains/models/queries.ts', 'SELECT 1 FROM prices p', 'reads prices'],
  ['domains/models/queries.ts', 'SELECT 1 FROM models m, evaluations e', 'reads evaluations'],
  ['domains/models/queries.ts', 'SELECT 1 FROM models m JOIN api_keys k ON true', 'reads api_keys'],
  ['platform/ingest/batches.ts', 'SELECT 1 FROM conversations', 'reads conversations'],
  ['protocols/langfuse/http.ts', 'SELECT 1 FROM spans AS s FINAL', 'reads spans'],
])('%s may not say: %s', (path, statement, offence) => {
  expect(tableOffences(path, `const text = \`${statement}\`;`)).toEqual([expect.stringContaining(offence)]);
});

test.each([
  ['domains/messages/record/insert.ts', 'INSERT INTO messages (id) SELECT 1'],
  ['domains/facts/read.ts', 'SELECT 1 FROM messages m JOIN evaluations e ON true LEFT JOIN tool_calls t ON true'],
  ['domains/models/queries.ts', 'SELECT 1 FROM models FOR UPDATE'],
  ['domains/models/queries.ts', 'INSERT INTO models (name) SELECT 1 ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name'],
  ['domains/models/queries.ts', 'SELECT 1 FROM before, sent'],
])('%s may say: %s', (path, statement) => {
  expect(tableOffences(path, `const text = \`${statement}\`;`)).toEqual([]);
});

test('documents are no statements', () => {
  expect(tableOffences('domains/models/queries.ts', '/** As in SELECT 1 FROM prices */\n// DELETE FROM messages\n')).toEqual([]);
});

test('no statement of the server names a table of others', async () => {
  expect(await foreignTables()).toEqual([]);
});

test('every table of both stores has one owner', async () => {
  const read = async (folder: URL, name: RegExp): Promise<string> => {
    const paths = (await readdir(folder, { recursive: true })).filter((path) => name.test(path));
    return (await Promise.all(paths.map((path) => readFile(new URL(path, folder), 'utf8')))).join('\n');
  };
  const prisma = await read(new URL('../prisma/schema/', import.meta.url), /\.prisma$/);
  const clickhouse = await read(new URL('../clickhouse/migrations/', import.meta.url), /\.sql$/);
  const tables = [...prisma.matchAll(/@@map\("([a-z_]+)"\)/g), ...clickhouse.matchAll(/CREATE TABLE IF NOT EXISTS ([a-z_]+)/g)].map(
    (match) => match[1] as string,
  );
  const dropped = new Set([...clickhouse.matchAll(/DROP TABLE IF EXISTS ([a-z_]+)/g)].map((match) => match[1]));
  expect(tables.length).toBeGreaterThan(20);
  expect(tables.filter((table) => TABLES[table] === undefined && !dropped.has(table))).toEqual([]);
  const owned = domains.flatMap(({ tables: own = [] }) => own);
  expect(owned.toSorted()).toEqual([...new Set(owned)].toSorted());
});
