import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedClickHouse } from '../../server/src/platform/store/clickhouse/open.ts';
import { migrateClickHouse } from '../../server/src/platform/store/migrations/clickhouse.ts';
import { sql } from '../../server/src/platform/store/sql.ts';
import { ROOT } from '../run.ts';

/** A table of ClickHouse as the migrations leave it. */
export interface ClickHouseTable {
  readonly name: string;
  readonly engine: string;
  readonly partitionKey: string;
  readonly sortingKey: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** What a row is: the comment above its CREATE TABLE. */
  readonly description: string;
}

const LIMITS = { timeoutMs: 10_000 };

/** The product's tables in the order of their names, read from an empty ClickHouse in this process that is migrated for it. */
export async function readClickHouseTables(): Promise<ClickHouseTable[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-data-model-'));
  const clickhouse = await openEmbeddedClickHouse(folder);
  try {
    await migrateClickHouse(clickhouse);
    const tables = await clickhouse.query('documents.tables', sql`SELECT name, engine, partition_key, sorting_key FROM system.tables WHERE database = currentDatabase() AND name != 'schema_migrations' ORDER BY name`, LIMITS);
    const columns = await clickhouse.query('documents.columns', sql`SELECT table, name, type FROM system.columns WHERE database = currentDatabase() ORDER BY table, position`, LIMITS);
    const all = columns.map((row) => ({ table: text(row, 'table'), name: text(row, 'name'), type: text(row, 'type') }));
    const descriptions = await describe();
    return tables.map((row) => ({
      name: text(row, 'name'),
      engine: text(row, 'engine'),
      partitionKey: text(row, 'partition_key'),
      sortingKey: text(row, 'sorting_key').split(', '),
      columns: all.filter(({ table }) => table === text(row, 'name')),
      description: descriptions.get(text(row, 'name')) ?? '',
    }));
  } finally {
    await clickhouse.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function describe(): Promise<Map<string, string>> {
  const folder = join(ROOT, 'clickhouse/migrations');
  const scripts = await Promise.all((await readdir(folder)).filter((name) => name.endsWith('.sql')).map((name) => readFile(join(folder, name), 'utf8')));
  const found = scripts.flatMap((script) => [...script.matchAll(/((?:^-- .*\n)+)CREATE TABLE IF NOT EXISTS (\w+)/gm)]);
  return new Map(found.map(([, comment = '', table = '']) => [table, comment.replaceAll(/^-- /gm, '').trim().replaceAll('\n', ' ')]));
}

function text(row: unknown, column: string): string {
  const value = typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[column] : undefined;
  if (typeof value !== 'string') throw new Error(`ClickHouse answered without ${column}.`);
  return value;
}
