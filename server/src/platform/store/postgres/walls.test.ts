import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { JOBS_SCHEMA } from '../migrations/jobs.ts';
import { migratePostgres } from '../migrations/postgres.ts';
import { definePgCommand, definePgQuery } from '../pg-query.ts';
import { pg as sql } from '../pg-sql.ts';
import { statementsOf } from '../prisma/statements.ts';
import { openPrisma } from '../prisma/open.ts';
import { acrossWorkspaces, inWorkspace, outsideWorkspaces, withActor } from '../scope.ts';
import { StartError } from '../start-error.ts';
import type { Stores } from '../stores.ts';
import { asAdministrator, createTestDatabase, createTestWorkspace, openTestStores } from '../testing.ts';
import { Postgres, type Statements } from './postgres.ts';
import { APP_ROLE } from './role.ts';
import { raiseWalls, TABLES_OF_ALL } from './walls.ts';

let stores: Stores;
let ours: string;
let theirs: string;
beforeAll(async () => {
  stores = await openTestStores();
  ours = await createTestWorkspace(stores, 'ours');
  theirs = await createTestWorkspace(stores, 'theirs');
  for (const workspaceId of [ours, theirs]) {
    const names = workspaceId === ours ? ['our-a', 'our-b'] : ['their-a', 'their-b'];
    await stores.prisma.model.createMany({ data: names.map((name) => ({ workspaceId, name })) });
  }
});
afterAll(() => stores?.close());

/** A statement that forgets its workspace. */
const forgetful = 'SELECT name FROM models ORDER BY name';
const namesOf = async (statements: Statements, work = forgetful): Promise<string[]> =>
  (await statements.query<{ name: string }>(work)).rows.map(({ name }) => name);
const ourNames = ['our-a', 'our-b'];
const theirNames = ['their-a', 'their-b'];
const settingOf = async (statements: Statements): Promise<{ workspace: string; actor: string }> =>
  (await statements.query(`SELECT current_setting('ftl.workspace') AS workspace, current_setting('ftl.actor') AS actor`)).rows[0];

describe('each table', () => {
  test('has a workspace and its wall, or a reason to have none', async () => {
    const tables = await asAdministrator<{ name: string; isWalled: boolean; isOfWorkspace: boolean }>(
      stores,
      `SELECT relname AS name, relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid) AS "isWalled",
         relname = 'workspaces' OR EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'workspace_id') AS "isOfWorkspace"
       FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')`,
    );
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter(({ name, isWalled, isOfWorkspace }) => isWalled !== (isOfWorkspace && TABLES_OF_ALL[name] === undefined))).toEqual(
      [],
    );
    const open = tables.filter(({ isWalled }) => !isWalled).map(({ name }) => name);
    expect(open.toSorted(), 'give the table a workspace, or a reason in TABLES_OF_ALL').toEqual(Object.keys(TABLES_OF_ALL).toSorted());
  });

  test('lets the planner expect rows of tables that have no statistics yet: a join of ids reads them by their hashes, not one by one', async () => {
    const join = `EXPLAIN (FORMAT JSON) SELECT u.external_id FROM messages m JOIN conversations c ON c.id = m.conversation_id
      LEFT JOIN end_users u ON u.id = CASE WHEN m.end_user_id IS NULL THEN c.end_user_id ELSE m.end_user_id END WHERE m.id = ANY(ARRAY(SELECT generate_series(1, 1000))::int8[])`;
    const expected = async (statement: string): Promise<number> =>
      (await stores.postgres.query<Record<'QUERY PLAN', [{ Plan: { 'Plan Rows': number } }]>>(statement)).rows[0]!['QUERY PLAN'][0].Plan[
        'Plan Rows'
      ];
    await acrossWorkspaces('A test.', async () => {
      const [walled] = await asAdministrator<Record<'QUERY PLAN', [{ Plan: { 'Plan Rows': number } }]>>(
        stores,
        'EXPLAIN (FORMAT JSON) SELECT FROM conversations',
      );
      expect(await expected('EXPLAIN (FORMAT JSON) SELECT FROM conversations')).toBeGreaterThan(
        walled!['QUERY PLAN'][0].Plan['Plan Rows'] / 3,
      );
      expect(await expected(join)).toBeGreaterThan(1);
    });
  });

  test('shows all of it nothing without a setting, and in a workspace its rows alone', async () => {
    const tables = await asAdministrator<{ name: string; column: string }>(
      stores,
      `SELECT relname AS name, CASE relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END AS column FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity`,
    );
    for (const { name, column } of tables) {
      const all = `SELECT DISTINCT ${column}::text AS id FROM "${name}"`;
      expect((await outsideWorkspaces(() => stores.postgres.query(`SELECT * FROM "${name}"`))).rows, name).toEqual([]);
      const seen = (await inWorkspace(ours, () => stores.postgres.query<{ id: string }>(all))).rows.map(({ id }) => id);
      expect([[], [ours]], name).toContainEqual(seen);
    }
    expect(await inWorkspace(ours, () => namesOf(stores.postgres))).toEqual(ourNames);
    expect(await inWorkspace(theirs, () => stores.prisma.model.findMany({ select: { name: true }, orderBy: { name: 'asc' } }))).toEqual(
      theirNames.map((name) => ({ name })),
    );
    expect(await acrossWorkspaces('A test.', () => namesOf(stores.postgres))).toEqual([...ourNames, ...theirNames]);
  });

  test('takes, changes and deletes no row of another workspace', async () => {
    const refused = { code: '42501' };
    const put = `INSERT INTO models (workspace_id, name) VALUES ('${theirs}', 'planted')`;
    await expect(inWorkspace(ours, () => stores.postgres.query(put))).rejects.toMatchObject(refused);
    await expect(outsideWorkspaces(() => stores.postgres.query(put))).rejects.toMatchObject(refused);
    const moved = `UPDATE models SET workspace_id = '${theirs}' WHERE name = 'our-a'`;
    await expect(inWorkspace(ours, () => stores.postgres.query(moved))).rejects.toMatchObject(refused);
    await inWorkspace(ours, async () => {
      expect((await stores.postgres.query(`UPDATE models SET provider = 'x' WHERE workspace_id = '${theirs}'`)).rowCount).toBe(0);
      expect((await stores.postgres.query(`DELETE FROM models WHERE workspace_id = '${theirs}'`)).rowCount).toBe(0);
      expect(await stores.prisma.model.deleteMany({ where: { workspaceId: theirs } })).toEqual({ count: 0 });
    });
    expect(await inWorkspace(theirs, () => namesOf(stores.postgres))).toEqual(theirNames);
  });
});

