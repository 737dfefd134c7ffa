import pg from 'pg';
import { StartError } from '../start-error.ts';

/** The schema in which graphile-worker keeps its queue. */
export const JOBS_SCHEMA = 'graphile_worker';

/** The newest migration of graphile-worker as installed: its modules are loaded when there is one to apply (postgres.test.ts). */
export const jobsRevision = 20;

/**
 * Brings the queue of jobs to its newest schema, so that a server that runs none can fill it. To be called by one server at a time.
 *
 * Errors  throws `StartError` when the user of PostgreSQL may not create the schema.
 */
export async function migrateJobs(client: pg.Client, url: string): Promise<void> {
  if ((await revisionOf(client)) >= jobsRevision) return;
  const { Logger, runMigrations } = await import('graphile-worker');
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // The next statement fails, and says why. A connection that is in use is not watched by its pool: unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (connected) => void connected.on('error', () => {}));
  try {
    await runMigrations({ pgPool: pool, schema: JOBS_SCHEMA, logger: new Logger(() => () => {}) });
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new StartError(`The user of PostgreSQL may not create the schema "${JOBS_SCHEMA}". Let it: GRANT CREATE ON DATABASE … TO ….`);
  } finally {
    await pool.end();
  }
}

async function revisionOf(client: pg.Client): Promise<number> {
  const { rows: tables } = await client.query<{ name: string | null }>('SELECT to_regclass($1) AS name', [`${JOBS_SCHEMA}.migrations`]);
  if (tables[0]?.name == null) return 0;
  const { rows } = await client.query<{ revision: number | null }>(`SELECT max(id) AS revision FROM ${JOBS_SCHEMA}.migrations`);
  return rows[0]?.revision ?? 0;
}
