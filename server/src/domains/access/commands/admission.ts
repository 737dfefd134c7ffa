import type { SignInConfig } from '../../../platform/config-sign-in.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Admit, ProviderProfile } from '../../people/commands/library.ts';
import { openInvitationFor } from '../queries/owners.ts';
import { applyGroups, rolesOfGroups } from './groups.ts';

/** Gives a person who came from a provider the memberships of its groups. */
export type Welcome = (personId: string, profile: ProviderProfile) => Promise<void>;

interface Scope {
  readonly stores: Pick<Stores, 'postgres'>;
  readonly live: Pick<LiveBus, 'publish'>;
}

/**
 * Who may come in by a provider, and as what. An account comes to a person only by an e-mail address that the provider vouches for: else one who
 * names the address of another there would hold their account before they have one. With a map of groups: people in one of its groups, each time with its role; a person who is in
 * none any more is refused, and loses what groups had given. Without: those who have an account or an invitation, or may sign up.
 */
export function admission(scope: Scope, { oidc, signUp }: SignInConfig): { admit: Admit; welcome: Welcome } {
  const { stores } = scope;
  return {
    async admit(profile) {
      const { email, isEmailVerified, isKnown, personId } = profile;
      if (personId === null && !isEmailVerified) return 'The provider has not verified the e-mail address.';
      if (oidc !== null && oidc.roleMap.length > 0) {
        const granted = rolesOfGroups(oidc, profile);
        if (granted.size > 0) return null;
        if (personId !== null) await applyGroups(scope, oidc, personId, granted);
        return 'The provider names none of the groups that may sign in here.';
      }
      if (isKnown) return null;
      if (signUp.kind === 'OPEN' || (signUp.kind === 'DOMAIN' && email.endsWith(`@${signUp.domain}`))) return null;
      return (await openInvitationFor(stores.postgres, { email })) > 0
        ? null
        : 'People come by invitation here, and there is none for this address.';
    },
    async welcome(personId, profile) {
      if (oidc !== null) await applyGroups(scope, oidc, personId, rolesOfGroups(oidc, profile));
    },
  };
}
