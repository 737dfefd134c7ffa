import type { RememberedRows } from '../../../platform/ingest/remembered.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { storedEndUsers, storeEndUsers, type StoredEndUser } from './queries/end-users.ts';

/**
 * The numeric id of each user of the customer's application, by their own id; users who are new are stored.
 * Asks before it inserts: a conflicting insert would use up a number, and the numbers are to stay dense.
 */
export async function resolveEndUsers(
  client: PgSession,
  known: RememberedRows<string>,
  workspaceId: string,
  externalIds: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const unknown: string[] = [];
  for (const externalId of externalIds) {
    const id = known.get(workspaceId, externalId);
    if (id === undefined) unknown.push(externalId);
    else ids.set(externalId, id);
  }
  if (unknown.length === 0) return ids;
  const take = (rows: readonly StoredEndUser[]): void => rows.forEach((row) => ids.set(row.externalId, row.id));
  take(await storedEndUsers(client, { workspaceId, externalIds: unknown }));
  const missing = unknown.filter((externalId) => !ids.has(externalId));
  if (missing.length > 0) take(await storeEndUsers(client, { workspaceId, externalIds: missing }));
  const raced = missing.filter((externalId) => !ids.has(externalId));
  if (raced.length > 0) take(await storedEndUsers(client, { workspaceId, externalIds: raced }));
  return ids;
}
