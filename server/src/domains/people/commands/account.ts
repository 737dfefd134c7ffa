import type { ViewerPerson } from '../../../platform/graphql/context.ts';
import { succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { WeakPassword } from '../errors.ts';
import { endLinks, endSessions, endTrust } from '../queries.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { checkPassword, passwordAccount } from './person.ts';

type PeopleStores = Pick<Stores, 'postgres' | 'prisma'>;

/** The person under its new name. */
export async function changeName({ prisma }: PeopleStores, personId: string, name: string): Promise<ViewerPerson> {
  const { id, email } = await prisma.person.update({ where: { id: personId }, data: { name } });
  return { id, name, email };
}

export interface PasswordChange {
  readonly person: ViewerPerson;
  /** The session that goes on; all others end. */
  readonly sessionId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Sets another password; false: the current one is wrong, or there is none. */
export async function changePassword(
  { prisma, postgres }: PeopleStores,
  { person, sessionId, currentPassword, newPassword }: PasswordChange,
): Promise<Result<boolean, WeakPassword>> {
  const checked = checkPassword(newPassword, person, 'newPassword');
  if (!checked.ok) return checked;
  const where = passwordAccount(person.id);
  const account = await prisma.personAccount.findUnique({ where });
  const hash = account?.password ?? null;
  if (hash === null || !(await verifyPassword({ hash, password: currentPassword }))) return succeed(false);
  await prisma.personAccount.update({ where, data: { password: await hashPassword(newPassword) } });
  await endSessions(postgres, { personId: person.id, exceptId: sessionId });
  await endTrust(postgres, { personId: person.id });
  // Who has an older mail must not choose another password.
  await endLinks(postgres, { personId: person.id });
  return succeed(true);
}
