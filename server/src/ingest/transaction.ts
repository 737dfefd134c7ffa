import type { Pool, PoolClient } from 'pg';

const maxAttempts = 8;
const deadlock = '40P01';
const serialization = '40001';

/** Thrown inside a transaction to run it again: what it had read does not hold any more. */
export class Stale extends Error {}

/**
 * Runs `work` in one transaction and commits it; runs it again when PostgreSQL broke it off for a deadlock, or when `isStale`
 * says that its failure came from something remembered that is gone.
 *
 * The statements of bulk work carry no names: a named one keeps the plan that it was given while the tables were small, and a
 * plan anew costs little beside a batch. Their names stand in comments, for who looks at the database.
 */
export async function inTransaction<Value>(
  postgres: Pool,
  work: (client: PoolClient) => Promise<Value>,
  isStale: (error: unknown) => boolean = () => false,
): Promise<Value> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await postgres.connect();
    let isBroken = false;
    try {
      await client.query('BEGIN');
      const value = await work(client);
      await client.query('COMMIT');
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        isBroken = true;
      });
      const isTemporary = [deadlock, serialization].includes((error as { code?: string }).code ?? '') || error instanceof Stale;
      if (attempt === maxAttempts || !(isTemporary || isStale(error))) throw error;
    } finally {
      client.release(isBroken);
    }
    // different waits part two transactions that keep meeting
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
  }
}
