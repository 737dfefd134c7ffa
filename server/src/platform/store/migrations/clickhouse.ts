import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ClickHouse } from '../clickhouse/client.ts';
import { raw, sql } from '../sql.ts';

const FOLDER = fileURLToPath(new URL('../../../../../clickhouse/migrations', import.meta.url));
const Applied = z.object({ name: z.string() });

/**
 * Applies the numbered ClickHouse migrations that are not there yet, statement by statement. Each statement is written so that
 * it may run twice (IF NOT EXISTS), since ClickHouse has no transaction around definitions.
 */
export async function migrateClickHouse(clickhouse: ClickHouse): Promise<readonly string[]> {
  await clickhouse.command(
    'migrations.table',
    sql`CREATE TABLE IF NOT EXISTS schema_migrations (name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
        ENGINE = ReplacingMergeTree ORDER BY name`,
  );
  const rows = await clickhouse.query('migrations.applied', sql`SELECT name FROM schema_migrations FINAL`, { timeoutMs: 10_000 });
  const applied = new Set(rows.map((row) => Applied.parse(row).name));
  const pending = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort();
  for (const name of pending) {
    const script = await readFile(join(FOLDER, name), 'utf8');
    for (const statement of statementsOf(script)) await clickhouse.command(`migrations.${name}`, raw(statement));
    await clickhouse.insert('schema_migrations', ['name', 'checksum'], JSON.stringify([name, checksum(script)]));
  }
  return pending;
}

/** Statements end with a semicolon at the end of a line; comment lines are dropped. */
function statementsOf(script: string): string[] {
  return script
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n')
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

const checksum = (script: string): string => createHash('sha256').update(script).digest('hex');
