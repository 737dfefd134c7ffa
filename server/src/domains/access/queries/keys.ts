import { z } from 'zod';
import { keyScopes, roles } from '../../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../../platform/store/pg-sql.ts';

/** Whether the workspace has a key, a revoked one included. */
export const anyKey = definePgCommand({
  name: 'access.anyKey',
  sql: (_none: unknown, workspace) => pg`SELECT FROM api_keys WHERE workspace_id = ${workspace} LIMIT 1`,
});

/**
 * Ends the keys for which `condition` holds, and those that they made, and so on, with the open invitations of all: else one who has found a key
 * would stay after it is revoked.
 */
const revokedKeys = (condition: PgSql): PgSql => pg`
  WITH RECURSIVE ended AS (
    SELECT api_keys.id FROM api_keys WHERE ${condition}
    UNION SELECT made.id FROM api_keys AS made JOIN ended ON made.created_by_key_id = ended.id
  ), invited AS (
    UPDATE invitations SET revoked_at = now()
    WHERE invited_by_key_id IN (SELECT id FROM ended) AND accepted_at IS NULL AND revoked_at IS NULL)
  UPDATE api_keys SET revoked_at = now() WHERE id IN (SELECT id FROM ended) AND revoked_at IS NULL RETURNING id`;

/** Revokes a key with the keys that it made, and their open invitations; `personId`: only a personal key of theirs. */
export const revokeKey = definePgQuery({
  name: 'access.revokeKey',
  row: z.object({ id: z.string() }),
  sql: ({ id, personId }: { id: string; personId: string | null }, workspace) =>
    revokedKeys(
      pg`workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND (${pg.uuid(personId)} IS NULL OR person_id = ${pg.uuid(personId)})`,
    ),
});

/** The same for the keys that act as a person, in every workspace; those that have ended. */
export const revokeKeysOfPerson = definePgQuery({
  name: 'access.revokeKeysOfPerson',
  acrossWorkspaces: 'A person has keys in each of its workspaces.',
  row: z.object({ id: z.string() }),
  sql: ({ personId }: { personId: string }) => revokedKeys(pg`person_id = ${pg.uuid(personId)}`),
});

/** A key that is neither revoked nor expired, and who made it. */
export const presentKey = definePgQuery({
  name: 'access.presentKey',
  row: z.object({ createdById: z.string().nullable() }),
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT created_by_id AS "createdById" FROM api_keys
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
});

const FoundKey = z.object({
  id: z.string(),
  workspaceId: z.string(),
  /** Of a personal key: what its person is now; null: no member. */
  role: z.enum(roles).nullable(),
  scope: z.enum(keyScopes),
  environment: z.string().nullable(),
  requestsPerMinute: z.number().nullable(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  isArchived: z.boolean(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  personEmail: z.string().nullable(),
});
export type FoundKey = z.infer<typeof FoundKey>;

/** The key of this secret that is not revoked, with what it stands for. It may have expired. */
export const keyByHash = definePgQuery({
  name: 'access.keyByHash',
  isPrepared: true,
  acrossWorkspaces: 'The key says which workspace it is.',
  row: FoundKey,
  sql: ({ secretHash }: { secretHash: Uint8Array }) => pg`
    SELECT k.id, k.workspace_id AS "workspaceId", CASE WHEN k.person_id IS NULL THEN k.role ELSE m.role END AS role, k.scope, k.environment,
      k.requests_per_minute AS "requestsPerMinute", k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt",
      w.archived_at IS NOT NULL AS "isArchived", p.id AS "personId", p.name AS "personName", p.email AS "personEmail"
    FROM api_keys AS k
    JOIN workspaces AS w ON w.id = k.workspace_id
    LEFT JOIN people AS p ON p.id = k.person_id
    LEFT JOIN members AS m ON m.workspace_id = k.workspace_id AND m.person_id = k.person_id
    WHERE k.secret_hash = ${pg.bytes(secretHash)} AND k.revoked_at IS NULL`,
});

/** `from`: the address of the request; null: it is not known. */
export const markKeyUsed = definePgCommand({
  name: 'access.keyUsed',
  sql: ({ id, from }: { id: string; from: string | null }, workspace) =>
    pg`UPDATE api_keys SET last_used_at = now(), last_used_from = ${pg.text(from)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});