test('the server works as a role that passes no wall, and that may neither change tables nor see migrations', async () => {
  const { rows } = await stores.postgres.query(
    'SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
  );
  expect(rows).toEqual([{ name: APP_ROLE, rolsuper: false, rolbypassrls: false }]);
  for (const statement of [
    'ALTER TABLE models DISABLE ROW LEVEL SECURITY',
    'CREATE TABLE own ()',
    'SELECT * FROM _prisma_migrations',
    'TRUNCATE models',
  ])
    await expect(stores.postgres.query(statement), statement).rejects.toMatchObject({ code: '42501' });
});

test('an id from outside opens no other scope', async () => {
  for (const id of ['all', '', undefined as never])
    expect(() => inWorkspace(id, () => {})).toThrow('is no workspace’s id'.replace('’', "'"));
  await expect(inWorkspace("' OR true --", () => namesOf(stores.postgres))).rejects.toMatchObject({ code: '22P02' });
});

describe('a definition', () => {
  const allModels = definePgQuery({
    name: 'test.allModels',
    row: z.object({ name: z.string() }),
    sql: (_none: unknown, workspace) => sql`SELECT name FROM models WHERE ${workspace} IS NOT NULL ORDER BY name`,
  });
  const everyModel = definePgQuery({
    name: 'test.everyModel',
    acrossWorkspaces: 'A test.',
    row: z.object({ name: z.string() }),
    sql: () => sql`SELECT name FROM models ORDER BY name`,
  });
  const addModel = definePgCommand({
    name: 'test.addModel',
    sql: ({ of }: { of: string }, workspace) =>
      sql`INSERT INTO models (workspace_id, name) SELECT ${sql.uuid(of)}, 'x' WHERE ${workspace} IS NOT NULL`,
  });
  const names = (rows: { name: string }[]): string[] => rows.map(({ name }) => name);

  test('runs in its own workspace, whatever the work around it and its session did before', async () => {
    await inWorkspace(theirs, async () => {
      expect(names(await allModels(stores.postgres, { workspaceId: ours }))).toEqual(ourNames);
      await stores.postgres.transaction(async (session) => {
        expect(names(await everyModel(session))).toEqual([...ourNames, ...theirNames]);
        expect(names(await allModels(session, { workspaceId: ours }))).toEqual(ourNames);
        expect(await namesOf(session)).toEqual(theirNames);
      });
      await stores.postgres.withSession(async (session) => {
        expect(names(await allModels(session, { workspaceId: ours }))).toEqual(ourNames);
        expect(await namesOf(session)).toEqual(theirNames);
      });
    });
    await expect(addModel(stores.postgres, { workspaceId: ours, of: theirs })).rejects.toMatchObject({ code: '42501' });
  });

  test('keeps its scope in a transaction of Prisma', async () => {
    await inWorkspace(theirs, () =>
      stores.prisma.$transaction(async (transaction) => {
        expect(names(await allModels(statementsOf(transaction), { workspaceId: ours }))).toEqual(ourNames);
        expect(await transaction.model.count()).toBe(2);
        expect(names(await everyModel(statementsOf(transaction)))).toHaveLength(4);
      }),
    );
  });
});

