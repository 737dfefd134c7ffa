import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';
import { organisationOf } from './load.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const organisation =
  '{ organisation { workspaceCount messageCount costUsd personCount lastMessageAt workspaces { workspace { slug role } messageCount costUsd memberCount lastMessageAt } } }';
const empty = { messageCount: 0, costUsd: null, memberCount: 0, lastMessageAt: null };

test('a workspace has its numbers beside those of the others, and a key sees its own alone', async () => {
  const { stores } = server;
  const team = await stores.prisma.workspace.create({ data: { slug: 'team', name: 'A team' } });
  await stores.prisma.price.create({ data: { workspaceId: team.id, scope: 'DEFAULT', inputRate: 0n, outputRate: 1_000_000_000_000n } });
  const { secret } = await createApiKey(stores, { workspaceId: team.id, name: 'x', role: 'EDITOR' });
  const headers = { authorization: `Bearer ${secret}` };
  const message = { conversationId: 'c', content: 'x', model: 'm' };
  const messages = [
    { ...message, externalId: '1', role: 'ASSISTANT', outputTokens: 2, inputTokens: 0, createdAt: '2026-03-01T00:00:00.000Z' },
    { ...message, externalId: '2', role: 'USER', createdAt: '2026-03-02T00:00:00.000Z' },
  ];
  await ask(server, 'mutation ($m: [MessageInput!]!) { ingestMessages(messages: $m) { accepted } }', {
    variables: { m: messages },
    headers,
  });
  await drainProjection(stores);
  const numbers = {
    workspace: { slug: 'team', role: 'OWNER' },
    messageCount: 1,
    costUsd: expect.any(Number),
    memberCount: 0,
    lastMessageAt: '2026-03-02T00:00:00.000Z',
  };
  const { body } = await ask(server, organisation);
  expect(body.errors).toBeUndefined();
  expect(body.data.organisation.workspaces).toEqual([numbers, { workspace: { slug: 'default', role: 'OWNER' }, ...empty }]);
  const sum = { messageCount: 1, costUsd: numbers.costUsd, personCount: 0, lastMessageAt: numbers.lastMessageAt };
  expect(body.data.organisation).toMatchObject({ workspaceCount: 2, ...sum });
  const own = await ask(server, organisation, { headers });
  expect(own.body.data.organisation.workspaces).toEqual([{ ...numbers, workspace: { slug: 'team', role: 'EDITOR' } }]);
});

test('a person sees the workspaces that they may read: none where they only review, nor one that demands another sign-in', async () => {
  const { stores } = server;
  const { prisma } = stores;
  const person = await prisma.person.create({ data: { name: 'Ada', email: 'ada@example.com' } });
  const other = await prisma.person.create({ data: { name: 'Bo', email: 'bo@example.com' } });
  for (const [slug, role, requiresSso] of [
    ['one', 'VIEWER', false],
    ['two', 'REVIEWER', false],
    ['three', 'VIEWER', true],
  ] as const) {
    const { id: workspaceId } = await prisma.workspace.create({ data: { slug, name: slug, requiresSso } });
    await prisma.member.create({ data: { workspaceId, personId: person.id, role } });
    await prisma.member.create({ data: { workspaceId, personId: other.id, role: 'OWNER' } });
  }
  const { id: workspaceId } = await prisma.workspace.findUniqueOrThrow({ where: { slug: 'one' } });
  const seenBy = async (method: string) => {
    const { id: sessionId } = await prisma.personSession.create({
      data: { personId: person.id, token: method, method, expiresAt: new Date(Date.now() + 60_000) },
    });
    const viewer = { workspaceId, role: 'VIEWER', keyId: null, keyScope: null, sessionId, person } as const;
    const { workspaces, personCount } = await organisationOf(stores, viewer, new Date());
    return { slugs: workspaces.map(({ workspace }) => workspace.slug), personCount };
  };
  expect(await seenBy('PASSWORD')).toEqual({ slugs: ['one'], personCount: 2 });
  expect(await seenBy('oidc')).toEqual({ slugs: ['one', 'three'], personCount: 2 });
});
