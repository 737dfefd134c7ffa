import { fail, succeed, WorkspaceArchived, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { InvitationRefused } from '../errors.ts';
import { hashOf } from '../key.ts';
import { stateOfInvitation } from '../pure/invitation.ts';
import { invitationBySecret, latestInvitations, type InvitationRow } from '../queries/invitations.ts';

const listedCount = 200;

/** An invitation that still admits, by the secret of its link. */
export async function openInvitation(
  { postgres }: Pick<Stores, 'postgres'>,
  secret: string,
  now: Date,
): Promise<Result<InvitationRow, InvitationRefused | WorkspaceArchived>> {
  const [invitation] = await invitationBySecret(postgres, { secretHash: hashOf(secret) });
  if (invitation === undefined) return fail(new InvitationRefused('INVITATION_UNKNOWN'));
  const refusal = refusalOfInvitation(invitation, now);
  return refusal === null ? succeed(invitation) : fail(refusal);
}

/** An invitation by the secret of its link, whether it admits or not; null: there is none. */
export const invitationShown = async ({ postgres }: Pick<Stores, 'postgres'>, secret: string): Promise<InvitationRow | null> =>
  (await invitationBySecret(postgres, { secretHash: hashOf(secret) }))[0] ?? null;

/** Why an invitation does not admit; null: it does. */
export function refusalOfInvitation(invitation: InvitationRow, now: Date): InvitationRefused | WorkspaceArchived | null {
  const state = stateOfInvitation(invitation, now);
  if (state !== 'OPEN') return new InvitationRefused(codes[state], invitation.workspaceId);
  return invitation.isArchived ? new WorkspaceArchived() : null;
}

const codes = { ACCEPTED: 'INVITATION_USED', REVOKED: 'INVITATION_REVOKED', EXPIRED: 'INVITATION_EXPIRED' } as const;

/** Invitations of the workspace, newest first, at most 200. */
export const invitationsOf = ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<InvitationRow[]> =>
  latestInvitations(postgres, { workspaceId, limit: listedCount });
