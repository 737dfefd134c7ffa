import { dayMs } from '../../../platform/ingest/time.ts';
import { randomBytes } from 'node:crypto';
import type { Viewer, ViewerPerson } from '../../../platform/graphql/context.ts';
import { fail, Forbidden, NotFound, succeed, WorkspaceArchived, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { readShortText } from '../../../platform/ingest/values.ts';
import { higherOf, isAbove, type Role } from '../../../platform/permissions.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadMember, InvitationRefused, PersonNeeded, RoleAbove } from '../errors.ts';
import { checkInvitation, type InvitationInput } from '../ingest/members.ts';
import { hashOf } from '../key.ts';
import { installationOf } from '../load/installation.ts';
import { refusalOfInvitation } from '../load/invitations.ts';
import {
  insertInvitation,
  invitationsByIds,
  invitationBySecret,
  openRolesFor,
  revokeInvitationsOf,
  revokeStoredInvitation,
  useInvitation,
  type InvitationRow,
} from '../queries/invitations.ts';
import { insertMember, memberOfPerson, memberWithEmail } from '../queries/members.ts';
import { lockedWorkspace } from '../queries/workspaces.ts';
import { announce } from './announce.ts';
import { lockedFor, presentRole } from './rights.ts';

/** So long an invitation admits. */
const invitationDays = 7;
const secretBytes = 32;

/** In UTF-16 code units: a secret has 43. */
const maxSecretLength = 200;

export interface JoinedWorkspace {
  readonly workspaceId: string;
  readonly slug: string;
  readonly role: Role;
}

/** What came of the mail. `UNADDRESSED`: the server does not know where its links would lead. */
export type InvitationMail = 'SENT' | 'OFF' | 'UNADDRESSED' | 'FAILED';

export interface SentInvitation {
  readonly invitation: InvitationRow;
  readonly mail: InvitationMail;
  /** Null: it went out by mail. */
  readonly link: string | null;
}

/**
 * Invites an address to the workspace; an open invitation of the same address gives way. The secret of the link is kept as a hash alone:
 * it goes out by mail, or is shown once to the one who invites.
 */
export async function inviteMember(
  { stores, viewer }: { stores: Stores; viewer: Viewer },
  input: InvitationInput,
  now: Date,
): Promise<Result<SentInvitation, BadMember | RoleAbove | WorkspaceArchived>> {
  const checked = checkInvitation(input, viewer.role ?? 'REVIEWER');
  if (!checked.ok) return checked;
  const { email, role } = checked.value;
  const { workspaceId, person, keyId } = viewer;
  const secret = randomBytes(secretBytes).toString('base64url');
  const made = await inTransaction(
    stores.postgres,
    async (session): Promise<Result<InvitationRow, BadMember | RoleAbove | WorkspaceArchived>> => {
      const [workspace] = await lockedWorkspace(session, { workspaceId });
      if (workspace?.archivedAt !== null) return fail(new WorkspaceArchived());
      const own = await presentRole(session, viewer);
      if (own === null || isAbove(role, own)) return fail(new RoleAbove(role, own));
      if ((await memberWithEmail(session, { workspaceId, email })) > 0)
        return fail(new BadMember('email', `is ${JSON.stringify(email)}, a member already; change the role in the list of members`));
      const above = (await openRolesFor(session, { workspaceId, email })).find((open) => isAbove(open.role, own));
      if (above !== undefined) return fail(new RoleAbove(above.role, own));
      await revokeInvitationsOf(session, { workspaceId, email });
      const [row] = await insertInvitation(session, {
        workspaceId,
        email,
        role,
        secretHash: hashOf(secret),
        invitedById: person?.id ?? null,
        invitedByKeyId: keyId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + invitationDays * dayMs),
      });
      const [invitation] = await invitationsByIds(session, { workspaceId, ids: [(row as { id: string }).id] });
      return succeed(invitation as InvitationRow);
    },
  );
  return made.ok ? succeed({ invitation: made.value, ...(await sendLink(stores, made.value, secret)) }) : made;
}

