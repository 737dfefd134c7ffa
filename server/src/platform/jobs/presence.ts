import type { PgSession, Postgres } from '../store/postgres/postgres.ts';
import { completeSpent, lockPresence, unlockGone } from './queries/jobs.ts';

/**
 * That a server is there is a lock of its session: one that is killed loses it at once, and what it held in the queue is let go by the
 * next that looks. The library alone would wait four hours.
 */
export async function announce(session: PgSession, workerId: string): Promise<void> {
  await lockPresence(session, { workerId });
}

/** Lets go what servers hold in the queue that are gone. */
export async function freeOrphans(postgres: Postgres): Promise<void> {
  await unlockGone(postgres);
}

/** Takes away entries that no server will run: those whose work was queued again, and was cut off before it could say so. */
export async function clearSpent(postgres: Postgres): Promise<void> {
  await completeSpent(postgres);
}
