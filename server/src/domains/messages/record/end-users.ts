import { textArray } from '../../../platform/ingest/arrays.ts';
import { keyOf, type Remembered } from '../../../platform/ingest/remembered.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';

interface IdRow {
  id: string;
  external_id: string;
}

/**
 * The numeric id of each user of the customer's application, by their own id; users who are new are stored.
 * Asks before it inserts: a conflicting insert would use up a number, and the numbers are to stay dense.
 */
export async function resolveEndUsers(client: PgSession, remembered: Remembered, workspaceId: string, externalIds: ReadonlySet<string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const unknown: string[] = [];
  for (const externalId of externalIds) {
    const id = remembered.endUsers.get(keyOf(workspaceId, externalId));
    if (id === undefined) unknown.push(externalId);
    else ids.set(externalId, id);
  }
  if (unknown.length === 0) return ids;
  const take = (rows: readonly IdRow[]): void => rows.forEach((row) => ids.set(row.external_id, row.id));
  take(await stored(client, workspaceId, unknown));
  const missing = unknown.filter((externalId) => !ids.has(externalId));
  if (missing.length > 0) take(await store(client, workspaceId, missing));
  const raced = missing.filter((externalId) => !ids.has(externalId));
  if (raced.length > 0) take(await stored(client, workspaceId, raced));
  return ids;
}

async function stored(client: PgSession, workspaceId: string, externalIds: readonly string[]): Promise<IdRow[]> {
  const { rows } = await client.query<IdRow>({
    text: '/* endUsers.stored */ SELECT id::text AS id, external_id FROM end_users WHERE workspace_id = $1 AND external_id = ANY($2::text[])',
    values: [workspaceId, textArray(externalIds, (id) => id)],
  });
  return rows;
}

async function store(client: PgSession, workspaceId: string, externalIds: readonly string[]): Promise<IdRow[]> {
  const { rows } = await client.query<IdRow>({
    text: `/* endUsers.store */ INSERT INTO end_users (workspace_id, external_id)
      SELECT $1, external_id FROM unnest($2::text[]) AS sent (external_id) ORDER BY external_id COLLATE "C"
      ON CONFLICT (workspace_id, external_id) DO NOTHING RETURNING id::text AS id, external_id`,
    values: [workspaceId, textArray(externalIds, (id) => id)],
  });
  return rows;
}
