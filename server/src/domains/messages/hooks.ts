import { Hook } from '../../platform/hooks.ts';
import type { PgParam, PgSql } from '../../platform/store/pg-sql.ts';
import type { PgSession } from '../../platform/store/postgres/postgres.ts';

/**
 * Common table expressions of the statement that stores messages for the first time: `inserted` has their `id`, `external_id`,
 * `role`, `trace_id` and `span_id`. A reaction so costs no statement of its own in a transaction of which all that comes in is made.
 */
export const insertingMessages = new Hook<(workspace: PgParam) => PgSql>('inserting messages');

/** Called in the transaction that records messages: traces that have a reply among them. */
export const repliesRecorded = new Hook<(client: PgSession, workspaceId: string, traceIds: readonly string[]) => Promise<unknown>>(
  'replies recorded',
);
