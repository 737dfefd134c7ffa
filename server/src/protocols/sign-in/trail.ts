import { invitationShown } from '../../domains/access/load/invitations.ts';
import { personBySession } from '../../domains/people/commands/sessions.ts';
import { noteFailedSignIn, recordOfPerson, type SignInAct } from '../../domains/people/commands/trail.ts';
import { actorOf, type Actor } from '../../platform/graphql/actor.ts';
import type { ViewerPerson } from '../../platform/graphql/context.ts';
import { DomainError } from '../../platform/graphql/errors.ts';
import { noteRefusal } from '../../platform/graphql/refused.ts';
import { callerOf } from '../../platform/http/caller.ts';
import type { Asked } from './asked.ts';
import { cookiesOf } from './cookies.ts';

export const personActor = ({ request }: Asked, person: ViewerPerson, action: SignInAct): Actor =>
  actorOf({ person, keyId: null }, callerOf(request), action);

export const unknownActor = ({ request }: Asked, action: SignInAct): Actor => ({
  kind: 'UNKNOWN',
  id: null,
  name: null,
  keyId: null,
  ...callerOf(request),
  action,
});

/** Records an act of a person on the own account. */
export const recordOwn = (asked: Asked, person: ViewerPerson, action: SignInAct, after?: Record<string, unknown>): Promise<void> =>
  recordOfPerson(asked.stores.postgres, person.id, { ...(after && { after }) }, personActor(asked, person, action));

/** Notes why an attempt failed, where it did; `account` is asked then alone. */
export async function noting<Value>(
  asked: Asked,
  action: SignInAct,
  account: () => Promise<{ id: string } | { email: string } | null>,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && isFailedSignIn(error)) {
      const note = async (): Promise<void> =>
        noteFailedSignIn(asked.stores, { account: await account(), actor: unknownActor(asked, action), reason: error.message });
      note().catch(() => {}); // the answer does not wait for it
    }
    throw error;
  }
}

/**
 * Notes why an invitation did not admit, in the trail of its workspace: by whom, where a person is signed in. A field that is missing and a
 * weak password are no refusals.
 */
export async function noteRefusedInvitation(asked: Asked, secret: string, { message }: DomainError): Promise<void> {
  const [invitation, own] = await Promise.all([
    invitationShown(asked.stores, secret),
    cookiesOf(asked).then((shown) => personBySession(asked.stores, shown)),
  ]);
  noteRefusal(asked.stores, {
    workspaceId: invitation?.workspaceId ?? null,
    actor: own === null ? unknownActor(asked, 'acceptInvitation') : personActor(asked, own, 'acceptInvitation'),
    permission: null,
    reason: message,
    ...(invitation !== null && { target: { type: 'Invitation', id: invitation.id, name: invitation.email } }),
  });
}

/** Wrong credentials, or too many of them: not a field that is missing, nor a store that is away. */
export const isFailedSignIn = ({ httpStatus }: DomainError): boolean => httpStatus === 401 || httpStatus === 429;
