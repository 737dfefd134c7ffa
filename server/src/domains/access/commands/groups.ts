import type { OidcConfig } from '../../../platform/config-sign-in.ts';
import type { Actor } from '../../../platform/graphql/actor.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { roles, type Role } from '../../../platform/permissions.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { withActor } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ProviderProfile } from '../../people/commands/library.ts';
import { memberOfPerson, otherOwners, setRoleOfGroups, type MemberRow } from '../queries/members.ts';
import { workspaceBySlug } from '../queries/owners.ts';
import { lockedWorkspace } from '../queries/workspaces.ts';
import { announce } from './announce.ts';
import { endMembership } from './members.ts';
import { revokeBeyond } from './rights.ts';

interface Scope {
  readonly stores: Pick<Stores, 'postgres'>;
  readonly live: Pick<LiveBus, 'publish'>;
}

/**
 * Gives a person what its groups at the provider give at this sign-in: in each workspace that the map names the highest role of its groups. Where
 * none of them gives one, a membership that came from groups ends; one that was given by hand stays. A last owner stays owner.
 */
export async function applyGroups(scope: Scope, oidc: OidcConfig, personId: string, granted: ReadonlyMap<string, Role>): Promise<void> {
  const from = { id: null, keyId: null, address: null, userAgent: null, requestId: null };
  const actor: Actor = { kind: 'SYSTEM', name: oidc.name, ...from, action: 'applyGroups' };
  for (const slug of new Set(oidc.roleMap.map(({ workspace }) => workspace))) {
    const [workspace] = await workspaceBySlug(scope.stores.postgres, { slug });
    if (workspace === undefined) continue;
    const isChanged = await withActor(JSON.stringify(actor), () =>
      inTransaction(scope.stores.postgres, (session) => apply(session, workspace.id, personId, granted.get(slug) ?? null)),
    );
    if (isChanged) announce(scope, workspace.id);
  }
}

async function apply(session: PgSession, workspaceId: string, personId: string, role: Role | null): Promise<boolean> {
  await lockedWorkspace(session, { workspaceId });
  const [member] = await memberOfPerson(session, { workspaceId, personId });
  if (role !== 'OWNER' && member !== undefined && (await isLastOwner(session, member))) return false;
  if (role !== null) {
    await revokeBeyond(session, { workspaceId, personId, role });
    return (await setRoleOfGroups(session, { workspaceId, personId, role })) > 0;
  }
  if (member === undefined || !member.isFromGroups) return false;
  await endMembership(session, member);
  return true;
}

const isLastOwner = async (session: PgSession, { workspaceId, id, role }: MemberRow): Promise<boolean> =>
  role === 'OWNER' && (await otherOwners(session, { workspaceId, id })) === 0;

/** The highest role that the person's groups give, by workspace. */
export function rolesOfGroups(
  { groupsClaim, roleMap }: Pick<OidcConfig, 'groupsClaim' | 'roleMap'>,
  { claims }: Pick<ProviderProfile, 'claims'>,
): Map<string, Role> {
  const claim = claims[groupsClaim];
  const groups = new Set((Array.isArray(claim) ? claim : [claim]).filter((group) => typeof group === 'string'));
  const found = new Map<string, Role>();
  for (const { group, role, workspace } of roleMap) {
    const known = found.get(workspace);
    if (groups.has(group) && (known === undefined || roles.indexOf(role) > roles.indexOf(known))) found.set(workspace, role);
  }
  return found;
}
