import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey, ensureDefaultWorkspace, ensureFirstKey } from './commands.ts';
import { keyTests } from './tests/keys.testing.ts';
import { memberTests } from './tests/members.testing.ts';
import { generateKey, prefixOf } from './key.ts';

let server: TestServer;
let secret: string;
let otherWorkspaceId: string;
let otherSecret: string;
beforeAll(async () => {
  server = await openTestServer();
  ({ secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'ours', role: 'EDITOR' }));
  otherWorkspaceId = await createTestWorkspace(server.stores, 'other');
  ({ secret: otherSecret } = await createApiKey(server.stores, { workspaceId: otherWorkspaceId, name: 'theirs', role: 'ADMIN' }));
});
afterAll(() => server.close());

const whoami = (headers: Record<string, string> = {}) => ask(server, '{ workspace { slug } }', { headers });
const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const elsewhere = { 'x-forwarded-for': '203.0.113.7' };

describe('credentials', () => {
  test('none, on this machine: the owner of the workspace default', async () => {
    expect((await whoami()).body.data).toEqual({ workspace: { slug: 'default' } });
  });
  test.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])('none, through a proxy (%s): refused', async (header) => {
    const answer = await whoami({ [header]: '203.0.113.7' });
    expect(answer).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });
  test('a key is taken as Bearer, as x-api-key, and as Basic with its public part', async () => {
    for (const headers of [
      { authorization: `Bearer ${secret}` },
      { authorization: `bearer ${secret}` },
      { 'x-api-key': secret },
      { authorization: basic(prefixOf(secret), secret) },
    ]) {
      expect(await whoami({ ...elsewhere, ...headers }), JSON.stringify(headers)).toMatchObject({
        status: 200,
        body: { data: { workspace: { slug: 'default' } } },
      });
    }
  });
  test('a key leads to its own workspace', async () => {
    expect((await whoami({ authorization: `Bearer ${otherSecret}` })).body.data).toEqual({ workspace: { slug: 'other' } });
  });
  test.each([
    ['one that was never made', () => ({ authorization: `Bearer ${generateKey()}` })],
    ['one cut short', () => ({ authorization: `Bearer ${secret.slice(0, -1)}` })],
    ['an empty one', () => ({ authorization: 'Bearer ' })],
    ['one of another vendor', () => ({ 'x-api-key': 'sk-0123456789' })],
    ['Basic with another public part', () => ({ authorization: basic('ftl_000000', secret) })],
    ['Basic that is no base64', () => ({ authorization: 'Basic ???' })],
    ['a scheme that is unknown', () => ({ authorization: `Digest ${secret}` })],
    ['a text of 8 kB', () => ({ 'x-api-key': 'x'.repeat(8_000) })],
  ])('a wrong key is refused, on this machine too: %s', async (_name, headers) => {
    expect(await whoami(headers())).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
  });
  test('are only kept as a hash', async () => {
    const { rows } = await server.stores.postgres.query('SELECT * FROM api_keys');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secret.slice(10));
  });
});

