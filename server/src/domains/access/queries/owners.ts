import type { Role } from '../../../platform/permissions.ts';
import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** Whether any workspace has an owner who is a person. */
export const anyOwner = definePgCommand({
  name: 'access.anyOwner',
  acrossWorkspaces: 'Asks whether the installation has an owner.',
  sql: (_none: unknown) => pg`SELECT FROM members WHERE role = 'OWNER' LIMIT 1`,
});

/** Makes a person a member with this role, or changes the role. */
export const makeMember = definePgCommand({
  name: 'access.makeMember',
  sql: ({ personId, role }: { personId: string; role: Role }, workspace) => pg`
    INSERT INTO members (workspace_id, person_id, role) VALUES (${workspace}, ${pg.uuid(personId)}, ${pg.enumerated('Role', role)})
    ON CONFLICT (workspace_id, person_id) DO UPDATE SET role = excluded.role`,
});

/** Members may sign in by other ways than single sign-on again. */
export const takeOffSso = definePgCommand({
  name: 'access.takeOffSso',
  sql: (_none: unknown, workspace) => pg`UPDATE workspaces SET requires_sso = false WHERE id = ${workspace} AND requires_sso`,
});
