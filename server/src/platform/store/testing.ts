import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ClickHouse } from './clickhouse/client.ts';
import { openEmbeddedClickHouse } from './clickhouse/open.ts';
import { migrateClickHouse } from './migrations/clickhouse.ts';
import { Postgres } from './postgres/postgres.ts';
import { APP_ROLE } from './postgres/role.ts';
import { forgetStatements, leaksBetweenWorkspaces } from './postgres/walls.testing.ts';
import { openPrisma } from './prisma/open.ts';
import { everyWorkspace } from './scope.ts';
import type { Stores } from './stores.ts';

/**
 * Real, empty, migrated stores for one test file: a database of its own on the run's PostgreSQL cluster, and ClickHouse in
 * this process. The cluster comes from `testing.global.ts`, which the vitest configuration names as global set-up. When they close, each
 * statement that was sent is sent again from another workspace, where it must find nothing (postgres/walls.testing.ts).
 */
export async function openTestStores(): Promise<Stores> {
  const template = process.env['TEST_TEMPLATE_DATABASE_URL'];
  if (template === undefined) throw new Error('openTestStores needs the global set-up server/src/platform/store/testing.global.ts.');
  await import('../../domains.ts'); // domains react to each other as in the server
  const { url, drop } = await createTestDatabase(template);
  const { clickhouse, folder } = await openTestClickHouse();
  forgetStatements();
  const postgres = new Postgres(url, { outside: everyWorkspace });
  databases.set(postgres, url);
  const prisma = openPrisma(postgres);
  return {
    postgres,
    prisma,
    clickhouse,
    close: async () => {
      const looking = leaksBetweenWorkspaces(postgres);
      const leaks = await looking.catch((error: unknown) => [String(error)]);
      await prisma.$disconnect();
      await postgres.close();
      await clickhouse.close();
      await rm(folder, { recursive: true, force: true });
      await drop();
      if (leaks.length > 0) throw new Error(leaks.join('\n'));
    },
  };
}

/** Connections of their own to the database of test stores, as another server has; ClickHouse, which is embedded, is the same. */
export function openSameStores({ postgres: known, clickhouse }: Stores): Stores {
  const postgres = new Postgres(databases.get(known) as string, { outside: everyWorkspace });
  const prisma = openPrisma(postgres);
  return {
    postgres,
    prisma,
    clickhouse,
    close: async () => {
      await prisma.$disconnect();
      await postgres.close();
    },
  };
}

/** Addresses of the databases of this process. */
const databases = new WeakMap<Postgres, string>();

/** The migrated folder of this process. */
let migratedFolder: string | null = null;

/** The first file of tests in a process migrates ClickHouse, in a third of a second of CPU; the others copy its folder in a hundredth. */
async function openTestClickHouse(): Promise<{ clickhouse: ClickHouse; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-clickhouse-'));
  if (migratedFolder === null) {
    const migrated = await mkdtemp(join(process.env['TEST_TEMPLATE_FOLDER'] as string, 'clickhouse-'));
    const clickhouse = await openEmbeddedClickHouse(migrated);
    await migrateClickHouse(clickhouse);
    await clickhouse.close();
    migratedFolder = migrated;
  }
  // Node copies in one call here, and file by file without `Sync`: in a twentieth of the CPU.
  cpSync(migratedFolder, folder, { recursive: true, verbatimSymlinks: true });
  const clickhouse = await openEmbeddedClickHouse(folder);
  await migrateClickHouse(clickhouse);
  return { clickhouse, folder };
}

/** A fresh copy of the database at `template`, and how to drop it. */
export async function createTestDatabase(template: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const url = new URL(template);
  const templateName = url.pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new URL(template);
  admin.pathname = '/postgres';
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: admin.href });
    await client.connect();
    try {
      // One copy at a time: a template may have no other user while it is copied.
      await client.query('SELECT pg_advisory_lock(1)');
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  // Files are copied in a third of the CPU that writing every page through the log takes: some 130 files of tests have a database.
  await run(`CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY file_copy`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** The same in the database of test stores. */
export const asAdministrator = <Row extends object>(
  { postgres }: Pick<Stores, 'postgres'>,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => asAdministratorOf<Row>(databases.get(postgres) as string, statement, values);

/**
 * One statement as the administrator, whom no wall holds: what the server's own role may not do (a table of a test, another session's end).
 */
export async function asAdministratorOf<Row extends object>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Lets a test make tables of its own. */
export const allowTables = (stores: Pick<Stores, 'postgres'>): Promise<object[]> =>
  asAdministrator(stores, `GRANT CREATE ON SCHEMA public TO ${APP_ROLE}`);

/** A workspace to put things into; every test has its own. */
export async function createTestWorkspace(stores: Stores, slug = 'default'): Promise<string> {
  return (await stores.prisma.workspace.create({ data: { slug, name: slug } })).id;
}
