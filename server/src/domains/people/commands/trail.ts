import type { Actor } from '../../../platform/graphql/actor.ts';
import { noteRefusal } from '../../../platform/graphql/refused.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../../audit/commands.ts';
import type { AuditEvent } from '../../audit/types.ts';
import { personInWorkspaces } from '../queries.ts';

/** What is recorded of sign-in, by the name that the trail has for it; mutations have their own names. */
export type SignInAct =
  | 'signIn'
  | 'signOut'
  | 'requestPasswordReset'
  | 'resetPassword'
  | 'changePassword'
  | 'changeName'
  | 'enableSecondFactor'
  | 'disableSecondFactor'
  | 'renewRecoveryCodes'
  | 'useRecoveryCode'
  | 'addPasskey'
  | 'renamePasskey'
  | 'deletePasskey'
  | 'linkProvider'
  | 'resetSignIn'
  | 'useFirstOwnerLink'
  | 'signUp'
  | 'acceptInvitation'
  | 'revokeOtherSessions';

/**
 * Records what happened to the account of a person, in the trail of each workspace of which it is a member; of a member of none, in that of
 * the installation. It is to be waited for before the answer: what was acknowledged has its entries.
 *
 * `actor` absent: that of the current work.
 */
export async function recordOfPerson(
  statements: Statements,
  personId: string,
  event: Pick<AuditEvent, 'action' | 'after'> = {},
  actor?: Actor,
): Promise<void> {
  const [person] = await personInWorkspaces(statements, { id: personId });
  if (person === undefined) return;
  const target = { targetType: 'Person', targetId: person.id, targetName: person.email, isPrivate: true };
  for (const workspaceId of placesOf(person)) await recordEvent(statements, workspaceId, { ...event, ...target }, actor);
}

/**
 * Notes a failed attempt to come into an account, or to change its ways to sign in. One at an account that is not there belongs to the
 * installation, without what was tried. Nothing waits for it: an answer takes as long with an account as without one.
 */
export function noteFailedSignIn(
  stores: Stores,
  { account, actor, reason }: { account: { id: string } | { email: string } | null; actor: Actor; reason: string },
): void {
  const note = async (): Promise<void> => {
    const [person] = account === null ? [] : await personInWorkspaces(stores.postgres, account);
    const attempt = { actor, permission: null, reason };
    if (person === undefined) return noteRefusal(stores, { ...attempt, workspaceId: null });
    const target = { type: 'Person', id: person.id, name: person.email };
    for (const workspaceId of placesOf(person)) noteRefusal(stores, { ...attempt, workspaceId, target });
  };
  note().catch(() => {}); // the log has that the store is unavailable
}

const placesOf = ({ workspaceIds }: { readonly workspaceIds: readonly string[] }): readonly (string | null)[] =>
  workspaceIds.length > 0 ? workspaceIds : [null];
