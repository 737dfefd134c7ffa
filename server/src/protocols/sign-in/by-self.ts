import { noteFailedSignIn, recordOfPerson, type SignInAct } from '../../domains/people/commands/trail.ts';
import { DomainError } from '../../platform/graphql/errors.ts';
import { withActor } from '../../platform/store/scope.ts';
import type { Answer, Asked, SignedIn } from './asked.ts';
import { signedInOf } from './session.ts';
import { isFailedSignIn, personActor } from './trail.ts';

type OfSelf = (asked: Asked, own: SignedIn) => Promise<Answer>;

/** A step of an act on the own account, of the person who is signed in. What is refused of it is noted as a failed attempt. */
export const ofSelf =
  (action: SignInAct, work: OfSelf) =>
  async (asked: Asked): Promise<Answer> => {
    const own = await signedInOf(asked);
    try {
      return await work(asked, own);
    } catch (error) {
      if (error instanceof DomainError && (isFailedSignIn(error) || refusedOnes.includes(error.code)))
        noteFailedSignIn(asked.stores, { account: own.person, actor: personActor(asked, own.person, action), reason: error.message });
      throw error;
    }
  };

const refusedOnes = ['PASSWORD_REFUSED', 'SIGN_IN_AGAIN'];

/** The whole act: what it changes is recorded as changed by that person, and the act itself in each of the person's workspaces. */
export const bySelf = (action: SignInAct, work: OfSelf): ((asked: Asked) => Promise<Answer>) =>
  ofSelf(action, (asked, own) =>
    withActor(JSON.stringify(personActor(asked, own.person, action)), async () => {
      const answer = await work(asked, own);
      await recordOfPerson(asked.stores.postgres, own.person.id);
      return answer;
    }),
  );
