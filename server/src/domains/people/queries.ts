import { z } from 'zod';
import { roles, rolesWith } from '../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../platform/store/pg-sql.ts';
import { tokenHash } from './pure/token-hash.ts';
import { linkPurposes } from './types.ts';

const ofPeople = 'People belong to no workspace.';

/** Whether anyone has an account. */
export const anyPerson = definePgCommand({
  name: 'people.any',
  isPrepared: true,
  acrossWorkspaces: ofPeople,
  sql: (_none: unknown) => pg`SELECT FROM people LIMIT 1`,
});

/** Whether anyone has an account but this person. */
export const otherPerson = definePgCommand({
  name: 'people.other',
  acrossWorkspaces: ofPeople,
  sql: ({ id }: { id: string }) => pg`SELECT FROM people WHERE id <> ${pg.uuid(id)} LIMIT 1`,
});

/** The person of this id, or of this e-mail address, with the workspaces that it is a member of. */
export const personInWorkspaces = definePgQuery({
  name: 'people.inWorkspaces',
  isPrepared: true,
  acrossWorkspaces: 'What a person does with its account concerns each of its workspaces.',
  row: z.object({ id: z.string(), name: z.string(), email: z.string(), workspaceIds: z.array(z.string()) }),
  sql: ({ id = null, email = null }: { id?: string | null; email?: string | null }) => pg`
    SELECT id, name, email, ARRAY(SELECT workspace_id::text FROM members WHERE person_id = people.id ORDER BY workspace_id) AS "workspaceIds"
    FROM people WHERE id = ${pg.uuid(id)} OR email = ${pg.text(email)}`,
});

/** Makes an account with a proved address and a password; no rows: there is one of this address. */
export const insertPerson = definePgQuery({
  name: 'people.insert',
  acrossWorkspaces: ofPeople,
  row: z.object({ id: z.string() }),
  sql: ({ id, email, name, hash }: { id: string; email: string; name: string; hash: string }) => pg`
    WITH person AS (
      INSERT INTO people (id, email, name, email_verified) VALUES (${pg.uuid(id)}, ${pg.text(email)}, ${pg.text(name)}, true) ON CONFLICT (email) DO NOTHING RETURNING id)
    INSERT INTO person_accounts (person_id, provider_id, account_id, password)
    SELECT id, 'credential', id::text, ${pg.text(hash)} FROM person RETURNING person_id AS id`,
});

/** The secret of this name, made of `value` where there is none. */
export const installationSecret = definePgQuery({
  name: 'people.installationSecret',
  acrossWorkspaces: ofPeople,
  row: z.object({ value: z.string() }),
  sql: ({ name, value }: { name: string; value: string }) => pg`
    INSERT INTO installation_secrets (name, value) VALUES (${pg.text(name)}, ${pg.text(value)})
    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value`,
});

/** A token that was replaced is taken so long: of requests that were under way. */
const earlierTokenS = 60;

/** A session that has not ended, its person, and its membership of the workspace `slug`; null: the one used last, else the oldest. */
export const sessionOfToken = definePgQuery({
  name: 'people.session',
  isPrepared: true,
  acrossWorkspaces: 'A session leads to the workspaces that its person is a member of.',
  row: z.object({
    id: z.string(),
    personId: z.string(),
    name: z.string(),
    email: z.string(),
    method: z.string(),
    isCurrent: z.boolean(),
    replacedAt: z.date(),
    lastSeenAt: z.date(),
    lastWorkspaceId: z.string().nullable(),
    workspaceId: z.string().nullable(),
    slug: z.string().nullable(),
    requiresSso: z.boolean().nullable(),
    isArchived: z.boolean().nullable(),
    role: z.enum(roles).nullable(),
  }),
  sql: ({ token, slug }: { token: string; slug: string | null }) => {
    const [shown, named] = [pg.text(tokenHash(token)), pg.text(slug)];
    return pg`
    SELECT s.id, s.person_id AS "personId", p.name, p.email, s.method, s.token = ${shown} AS "isCurrent", s.replaced_at AS "replacedAt",
           s.last_seen_at AS "lastSeenAt", s.last_workspace_id AS "lastWorkspaceId",
           m.workspace_id AS "workspaceId", m.slug, m.requires_sso AS "requiresSso", m.is_archived AS "isArchived", m.role
    FROM person_sessions AS s
    JOIN people AS p ON p.id = s.person_id
    LEFT JOIN LATERAL (
      SELECT members.workspace_id, members.role, workspaces.slug, workspaces.requires_sso, workspaces.archived_at IS NOT NULL AS is_archived
      FROM members JOIN workspaces ON workspaces.id = members.workspace_id
      WHERE members.person_id = s.person_id AND (${named} IS NULL OR workspaces.slug = ${named})
      ORDER BY (members.workspace_id = s.last_workspace_id) DESC NULLS LAST, members.created_at, members.id LIMIT 1
    ) AS m ON true
    WHERE (s.token = ${shown} OR (s.earlier_token = ${shown} AND s.replaced_at > now() - ${pg.seconds(earlierTokenS)})) AND s.expires_at > now()`;
  },
});

