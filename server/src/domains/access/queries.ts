import { z } from 'zod';
import { keyScopes, roles } from '../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';

/** The id of the workspace of this slug, made where there is none. */
export const workspaceOfSlug = definePgQuery({
  name: 'access.workspace',
  acrossWorkspaces: 'Makes the workspace.',
  row: z.object({ id: z.string() }),
  sql: ({ slug, name }: { slug: string; name: string }) => pg`
    INSERT INTO workspaces (slug, name) VALUES (${pg.text(slug)}, ${pg.text(name)}) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id`,
});

/** Whether the workspace has a key, a revoked one included. */
export const anyKey = definePgCommand({
  name: 'access.anyKey',
  sql: (_none: unknown, workspace) => pg`SELECT FROM api_keys WHERE workspace_id = ${workspace} LIMIT 1`,
});

/** The key that is not revoked of this secret. */
export const keyByHash = definePgQuery({
  name: 'access.keyByHash',
  isPrepared: true,
  acrossWorkspaces: 'The key says which workspace it is.',
  row: z.object({
    id: z.string(),
    workspaceId: z.string(),
    role: z.enum(roles),
    scope: z.enum(keyScopes),
    lastUsedAt: z.date().nullable(),
    requestsPerMinute: z.number().nullable(),
  }),
  sql: ({ secretHash }: { secretHash: Uint8Array }) => pg`
    SELECT id, workspace_id AS "workspaceId", role, scope, last_used_at AS "lastUsedAt", requests_per_minute AS "requestsPerMinute" FROM api_keys WHERE secret_hash = ${pg.bytes(secretHash)} AND revoked_at IS NULL`,
});

export const markKeyUsed = definePgCommand({
  name: 'access.keyUsed',
  sql: ({ id }: { id: string }, workspace) =>
    pg`UPDATE api_keys SET last_used_at = now() WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});
