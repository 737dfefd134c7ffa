import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, Forbidden, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { makeLink } from '../../people/commands/link.ts';
import { recordOfPerson } from '../../people/commands/trail.ts';
import { isBySso } from '../../people/load/session.ts';
import { PersonNeeded, RoleAbove, SignInElsewhere, SsoUntested } from '../errors.ts';
import { installationOf } from '../load/installation.ts';
import { isAbove } from '../../../platform/permissions.ts';
import { memberOfPerson, membersByIds } from '../queries/members.ts';
import { membershipsElsewhere, setSsoRequired } from '../queries/owners.ts';
import { targetOf } from './members.ts';
import { announce } from './announce.ts';
import { lockedFor } from './rights.ts';

interface Scope {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly viewer: Viewer;
}

/**
 * A one-time address by which a member sets a password, for the administrator to hand on where no mail goes out. Only for members whose role
 * is not above one's own and who belong to no other workspace: it would be a way into that one. Where one of these is over when it is used, it does
 * not work any more (`isUsable` in people/queries.ts).
 */
export async function makeSignInLink(
  { stores, viewer }: Pick<Scope, 'stores' | 'viewer'>,
  id: string,
): Promise<Result<string, Forbidden | NotFound | PersonNeeded | RoleAbove | SignInElsewhere>> {
  const { workspaceId, person } = viewer;
  return inTransaction(
    stores.postgres,
    async (session): Promise<Result<string, Forbidden | NotFound | PersonNeeded | RoleAbove | SignInElsewhere>> => {
      const locked = await lockedFor(session, viewer, 'EDIT_MEMBERS');
      if (!locked.ok) return locked;
      const [member] = await membersByIds(session, { workspaceId, ids: [id] });
      if (member === undefined) return fail(new NotFound('Member', id));
      // The address ends with what allows its maker to make it.
      const [maker] = person === null ? [] : await memberOfPerson(session, { workspaceId, personId: person.id });
      if (maker === undefined) return fail(new PersonNeeded('make an address that sets the password of another'));
      const { role } = locked.value;
      const { personId } = member;
      const refusal = isAbove(member.role, role)
        ? new RoleAbove(member.role, role)
        : (await membershipsElsewhere(session, { workspaceId, personId })) > 0
          ? new SignInElsewhere()
          : null;
      if (refusal !== null) {
        refusal.attemptedOn = targetOf(member);
        return fail(refusal);
      }
      await recordOfPerson(session, personId, { action: 'createSignInLink' });
      const origin = installationOf(stores).origin ?? '';
      return succeed(await makeLink(session, { origin, purpose: 'PASSWORD', personId, makerId: maker.id }));
    },
  );
}

/** Whether the viewer has come in by the provider, so that it is known to work. */
export const ssoIsTested = async (stores: Stores, { sessionId }: Viewer): Promise<boolean> =>
  sessionId !== null && isBySso(stores, sessionId);

/**
 * Whether members sign in through their provider only. It is demanded by an owner who has come in that way, so that it is known to work.
 */
export async function requireSso(
  { stores, live, viewer }: Scope,
  requiresSso: boolean,
): Promise<Result<{ workspaceId: string }, Forbidden | SsoUntested>> {
  const { workspaceId } = viewer;
  if (requiresSso && !(await ssoIsTested(stores, viewer))) return fail(new SsoUntested());
  const set = await inTransaction(stores.postgres, async (session): Promise<Result<unknown, Forbidden>> => {
    const locked = await lockedFor(session, viewer, 'EDIT_SIGN_IN');
    if (locked.ok) await setSsoRequired(session, { workspaceId, requiresSso });
    return locked;
  });
  if (!set.ok) return set;
  announce({ stores, live }, workspaceId);
  return succeed({ workspaceId });
}