describe('API keys', () => {
  const create = (name: string, headers: Record<string, string> = {}) =>
    ask(
      server,
      'mutation ($name: String!) { createApiKey(name: $name) { secret apiKey { id name prefix createdAt lastUsedAt revokedAt } } }',
      { variables: { name }, headers },
    );
  const revoke = (id: string, headers: Record<string, string> = {}) =>
    ask(server, 'mutation ($id: ID!) { revokeApiKey(id: $id) { id revokedAt } }', { variables: { id }, headers });

  test('are made, used, listed and revoked; a revoked one is refused from the next request on', async () => {
    const made = (await create('CI')).body.data.createApiKey;
    expect(made.apiKey).toMatchObject({ name: 'CI', prefix: prefixOf(made.secret), lastUsedAt: null, revokedAt: null });
    expect((await whoami({ authorization: `Bearer ${made.secret}` })).status).toBe(200);
    const listed = (await ask(server, '{ apiKeys { id name lastUsedAt } }')).body.data.apiKeys;
    expect(listed[0]).toMatchObject({ id: made.apiKey.id, name: 'CI', lastUsedAt: expect.any(String) });
    const { revokedAt } = (await revoke(made.apiKey.id)).body.data.revokeApiKey;
    expect(revokedAt).toEqual(expect.any(String));
    expect((await revoke(made.apiKey.id)).body.data.revokeApiKey.revokedAt, 'again changes nothing').toBe(revokedAt);
    expect((await whoami({ authorization: `Bearer ${made.secret}` })).status).toBe(401);
  });
  test('an editor may send and list, but neither make nor revoke', async () => {
    const headers = { authorization: `Bearer ${secret}` };
    expect((await ask(server, '{ apiKeys { name } }', { headers })).body.errors).toBeUndefined();
    for (const answer of [
      await create('x', headers),
      await revoke(Buffer.from('ApiKey:00000000-0000-0000-0000-000000000000').toString('base64'), headers),
    ]) {
      expect(answer.body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
  test('a viewer may not see them', async () => {
    const viewer = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'reader', role: 'VIEWER' });
    const headers = { authorization: `Bearer ${viewer.secret}` };
    expect((await whoami(headers)).status).toBe(200);
    expect((await ask(server, '{ apiKeys { name } }', { headers })).body.errors[0].extensions.code).toBe('FORBIDDEN');
  });
  test.each(['', '   ', 'x'.repeat(201), 'a\u0000b', '\ud800'])('a name of %j is refused', async (name) => {
    expect(await create(name)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('name') }] },
    });
  });
  test('of another workspace are neither seen nor revoked, and answered as if they did not exist', async () => {
    const theirs = (await ask(server, '{ apiKeys { id } workspace { id } }', { headers: { authorization: `Bearer ${otherSecret}` } })).body
      .data;
    const { id } = theirs.apiKeys[0];
    expect((await revoke(id)).body.errors[0].extensions.code).toBe('NOT_FOUND');
    for (const foreign of [id, theirs.workspace.id]) {
      expect((await ask(server, 'query ($id: ID!) { node(id: $id) { id } }', { variables: { id: foreign } })).body).toMatchObject({
        data: { node: null },
      });
    }
    expect((await whoami({ authorization: `Bearer ${otherSecret}` })).status, 'still valid').toBe(200);
  });
  test.each([
    '',
    'x',
    'QXBpS2V5OjE=',
    Buffer.from('ApiKey:\u0000').toString('base64'),
    Buffer.from("ApiKey:' OR 1=1").toString('base64'),
    Buffer.from('Nothing:1').toString('base64'),
  ])('an id made up (%j) is refused without a fault', async (id) => {
    for (const answer of [await revoke(id), await ask(server, 'query ($id: ID!) { node(id: $id) { id } }', { variables: { id } })]) {
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body)).not.toContain('INTERNAL_SERVER_ERROR');
    }
  });
});

keyTests(() => server);
memberTests(() => server);

describe('at the first start', () => {
  test('servers that start at once make one workspace and one key, shown to one of them', async () => {
    await server.stores.postgres.query("DELETE FROM workspaces WHERE slug = 'other'");
    const ids = await Promise.all(Array.from({ length: 8 }, () => ensureDefaultWorkspace(server.stores)));
    expect(new Set(ids)).toEqual(new Set([server.defaultWorkspaceId]));
    await server.stores.postgres.query('DELETE FROM api_keys');
    const secrets = await Promise.all(Array.from({ length: 8 }, () => ensureFirstKey(server.stores, server.defaultWorkspaceId)));
    expect(secrets.filter((shown) => shown !== null)).toHaveLength(1);
    expect(await ensureFirstKey(server.stores, server.defaultWorkspaceId)).toBeNull();
  });
});
