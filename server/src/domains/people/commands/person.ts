import type { Stores } from '../../../platform/store/stores.ts';
import type { Person, Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { AccountExists, WeakPassword } from '../errors.ts';
import { accountMade } from '../load/accounts.ts';
import { badPassword } from '../pure/password.ts';
import { hashPassword } from './password-hash.ts';

/** Prisma's client, or one of its transactions. */
export type PeopleStore = Pick<Prisma.TransactionClient, 'person' | 'personAccount' | 'personSession' | 'secondFactor' | 'passkey'>;

/** The id under which a password is an account among those of providers. */
const passwordProvider = 'credential';

export interface NewPerson {
  /** In lower case (`readEmail`). */
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface BesideAccount {
  readonly before?: (transaction: Prisma.TransactionClient) => Promise<void>;
  readonly after?: (transaction: Prisma.TransactionClient, person: Person) => Promise<void>;
}

/** Why the password is not taken, as the failure of a form. */
export function checkPassword(
  password: string,
  { email, name }: { email: string; name: string },
  field = 'password',
): Result<string, WeakPassword> {
  const reason = badPassword(password, [email, email.split('@', 1)[0] as string, name]);
  return reason === null ? succeed(password) : fail(new WeakPassword(field, reason));
}

/**
 * Makes an account whose e-mail address is proved by what led here (an invitation, a one-time address).
 *
 * `before`, `after`  run in the same transaction: the end of an invitation, a membership. Whatever they throw undoes the account.
 */
export async function createPerson(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  { email, name, password }: NewPerson,
  { before = async () => {}, after = async () => {} }: BesideAccount = {},
): Promise<Result<Person, AccountExists | WeakPassword>> {
  const checked = checkPassword(password, { email, name });
  if (!checked.ok) return checked;
  const hash = await hashPassword(checked.value);
  try {
    const person = await stores.prisma.$transaction(async (transaction) => {
      await before(transaction);
      const made = await transaction.person.create({ data: { email, name, emailVerified: true } });
      await transaction.personAccount.create({
        data: { personId: made.id, providerId: passwordProvider, accountId: made.id, password: hash },
      });
      await after(transaction, made);
      return made;
    });
    accountMade(stores);
    return succeed(person);
  } catch (error) {
    if ((error as { code?: string }).code === 'P2002') return fail(new AccountExists());
    throw error;
  }
}

/** Where the password of a person is kept. */
export const passwordAccount = (personId: string) => ({ providerId_accountId: { providerId: passwordProvider, accountId: personId } });

/** Sets the password of an account and ends all of its sessions. */
export async function setPassword(store: PeopleStore, personId: string, hash: string): Promise<void> {
  await store.personAccount.upsert({
    where: passwordAccount(personId),
    create: { personId, providerId: passwordProvider, accountId: personId, password: hash },
    update: { password: hash },
  });
  await store.person.update({ where: { id: personId }, data: { emailVerified: true } });
  await store.personSession.deleteMany({ where: { personId } });
}

/** Takes every way to sign in from an account: sessions, password, second factor, passkeys, accounts with providers. */
export async function resetSignIn(store: PeopleStore, personId: string): Promise<void> {
  const where = { personId };
  await store.personSession.deleteMany({ where });
  await store.personAccount.deleteMany({ where });
  await store.secondFactor.deleteMany({ where });
  await store.passkey.deleteMany({ where });
  await store.person.update({ where: { id: personId }, data: { twoFactorEnabled: false } });
}

/** Whether the person signs in by a password. */
export const hasPassword = async (store: PeopleStore, personId: string): Promise<boolean> =>
  (await store.personAccount.count({ where: { personId, providerId: passwordProvider } })) > 0;
