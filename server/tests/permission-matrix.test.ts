import { defaultRateLimits, Rates } from '../src/platform/rates/rates.ts';
import {
  execute,
  getNamedType,
  isLeafType,
  isNonNullType,
  parse,
  subscribe,
  validate,
  type DocumentNode,
  type GraphQLField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../src/domains/access/commands.ts';
import type { Context } from '../src/platform/graphql/context.ts';
import { openLocalBus } from '../src/platform/live/bus.ts';
import { isPermitted, keyScopes, permissionNames, roles, type Permission } from '../src/platform/permissions.ts';
import { schema } from '../src/schema.ts';
import { idOfNothing, requiredOf } from '../src/schema.testing.ts';
import { ask, openTestServer, type TestServer } from '../src/server.testing.ts';

interface Root {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly permission: Permission;
  readonly query: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}

function rootOf(kind: Root['kind'], { name, args, type, extensions }: GraphQLField<unknown, unknown>): Root {
  const { authScopes } = (extensions['pothosOptions'] ?? {}) as { authScopes?: { may?: Permission } };
  if (authScopes?.may === undefined || !permissionNames.includes(authScopes.may)) throw new Error(`${kind} ${name} names no permission.`);
  const required = args.filter((arg) => isNonNullType(arg.type));
  const declared = required.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = required.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : ' { __typename }';
  const query = `${kind}${declared && ` (${declared})`} { ${name}${given && `(${given})`}${selection} }`;
  return {
    name,
    kind,
    permission: authScopes.may,
    query,
    document: parse(query),
    variables: requiredOf(args),
  };
}

const rootTypes = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() };
const roots = Object.entries(rootTypes).flatMap(([kind, type]) =>
  Object.values(type?.getFields() ?? {}).map((field) => rootOf(kind as Root['kind'], field)),
);

/** Stores that fail whatever is asked of them: a resolver that is let through runs into one of them, or into its arguments. */
const failing = (): object =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('reached a store');
      },
    },
  );
const reached = { postgres: failing(), prisma: failing(), clickhouse: failing() } as Context['stores'];
const live = openLocalBus();

/** The value with one text in place of another, however deep it stands. */
function replaced(value: unknown, from: unknown, to: string): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => replaced(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, from, to)]));
}

/** The permission that is lacking; null: the resolver is let through, whatever it makes of the arguments. */
async function lackingOf(root: Root, viewer: Pick<Context['viewer'], 'role' | 'keyScope' | 'isArchived'>): Promise<string | null> {
  const { kind, document, variables } = root;
  const contextValue: Context = {
    stores: reached,
    live,
    viewer: { workspaceId: '00000000-0000-4000-8000-000000000000', keyId: null, person: null, sessionId: null, ...viewer },
    caller: { address: null, userAgent: null, requestId: 'matrix' },
  };
  const args = { schema, document, variableValues: variables, contextValue };
  const answer = await (kind === 'subscription' ? subscribe(args) : execute(args));
  if (Symbol.asyncIterator in answer) {
    await answer.return?.(undefined as never);
    return null;
  }
  for (const { message, extensions } of answer.errors ?? []) {
    // Ids of another type are refused before anything else: the id is made one of the type that the field takes.
    const [, id, wanted] = /ID: (\S+) is not of type: (\w+)/.exec(message) ?? [];
    if (wanted !== undefined)
      return lackingOf({ ...root, variables: replaced(variables, id, idOfNothing(wanted)) as Root['variables'] }, viewer);
    if (extensions['code'] === 'FORBIDDEN' && extensions['permission'] !== undefined) return String(extensions['permission']);
    if (extensions['code'] === 'WORKSPACE_ARCHIVED') return 'ARCHIVED';
  }
  return null;
}

describe('every root field asks for its permission', () => {
  test.each(roots)('$kind $name: $permission', async (root) => {
    expect(validate(schema, root.document)).toEqual([]);
    const wrong: unknown[] = [];
    for (const role of [null, ...roles])
      for (const keyScope of [null, ...keyScopes]) {
        const lacking = await lackingOf(root, { role, keyScope });
        if (lacking !== (isPermitted({ role, keyScope }, root.permission) ? null : root.permission))
          wrong.push({ role, keyScope, lacking });
      }
    expect(wrong).toEqual([]);
  });
  test('and a workspace that is archived lets only some through', async () => {
    const refused: string[] = [];
    for (const root of roots)
      if ((await lackingOf(root, { role: 'OWNER', keyScope: null, isArchived: true })) === 'ARCHIVED') refused.push(root.name);
    const open = roots.filter(({ kind, name }) => kind === 'mutation' && !refused.includes(name)).map(({ name }) => name);
    expect(refused).toEqual(expect.arrayContaining(['ingestMessages', 'savePrice', 'deleteTrace', 'startTrainingJob', 'setDataPolicy']));
    expect(refused.filter((name) => roots.some((root) => root.name === name && root.kind === 'query'))).toEqual([]);
    expect(open).toEqual(expect.arrayContaining(['restoreWorkspace', 'removeMember', 'revokeApiKey', 'deleteUser']));
  });
});

describe('nothing is answered', () => {
  let server: TestServer;
  const headers: Record<string, Record<string, string>> = { anonymous: { 'x-forwarded-for': '203.0.113.7' } };
  beforeAll(async () => {
    // There are more fields than an address may fail in a minute.
    server = await openTestServer({ rates: new Rates({ ...defaultRateLimits, failuresPerMinute: null }) });
    const { stores, defaultWorkspaceId: workspaceId } = server;
    const expired = await createApiKey(stores, { workspaceId, name: 'expired', role: 'OWNER', expiresAt: new Date(Date.now() - 1_000) });
    const other = await stores.prisma.workspace.create({ data: { slug: 'other', name: 'Other' } });
    const own = await createApiKey(stores, { workspaceId: other.id, name: 'other', role: 'OWNER' });
    headers['with an expired key'] = { authorization: `Bearer ${expired.secret}` };
    headers['with a key of another workspace than the one that is named'] = {
      authorization: `Bearer ${own.secret}`,
      'x-workspace': 'default',
    };
  });
  afterAll(() => server?.close());
  test.each([
    ['anonymous', 'UNAUTHENTICATED'],
    ['with an expired key', 'UNAUTHENTICATED'],
    ['with a key of another workspace than the one that is named', 'NOT_FOUND'],
  ])('%s, by any field', async (how, code) => {
    const answered: unknown[] = [];
    for (const { name, query, variables } of roots) {
      const { body } = await ask(server, query, { variables, headers: headers[how] ?? {} });
      if (body.data !== undefined || body.errors[0].extensions.code !== code) answered.push({ name, body });
    }
    expect(answered).toEqual([]);
  });
});
