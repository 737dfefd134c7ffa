import type { Actor } from '../../../platform/graphql/actor.ts';
import type { ViewerPerson } from '../../../platform/graphql/context.ts';
import { BadArgument, fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { SignUp } from '../../../platform/config-sign-in.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import type { Fields } from '../../../platform/ingest/values.ts';
import { statementsOf } from '../../../platform/store/prisma/statements.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { linkOf, spend, type Link } from '../../people/commands/link.ts';
import { hashPassword } from '../../people/commands/password-hash.ts';
import { checkPassword, createPerson, setPassword } from '../../people/commands/person.ts';
import type { SignInAct } from '../../people/commands/trail.ts';
import { LinkInvalid, type AccountExists, type WeakPassword } from '../../people/errors.ts';
import { readEmail, readPersonName, readSecret } from '../../people/pure/input.ts';
import { ensureDefaultWorkspace } from '../commands.ts';
import { makeMember } from '../queries/owners.ts';
import { endWaysIn } from './ways-in.ts';

type Refusal = AccountExists | WeakPassword | LinkInvalid | BadArgument;
type PeopleStores = Pick<Stores, 'postgres' | 'prisma'>;

export interface UsedLink {
  readonly email: string;
  readonly password: string;
  /** Whose password was set again; null: the account is new. */
  readonly renewed: ViewerPerson | null;
}

/** As whom the trail records a new account. */
type ActorOf = (person: ViewerPerson, act: SignInAct) => Actor;

/**
 * Uses a one-time address up: sets the password of its account, or makes the account (the first owner; a person who signs up). Gives what
 * signs in.
 */
export async function useLink(stores: PeopleStores, body: Fields, signUp: SignUp, actorOf?: ActorOf): Promise<Result<UsedLink, Refusal>> {
  const secret = readSecret(body, 'token');
  if (secret instanceof Problem) return fail(new BadArgument(secret.field, secret.reason));
  const found = await linkOf(stores.postgres, secret);
  if (!found.ok) return found;
  const read = credentialsIn(body, found.value);
  if (!read.ok) return read;
  try {
    const done =
      found.value.personId === null
        ? await makeAccount(stores, found.value, secret, read.value, signUp, actorOf)
        : await renew(stores, found.value, secret, read.value);
    const { email, name, password } = read.value;
    const { personId } = found.value;
    return done.ok ? succeed({ email, password, renewed: personId === null ? null : { id: personId, name, email } }) : done;
  } catch (error) {
    if (error instanceof LinkInvalid) return fail(error); // another request was first
    throw error;
  }
}

interface Given {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** A person who resets a password has a name; an address that came with the link is not given again. */
function credentialsIn(body: Fields, { purpose, email, name }: Link): Result<Given, BadArgument> {
  const read = {
    email: email ?? readEmail(body),
    name: purpose === 'PASSWORD' ? (name ?? '') : readPersonName(body),
    password: readSecret(body, 'password'),
  };
  const problems = Object.values(read).filter((value) => value instanceof Problem);
  const [first, ...others] = problems;
  return first === undefined ? succeed(read as Given) : fail(new BadArgument(first.field, first.reason, others));
}

async function makeAccount(
  stores: PeopleStores,
  { purpose }: Link,
  secret: string,
  given: Given,
  signUp: SignUp,
  actorOf?: ActorOf,
): Promise<Result<unknown, AccountExists | WeakPassword>> {
  const workspaceId = await ensureDefaultWorkspace(stores);
  const act = purpose === 'FIRST_OWNER' ? 'useFirstOwnerLink' : 'signUp';
  return createPerson(stores, given, {
    ...(actorOf && { actor: (person) => actorOf(person, act) }),
    before: (session) => spend(session, secret),
    after: async (session, { id: personId }) => {
      if (purpose === 'FIRST_OWNER') await makeMember(session, { workspaceId, personId, role: 'OWNER' });
      else if (signUp.kind === 'DOMAIN') await makeMember(session, { workspaceId, personId, role: 'VIEWER' });
    },
  });
}

/**
 * Sets the password again. Where nothing has proved the address before, the account may be of another who named it at a provider: all by which
 * that one acts as the person ends.
 */
async function renew(stores: PeopleStores, { personId, purpose }: Link, secret: string, given: Given): Promise<Result<null, WeakPassword>> {
  const id = personId as string;
  const checked = checkPassword(given.password, given);
  if (!checked.ok) return checked;
  const hash = await hashPassword(checked.value);
  await stores.prisma.$transaction(async (transaction) => {
    await spend(statementsOf(transaction), secret);
    const { emailVerified } = await transaction.person.findUniqueOrThrow({ where: { id }, select: { emailVerified: true } });
    if (!emailVerified) await endWaysIn(transaction, id);
    await setPassword(transaction, id, hash);
    if (purpose === 'FIRST_OWNER') await transaction.person.update({ where: { id }, data: { name: given.name } });
  });
  return succeed(null);
}