export const idleS = 7 * 86_400;
export const absoluteS = 30 * 86_400;

/** A session in use lasts on, up to its absolute end. */
export const touchSession = definePgCommand({
  name: 'people.touchSession',
  acrossWorkspaces: ofPeople,
  sql: ({ id, workspaceId }: { id: string; workspaceId: string | null }) => pg`
    UPDATE person_sessions SET last_seen_at = now(), last_workspace_id = coalesce(${pg.uuid(workspaceId)}, last_workspace_id),
           expires_at = least(now() + ${pg.seconds(idleS)}, created_at + ${pg.seconds(absoluteS)})
    WHERE id = ${pg.uuid(id)}`,
});

/** Replaces the token; one request of several at once does. */
export const replaceToken = definePgCommand({
  name: 'people.replaceToken',
  acrossWorkspaces: ofPeople,
  sql: ({ id, token, next }: { id: string; token: string; next: string }) => pg`
    UPDATE person_sessions SET token = ${pg.text(tokenHash(next))}, earlier_token = token, replaced_at = now()
    WHERE id = ${pg.uuid(id)} AND token = ${pg.text(tokenHash(token))}`,
});

/** Ends sessions of a person: one, all but one, or all. */
export const endSessions = definePgCommand({
  name: 'people.endSessions',
  acrossWorkspaces: ofPeople,
  sql: ({ personId, id = null, exceptId = null }: { personId: string; id?: string | null; exceptId?: string | null }) => pg`
    DELETE FROM person_sessions WHERE person_id = ${pg.uuid(personId)}
      AND (${pg.uuid(id)} IS NULL OR id = ${pg.uuid(id)}) AND (${pg.uuid(exceptId)} IS NULL OR id <> ${pg.uuid(exceptId)})`,
});

/** Browsers of a person that need no code, and sign-ins of theirs that wait for one: what is remembered of both names the person alone. */
export const endTrust = definePgCommand({
  name: 'people.endTrust',
  acrossWorkspaces: ofPeople,
  sql: ({ personId }: { personId: string }) => pg`DELETE FROM verifications WHERE value = ${pg.text(personId)}`,
});

export const endSessionOfToken = definePgCommand({
  name: 'people.endSession',
  acrossWorkspaces: ofPeople,
  sql: ({ token }: { token: string }) => pg`
    DELETE FROM person_sessions WHERE token = ${pg.text(tokenHash(token))} OR earlier_token = ${pg.text(tokenHash(token))}`,
});

const linkRow = z.object({
  purpose: z.enum(linkPurposes),
  personId: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
});
/** First owners are made while there is no account. */
const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
/** Of PostgreSQL's `Role` no order may be asked: REVIEWER came last. */
const rankOf = (member: string): string => `array_position(ARRAY[${listed(roles)}], ${member}.role::text)`;

/**
 * Of a link `l`. What an administrator made for a member stays within what allowed it: both are still members there, the member's role is not
 * above the administrator's, and the member belongs to no other workspace, into which it would lead as well.
 */
const isUsable: PgSql = pg.raw(
  `l.used_at IS NULL AND l.expires_at > now() AND (l.purpose <> 'FIRST_OWNER' OR l.person_id IS NOT NULL OR NOT EXISTS (SELECT FROM people))
  AND (l.maker_id IS NULL OR (
    EXISTS (
      SELECT FROM members AS maker JOIN members AS member USING (workspace_id)
      WHERE maker.id = l.maker_id AND member.person_id = l.person_id AND maker.role::text IN (${listed(rolesWith('EDIT_MEMBERS'))})
        AND ${rankOf('maker')} >= ${rankOf('member')})
    AND (SELECT count(*) FROM members WHERE person_id = l.person_id) = 1))`,
);

