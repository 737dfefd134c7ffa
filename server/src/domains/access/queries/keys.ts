import { z } from 'zod';
import { keyScopes, roles } from '../../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** Whether the workspace has a key, a revoked one included. */
export const anyKey = definePgCommand({
  name: 'access.anyKey',
  sql: (_none: unknown, workspace) => pg`SELECT FROM api_keys WHERE workspace_id = ${workspace} LIMIT 1`,
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
