import { once } from 'node:events';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openLocalBus } from '../../platform/live/bus.ts';
import { openRedisBus } from '../../platform/live/redis.ts';
import { hasRedis, noRedis, openTestRedis } from '../../platform/live/redis.testing.ts';
import { openTestStores, openSameStores } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { createApiKey, revokeApiKey } from './commands.ts';
import { LiveCredentials, type ViewerEnd } from './live-credentials.ts';

/** Two servers on one PostgreSQL, which share no process state: each has its own connections, and so its own known keys. */
let stores: Stores;
let one: TestServer;
let other: TestServer;
let otherStores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
  otherStores = openSameStores(stores);
  one = await openTestServer({ stores, live: openLocalBus() });
  other = await openTestServer({ stores: otherStores, live: openLocalBus() });
});
afterAll(async () => {
  await one.close();
  await other.close();
  await otherStores.close();
  await stores.close();
});

/** Less than a second, with a little for a machine that is busy. */
const soonMs = 1_500;
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function connect(server: TestServer, secret: string | null): Promise<{ closed: Promise<{ code: number; at: number }> }> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  const closed = once(socket, 'close').then(([code]) => ({ code: code as number, at: performance.now() }));
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: secret === null ? {} : bearer(secret) }));
  await once(socket, 'message');
  return { closed };
}

async function untilRefused(server: TestServer, secret: string): Promise<void> {
  await expect
    .poll(async () => (await ask(server, '{ workspace { slug } }', { headers: bearer(secret) })).status, { timeout: soonMs, interval: 50 })
    .toBe(401);
}

const keyOf = (more: object = {}) => createApiKey(stores, { workspaceId: one.defaultWorkspaceId, name: 'test', role: 'EDITOR', ...more });
async function personWith(role: 'VIEWER' | 'EDITOR'): Promise<{ secret: string; memberId: string; keyId: string }> {
  const person = await stores.prisma.person.create({ data: { name: 'Ada', email: `${role}${Math.random()}@example.com` } });
  const member = await stores.prisma.member.create({ data: { workspaceId: one.defaultWorkspaceId, personId: person.id, role } });
  const { secret, apiKey } = await keyOf({ personId: person.id });
  return { secret, memberId: member.id, keyId: apiKey.id };
}

test('with the first account, made anywhere, sockets that were owner by their address end', async () => {
  const { closed } = await connect(other, null);
  await stores.prisma.person.create({ data: { name: 'First', email: 'first@example.com' } });
  expect((await closed).code).toBe(4403);
  expect((await ask(other, '{ workspace { slug } }')).status).toBe(401);
});

describe('on the other server, without Redis', () => {
  test('a key that is revoked ends sockets and requests within a second', async () => {
    const { apiKey, secret } = await keyOf();
    const { closed } = await connect(other, secret);
    expect((await ask(other, '{ workspace { slug } }', { headers: bearer(secret) })).status).toBe(200);
    const revokedAt = performance.now();
    await revokeApiKey(one, { workspaceId: one.defaultWorkspaceId, id: apiKey.id });
    await untilRefused(other, secret);
    const end = await closed;
    expect(end.code).toBe(4403);
    expect(end.at - revokedAt).toBeLessThan(soonMs);
  });
  test('a key that expires ends sockets and requests, with the time in the refusal', async () => {
    const expiresAt = new Date(Date.now() + 700);
    const { secret } = await keyOf({ expiresAt });
    const { closed } = await connect(other, secret);
    expect((await closed).code).toBe(4403);
    await untilRefused(other, secret);
    const { body } = await ask(other, '{ workspace { slug } }', { headers: bearer(secret) });
    expect(body.errors[0].message).toContain(expiresAt.toISOString());
  });
  test('a person whose role changes is asked to connect again, and has the new role', async () => {
    const { secret, memberId } = await personWith('EDITOR');
    expect(secret).toMatch(/^ftp_/);
    const { closed } = await connect(other, secret);
    expect((await ask(other, '{ apiKeys { name } }', { headers: bearer(secret) })).body.errors).toBeUndefined();
    await stores.prisma.member.update({ where: { id: memberId }, data: { role: 'VIEWER' } });
    expect((await closed).code).toBe(1012);
    await expect
      .poll(async () => (await ask(other, '{ apiKeys { name } }', { headers: bearer(secret) })).body.errors?.[0].extensions.code, {
        timeout: soonMs,
      })
      .toBe('FORBIDDEN');
  });
  test('a person who is removed is out', async () => {
    const { secret, memberId } = await personWith('VIEWER');
    const { closed } = await connect(other, secret);
    await stores.prisma.member.delete({ where: { id: memberId } });
    expect((await closed).code).toBe(4403);
    await untilRefused(other, secret);
  });
  test('single sign-on that is demanded ends sessions of other ways within a second, and those of the provider go on', async () => {
    const workspace = await stores.prisma.workspace.create({ data: { slug: 'sso', name: 'SSO' } });
    const person = await stores.prisma.person.create({ data: { name: 'Eve', email: 'eve@example.com' } });
    await stores.prisma.member.create({ data: { workspaceId: workspace.id, personId: person.id, role: 'EDITOR' } });
    const watcher = new LiveCredentials(otherStores, openLocalBus(), 50);
    const ends = new Map<string, ViewerEnd>();
    for (const method of ['PASSWORD', 'PASSKEY', 'oidc']) {
      const expiresAt = new Date(Date.now() + 60_000);
      const { id } = await stores.prisma.personSession.create({ data: { personId: person.id, token: method, expiresAt, method } });
      const viewer = { workspaceId: workspace.id, role: 'EDITOR', keyId: null, keyScope: null, person, sessionId: id } as const;
      watcher.watch(viewer, (end) => ends.set(method, end));
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ends.size).toBe(0);
    await stores.prisma.workspace.update({ where: { id: workspace.id }, data: { requiresSso: true } });
    await expect.poll(() => Object.fromEntries(ends), { timeout: soonMs }).toEqual({ PASSWORD: 'GONE', PASSKEY: 'GONE' });
    watcher.close();
  });
  test('a workspace that is archived is read, and takes nothing in', async () => {
    const workspace = await stores.prisma.workspace.create({ data: { slug: 'archive', name: 'Archive' } });
    const { secret } = await keyOf({ workspaceId: workspace.id });
    const { closed } = await connect(other, secret);
    await stores.prisma.workspace.update({ where: { id: workspace.id }, data: { archivedAt: new Date() } });
    expect((await closed).code).toBe(1012);
  });
});

test.skipIf(!hasRedis)(`with Redis both servers know at once (${hasRedis ? 'redis-server' : noRedis})`, async () => {
  const redis = await openTestRedis();
  const logger = pino({ level: 'silent' });
  const [first, second] = [await openRedisBus(redis.url, logger), await openRedisBus(redis.url, logger)];
  const here = await openTestServer({ stores, live: first });
  const there = await openTestServer({ stores: otherStores, live: second });
  try {
    const { apiKey, secret } = await keyOf();
    const { closed } = await connect(there, secret);
    await revokeApiKey(here, { workspaceId: here.defaultWorkspaceId, id: apiKey.id });
    expect((await closed).code).toBe(4403);
    expect((await ask(there, '{ workspace { slug } }', { headers: bearer(secret) })).status).toBe(401);
  } finally {
    await here.close();
    await there.close();
    await first.close();
    await second.close();
    await redis.close();
  }
});