/** Whose one-time address it is, also where it can't be used any more; null: of no account. */
export const personOfSecret = definePgQuery({
  name: 'people.ofLink',
  acrossWorkspaces: ofPeople,
  row: z.object({ personId: z.string().nullable() }),
  sql: ({ secretHash }: { secretHash: Uint8Array }) =>
    pg`SELECT person_id AS "personId" FROM sign_in_links WHERE secret_hash = ${pg.bytes(secretHash)}`,
});

/** A one-time address that can be used. */
export const linkOfSecret = definePgQuery({
  name: 'people.link',
  acrossWorkspaces: ofPeople,
  row: linkRow,
  sql: ({ secretHash }: { secretHash: Uint8Array }) => pg`
    SELECT l.purpose, l.person_id AS "personId", coalesce(p.email, l.email) AS email, p.name FROM sign_in_links AS l
    LEFT JOIN people AS p ON p.id = l.person_id
    WHERE l.secret_hash = ${pg.bytes(secretHash)} AND ${isUsable}`,
});

/** Uses it up; no rows: another request did, or it can't be used. */
export const spendLink = definePgQuery({
  name: 'people.spendLink',
  acrossWorkspaces: ofPeople,
  row: z.object({ id: z.string() }),
  sql: ({ secretHash }: { secretHash: Uint8Array }) => pg`
    UPDATE sign_in_links AS l SET used_at = now() WHERE l.secret_hash = ${pg.bytes(secretHash)} AND ${isUsable} RETURNING l.id`,
});

export interface NewLink {
  readonly purpose: (typeof linkPurposes)[number];
  readonly secretHash: Uint8Array;
  readonly personId: string | null;
  readonly email: string | null;
  /** The member who made it for another; null: no one did. */
  readonly makerId: string | null;
  readonly validS: number;
}

/** Makes one. Earlier ones of the same person, or the same address, are replaced. */
export const insertLink = definePgCommand({
  name: 'people.insertLink',
  acrossWorkspaces: ofPeople,
  sql: ({ purpose, secretHash, personId, email, makerId, validS }: NewLink) => pg`
    WITH replaced AS (
      DELETE FROM sign_in_links WHERE used_at IS NULL AND (person_id = ${pg.uuid(personId)} OR (person_id IS NULL AND email = ${pg.text(email)})))
    INSERT INTO sign_in_links (purpose, secret_hash, person_id, email, maker_id, expires_at)
    VALUES (${pg.enumerated('LinkPurpose', purpose)}, ${pg.bytes(secretHash)}, ${pg.uuid(personId)}, ${pg.text(email)}, ${pg.uuid(makerId)}, now() + ${pg.seconds(validS)})`,
});

/** Ends one-time addresses of a person that wait to be used. */
export const endLinks = definePgCommand({
  name: 'people.endLinks',
  acrossWorkspaces: ofPeople,
  sql: ({ personId }: { personId: string }) => pg`DELETE FROM sign_in_links WHERE used_at IS NULL AND person_id = ${pg.uuid(personId)}`,
});

/** Longer than a code of an app counts: its own 30 seconds, and those before and after. */
const codeUsedS = 180;

/** Of an entry of `used_codes`, "SECONDS HASH": whether its code may still count. */
const mayCount = pg.raw(
  `CASE WHEN used ~ '^[0-9]+ ' THEN split_part(used, ' ', 1)::bigint >= extract(epoch FROM now()) - ${codeUsedS} ELSE false END`,
);

/** Marks a code of an app as shown; changes no row where it was shown before, while it may still count. Those that can't count any more are dropped. */
export const useCode = definePgCommand({
  name: 'people.useCode',
  acrossWorkspaces: ofPeople,
  sql: ({ personId, codeHash }: { personId: string; codeHash: string }) => pg`
    UPDATE second_factors SET code_used_at = now(),
      used_codes = ARRAY(SELECT used FROM unnest(used_codes) AS used WHERE ${mayCount}) || concat(extract(epoch FROM now())::bigint, ' ', ${pg.text(codeHash)})
    WHERE person_id = ${pg.uuid(personId)}
      AND NOT EXISTS (SELECT FROM unnest(used_codes) AS used WHERE ${mayCount} AND split_part(used, ' ', 2) = ${pg.text(codeHash)})`,
});

/** What of sign-in is over and is not needed any more. */
export const deleteExpired = definePgCommand({
  name: 'people.deleteExpired',
  acrossWorkspaces: ofPeople,
  sql: (_none: unknown) => pg`
    WITH sessions AS (DELETE FROM person_sessions WHERE expires_at < now()),
         links AS (DELETE FROM sign_in_links WHERE expires_at < now() - interval '7 days')
    DELETE FROM verifications WHERE expires_at < now()`,
});
