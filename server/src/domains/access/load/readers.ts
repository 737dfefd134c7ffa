import { unstorable } from '../../../platform/ingest/text.ts';
import { isPermitted, type Permission } from '../../../platform/permissions.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { memberOfPerson, memberRolesByEmail } from '../queries/members.ts';

/** Of these addresses, those of members who may read the workspace now. */
export async function readersAmong(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  emails: readonly string[],
): Promise<string[]> {
  // No member has an address that can't be stored.
  const storable = emails.filter((email) => unstorable(email) === null);
  const members = await memberRolesByEmail(postgres, { workspaceId, emails: storable });
  return members.filter(({ role }) => isPermitted({ role, keyScope: null }, 'READ')).map(({ email }) => email);
}

/** Why mails may not go to these addresses, to be read after the name of their field: one is of no member who may read the workspace. Null: they may. */
export async function strangerAmong(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  emails: readonly string[],
): Promise<string | null> {
  if (emails.length === 0) return null;
  const readers = await readersAmong(stores, workspaceId, emails);
  const stranger = emails.find((email) => !readers.includes(email));
  return stranger === undefined ? null : `has ${JSON.stringify(stranger)}, which is of no member who may read this workspace`;
}

/** Whether a person has a permission in the workspace now. */
export async function mayNow(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, personId }: { readonly workspaceId: string; readonly personId: string },
  permission: Permission,
): Promise<boolean> {
  const [member] = await memberOfPerson(postgres, { workspaceId, personId });
  return member !== undefined && isPermitted({ role: member.role, keyScope: null }, permission);
}
