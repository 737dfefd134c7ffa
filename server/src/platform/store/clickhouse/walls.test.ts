import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../query.ts';
import { raw, sql, uuid } from '../sql.ts';
import type { Stores } from '../stores.ts';
import { openTestStores } from '../testing.ts';
import { deleteRows, hideRows } from './mutations.ts';
import { WALLED_TABLES } from './walls.ts';

const ours = '11111111-1111-4111-8111-111111111111';
const theirs = '22222222-2222-4222-8222-222222222222';
let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
  for (const workspaceId of [ours, theirs])
    await stores.clickhouse.insert('message_rollup', ['workspace_id', 'model'], JSON.stringify([workspaceId, `model of ${workspaceId}`]));
});
afterAll(() => stores?.close());

const limits = { timeoutMs: 20_000, row: z.object({ of: z.string() }) };
interface Asked {
  readonly workspaceId: string;
}
/** Each forgets its workspace in what it reads. */
const forgetful = {
  plain: sql`SELECT toString(workspace_id) AS of FROM message_rollup`,
  final: sql`SELECT toString(m.workspace_id) AS of FROM message_rollup AS m FINAL`,
  nested: sql`SELECT of FROM (SELECT toString(workspace_id) AS of FROM message_rollup WHERE model IN (SELECT model FROM message_rollup))`,
  joined: sql`SELECT toString(a.workspace_id) AS of FROM message_rollup AS a CROSS JOIN message_rollup AS b`,
  together: sql`SELECT toString(workspace_id) AS of FROM message_rollup UNION ALL SELECT toString(workspace_id) FROM message_rollup`,
  named: sql`WITH all AS (SELECT * FROM message_rollup) SELECT toString(workspace_id) AS of FROM all`,
  alone: sql`SELECT arrayJoin(groupUniqArray(toString(workspace_id))) AS of FROM message_rollup`,
};

test.each(Object.entries(forgetful))('a statement that forgets its workspace sees no other: %s', async (_name, statement) => {
  const query = defineQuery({
    name: 'test.forgetful',
    ...limits,
    sql: ({ workspaceId }: Asked) => sql`SELECT of FROM (${statement}) WHERE ${uuid(workspaceId)} != toUUID('${raw(theirs)}')`,
  });
  const seen = (await query(stores.clickhouse, { workspaceId: ours })).map(({ of }) => of);
  expect(new Set(seen)).toEqual(new Set([ours]));
  const all = defineQuery({ name: 'test.all', ...limits, acrossWorkspaces: 'A test.', sql: (_none: object) => statement });
  expect(new Set((await all(stores.clickhouse, {})).map(({ of }) => of))).toEqual(new Set([ours, theirs]));
});

test('a statement that leaves its workspace out, or names none, is neither written nor called', async () => {
  const leaky = defineQuery({ name: 'test.leaky', ...limits, sql: (_asked: Asked) => forgetful.plain });
  await expect(leaky(stores.clickhouse, { workspaceId: ours })).rejects.toThrow('test.leaky names no workspace.');
  const named = defineQuery({
    name: 'test.named',
    ...limits,
    sql: ({ workspaceId }: Asked) => sql`SELECT toString(${uuid(workspaceId)}) AS of`,
  });
  await expect(named(stores.clickhouse, { workspaceId: `${ours}' OR '1` })).rejects.toThrow('no workspace');
  const forgotten = defineQuery({ name: 'test.none', ...limits, sql: (_none: object) => forgetful.plain });
  // @ts-expect-error a definition that says nothing of workspaces is about one, and is not called without it
  await expect(forgotten(stores.clickhouse, {})).rejects.toThrow('test.none names no workspace.');
  const unheard = defineCommand({ name: 'test.write', timeoutMs: 1_000, sql: (_none: object) => sql`OPTIMIZE TABLE message_texts` });
  // @ts-expect-error the same of what writes
  await expect(unheard(stores.clickhouse, {})).rejects.toThrow('test.write names no workspace.');
});

test('rows that ClickHouse makes of its own rows are made of the workspace’s alone', async () => {
  const copy = defineCommand({
    name: 'test.copy',
    timeoutMs: 20_000,
    sql: ({ workspaceId }: Asked) =>
      sql`INSERT INTO message_texts (workspace_id, content) SELECT ${uuid(workspaceId)}, model FROM message_rollup`,
  });
  await copy(stores.clickhouse, { workspaceId: ours });
  expect(await stores.clickhouse.query('test', sql`SELECT content FROM message_texts`, limits)).toEqual([{ content: `model of ${ours}` }]);
});

test('a deletion takes rows of its workspace alone, whatever its condition says', async () => {
  const left = async () =>
    (await stores.clickhouse.query('test', sql`SELECT toString(workspace_id) AS of FROM message_rollup ORDER BY of`, limits)) as object[];
  await hideRows(stores.clickhouse, { table: 'message_rollup', workspaceId: ours }, raw('true OR true'));
  expect(await left()).toEqual([{ of: theirs }]);
  await deleteRows(stores.clickhouse, { table: 'message_rollup', workspaceId: ours }, raw('true OR true'));
  expect(await left()).toEqual([{ of: theirs }]);
});

test('each table whose rows name a workspace has its wall', async () => {
  const tables = await stores.clickhouse.query(
    'test',
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine != 'MaterializedView'
      AND name IN (SELECT table FROM system.columns WHERE database = currentDatabase() AND name = 'workspace_id') ORDER BY name`,
    limits,
  );
  expect(tables.map((table) => (table as { name: string }).name)).toEqual([...WALLED_TABLES]);
});
