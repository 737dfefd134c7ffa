import { z } from 'zod';
import { roles } from '../../../platform/permissions.ts';
import { ownMethods } from '../../people/types.ts';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest } from '../../../platform/store/pg-sql.ts';

/** What somewhere is connected: a key, a person's session, or neither (local). */
export interface LiveCredential {
  readonly place: number;
  readonly workspaceId: string;
  readonly keyId: string | null;
  readonly personId: string | null;
  readonly sessionId: string | null;
}

/** How credentials stand now; each is one row, found by its place. */
export const standingOfCredentials = definePgQuery({
  name: 'access.standing',
  isPrepared: true,
  acrossWorkspaces: 'Sockets of all workspaces are looked after in one statement.',
  row: z.object({
    place: z.number(),
    isKeyValid: z.boolean(),
    /** Of the key; null: it has none of its own, or there is none. */
    keyRole: z.enum(roles).nullable(),
    /** Of the person in the workspace; null: no member, or no person. */
    memberRole: z.enum(roles).nullable(),
    /** False also where there is no session. */
    isSessionValid: z.boolean(),
    /** Whether the workspace demands single sign-on, and the session came about in another way. */
    lacksSso: z.boolean(),
    hasWorkspace: z.boolean(),
    isArchived: z.boolean(),
  }),
  sql: ({ credentials }: { credentials: readonly LiveCredential[] }) => pg`
    SELECT a.place, k.id IS NOT NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AS "isKeyValid", k.role AS "keyRole",
      m.role AS "memberRole", s.id IS NOT NULL AS "isSessionValid",
      coalesce(w.requires_sso AND s.method = ANY(${pg.texts(ownMethods)}), false) AS "lacksSso", w.id IS NOT NULL AS "hasWorkspace", w.archived_at IS NOT NULL AS "isArchived"
    FROM ${unnest(columns, credentials, 'a')}
    LEFT JOIN workspaces AS w ON w.id = a.workspace_id
    LEFT JOIN api_keys AS k ON k.id = a.key_id AND k.revoked_at IS NULL
    LEFT JOIN members AS m ON m.workspace_id = a.workspace_id AND m.person_id = a.person_id
    LEFT JOIN person_sessions AS s ON s.id = a.session_id AND s.expires_at > now()`,
});

const columns = [
  plainColumn<LiveCredential>('place', 'int4', ({ place }) => place),
  textColumn<LiveCredential>('workspace_id', ({ workspaceId }) => workspaceId, 'uuid'),
  textColumn<LiveCredential>('key_id', ({ keyId }) => keyId, 'uuid'),
  textColumn<LiveCredential>('person_id', ({ personId }) => personId, 'uuid'),
  textColumn<LiveCredential>('session_id', ({ sessionId }) => sessionId, 'uuid'),
];