describe('what a session is set to', () => {
  let single: Postgres;
  beforeAll(async () => {
    const url = new URL(process.env['TEST_TEMPLATE_DATABASE_URL'] as string);
    url.pathname = `/${(await stores.postgres.query<{ name: string }>('SELECT current_database() AS name')).rows[0]?.name}`;
    single = new Postgres(url.href);
  });
  afterAll(() => single?.close());

  test('is nothing where no work has set it', async () => {
    expect(await settingOf(single)).toEqual({ workspace: '', actor: '' });
    expect(await namesOf(single)).toEqual([]);
  });

  test('goes with the actor, and both with the work', async () => {
    await withActor('{"person":"a"}', () =>
      inWorkspace(ours, async () => {
        expect(await settingOf(single)).toEqual({ workspace: ours, actor: '{"person":"a"}' });
        expect(await outsideWorkspaces(() => settingOf(single))).toEqual({ workspace: '', actor: '' });
      }),
    );
  });

  test('is right after rollbacks, savepoints, errors and statements that were not waited for', async () => {
    await single.withSession(async (session) => {
      const as = (workspaceId: string) => inWorkspace(workspaceId, () => namesOf(session));
      expect(await as(ours)).toEqual(ourNames);
      await session.query('BEGIN');
      expect(await as(theirs)).toEqual(theirNames);
      await session.query('ROLLBACK');
      expect(await as(theirs), 'the rollback has taken the setting back').toEqual(theirNames);
      await session.query('BEGIN');
      expect(await as(ours)).toEqual(ourNames);
      await session.query('SAVEPOINT here');
      expect(await as(theirs)).toEqual(theirNames);
      await session.query('ROLLBACK TO here');
      expect(await as(theirs)).toEqual(theirNames);
      await expect(inWorkspace(ours, () => session.query('SELECT 1 / 0'))).rejects.toMatchObject({ code: '22012' });
      await expect(as(theirs), 'the transaction has failed').rejects.toMatchObject({ code: '25P02' });
      await session.query('COMMIT');
      expect(await as(ours)).toEqual(ourNames);
      await expect(inWorkspace(theirs, () => session.query('SELECT $1::int', ['x']))).rejects.toMatchObject({ code: '22P02' });
      expect(await as(theirs)).toEqual(theirNames);
      expect(await Promise.all([as(ours), as(theirs), as(ours), as(theirs)])).toEqual([ourNames, theirNames, ourNames, theirNames]);
      // Several statements in one text have one answer each, and the setting none.
      const answers = await inWorkspace(ours, () => session.query('SELECT 1 AS one; SELECT count(*)::int AS count FROM models'));
      expect((answers as unknown as { rows: unknown[] }[]).map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ count: 2 }]]);
    });
  });

  test('never leaks between callers of the pool', async () => {
    const prisma = openPrisma(single);
    const pick = (index: number) => (index % 2 === 0 ? ([ours, ourNames] as const) : ([theirs, theirNames] as const));
    const kinds: ((workspaceId: string) => Promise<string[]>)[] = [
      () => namesOf(single),
      async () =>
        (await single.query<{ name: string }>('SELECT name FROM models WHERE name <> $1 ORDER BY name', [''])).rows.map(({ name }) => name),
      () => single.transaction((session) => namesOf(session)),
      (workspaceId) =>
        single
          .transaction(async (session) => {
            await namesOf(session);
            await session.query(`UPDATE models SET provider = 'never' WHERE workspace_id = '${workspaceId}'`);
            throw new Error('undone');
          })
          .catch(() => namesOf(single)),
      () =>
        single.query('SELECT nothing').then(
          () => [],
          () => namesOf(single),
        ),
      async () => (await prisma.model.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
      () =>
        prisma.$transaction(
          async (transaction) => (await transaction.model.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
          { maxWait: 30_000, timeout: 30_000 },
        ),
    ];
    for (let round = 0; round < 7; round += 1)
      await Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          const [workspaceId, expected] = pick(index);
          const place = (index + round) % kinds.length;
          expect(await inWorkspace(workspaceId, () => (kinds[place] as (typeof kinds)[number])(workspaceId)), `kind ${place}`).toEqual(
            expected,
          );
        }),
      );
    await prisma.$disconnect();
  });

  test('is each caller’s own where Prisma gathers calls of one moment', async () => {
    const [our, their] = await stores.prisma.model.findMany({ where: { name: { in: ['our-a', 'their-a'] } }, orderBy: { name: 'asc' } });
    const find = (workspaceId: string, id = '') => inWorkspace(workspaceId, () => stores.prisma.model.findUnique({ where: { id } }));
    const found = await Promise.all([find(ours, our?.id), find(theirs, their?.id), find(ours, their?.id), find(theirs, our?.id)]);
    expect(found.map((row) => row?.name ?? null)).toEqual(['our-a', 'their-a', null, null]);
    // Calls of transactions are gathered, too.
    const counts = await Promise.all(
      [ours, theirs, ours, theirs].map((workspaceId) =>
        inWorkspace(workspaceId, () =>
          stores.prisma.$transaction((transaction) => Promise.all([transaction.model.findMany(), transaction.model.count()])),
        ),
      ),
    );
    expect(counts.map(([rows, count]) => [new Set(rows.map((row) => row.workspaceId)), count])).toEqual(
      [ours, theirs, ours, theirs].map((workspaceId) => [new Set([workspaceId]), 2]),
    );
  });
});

