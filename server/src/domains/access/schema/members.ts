import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { globalId, uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { RoleRef } from '../../../platform/graphql/role.ts';
import type { ApiKey } from '../../../platform/store/prisma/generated/client.ts';
import { leaveWorkspace, removeMember, setMemberRole, transferOwnership } from '../commands.ts';
import { madeKeysOf } from '../loaders.ts';
import { memberCursorOf, memberPlaceOf, membersOf } from '../load/members.ts';
import { ApiKeyRef } from './keys.ts';
import { membersByIds, type MemberRow } from '../queries/members.ts';

export const MemberRef = builder.objectRef<MemberRow>('Member');
builder.node(MemberRef, {
  description: 'A person who belongs to the workspace, with the role there.',
  authScopes: { may: 'READ_MEMBERS' },
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'personId' in value && 'email' in value,
  loadManyWithoutCache: async (ids, { stores, viewer }) => {
    const members = await membersByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: ids.map(uuidKey) });
    return ids.map((id) => members.find((member) => member.id === id) ?? null);
  },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the person.' }),
    email: t.exposeString('email', { description: 'E-mail address of the person, in lower case.' }),
    personId: t.id({
      description: 'Global id of the person, for arguments named `personId`.',
      resolve: ({ personId }) => globalId('Person', personId),
    }),
    role: t.expose('role', { type: RoleRef, description: 'Role of the person in the workspace.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the person joined the workspace.' }),
    madeKeys: t.field({
      type: [ApiKeyRef],
      authScopes: { may: 'READ_KEYS' },
      description:
        'Keys of the workspace that the person has created and that still work, newest first. They go on when the person leaves or gets another role, unless they are revoked.',
      resolve: ({ personId }, _args, context) => madeKeysOf(context).load(personId) as Promise<ApiKey[]>,
    }),
    isViewer: t.boolean({
      description: 'Whether the member is the viewer.',
      resolve: ({ personId }, _args, { viewer }) => personId === viewer.person?.id,
    }),
  }),
});

const MemberConnection = builder.connectionObject(
  { type: MemberRef, name: 'MemberConnection', description: 'A page of members.' },
  { name: 'MemberEdge', description: 'A member together with its place in the list.' },
);

builder.queryField('members', (t) =>
  t.connection(
    {
      type: MemberRef,
      authScopes: { may: 'READ_MEMBERS' },
      description: 'Members of the workspace, the longest there first. At most 200 a page.',
      resolve: (_root, args, { stores, viewer }) => {
        const ends = endsOf(args, memberPlaceOf);
        return resolveCursorConnection(
          { args, toCursor: (member: MemberRow) => memberCursorOf(member), defaultSize: defaultPageSize, maxSize: maxPageSize },
          ({ limit, inverted }: ResolveCursorConnectionArgs) =>
            membersOf(stores, viewer.workspaceId, { ...ends, limit, isInverted: inverted }),
        ) as never;
      },
    },
    MemberConnection,
  ),
);

const revokeKeys = 'Whether the keys of the workspace that the person has created are revoked as well; absent: they go on.';

const SetMemberRoleInput = builder.inputType('SetMemberRoleInput', {
  description: 'A member, and the role to give.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the member.' }),
    role: t.field({ type: RoleRef, required: true, description: 'Role to give, at most the own one.' }),
    revokeKeys: t.boolean({ description: revokeKeys }),
  }),
});

const idOfMember = 'Global id of the member.';

builder.mutationFields((t) => ({
  setMemberRole: t.field({
    type: MemberRef,
    authScopes: { may: 'EDIT_MEMBERS' },
    description:
      'Gives a member another role; open connections of the member get it within a second. A workspace keeps at least one owner.',
    args: { input: t.arg({ type: SetMemberRoleInput, required: true, description: 'The member and the role.' }) },
    resolve: async (_root, { input }, context) =>
      unwrap(await setMemberRole(context, { ...input, id: keyOfNode('Member', String(input.id), 'input.id') }), 'input'),
  }),
  removeMember: t.field({
    type: 'ID',
    authScopes: { may: 'EDIT_MEMBERS' },
    description: 'Removes a member, revokes the personal keys of the person in the workspace, and returns the id of the member.',
    args: {
      id: t.arg.globalID({ required: true, for: MemberRef, description: idOfMember }),
      revokeKeys: t.arg.boolean({ description: revokeKeys }),
    },
    resolve: async (_root, { id, revokeKeys: revokes }, context) =>
      globalIdOf(unwrap(await removeMember(context, id.id, { revokeKeys: revokes === true }))),
  }),
  leaveWorkspace: t.field({
    type: 'ID',
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Ends the own membership of the workspace, and returns the id of the member. The last owner stays.',
    resolve: async (_root, _args, context) => globalIdOf(unwrap(await leaveWorkspace(context))),
  }),
  transferOwnership: t.field({
    type: MemberRef,
    authScopes: { may: 'DELETE_WORKSPACE' },
    description: 'Makes a member an owner of the workspace, and the owner who asks an admin. Returns the new owner.',
    args: { id: t.arg.globalID({ required: true, for: MemberRef, description: idOfMember }) },
    resolve: async (_root, { id }, context) => unwrap(await transferOwnership(context, id.id)),
  }),
}));

const globalIdOf = ({ id }: MemberRow): string => globalId('Member', id);
