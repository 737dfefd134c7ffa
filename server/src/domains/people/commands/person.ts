import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../platform/graphql/actor.ts';
import type { ViewerPerson } from '../../../platform/graphql/context.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { withActor } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { AccountExists, WeakPassword } from '../errors.ts';
import { accountMade } from '../load/accounts.ts';
import { insertPerson } from '../queries.ts';
import { badPassword } from '../pure/password.ts';
import { welcomeIfFirst } from './first-account.ts';
import { hashPassword } from './password-hash.ts';

/** Prisma's client, or one of its transactions. */
export type PeopleStore = Pick<
  Prisma.TransactionClient,
  'person' | 'personAccount' | 'personSession' | 'secondFactor' | 'passkey' | 'verification'
>;

/** The id under which a password is an account among those of providers. */
const passwordProvider = 'credential';

export interface NewPerson {
  /** In lower case (`readEmail`). */
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface BesideAccount {
  readonly before?: (session: PgSession) => Promise<void>;
  readonly after?: (session: PgSession, person: ViewerPerson) => Promise<void>;
  /** As whom the trail records it all; absent: the server itself. */
  readonly actor?: (person: ViewerPerson) => Actor;
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
  stores: Pick<Stores, 'postgres'>,
  { email, name, password }: NewPerson,
  { before = async () => {}, after = async () => {}, actor }: BesideAccount = {},
): Promise<Result<ViewerPerson, AccountExists | WeakPassword>> {
  const checked = checkPassword(password, { email, name });
  if (!checked.ok) return checked;
  const hash = await hashPassword(checked.value);
  const person = { id: randomUUID(), name, email };
  const make = (): Promise<boolean> =>
    stores.postgres.transaction(async (session) => {
      await before(session);
      const [made] = await insertPerson(session, { ...person, hash });
      if (made === undefined) return false;
      await welcomeIfFirst(session, person.id);
      await after(session, person);
      return true;
    });
  const isMade = await (actor === undefined ? make() : withActor(JSON.stringify(actor(person)), make));
  if (!isMade) return fail(new AccountExists());
  accountMade(stores);
  return succeed(person);
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
  await endTrustOf(store, personId);
}

/** As `endTrust` of queries.ts, by the same store. */
const endTrustOf = (store: PeopleStore, personId: string): Promise<unknown> =>
  store.verification.deleteMany({ where: { value: personId } });

/** Takes every way to sign in from an account: sessions, password, second factor, passkeys, accounts with providers. */
export async function resetSignIn(store: PeopleStore, personId: string): Promise<void> {
  const where = { personId };
  await store.personSession.deleteMany({ where });
  await store.personAccount.deleteMany({ where });
  await store.secondFactor.deleteMany({ where });
  await store.passkey.deleteMany({ where });
  await endTrustOf(store, personId);
  await store.person.update({ where: { id: personId }, data: { twoFactorEnabled: false } });
}

/** Whether the person signs in by a password. */
export const hasPassword = async (store: PeopleStore, personId: string): Promise<boolean> =>
  (await store.personAccount.count({ where: { personId, providerId: passwordProvider } })) > 0;