describe('at the start', () => {
  const template = process.env['TEST_TEMPLATE_DATABASE_URL'] as string;

  test('a database from before gets its walls, and nothing is done where all is in place', async () => {
    const { url, drop } = await createTestDatabase(template);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>('SELECT relname AS name FROM pg_class WHERE relforcerowsecurity');
    for (const { name } of tables)
      await client.query(
        `DROP POLICY workspace_wall_2 ON "${name}"; ALTER TABLE "${name}" NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`,
      );
    await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${APP_ROLE}; REVOKE ALL ON SCHEMA graphile_worker FROM ${APP_ROLE}`);
    await migratePostgres(url);
    const postgres = new Postgres(url);
    expect(await namesOf(postgres)).toEqual([]);
    const id = randomUUID();
    await inWorkspace(id, () => postgres.query(`INSERT INTO workspaces (id, slug, name) VALUES ('${id}', 'w', 'w')`));
    expect((await postgres.query(`SELECT * FROM workspaces`)).rows).toEqual([]);
    await postgres.close();
    const { rows: before } = await client.query('SELECT xmin FROM pg_class WHERE relname = $1', ['models']);
    await migratePostgres(url);
    expect((await client.query('SELECT xmin FROM pg_class WHERE relname = $1', ['models'])).rows).toEqual(before);
    await client.end();
    await drop();
  });

  test('an ordinary user that owns the tables is held without a role; one that walls do not hold, and that may make none, is refused', async () => {
    const { url, drop } = await createTestDatabase(template.replace(/\/[^/]*$/, '/template0'));
    const user = `owner_${process.pid}`;
    const owned = Object.assign(new URL(url), { username: user, password: 'secret' }).href;
    await asAdministrator(stores, `CREATE ROLE ${user} LOGIN PASSWORD 'secret' NOSUPERUSER NOCREATEROLE`);
    await asAdministrator(stores, `ALTER DATABASE ${new URL(url).pathname.slice(1)} OWNER TO ${user}`);
    await migratePostgres(owned);
    const postgres = new Postgres(owned);
    const { rows } = await postgres.query('SELECT current_user AS name');
    expect(rows).toEqual([{ name: user }]);
    const [first, second] = [randomUUID(), randomUUID()];
    for (const id of [first, second]) {
      await inWorkspace(id, () => postgres.query(`INSERT INTO workspaces (id, slug, name) VALUES ('${id}', '${id}', 'w')`));
      await inWorkspace(id, () => postgres.query(`INSERT INTO models (workspace_id, name) VALUES ('${id}', 'm')`));
    }
    expect(await namesOf(postgres)).toEqual([]);
    expect(await inWorkspace(first, () => namesOf(postgres))).toEqual(['m']);
    await postgres.close();

    await asAdministrator(stores, `ALTER ROLE ${user} BYPASSRLS`);
    const client = new pg.Client({ connectionString: owned });
    await client.connect();
    const refusal = await raiseWalls(client, JOBS_SCHEMA, 'no_such_role').then(
      () => null,
      (error: unknown) => error,
    );
    await client.end();
    expect(refusal).toBeInstanceOf(StartError);
    expect((refusal as Error).message).toContain('CREATE ROLE no_such_role NOLOGIN');
    await drop();
    await asAdministrator(stores, `DROP ROLE ${user}`);
  });
});
