import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const organisation = '{ organisation { workspaces { workspace { slug role } messageCount costUsd memberCount lastMessageAt } } }';
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
  const own = await ask(server, organisation, { headers });
  expect(own.body.data.organisation.workspaces).toEqual([{ ...numbers, workspace: { slug: 'team', role: 'EDITOR' } }]);
});

test('a person sees the workspaces that they may read, and no numbers of one where they only review', async () => {
  const { prisma } = server.stores;
  const person = await prisma.person.create({ data: { name: 'Ada', email: 'ada@example.com' } });
  for (const [slug, role] of [
    ['one', 'VIEWER'],
    ['two', 'REVIEWER'],
  ] as const) {
    const { id } = await prisma.workspace.create({ data: { slug, name: slug } });
    await prisma.member.create({ data: { workspaceId: id, personId: person.id, role } });
  }
  const { organisationOf } = await import('./load.ts');
  const { id: workspaceId } = await prisma.workspace.findUniqueOrThrow({ where: { slug: 'one' } });
  const viewer = { workspaceId, role: 'VIEWER', keyId: null, keyScope: null, sessionId: 's', person: { ...person } } as const;
  const seen = await organisationOf(server.stores, viewer, new Date());
  expect(seen.map(({ workspace }) => workspace.slug)).toEqual(['one']);
});
