import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { PermissionName } from '../../../platform/graphql/permission.ts';
import { RoleRef } from '../../../platform/graphql/role.ts';
import { explanationOf, isHeldInArchive, permissionNames, permissions, type Permission } from '../../../platform/permissions.ts';
import { permissionOfMember } from '../load/members.ts';
import { KeyScopeRef } from './enums.ts';

const PermissionRuleRef = builder.objectRef<Permission>('PermissionRule').implement({
  description: 'A permission, and who has it. The same table decides on every field, page and protocol.',
  fields: (t) => ({
    name: t.field({ type: PermissionName, description: 'Name of the permission.', resolve: (name) => name }),
    what: t.string({ description: 'Act that the permission allows, to be read after "may".', resolve: (name) => permissions[name].what }),
    roles: t.field({ type: [RoleRef], description: 'Roles that have the permission.', resolve: (name) => [...permissions[name].roles] }),
    keyScopes: t.field({
      type: [KeyScopeRef],
      description: 'Scopes of keys that keep the permission, where the role has it.',
      resolve: (name) => [...permissions[name].keys],
    }),
    isHeldInArchive: t.boolean({
      description: 'Whether the permission also holds in an archived workspace.',
      resolve: isHeldInArchive,
    }),
  }),
});

const PermissionAnswerRef = builder.objectRef<{ isAllowed: boolean; reason: string }>('PermissionAnswer').implement({
  description: 'Whether something is allowed, and why.',
  fields: (t) => ({
    isAllowed: t.exposeBoolean('isAllowed', { description: 'Whether the act is allowed.' }),
    reason: t.exposeString('reason', { description: 'Reason in words: the role or scope that allows it, or the one that would.' }),
  }),
});

const permission = 'Permission to look at.';

builder.queryFields((t) => ({
  permissions: t.field({
    type: [PermissionRuleRef],
    authScopes: { may: 'SEE_SELF' },
    description: 'Every permission of the product, with the roles and key scopes that have it; fewer than 100.',
    resolve: () => [...permissionNames],
  }),
  viewerMay: t.field({
    type: PermissionAnswerRef,
    authScopes: { may: 'SEE_SELF' },
    description: 'Whether the viewer has a permission here, and why.',
    args: { permission: t.arg({ type: PermissionName, required: true, description: permission }) },
    resolve: (_root, args, { viewer }) => explanationOf(viewer, args.permission),
  }),
  permissionOf: t.field({
    type: PermissionAnswerRef,
    authScopes: { may: 'READ_MEMBERS' },
    description: 'Whether a member has a permission in this workspace, and why.',
    args: {
      memberId: t.arg.id({ required: true, description: 'Global id of the member.' }),
      permission: t.arg({ type: PermissionName, required: true, description: permission }),
    },
    resolve: async (_root, { memberId, ...args }, { stores, viewer }) =>
      unwrap(await permissionOfMember(stores, viewer, keyOfNode('Member', memberId, 'memberId'), args.permission)),
  }),
}));
