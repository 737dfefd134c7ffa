import type { PgSession, Postgres } from '../store/postgres/postgres.ts';
import { StoreUnavailable } from '../store/unavailable.ts';

const maxAttempts = 8;
const deadlock = '40P01';
const serialization = '40001';
/** Tries while PostgreSQL does not answer: for as long as it takes to come back after one of its processes has died. */
const maxAwayAttempts = 4;
const awayPauseMs = 100;
/** Since the first try: one that found out for so long that PostgreSQL hangs is not repeated, since the sender waits. */
const awayPatienceMs = 5_000;

/** Thrown inside a transaction to run it again: what it had read does not hold any more. */
export class Stale extends Error {}

/**
 * Runs `work` in one transaction and commits it; runs it again when PostgreSQL broke it off for a deadlock or lost the connection
 * before the commit, or when `isStale` says that its failure came from something remembered that is gone.
 *
 * Statements of bulk work are not prepared: a plan that was made while the tables were small would stay, and planning costs little beside a
 * batch.
 *
 * Errors  `StoreUnavailable`, also when the answer to the commit was lost: whether it took place is for the caller to ask again.
 */
export async function inTransaction<Value>(
  postgres: Postgres,
  work: (client: PgSession) => Promise<Value>,
  isStale: (error: unknown) => boolean = () => false,
): Promise<Value> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await postgres.transaction(work);
    } catch (error) {
      const isAway =
        error instanceof StoreUnavailable &&
        error.isUndone &&
        postgres.isSound &&
        attempt < maxAwayAttempts &&
        performance.now() - startedAt < awayPatienceMs;
      const isTemporary = [deadlock, serialization].includes((error as { code?: string }).code ?? '') || error instanceof Stale;
      if (attempt === maxAttempts || !(isAway || isTemporary || isStale(error))) throw error;
      // different waits part two transactions that keep meeting
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt + (isAway ? awayPauseMs * attempt : 0)));
    }
  }
}
