import { resetSignIn } from '../../people/commands/person.ts';
import { statementsOf } from '../../../platform/store/prisma/statements.ts';
import { type Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { revokeKeysOfPerson } from '../queries/keys.ts';

/**
 * Takes from an account all by which anyone acts as its person: every way to sign in, and its personal keys with the keys that
 * these made; how many keys there were.
 */
export async function endWaysIn(transaction: Prisma.TransactionClient, personId: string): Promise<{ keyCount: number }> {
  await resetSignIn(transaction, personId);
  return { keyCount: (await revokeKeysOfPerson(statementsOf(transaction), { personId })).length };
}
