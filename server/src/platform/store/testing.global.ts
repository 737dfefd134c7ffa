import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from './postgres/embedded.ts';
import { migratePostgres } from './migrations/postgres.ts';

/** One PostgreSQL cluster for the whole run, with a migrated database that tests copy, and a folder for ClickHouse's templates. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-postgres-'));
  await chmod(folder, 0o755);
  const cluster = await startEmbeddedPostgres(folder);
  await forgetDurability(cluster.url);
  await import('../../domains.ts'); // the triggers of the audit trail are part of the template
  await migratePostgres(cluster.url);
  process.env['TEST_TEMPLATE_DATABASE_URL'] = cluster.url;
  process.env['TEST_TEMPLATE_FOLDER'] = folder;
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/**
 * This cluster does not outlive the run. What survives a crash is tested on servers with clusters of their own
 * (server/tests/faults/faults.test.ts).
 */
async function forgetDurability(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) await client.query(`ALTER SYSTEM SET ${setting} = off`);
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}
