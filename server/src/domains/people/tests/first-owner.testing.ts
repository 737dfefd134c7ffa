import { describe, expect, test } from 'vitest';
import { ask, type TestServer } from '../../../server.testing.ts';
import { firstOwnerLink, hasOwner, makeOwner } from '../../access/commands/owner.ts';
import { Browser, password, viewerQuery } from './browser.testing.ts';

const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';

export function firstOwnerTests(at: () => TestServer): void {
  describe('while there is no account', () => {
    test('a caller on this machine is owner, and is no person', async () => {
      const { body } = await ask(at(), viewerQuery);
      expect(body.data.viewer).toMatchObject({
        person: null,
        role: 'OWNER',
        workspace: { slug: 'default' },
        permissions: expect.arrayContaining(['DELETE_WORKSPACE', 'EDIT_PRICES']),
      });
    });
    test('pages learn that', async () => {
      expect((await new Browser(at()).get('/options')).body).toMatchObject({
        hasAccounts: false,
        signUp: 'INVITE',
        domain: null,
        providers: [],
        hasMail: false,
      });
    });
  });

  describe('the first owner', () => {
    test('comes by a one-time address, is signed in, and ends that everyone here is owner', async () => {
      const server = at();
      const link = await firstOwnerLink(server.stores, server.url);
      expect(link).toMatch(new RegExp(`^${server.url}/welcome\\?token=[\\w-]{43}$`));
      const other = await firstOwnerLink(server.stores, server.url);
      const token = tokenOf(link);
      const set = 'mutation ($name: String!, $value: JSON) { setPreference(input: { name: $name, value: $value }) }';
      for (const [name, value] of Object.entries({ timeZone: 'Europe/Berlin', lastView: { traces: 'order=COST' } }))
        await ask(server, set, { variables: { name, value } });
      const browser = new Browser(server);
      expect((await browser.post('/link', { token })).body).toEqual({ purpose: 'FIRST_OWNER', email: null, name: null });
      expect(
        (await browser.post('/link/use', { token, name: 'Ada', email: 'Ada@Example.com', password: 'password123' })).body.error,
      ).toMatchObject({
        code: 'WEAK_PASSWORD',
        field: 'password',
      });
      const used = await browser.post('/link/use', { token, name: 'Ada', email: 'Ada@Example.com', password });
      expect(used).toMatchObject({ status: 200, body: { status: 'SIGNED_IN', person: { name: 'Ada', email: 'ada@example.com' } } });
      expect(JSON.stringify(used.body)).not.toContain('token');
      expect((await browser.ask(viewerQuery)).body.data.viewer).toMatchObject({
        person: { name: 'Ada', email: 'ada@example.com' },
        role: 'OWNER',
        workspace: { slug: 'default' },
        hasPassword: true,
        hasSecondFactor: false,
      });
      expect(await hasOwner(server.stores)).toBe(true);
      const { rows } = await server.stores.postgres.query(
        `SELECT actor_kind, actor_name, address, target_name FROM audit_entries WHERE action = 'useFirstOwnerLink' AND target_type = 'Member'`,
      );
      expect(rows).toEqual([{ actor_kind: 'PERSON', actor_name: 'Ada', address: '127.0.0.1', target_name: 'ada@example.com' }]);
      expect((await browser.ask('{ preferences }')).body.data.preferences, 'what was set here before goes on').toEqual({
        timeZone: 'Europe/Berlin',
        lastView: { traces: 'order=COST' },
      });
      const without = await ask(server, viewerQuery);
      expect(without).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
      for (const again of [token, tokenOf(other)])
        expect((await browser.post('/link/use', { token: again, name: 'Eve', email: 'eve@example.com', password })).body.error.code).toBe(
          'LINK_INVALID',
        );
    });
    test('comes back in by db owner, which ends every way to sign in and personal keys, and says what it has changed for others', async () => {
      const server = at();
      const browser = new Browser(server);
      expect((await browser.post('/sign-in', { email: 'ada@example.com', password })).status).toBe(200);
      const key = await browser.ask('mutation { createPersonalKey(input: { name: "mine" }) { secret } }');
      const { secret } = key.body.data.createPersonalKey as { secret: string };
      await server.stores.prisma.workspace.update({ where: { id: server.defaultWorkspaceId }, data: { requiresSso: true } });
      const { link, ...made } = await makeOwner(server.stores, { email: 'ada@example.com', origin: server.url });
      expect(made).toEqual({ isNew: false, endedKeyCount: 1, wasSsoRequired: true });
      await expect
        .poll(async () => (await ask(server, viewerQuery, { headers: { authorization: `Bearer ${secret}` } })).status, { timeout: 10_000 })
        .toBe(401);
      expect(link).toContain('/reset?token=');
      expect((await browser.ask(viewerQuery)).status, 'the session has ended').toBe(401);
      expect((await browser.post('/sign-in', { email: 'ada@example.com', password })).body.error.code).toBe('SIGN_IN_REFUSED');
      const token = tokenOf(link);
      expect((await browser.post('/link', { token })).body).toEqual({ purpose: 'PASSWORD', email: 'ada@example.com', name: 'Ada' });
      expect((await browser.post('/link/use', { token, password: 'another tin cup' })).body.status).toBe('SIGNED_IN');
      expect((await browser.ask(viewerQuery)).body.data.viewer.role).toBe('OWNER');
    });
    test('made by db owner, gives a name with the password', async () => {
      const server = at();
      const { link, isNew } = await makeOwner(server.stores, { email: 'bob@example.com', origin: server.url });
      expect(isNew).toBe(true);
      const browser = new Browser(server);
      expect((await browser.post('/link', { token: tokenOf(link) })).body).toMatchObject({
        purpose: 'FIRST_OWNER',
        email: 'bob@example.com',
      });
      const used = await browser.post('/link/use', { token: tokenOf(link), name: 'Bob', password });
      expect(used.body.person).toMatchObject({ name: 'Bob', email: 'bob@example.com' });
      expect((await browser.ask(viewerQuery)).body.data.viewer).toMatchObject({ person: { name: 'Bob' }, role: 'OWNER' });
      expect((await browser.ask('{ preferences }')).body.data.preferences, 'which were of the first account').toEqual({});
    });
  });
}
