import type { ViewerPerson } from '../../../platform/graphql/context.ts';
import { succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { WeakPassword } from '../errors.ts';
import { credentialsGeneration, endLinks, endSessions, endTrust, renewGeneration, replacePassword } from '../queries.ts';
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

/** Sets another password; false: the current one is wrong, or there is none, or all was changed while it was tried. */
export async function changePassword(
  { prisma, postgres }: PeopleStores,
  { person, sessionId, currentPassword, newPassword }: PasswordChange,
): Promise<Result<boolean, WeakPassword>> {
  const checked = checkPassword(newPassword, person, 'newPassword');
  if (!checked.ok) return checked;
  const personId = person.id;
  const [seen] = await credentialsGeneration(postgres, { personId });
  const account = await prisma.personAccount.findUnique({ where: passwordAccount(personId) });
  const current = account?.password ?? null;
  if (seen === undefined || current === null || !(await verifyPassword({ hash: current, password: currentPassword })))
    return succeed(false);
  const hash = await hashPassword(newPassword);
  return succeed(
    await postgres.transaction(async (session) => {
      // The password that was tried may be gone: it was set again meanwhile.
      if ((await renewGeneration(session, { personId, seen: seen.generation })) === 0) return false;
      await replacePassword(session, { personId, hash });
      await endSessions(session, { personId, exceptId: sessionId });
      await endTrust(session, { personId });
      // Who has an older mail must not choose another password.
      await endLinks(session, { personId });
      return true;
    }),
  );
}
