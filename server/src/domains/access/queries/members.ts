import { z } from 'zod';
import { roles, type Role } from '../../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const MemberRow = z.object({
  id: z.string(),
  workspaceId: z.string(),
  personId: z.string(),
  role: z.enum(roles),
  createdAt: z.date(),
  name: z.string(),
  email: z.string(),
  isFromGroups: z.boolean(),
});
export type MemberRow = z.infer<typeof MemberRow>;

const columns = pg`m.id, m.workspace_id AS "workspaceId", m.person_id AS "personId", m.role, m.created_at AS "createdAt", p.name, p.email,
  m.is_from_groups AS "isFromGroups"`;

export interface MemberPlace {
  readonly createdAt: Date;
  readonly id: string;
}

/** A page of members, the earliest first; `isInverted`: the latest first. */
export const memberPage = definePgQuery({
  name: 'access.memberPage',
  row: MemberRow,
  sql: (
    { after, before, limit, isInverted }: { after: MemberPlace | null; before: MemberPlace | null; limit: number; isInverted: boolean },
    workspace,
  ) => pg`
    SELECT ${columns} FROM members AS m JOIN people AS p ON p.id = m.person_id
    WHERE m.workspace_id = ${workspace}
      AND (${pg.bool(after === null)} OR (m.created_at, m.id) > (${pg.at(after?.createdAt ?? null)}, ${pg.uuid(after?.id ?? null)}))
      AND (${pg.bool(before === null)} OR (m.created_at, m.id) < (${pg.at(before?.createdAt ?? null)}, ${pg.uuid(before?.id ?? null)}))
    ORDER BY m.created_at ${direction(isInverted)}, m.id ${direction(isInverted)} LIMIT ${pg.int4(limit)}`,
});

const direction = (isInverted: boolean) => pg.raw(isInverted ? 'DESC' : 'ASC');

export const membersByIds = definePgQuery({
  name: 'access.membersByIds',
  row: MemberRow,
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    SELECT ${columns} FROM members AS m JOIN people AS p ON p.id = m.person_id WHERE m.workspace_id = ${workspace} AND m.id = ANY(${pg.uuids(ids)})`,
});

export const memberOfPerson = definePgQuery({
  name: 'access.memberOfPerson',
  row: MemberRow,
  sql: ({ personId }: { personId: string }, workspace) => pg`
    SELECT ${columns} FROM members AS m JOIN people AS p ON p.id = m.person_id
    WHERE m.workspace_id = ${workspace} AND m.person_id = ${pg.uuid(personId)}`,
});

export const memberWithEmail = definePgCommand({
  name: 'access.memberWithEmail',
  sql: ({ email }: { email: string }, workspace) => pg`
    SELECT FROM members AS m JOIN people AS p ON p.id = m.person_id WHERE m.workspace_id = ${workspace} AND p.email = ${pg.text(email)}`,
});

export const memberRolesByEmail = definePgQuery({
  name: 'access.memberRolesByEmail',
  row: z.object({ email: z.string(), role: z.enum(roles) }),
  sql: ({ emails }: { emails: readonly string[] }, workspace) => pg`
    SELECT p.email, m.role FROM members AS m JOIN people AS p ON p.id = m.person_id
    WHERE m.workspace_id = ${workspace} AND p.email = ANY(${pg.texts(emails)}) ORDER BY p.email`,
});

/** Owners beside one member; of PostgreSQL's `Role` no order may be asked, REVIEWER came last. */
export const otherOwners = definePgCommand({
  name: 'access.otherOwners',
  sql: ({ id }: { id: string }, workspace) =>
    pg`SELECT FROM members WHERE workspace_id = ${workspace} AND role = 'OWNER' AND id <> ${pg.uuid(id)} LIMIT 1`,
});

/** Makes a person a member, or gives a member this role. */
export const insertMember = definePgCommand({
  name: 'access.insertMember',
  sql: ({ personId, role }: { personId: string; role: Role }, workspace) => pg`
    INSERT INTO members (workspace_id, person_id, role) VALUES (${workspace}, ${pg.uuid(personId)}, ${pg.enumerated('Role', role)})
    ON CONFLICT (workspace_id, person_id) DO UPDATE SET role = excluded.role`,
});

/** The role that groups at the provider give; no rows: it is so already. From then on they decide. */
export const setRoleOfGroups = definePgCommand({
  name: 'access.setRoleOfGroups',
  sql: ({ personId, role }: { personId: string; role: Role }, workspace) => pg`
    INSERT INTO members (workspace_id, person_id, role, is_from_groups)
    VALUES (${workspace}, ${pg.uuid(personId)}, ${pg.enumerated('Role', role)}, true)
    ON CONFLICT (workspace_id, person_id) DO UPDATE SET role = excluded.role, is_from_groups = true
    WHERE members.role <> excluded.role OR NOT members.is_from_groups`,
});

export const setStoredRole = definePgCommand({
  name: 'access.setMemberRole',
  sql: ({ id, role }: { id: string; role: Role }, workspace) =>
    pg`UPDATE members SET role = ${pg.enumerated('Role', role)} WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export const deleteMember = definePgCommand({
  name: 'access.deleteMember',
  sql: ({ id }: { id: string }, workspace) => pg`DELETE FROM members WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** Keys of the workspace that a person has created, and may know. */
export const revokeMadeKeys = definePgCommand({
  name: 'access.revokeMadeKeys',
  sql: ({ personId }: { personId: string }, workspace) => pg`
    UPDATE api_keys SET revoked_at = now()
    WHERE workspace_id = ${workspace} AND created_by_id = ${pg.uuid(personId)} AND person_id IS NULL AND revoked_at IS NULL`,
});

/** A person who leaves leaves no keys that would work again if they came back. */
export const revokePersonalKeys = definePgCommand({
  name: 'access.revokePersonalKeys',
  sql: ({ personId }: { personId: string }, workspace) => pg`
    UPDATE api_keys SET revoked_at = now() WHERE workspace_id = ${workspace} AND person_id = ${pg.uuid(personId)} AND revoked_at IS NULL`,
});
