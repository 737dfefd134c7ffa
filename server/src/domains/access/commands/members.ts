import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, Forbidden, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { isAbove, isPermitted, type Permission, type Role } from '../../../platform/permissions.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { LastOwner, RoleAbove, PersonNeeded, type BadMember } from '../errors.ts';
import { checkRole } from '../ingest/members.ts';
import {
  deleteMember,
  memberOfPerson,
  membersByIds,
  otherOwners,
  revokeMadeKeys,
  revokePersonalKeys,
  setStoredRole,
  type MemberRow,
} from '../queries/members.ts';
import { lockedWorkspace } from '../queries/workspaces.ts';
import { announce } from './announce.ts';
import { presentRole, revokeBeyond } from './rights.ts';

interface Scope {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly viewer: Viewer;
}
type Refusal = NotFound | Forbidden | LastOwner | RoleAbove;

/** Gives a member another role, at most one's own. Open sockets of the member close, and come again with the new role. */
export async function setMemberRole(
  scope: Scope,
  input: { id: string; role?: Role | null | undefined; revokeKeys?: boolean | null | undefined },
): Promise<Result<MemberRow, BadMember | Refusal>> {
  const granter = scope.viewer.role ?? 'REVIEWER';
  const checked = checkRole(input, granter);
  if (!checked.ok) return checked;
  const { role } = checked.value;
  const change = async (session: PgSession, member: MemberRow): Promise<Result<MemberRow, Exclude<Refusal, NotFound>>> => {
    const { workspaceId, id, personId } = member;
    const refusal = await whyNot(session, scope.viewer, member, role);
    if (refusal !== null) return fail(refusal);
    await setStoredRole(session, { workspaceId, id, role });
    await revokeBeyond(session, { workspaceId, personId, role });
    return revokingKeys(session, scope.viewer, { ...member, role }, input.revokeKeys === true);
  };
  return changeMember(scope, input.id, change, 'input.id');
}

/** Ends a membership, and revokes the personal keys of the person in this workspace; with `revokeKeys` also those that they made for it. */
export const removeMember = (scope: Scope, id: string, { revokeKeys = false } = {}): Promise<Result<MemberRow, Refusal>> =>
  changeMember(scope, id, async (session, member) => {
    const refusal = await whyNot(session, scope.viewer, member, null);
    if (refusal !== null) return fail(refusal);
    await endMembership(session, member);
    return revokingKeys(session, scope.viewer, member, revokeKeys);
  });

/** The changed member, whose keys of the workspace are revoked where that is wanted. */
async function revokingKeys(
  session: PgSession,
  viewer: Viewer,
  member: MemberRow,
  isWanted: boolean,
): Promise<Result<MemberRow, Forbidden>> {
  const refusal = isWanted ? lacks(viewer, await presentRole(session, viewer), 'EDIT_KEYS') : null;
  if (refusal !== null) return fail(refusal);
  if (isWanted) await revokeMadeKeys(session, member);
  return succeed(member);
}

/** The same for one's own membership. */
export async function leaveWorkspace(scope: Scope): Promise<Result<MemberRow, PersonNeeded | Refusal>> {
  const { workspaceId, person, keyId } = scope.viewer;
  if (person === null || keyId !== null) return fail(new PersonNeeded('leave a workspace'));
  const [own] = await memberOfPerson(scope.stores.postgres, { workspaceId, personId: person.id });
  return own === undefined ? fail(new NotFound('Member', person.id)) : removeMember(scope, own.id);
}

/**
 * Makes a member an owner, and the owner who gives it away an admin: once, also when asked for more members at once. Without accounts only the
 * first. A key of the workspace, which others may have, gives nothing away.
 */
export async function transferOwnership(scope: Scope, id: string): Promise<Result<MemberRow, NotFound | Forbidden | PersonNeeded>> {
  const { person, keyId } = scope.viewer;
  if (person === null && keyId !== null) return fail(new PersonNeeded('hand a workspace over'));
  return changeMember(scope, id, async (session, member) => {
    const { workspaceId } = member;
    const refusal = lacks(scope.viewer, await presentRole(session, scope.viewer), 'DELETE_WORKSPACE');
    if (refusal !== null) return fail(refusal);
    await setStoredRole(session, { workspaceId, id, role: 'OWNER' });
    if (person !== null && person.id !== member.personId) {
      const [giver] = await memberOfPerson(session, { workspaceId, personId: person.id });
      if (giver !== undefined) await setStoredRole(session, { workspaceId, id: giver.id, role: 'ADMIN' });
      await revokeBeyond(session, { workspaceId, personId: person.id, role: 'ADMIN' });
    }
    return succeed({ ...member, role: 'OWNER' as const });
  });
}

/** One change of members at a time in a workspace, so that two owners can't demote each other at once (members.testing.ts). */
async function changeMember<Failure extends Refusal>(
  { stores, live, viewer: { workspaceId } }: Scope,
  id: string,
  change: (session: PgSession, member: MemberRow) => Promise<Result<MemberRow, Failure>>,
  argument = 'id',
): Promise<Result<MemberRow, Failure | NotFound>> {
  const changed = await inTransaction(stores.postgres, async (session): Promise<Result<MemberRow, Failure | NotFound>> => {
    await lockedWorkspace(session, { workspaceId });
    const [member] = await membersByIds(session, { workspaceId, ids: [id] });
    if (member === undefined) return fail(new NotFound('Member', id, argument));
    const done = await change(session, member);
    if (!done.ok) done.failure.attemptedOn = targetOf(member);
    return done;
  });
  if (changed.ok) announce({ stores, live }, workspaceId);
  return changed;
}

/** Why a member may not get this role, or leave (null); null: they may. The role of the one who acts is read again, under the lock. */
async function whyNot(
  session: PgSession,
  viewer: Viewer,
  member: MemberRow,
  next: Role | null,
): Promise<Forbidden | LastOwner | RoleAbove | null> {
  const own = await presentRole(session, viewer);
  const isOwn = member.personId === viewer.person?.id;
  if (own === null) return new Forbidden({ ...viewer, role: null }, 'EDIT_MEMBERS');
  if (!isOwn && isAbove(member.role, own)) return new RoleAbove(member.role, own);
  if (next !== null && isAbove(next, own)) return new RoleAbove(next, own);
  const refusal = isOwn ? null : lacks(viewer, own, 'EDIT_MEMBERS');
  if (refusal !== null) return refusal;
  const losesOwner = member.role === 'OWNER' && next !== 'OWNER';
  if (losesOwner && (await otherOwners(session, { workspaceId: member.workspaceId, id: member.id })) === 0) return new LastOwner();
  return null;
}

/** A member, as the trail names it. */
export const targetOf = ({ id, name, email }: MemberRow) => ({ type: 'Member', id, name: name || email });

const lacks = (viewer: Viewer, role: Role | null, permission: Permission): Forbidden | null =>
  isPermitted({ ...viewer, role }, permission) ? null : new Forbidden({ ...viewer, role }, permission);

/** In a transaction; the caller has looked whether an owner is left. */
export async function endMembership(session: PgSession, { workspaceId, id, personId }: MemberRow): Promise<void> {
  await deleteMember(session, { workspaceId, id });
  await revokePersonalKeys(session, { workspaceId, personId });
  await revokeBeyond(session, { workspaceId, personId, role: null });
}
