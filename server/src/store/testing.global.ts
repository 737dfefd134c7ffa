import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chmod } from 'node:fs/promises';
import { startEmbeddedPostgres } from './postgres/embedded.ts';
import { migratePostgres } from './migrations/postgres.ts';

/** One PostgreSQL cluster for the whole run, with a migrated database that tests copy. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-postgres-'));
  await chmod(folder, 0o755);
  const cluster = await startEmbeddedPostgres(folder);
  await migratePostgres(cluster.url);
  process.env['TEST_TEMPLATE_DATABASE_URL'] = cluster.url;
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
