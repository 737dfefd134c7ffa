import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { RoleRef } from '../../../platform/graphql/role.ts';
import { acceptInvitation, inviteMember, revokeInvitation, type SentInvitation } from '../commands.ts';
import { invitationsOf } from '../load/invitations.ts';
import { stateOfInvitation } from '../pure/invitation.ts';
import { invitationsByIds, type InvitationRow } from '../queries/invitations.ts';

const InvitationMailRef = describedEnum('InvitationMail', 'What came of the mail that brings an invitation.', {
  SENT: 'The mail server took the mail.',
  OFF: 'The server sends no mail: `SMTP_URL` is not set.',
  UNADDRESSED: 'The server does not know the address that its links would lead to: `PUBLIC_URL` is not set.',
  FAILED: 'The mail server refused the mail, or did not take it within 10 seconds; the reason is in the log of this server.',
});

const InvitationStateRef = describedEnum('InvitationState', 'State of an invitation.', {
  OPEN: 'The invitation is waiting for its person.',
  ACCEPTED: 'The person became a member by the invitation.',
  EXPIRED: 'The invitation was not used in time.',
  REVOKED: 'The invitation was taken back, or another took its place.',
});

const InvitationRef = builder.objectRef<InvitationRow>('Invitation');
builder.node(InvitationRef, {
  description: 'An invitation of an e-mail address to the workspace. The secret of its link is not kept.',
  authScopes: { may: 'EDIT_MEMBERS' },
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'workspaceName' in value,
  loadManyWithoutCache: async (ids, { stores, viewer }) => {
    const invitations = await invitationsByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: ids.map(uuidKey) });
    return ids.map((id) => invitations.find((invitation) => invitation.id === id) ?? null);
  },
  fields: (t) => ({
    email: t.exposeString('email', { description: 'E-mail address that is invited, in lower case.' }),
    role: t.expose('role', { type: RoleRef, description: 'Role that the person gets.' }),
    state: t.field({
      type: InvitationStateRef,
      description: 'State of the invitation.',
      resolve: (invitation) => stateOfInvitation(invitation, new Date()),
    }),
    invitedByName: t.string({
      nullable: true,
      description: 'Name of the person who invited; null: invited while there were no accounts, by a key, or by a person who is gone.',
      resolve: ({ invitedBy }) => invitedBy,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the invitation.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time from which on the invitation admits no more.' }),
  }),
});

const SentInvitationRef = builder.objectRef<SentInvitation>('SentInvitation').implement({
  description: 'An invitation just made.',
  fields: (t) => ({
    invitation: t.field({
      type: InvitationRef,
      description: 'The invitation, without its secret.',
      resolve: ({ invitation }) => invitation,
    }),
    mail: t.expose('mail', { type: InvitationMailRef, description: 'What came of the mail with the link.' }),
    link: t.exposeString('link', {
      nullable: true,
      description: 'Address that admits the person once. The server returns it only here and does not store it; null: it went out by mail.',
    }),
  }),
});

const JoinedRef = builder.objectRef<{ role: InvitationRow['role']; slug: string }>('JoinedWorkspace').implement({
  description: 'A membership that an invitation just gave.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Name of the workspace in addresses.' }),
    role: t.expose('role', { type: RoleRef, description: 'Role of the viewer there: the higher one, for a member already.' }),
  }),
});

builder.queryField('invitations', (t) =>
  t.field({
    type: [InvitationRef],
    authScopes: { may: 'EDIT_MEMBERS' },
    description: 'Invitations to the workspace, newest first, in every state; at most 200.',
    resolve: (_root, _args, { stores, viewer }) => invitationsOf(stores, viewer.workspaceId),
  }),
);

const InviteMemberInput = builder.inputType('InviteMemberInput', {
  description: 'A person to invite to the workspace.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'E-mail address of the person, the one that the account has or gets.' }),
    role: t.field({ type: RoleRef, required: true, description: 'Role that the person gets, at most the own one.' }),
  }),
});

const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  description: 'An invitation to accept.',
  fields: (t) => ({ secret: t.string({ required: true, description: 'Secret of the link, from its parameter `secret`.' }) }),
});

builder.mutationFields((t) => ({
  inviteMember: t.field({
    type: SentInvitationRef,
    authScopes: { may: 'EDIT_MEMBERS' },
    description: 'Invites an e-mail address to the workspace for 7 days. An open invitation of the same address is revoked.',
    args: { input: t.arg({ type: InviteMemberInput, required: true, description: 'The person to invite.' }) },
    resolve: async (_root, { input }, context) => unwrap(await inviteMember(context, input, new Date()), 'input'),
  }),
  revokeInvitation: t.field({
    type: InvitationRef,
    authScopes: { may: 'EDIT_MEMBERS' },
    description: 'Revokes an invitation that was not used. Revoking it again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: InvitationRef, description: 'Global id of the invitation.' }) },
    resolve: async (_root, { id }, context) => unwrap(await revokeInvitation(context, id.id)),
  }),
  acceptInvitation: t.field({
    type: JoinedRef,
    // It takes a secret: no operation tries many.
    extensions: { once: true },
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Makes the person who is signed in a member of the workspace that invited them. An invitation admits once.',
    args: { input: t.arg({ type: AcceptInvitationInput, required: true, description: 'The invitation to accept.' }) },
    resolve: async (_root, { input }, context) => unwrap(await acceptInvitation(context, input, new Date()), 'input'),
  }),
}));
