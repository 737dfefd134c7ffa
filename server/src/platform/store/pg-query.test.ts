import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { definePgCommand, definePgQuery, readsNoTable } from './pg-query.ts';
import { pg } from './pg-sql.ts';
import { LOCKS } from './postgres/locks.ts';
import type { Statements } from './postgres/postgres.ts';
import type { Stores } from './stores.ts';
import { createTestWorkspace, openTestStores } from './testing.ts';

const AWKWARD = ["it's", 'back\\slash', '"quoted"', '{a,b}', 'NULL', '', 'new\nline', '日本語 🎈', "'; DROP TABLE models; --"];

let stores: Stores;
let workspaceId: string;
let otherId: string;
beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores, 'one');
  otherId = await createTestWorkspace(stores, 'other');
  for (const owner of [workspaceId, otherId]) await addModels(stores.postgres, { workspaceId: owner, names: AWKWARD });
});
afterAll(() => stores?.close());
afterEach(() => {
  stores.postgres.observe = () => {};
  stores.postgres.observeAnswers = () => {};
});

const addModels = definePgCommand({
  name: 'test.addModels',
  sql: ({ names }: { names: readonly string[] }, workspace) =>
    pg`INSERT INTO models (workspace_id, name) SELECT ${workspace}, unnest(${pg.texts(names)})`,
});
const modelsAmong = definePgQuery({
  name: 'test.modelsAmong',
  isPrepared: true,
  row: z.object({ workspaceId: z.string(), name: z.string() }),
  sql: ({ names }: { names: readonly string[] }, workspace) => pg`
    SELECT name, workspace_id AS "workspaceId" FROM models WHERE workspace_id = ${workspace} AND name = ANY(${pg.texts(names)}) ORDER BY name COLLATE "C"`,
});
const typed = definePgQuery({
  name: 'test.typed',
  acrossWorkspaces: readsNoTable,
  row: z.object({
    big: z.string().transform(BigInt),
    nothing: z.string().nullable(),
    at: z.date(),
    flags: z.array(z.boolean()),
    json: z.unknown(),
    bytes: z.instanceof(Uint8Array),
    seconds: z.number(),
  }),
  sql: ({ big, at }: { big: bigint; at: Date }) => pg`
    SELECT ${pg.bytes(Buffer.from('é'))} AS bytes, ${pg.json({ deep: ['x'] })} AS json, ${pg.bools([true, false])} AS flags, ${pg.at(at)} AS at,
      ${pg.text(null)} AS nothing, ${pg.int8(big)} AS big, extract(epoch FROM ${pg.seconds(1.5)})::float8 AS seconds`,
});

test('values arrive as they were, and rows come by the names of their columns', async () => {
  const rows = await modelsAmong(stores.postgres, { workspaceId, names: AWKWARD });
  expect(rows.map(({ name }) => name).toSorted()).toEqual(AWKWARD.toSorted());
  expect(new Set(rows.map((row) => row.workspaceId))).toEqual(new Set([workspaceId]));
  const at = new Date('2026-11-21T04:43:00.123Z');
  expect(await typed(stores.postgres, { big: 2n ** 62n, at })).toEqual([
    { big: 2n ** 62n, nothing: null, at, flags: [true, false], json: { deep: ['x'] }, bytes: Buffer.from('é'), seconds: 1.5 },
  ]);
});

test.each<[string, (work: (statements: Statements) => Promise<unknown>) => Promise<unknown>]>([
  ['a session of its own', (work) => work(stores.postgres)],
  ['a transaction', (work) => stores.postgres.transaction(work)],
  ['the session of a lock', (work) => stores.postgres.withLock(LOCKS.rollup, work)],
])('runs in %s, prepared or not, also a second time', async (_where, within) => {
  for (const names of [['NULL'], ['', '{a,b}']]) {
    const rows = await within((statements) => modelsAmong(statements, { workspaceId, names }));
    expect(rows).toEqual(names.map((name) => ({ workspaceId, name })));
  }
});

test('a command says how many rows it changed or found', async () => {
  const rename = definePgCommand({
    name: 'test.rename',
    sql: ({ names }: { names: readonly string[] }, workspace) =>
      pg`UPDATE models SET provider = 'p' WHERE workspace_id = ${workspace} AND name = ANY(${pg.texts(names)})`,
  });
  const any = definePgCommand({
    name: 'test.any',
    acrossWorkspaces: 'Any will do.',
    sql: () => pg`SELECT FROM models WHERE provider = 'p' LIMIT 1`,
  });
  expect(await any(stores.postgres)).toBe(0);
  expect(await rename(stores.postgres, { workspaceId, names: ['NULL', '', 'unknown'] })).toBe(2);
  expect(await any(stores.postgres)).toBe(1);
  expect(await stores.prisma.model.count({ where: { workspaceId: otherId, provider: 'p' } })).toBe(0);
});

test('a statement about one workspace is neither written nor called without it', async () => {
  const leaky = definePgQuery({ name: 'test.leaky', row: z.object({ name: z.string() }), sql: () => pg`SELECT name FROM models` });
  await expect(leaky(stores.postgres, { workspaceId })).rejects.toThrow('test.leaky names no workspace.');
  // @ts-expect-error without a workspace it does not compile
  await expect(modelsAmong(stores.postgres, { names: [] })).rejects.toThrow('undefined is no workspace');
  // @ts-expect-error nor does a definition that says why it names none and asks for one
  definePgCommand({ name: 'test.both', acrossWorkspaces: 'All.', sql: (_none: unknown, workspace: never) => pg`SELECT ${workspace}` });
});

test('a row that is not what the definition says is refused', async () => {
  const wrong = definePgQuery({
    name: 'test.wrong',
    acrossWorkspaces: 'Counts all.',
    row: z.object({ count: z.number() }),
    sql: () => pg`SELECT count(*) AS count FROM models`,
  });
  await expect(wrong(stores.postgres)).rejects.toBeInstanceOf(z.ZodError);
});

test('its name stands in errors, in the statement and in metrics', async () => {
  const failing = definePgCommand({ name: 'test.failing', acrossWorkspaces: readsNoTable, sql: () => pg`SELECT 1 / 0` });
  const activity = definePgQuery({
    name: 'test.activity',
    acrossWorkspaces: readsNoTable,
    row: z.object({ query: z.string() }),
    sql: () => pg`SELECT current_query() AS query`,
  });
  const sent: string[] = [];
  const answered: unknown[] = [];
  stores.postgres.observe = (statement) => sent.push(statement);
  stores.postgres.observeAnswers = (label, durationMs, failed) => answered.push([label, durationMs >= 0, failed]);
  await expect(failing(stores.postgres)).rejects.toMatchObject({ code: '22012', message: 'test.failing: division by zero' });
  expect(await stores.postgres.transaction((session) => activity(session))).toEqual([
    { query: expect.stringMatching(/^\/\* test\.activity \*\/ SELECT/) },
  ]);
  expect(sent).toEqual(['test.failing', 'BEGIN', 'test.activity', 'COMMIT']);
  expect(answered).toEqual([
    ['test.failing', true, true],
    ['test.activity', true, false],
  ]);
});
