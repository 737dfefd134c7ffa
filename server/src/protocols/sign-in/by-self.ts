import { noteFailedSignIn, recordOfPerson, type SignInAct } from '../../domains/people/commands/trail.ts';
import { DomainError } from '../../platform/graphql/errors.ts';
import { withActor } from '../../platform/store/scope.ts';
import type { Answer, Asked, SignedIn } from './asked.ts';
import { signedInOf } from './session.ts';
import { isFailedSignIn, personActor } from './trail.ts';

/**
 * An act of the person who is signed in, on the own account: what it changes is recorded as changed by that person, and the act itself in
 * each of the person's workspaces. A wrong password is noted as a failed attempt.
 */
export const bySelf =
  (action: SignInAct, work: (asked: Asked, own: SignedIn) => Promise<Answer>) =>
  async (asked: Asked): Promise<Answer> => {
    const own = await signedInOf(asked);
    const actor = personActor(asked, own.person, action);
    try {
      return await withActor(JSON.stringify(actor), async () => {
        const answer = await work(asked, own);
        await recordOfPerson(asked.stores.postgres, own.person.id);
        return answer;
      });
    } catch (error) {
      if (error instanceof DomainError && (isFailedSignIn(error) || error.code === 'PASSWORD_REFUSED'))
        noteFailedSignIn(asked.stores, { account: own.person, actor, reason: error.message });
      throw error;
    }
  };
