import type { OidcConfig, SignInConfig } from '../../../platform/config-sign-in.ts';
import type { Role } from '../../../platform/permissions.ts';
import { roles } from '../../../platform/permissions.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Admit, ProviderProfile } from '../../people/commands/library.ts';
import { makeMember, openInvitationFor, workspaceBySlug } from '../queries/owners.ts';

/** Gives a person who came from a provider the memberships of its groups. */
export type Welcome = (personId: string, profile: ProviderProfile) => Promise<void>;

/**
 * Who may come in by a provider, and as what. With a map of groups: people in one of its groups, each time with its role. Without: those who
 * have an account or an invitation, or may sign up.
 */
export function admission(stores: Pick<Stores, 'postgres'>, { oidc, signUp }: SignInConfig): { admit: Admit; welcome: Welcome } {
  return {
    async admit(profile) {
      const { email, isEmailVerified, isKnown } = profile;
      if (oidc !== null && oidc.roleMap.length > 0)
        return granted(oidc, profile).size > 0 ? null : 'The provider names none of the groups that may sign in here.';
      if (isKnown) return null;
      if (!isEmailVerified) return 'The provider has not verified the e-mail address.';
      if (signUp.kind === 'OPEN' || (signUp.kind === 'DOMAIN' && email.endsWith(`@${signUp.domain}`))) return null;
      return (await openInvitationFor(stores.postgres, { email })) > 0
        ? null
        : 'People come by invitation here, and there is none for this address.';
    },
    async welcome(personId, profile) {
      if (oidc === null) return;
      for (const [slug, role] of granted(oidc, profile)) {
        const [workspace] = await workspaceBySlug(stores.postgres, { slug });
        if (workspace !== undefined) await makeMember(stores.postgres, { workspaceId: workspace.id, personId, role });
      }
    },
  };
}

/** The highest role that the person's groups give, by workspace. */
function granted(
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
