import { JOBS_SCHEMA } from '../store/migrations/jobs.ts';
import { LOCKS } from '../store/postgres/locks.ts';
import type { PgSession, Postgres } from '../store/postgres/postgres.ts';

/**
 * That a server is there is a lock of its session: one that is killed loses it at once, and what it held in the queue is let go by the
 * next that looks. The library alone would wait four hours.
 */
export async function announce(session: PgSession, workerId: string): Promise<void> {
  await session.query('/* jobs.announce */ SELECT pg_advisory_lock_shared($1, hashtext($2))', [LOCKS.jobs, workerId]);
}

/** Lets go what servers hold in the queue that are gone. */
export async function freeOrphans(postgres: Postgres): Promise<void> {
  await postgres.query({
    name: 'jobs.freeOrphans',
    text: `WITH gone AS (
        SELECT DISTINCT locked_by FROM ${JOBS_SCHEMA}.jobs WHERE locked_by IS NOT NULL AND NOT EXISTS (
          SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted AND l.classid = $1::oid AND l.objid::int8 = (hashtext(locked_by)::int8 & 4294967295)
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
      )
      SELECT ${JOBS_SCHEMA}.force_unlock_workers(array_agg(locked_by)) FROM gone HAVING count(*) > 0`,
    values: [LOCKS.jobs],
  });
}

/** Takes away entries that no server will run: those whose work was queued again, and was cut off before it could say so. */
export async function clearSpent(postgres: Postgres): Promise<void> {
  await postgres.query(`/* jobs.clearSpent */ SELECT FROM (SELECT array_agg(id) AS ids FROM ${JOBS_SCHEMA}.jobs WHERE attempts >= max_attempts AND locked_at IS NULL) spent, LATERAL ${JOBS_SCHEMA}.complete_jobs(spent.ids)`);
}
