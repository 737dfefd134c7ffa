import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { LOCKS } from '../postgres/locks.ts';
import { raiseWalls } from '../postgres/walls.ts';
import { JOBS_SCHEMA, migrateJobs } from './jobs.ts';
import { installAudit } from './audit/install.ts';
import { catalogAdapter, type CatalogAdapter } from './catalog-adapter.ts';

const PRISMA_FOLDER = fileURLToPath(new URL('../../../../../prisma', import.meta.url));
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** What stands between the migrations on disk and the database. */
export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied ones whose file has changed since. */
  readonly edited: readonly string[];
}

/**
 * Applies every migration that the database does not have yet, in order, one server at a time.
 *
 * Prisma's own schema engine does the work (as WebAssembly) and keeps its `_prisma_migrations` table, so the ordinary Prisma
 * CLI works on the same database. When nothing is pending the engine isn't loaded at all: that saves a second at start.
 * The queue of jobs has a schema and migrations of its own (jobs.ts). Walls around the tables of workspaces follow (postgres/walls.ts).
 * Errors  throws with the failing migration's name and PostgreSQL's words; the database stays at the one before.
 */
export async function migratePostgres(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // a lost connection fails the next statement; unheard, it would end the process
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migration]);
    const { pending } = await status(client);
    const applied = pending.length === 0 ? [] : await applyPending(url);
    await migrateJobs(client, url);
    await raiseWalls(client, JOBS_SCHEMA);
    await installAudit(client, applied.length > 0);
    return applied;
  } finally {
    await client.end();
  }
}

async function applyPending(url: string): Promise<readonly string[]> {
  return withEngine(url, async (engine, atomically) => {
    const list = await migrationsList();
    const result = await atomically(() => engine.applyMigrations({ migrationsList: list, filters: NO_FILTERS }));
    return result.appliedMigrationNames;
  });
}

export async function migrationStatus(url: string): Promise<MigrationStatus> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // a lost connection fails the next statement; unheard, it would end the process
  await client.connect();
  try {
    return await status(client);
  } finally {
    await client.end();
  }
}

async function status(client: pg.Client): Promise<MigrationStatus> {
  const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') AS name`);
  const { rows } =
    tables[0].name === null
      ? { rows: [] }
      : await client.query<{ migration_name: string; checksum: string }>(
          'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
        );
  const applied = new Map(rows.map((row) => [row.migration_name as string, row.checksum as string]));
  const onDisk = await readMigrations();
  return {
    applied: onDisk.filter(({ name }) => applied.has(name)).map(({ name }) => name),
    pending: onDisk.filter(({ name }) => !applied.has(name)).map(({ name }) => name),
    edited: onDisk
      .filter(({ name, script }) => applied.has(name) && applied.get(name) !== createHash('sha256').update(script).digest('hex'))
      .map(({ name }) => name),
  };
}

/**
 * Writes the migration that leads from the migrations on disk to the schema files.
 *
 * `scratchUrl` is an empty database that the existing migrations are played into.
 * Returns the new folder's name, or null when nothing differs.
 */
export async function diffMigration(scratchUrl: string, name: string, now: Date): Promise<string | null> {
  const script = await schemaDifference(scratchUrl);
  if (script === null) return null;
  const stamp = now.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  const folder = `${stamp}_${name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()}`;
  await mkdir(join(PRISMA_FOLDER, 'migrations', folder), { recursive: true });
  await writeFile(join(PRISMA_FOLDER, 'migrations', folder, 'migration.sql'), script);
  await writeFile(join(PRISMA_FOLDER, 'migrations', LOCKFILE), LOCKFILE_TEXT);
  return folder;
}

/** SQL from what the migrations give (played into the empty database at `scratchUrl`) to the schema files; null when equal. */
export async function schemaDifference(scratchUrl: string): Promise<string | null> {
  return withEngine(scratchUrl, async (engine) => {
    await engine.applyMigrations({ migrationsList: await migrationsList(), filters: NO_FILTERS });
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files: await schemaFiles(), configDir: PRISMA_FOLDER },
      to: { tag: 'schemaDatamodel', files: await schemaFiles(), configDir: PRISMA_FOLDER },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return result.exitCode === 0 ? null : result.stdout;
  });
}

const LOCKFILE = 'migration_lock.toml';
const LOCKFILE_TEXT = '# Prisma reads this; it names the database the migrations are written for.\nprovider = "postgresql"\n';

interface Engine {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>;
  free(): void;
}

/** One instance a process: the bindings are a single set of globals. */
let engineClass: Promise<EngineClass> | null = null;

interface EngineClass {
  new: (options: object, log: (line: string) => void, adapter: object) => Promise<Engine>;
}

async function withEngine<Value>(
  url: string,
  work: (engine: Engine, atomically: CatalogAdapter['atomically']) => Promise<Value>,
): Promise<Value> {
  const SchemaEngine = await (engineClass ??= loadEngine());
  const { factory, atomically, close } = catalogAdapter(url);
  const datamodels = (await schemaFiles()).map(({ path, content }) => [path, content]);
  const engine = await SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
  try {
    return await work(engine, atomically);
  } catch (error) {
    throw lastPanic === null ? error : new Error(`The schema engine stopped: ${lastPanic}`);
  } finally {
    engine.free();
    await close();
  }
}

async function loadEngine(): Promise<EngineClass> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as {
    __wbg_set_wasm(exports: unknown): void;
    SchemaEngine: EngineClass;
  };
  // The engine hands the words of a panic to this global before it stops.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => (lastPanic = message) } });
  const module = await WebAssembly.compile(await readFile(join(folder, 'schema_engine_bg.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return bindings.SchemaEngine;
}

let lastPanic: string | null = null;

async function schemaFiles(): Promise<{ path: string; content: string }[]> {
  const folder = join(PRISMA_FOLDER, 'schema');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(names.map(async (name) => ({ path: name, content: await readFile(join(folder, name), 'utf8') })));
}

async function readMigrations(): Promise<{ name: string; script: string }[]> {
  const folder = join(PRISMA_FOLDER, 'migrations');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(names.map(async (name) => ({ name, script: await readFile(join(folder, name, 'migration.sql'), 'utf8') })));
}

async function migrationsList(): Promise<object> {
  return {
    baseDir: join(PRISMA_FOLDER, 'migrations'),
    lockfile: { path: LOCKFILE, content: LOCKFILE_TEXT },
    shadowDbInitScript: '',
    migrationDirectories: (await readMigrations()).map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    })),
  };
}
