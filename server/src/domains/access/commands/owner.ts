import { statementsOf, type PrismaTransaction } from '../../../platform/store/prisma/statements.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { makeLink } from '../../people/commands/link.ts';
import { resetSignIn } from '../../people/commands/person.ts';
import { welcomeIfFirst } from '../../people/commands/first-account.ts';
import { recordOfPerson } from '../../people/commands/trail.ts';
import { accountMade } from '../../people/load/accounts.ts';
import { ensureDefaultWorkspace } from '../commands.ts';
import { anyOwner, makeMember, revokeKeysOfPerson, takeOffSso } from '../queries/owners.ts';

/** Whether a person owns a workspace: what has to be before the server listens on an address that others reach. */
export const hasOwner = async ({ postgres }: Pick<Stores, 'postgres'>): Promise<boolean> => (await anyOwner(postgres)) > 0;

/**
 * Makes the account of this address an owner of the workspace `default`, made where it is missing, and gives a one-time address for its
 * password. Of an account that is there, every way to sign in ends, personal keys included: it is the way back in. Single sign-on is demanded no
 * more there.
 */
export async function makeOwner(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  { email, origin }: { email: string; origin: string },
): Promise<{ link: string; isNew: boolean; keyCount: number; hadSso: boolean }> {
  const workspaceId = await ensureDefaultWorkspace(stores);
  const made = await stores.prisma.$transaction(async (transaction) => {
    const known = await transaction.person.findUnique({ where: { email } });
    const person =
      known ?? (await transaction.person.create({ data: { email, name: email.split('@', 1)[0] as string, emailVerified: true } }));
    if (known !== null) await resetSignIn(transaction, known.id);
    const keyCount = known === null ? 0 : await revokeKeysOfPerson(statementsOf(transaction), { personId: known.id });
    if (known === null) await welcomeIfFirst(statementsOf(transaction), person.id);
    await own(transaction, workspaceId, person.id);
    if (known !== null) await recordOfPerson(statementsOf(transaction), person.id, { action: 'resetSignIn' });
    const hadSso = (await takeOffSso(statementsOf(transaction), { workspaceId })) > 0;
    const link = await makeLink(statementsOf(transaction), {
      origin,
      purpose: known === null ? 'FIRST_OWNER' : 'PASSWORD',
      personId: person.id,
    });
    return { link, isNew: known === null, keyCount, hadSso };
  });
  accountMade(stores);
  return made;
}

/** A membership as owner, whatever it was before. */
const own = (transaction: PrismaTransaction, workspaceId: string, personId: string): Promise<unknown> =>
  makeMember(statementsOf(transaction), { workspaceId, personId, role: 'OWNER' });

export const firstOwnerLink = async ({ postgres }: Pick<Stores, 'postgres'>, origin: string): Promise<string> =>
  makeLink(postgres, { origin, purpose: 'FIRST_OWNER' });
