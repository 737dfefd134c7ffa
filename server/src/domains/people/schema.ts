import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { RoleRef } from '../../platform/graphql/role.ts';
import { noUuid, uuidKey } from '../../platform/graphql/ids.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { hasPassword } from './commands/person.ts';
import { endOtherSessions, endSession } from './commands/sessions.ts';
import { permissionsOf } from './load/shown.ts';

/** A person, as others of the same workspace see it. */
export const PersonRef = builder.prismaNode('Person', {
  id: { field: 'id' },
  nullable: true,
  description: 'A person who signs in.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), members: { some: { workspaceId: viewer.workspaceId } } }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the person.' }),
    email: t.exposeString('email', { description: 'E-mail address of the person, in lower case.' }),
  }),
});

const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The caller: who it is, in which workspace, with which rights.',
  fields: (t) => ({
    person: t.prismaField({
      type: PersonRef,
      nullable: true,
      description: 'The person who is signed in, or whose personal key it is; null: a key of the workspace, or no account exists.',
      resolve: (query, { person }, _args, { stores }) =>
        person === null ? null : stores.prisma.person.findUnique({ ...query, where: { id: person.id } }),
    }),
    role: t.expose('role', {
      type: RoleRef,
      nullable: true,
      description: 'Role of the caller in the workspace; null: the person is no member of it, or of any.',
    }),
    workspace: t.prismaField({
      type: 'Workspace',
      nullable: true,
      description: 'Workspace that the request is about; null: the person is no member of the one that it names, or of any.',
      resolve: (query, { workspaceId, role }, _args, { stores }) =>
        role === null ? null : stores.prisma.workspace.findUnique({ ...query, where: { id: workspaceId } }),
    }),
    permissions: t.stringList({
      description: 'Names of the permissions that the caller has in the workspace, such as "EDIT_PRICES".',
      resolve: permissionsOf,
    }),
    hasPassword: t.boolean({
      description: 'Whether the person signs in by a password, too.',
      resolve: ({ person }, _args, { stores }) => (person === null ? false : hasPassword(stores.prisma, person.id)),
    }),
    hasSecondFactor: t.boolean({
      description: 'Whether a code of an app is asked for after the password.',
      resolve: async ({ person }, _args, { stores }) =>
        person === null ? false : (await stores.prisma.person.findUnique({ where: { id: person.id } }))?.twoFactorEnabled === true,
    }),
  }),
});

const SessionRef = builder.prismaNode('PersonSession', {
  id: { field: 'id' },
  nullable: true,
  description: 'A browser in which the person is signed in.',
  // A key of the person sees no sessions.
  findUnique: (id, { viewer }) =>
    ({ id: uuidKey(id), personId: (viewer.sessionId === null ? null : viewer.person?.id) ?? noUuid }) as never,
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the person signed in.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'Time when the session was last used, to the minute.' }),
    address: t.exposeString('ipAddress', { nullable: true, description: 'Network address at sign-in; null: not known.' }),
    userAgent: t.exposeString('userAgent', { nullable: true, description: 'Name that the browser gives itself; null: none.' }),
    isCurrent: t.boolean({
      description: 'Whether this request uses the session.',
      resolve: ({ id }, _args, { viewer }) => id === viewer.sessionId,
    }),
  }),
});

const maxSessions = 100;

builder.queryFields((t) => ({
  viewer: t.field({
    type: ViewerRef,
    authScopes: { may: 'SEE_SELF' },
    description: 'Who the request acts as.',
    resolve: (_root, _args, { viewer }) => viewer,
  }),
  sessions: t.prismaField({
    type: [SessionRef],
    authScopes: { may: 'OWN_ACCOUNT' },
    description: `Sessions of the person that have not ended, the one used last first; at most ${maxSessions}. Empty: no one is signed in.`,
    resolve: async (query, _root, _args, { stores, viewer }) =>
      viewer.sessionId === null || viewer.person === null
        ? []
        : stores.prisma.personSession.findMany({
            ...query,
            where: { personId: viewer.person.id, expiresAt: { gt: new Date() } },
            orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
            take: maxSessions,
          }),
  }),
}));

builder.mutationFields((t) => ({
  revokeSession: t.int({
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Ends a session of the person, within a second also on open sockets, and returns the number of ended sessions: one.',
    args: { id: t.arg.globalID({ required: true, for: SessionRef, description: 'Global id of the session.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => unwrap(await endSession(stores, viewer, id.id)),
  }),
  revokeOtherSessions: t.int({
    authScopes: { may: 'OWN_ACCOUNT' },
    description: 'Ends all sessions of the person but the one that asks, and returns the number of ended sessions.',
    resolve: (_root, _args, { stores, viewer }) => endOtherSessions(stores, viewer),
  }),
}));
