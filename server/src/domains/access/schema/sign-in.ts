import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { makeSignInLink, requireSso, ssoIsTested } from '../commands/sign-in-policy.ts';
import { MemberRef } from './members.ts';

builder.prismaObjectField('Workspace', 'requiresSso', (t) =>
  t.exposeBoolean('requiresSso', { description: 'Whether members sign in through their organisation’s provider only.' }),
);

builder.prismaObjectField('Workspace', 'ssoIsTested', (t) =>
  t.boolean({
    description:
      'Whether the viewer is signed in by the organisation’s provider: single sign-on is known to work then, and an owner can demand it of all members.',
    resolve: (_workspace, _args, { stores, viewer }) => ssoIsTested(stores, viewer),
  }),
);

const SetSignInPolicyInput = builder.inputType('SetSignInPolicyInput', {
  description: 'Rules of sign-in for the members of a workspace.',
  fields: (t) => ({
    requiresSso: t.boolean({ required: true, description: 'Whether members sign in through their organisation’s provider only.' }),
  }),
});

builder.mutationFields((t) => ({
  createSignInLink: t.string({
    authScopes: { may: 'EDIT_MEMBERS' },
    description:
      'Makes a one-time address by which a member of this workspace alone sets a password, and returns the address. It works for an hour, and only while the caller could make it; an earlier one ends. It takes a person: keys of the workspace make none.',
    args: { id: t.arg.globalID({ required: true, for: MemberRef, description: 'Global id of the member.' }) },
    resolve: async (_root, { id }, context) => unwrap(await makeSignInLink(context, id.id)),
  }),
  setSignInPolicy: t.prismaField({
    type: 'Workspace',
    authScopes: { may: 'EDIT_SIGN_IN' },
    description: 'Sets how members sign in. Single sign-on is demanded by an owner who is signed in by the provider.',
    args: { input: t.arg({ type: SetSignInPolicyInput, required: true, description: 'Rules of sign-in to set.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { workspaceId } = unwrap(await requireSso(context, input.requiresSso), 'input');
      return context.stores.prisma.workspace.findUniqueOrThrow({ ...query, where: { id: workspaceId } });
    },
  }),
}));
