import type { Stores } from '../../../platform/store/stores.ts';
import { endTrust, passwordAfterChanges, passwordOf } from '../queries.ts';

/**
 * Runs a sign-in of an account, and says whether its password is the same after it: to try one takes long, and what ends the sessions of an account
 * does not find one that is about to be made. A change sets the password first, then ends the sessions (`setPassword`): a session that was made before
 * it is ended by it, and of one that is made later this is found here, where a change that is under way is waited for. Then no code is
 * awaited any more.
 */
export async function isSteady<Answer>(
  { postgres }: Pick<Stores, 'postgres'>,
  account: { readonly id: string } | { readonly email: string },
  work: () => Promise<Answer>,
): Promise<{ answer: Answer; isUnchanged: boolean }> {
  const named = 'id' in account ? { id: account.id, email: null } : { id: null, email: account.email };
  const [before] = await passwordOf(postgres, named);
  const answer = await work();
  const [after] = await passwordAfterChanges(postgres, named);
  const isUnchanged = after?.password === before?.password;
  const personId = (after ?? before)?.personId;
  if (!isUnchanged && personId !== undefined) await endTrust(postgres, { personId });
  return { answer, isUnchanged };
}