/** Sends the link by mail, where mail is configured; gives it back where none went out, and why. */
async function sendLink(
  stores: Stores,
  { email, workspaceName, invitedBy, expiresAt }: InvitationRow,
  secret: string,
): Promise<Pick<SentInvitation, 'mail' | 'link'>> {
  const { origin, mailer } = installationOf(stores);
  const link = `${origin ?? ''}/invitation?secret=${secret}`;
  if (mailer?.isOn !== true) return { mail: 'OFF', link };
  if (origin === null) return { mail: 'UNADDRESSED', link };
  const name = workspaceName.replaceAll(/[\p{Cc}\s]+/gu, ' ');
  const isSent = await mailer.deliver({
    to: email,
    subject: `Invitation to the workspace ${name}`,
    text: `${invitedBy ?? 'An administrator'} invites you to the workspace "${name}" of Fine Tune Lab.\n\nOpen this address before ${expiresAt.toISOString().slice(0, 10)}; it admits once:\n\n${link}\n\nIf you did not expect this, ignore it.\n`,
  });
  return isSent ? { mail: 'SENT', link: null } : { mail: 'FAILED', link };
}

/** Ends an invitation that was not used; ending it again changes nothing. */
export async function revokeInvitation(
  { stores: { postgres }, viewer }: { stores: Stores; viewer: Viewer },
  id: string,
): Promise<Result<InvitationRow, Forbidden | NotFound | RoleAbove>> {
  const { workspaceId } = viewer;
  const found = async (session: Statements): Promise<InvitationRow | undefined> =>
    (await invitationsByIds(session, { workspaceId, ids: [id] }))[0];
  return inTransaction(postgres, async (session): Promise<Result<InvitationRow, Forbidden | NotFound | RoleAbove>> => {
    const locked = await lockedFor(session, viewer, 'EDIT_MEMBERS');
    if (!locked.ok) return locked;
    const invitation = await found(session);
    if (invitation === undefined) return fail(new NotFound('Invitation', id));
    if (isAbove(invitation.role, locked.value.role)) return fail(new RoleAbove(invitation.role, locked.value.role));
    await revokeStoredInvitation(session, { workspaceId, id });
    return succeed((await found(session)) ?? invitation);
  });
}

/** Makes the person who is signed in a member, by an invitation to their address. */
export async function acceptInvitation(
  { stores, live, viewer }: { stores: Stores; live: LiveBus; viewer: Viewer },
  input: { secret?: string | null | undefined },
  now: Date,
): Promise<Result<JoinedWorkspace, BadMember | InvitationRefused | PersonNeeded | WorkspaceArchived>> {
  const checked = checkInput({ secret: readShortText({ ...input }, 'secret', maxSecretLength) }, BadMember);
  if (!checked.ok) return checked;
  const { person, keyId } = viewer;
  if (person === null || keyId !== null) return fail(new PersonNeeded('accept an invitation'));
  const joined = await inTransaction(stores.postgres, (session) => joinByInvitation(session, checked.value.secret, person, now));
  if (joined.ok) announce({ stores, live }, joined.value.workspaceId);
  return joined;
}

/**
 * The same within a transaction of the caller, who announces it after the commit: the account may be as new as the membership. A member
 * keeps the higher role.
 */
export async function joinByInvitation(
  session: Statements,
  secret: string,
  person: Pick<ViewerPerson, 'id' | 'email'>,
  now: Date,
): Promise<Result<JoinedWorkspace, InvitationRefused | WorkspaceArchived>> {
  const secretHash = hashOf(secret);
  const [found] = await invitationBySecret(session, { secretHash });
  if (found === undefined) return fail(new InvitationRefused('INVITATION_UNKNOWN'));
  const { workspaceId, id } = found;
  await lockedWorkspace(session, { workspaceId });
  const [invitation] = await invitationBySecret(session, { secretHash });
  const refusal = invitation === undefined ? new InvitationRefused('INVITATION_UNKNOWN') : refusalOfInvitation(invitation, now);
  if (refusal !== null) return fail(refusal);
  if (person.email.toLowerCase() !== found.email) return fail(new InvitationRefused('INVITATION_FOR_ANOTHER', workspaceId));
  if ((await useInvitation(session, { workspaceId, id })) === 0) return fail(new InvitationRefused('INVITATION_USED', workspaceId));
  const [known] = await memberOfPerson(session, { workspaceId, personId: person.id });
  const role = higherOf(found.role, known?.role ?? null);
  await insertMember(session, { workspaceId, personId: person.id, role });
  return succeed({ workspaceId, slug: found.slug, role });
}
