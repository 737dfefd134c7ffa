import type { Actor } from '../../../platform/graphql/actor.ts';
import { withActor } from '../../../platform/store/scope.ts';
import { statementsOf, type PrismaTransaction } from '../../../platform/store/prisma/statements.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { makeLink } from '../../people/commands/link.ts';
import { welcomeIfFirst } from '../../people/commands/first-account.ts';
import { recordOfPerson } from '../../people/commands/trail.ts';
import { accountMade } from '../../people/load/accounts.ts';
import { ensureDefaultWorkspace } from '../commands.ts';
import { anyOwner, makeMember, takeOffSso } from '../queries/owners.ts';
import { endWaysIn } from './ways-in.ts';

/** Whether a person owns a workspace: what has to be before the server listens on an address that others reach. */
export const hasOwner = async ({ postgres }: Pick<Stores, 'postgres'>): Promise<boolean> => (await anyOwner(postgres)) > 0;

export interface MadeOwner {
  readonly link: string;
  readonly isNew: boolean;
  /** Personal keys of the account that have ended, in every workspace. */
  readonly endedKeyCount: number;
  /** Whether the workspace demanded single sign-on until now. */
  readonly wasSsoRequired: boolean;
}

/**
 * Makes the account of this address an owner of the workspace `default`, made where it is missing, and gives a one-time address for its
 * password. Of an account that is there, every way to sign in ends, its personal keys as well: it is the way back in. Single sign-on is demanded
 * no more there.
 */
export async function makeOwner(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  { email, origin }: { email: string; origin: string },
): Promise<MadeOwner> {
  const workspaceId = await ensureDefaultWorkspace(stores);
  const from = { id: null, keyId: null, address: null, userAgent: null, requestId: null };
  const actor: Actor = { kind: 'SYSTEM', name: 'db owner', ...from, action: 'makeOwner' };
  const make = () =>
    stores.prisma.$transaction(async (transaction) => {
      const known = await transaction.person.findUnique({ where: { email } });
      const person =
        known ?? (await transaction.person.create({ data: { email, name: email.split('@', 1)[0] as string, emailVerified: true } }));
      const { keyCount: endedKeyCount } = known === null ? { keyCount: 0 } : await endWaysIn(transaction, known.id);
      if (known === null) await welcomeIfFirst(statementsOf(transaction), person.id);
      await own(transaction, workspaceId, person.id);
      if (known !== null) await recordOfPerson(statementsOf(transaction), person.id, { action: 'resetSignIn' });
      const wasSsoRequired = (await takeOffSso(statementsOf(transaction), { workspaceId })).length > 0;
      const link = await makeLink(statementsOf(transaction), {
        origin,
        purpose: known === null ? 'FIRST_OWNER' : 'PASSWORD',
        personId: person.id,
      });
      return { link, isNew: known === null, endedKeyCount, wasSsoRequired };
    });
  const made = await withActor(JSON.stringify(actor), make);
  accountMade(stores);
  return made;
}

/** A membership as owner, whatever it was before. */
const own = (transaction: PrismaTransaction, workspaceId: string, personId: string): Promise<unknown> =>
  makeMember(statementsOf(transaction), { workspaceId, personId, role: 'OWNER' });

export const firstOwnerLink = async ({ postgres }: Pick<Stores, 'postgres'>, origin: string): Promise<string> =>
  makeLink(postgres, { origin, purpose: 'FIRST_OWNER' });
