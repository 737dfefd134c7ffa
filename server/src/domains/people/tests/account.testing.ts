import { makeLink } from '../commands/link.ts';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TestServer } from '../../../server.testing.ts';
import { createPerson } from '../commands/person.ts';
import { Browser, password, viewerQuery, codesOf } from './browser.testing.ts';

let count = 0;
/** A person who is a member of `default`, signed in on a browser of its own. */
async function personIn(server: TestServer, role = 'EDITOR'): Promise<{ id: string; email: string; browser: Browser }> {
  const email = `person${(count += 1)}@example.com`;
  const made = await createPerson(server.stores, { email, name: `Person ${count}`, password });
  if (!made.ok) throw made.failure;
  const personId = made.value.id;
  await server.stores.prisma.member.create({ data: { workspaceId: server.defaultWorkspaceId, personId, role: role as 'EDITOR' } });
  // Each comes from an address of its own, so that attempts of one do not count for another.
  const browser = new Browser(server, { 'user-agent': `Browser ${count}` });
  expect((await browser.post('/sign-in', { email, password })).body).toMatchObject({ status: 'SIGNED_IN' });
  return { id: personId, email, browser };
}

export function accountTests(at: () => TestServer): void {
  describe('a session', () => {
    test('is a cookie that scripts can’t read, is new after each sign-in, and is not taken over from before', async () => {
      const { browser, email } = await personIn(at());
      const [name] = [...browser.cookies.keys()].filter((cookie) => cookie.endsWith('.session_token'));
      expect(name).toBe(`ftl-${at().port}.session_token`);
      const before = browser.cookies.get(name as string);
      const again = await browser.post('/sign-in', { email, password });
      const line = again.headers.getSetCookie().find((cookie) => cookie.startsWith(name as string)) ?? '';
      expect(line).toMatch(/HttpOnly/i);
      expect(line).toMatch(/SameSite=Lax/i);
      expect(line).not.toMatch(/Domain=/i);
      expect(browser.cookies.get(name as string)).not.toBe(before);
    });
    test('whose signature is wrong, or that was made up, counts as none', async () => {
      const { browser } = await personIn(at());
      const name = `ftl-${at().port}.session_token`;
      const value = decodeURIComponent(browser.cookies.get(name) ?? '');
      for (const forged of [value.replace(/\..*/, ''), `${value.slice(0, -4)}AAA=`, `x${value}`, '']) {
        browser.cookies.set(name, encodeURIComponent(forged));
        expect((await browser.ask(viewerQuery)).status, forged).toBe(401);
      }
    });
    test('leads to the role in the workspace that is named; elsewhere the person has none', async () => {
      const { browser } = await personIn(at(), 'VIEWER');
      expect((await browser.ask(viewerQuery, {}, { 'x-workspace': 'default' })).body.data.viewer.role).toBe('VIEWER');
      const { viewer } = (await browser.ask(viewerQuery, {}, { 'x-workspace': 'elsewhere' })).body.data;
      expect(viewer).toMatchObject({ role: null, workspace: null, permissions: ['SEE_SELF', 'OWN_ACCOUNT'] });
      expect((await browser.ask('{ models { name } }', {}, { 'x-workspace': 'elsewhere' })).body.errors[0].extensions.code).toBe(
        'FORBIDDEN',
      );
    });
    test('does not count on a request that a page of another site has made', async () => {
      const { browser } = await personIn(at());
      const navigation = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      const response = await browser.fetch(`/graphql?query=${encodeURIComponent(viewerQuery)}`, { headers: navigation });
      expect(response.status).not.toBe(200);
    });
    test('ends after its time, and absolutely after 30 days; its token is replaced daily, and the earlier one works for a minute', async () => {
      const { browser, id } = await personIn(at());
      const { postgres } = at().stores;
      const name = `ftl-${at().port}.session_token`;
      const before = browser.cookies.get(name) as string;
      await postgres.query(
        `UPDATE person_sessions SET replaced_at = now() - interval '25 hours', created_at = now() - interval '29 days', last_seen_at = now() - interval '1 hour' WHERE person_id = $1`,
        [id],
      );
      expect((await browser.ask(viewerQuery)).status).toBe(200);
      expect(browser.cookies.get(name)).not.toBe(before);
      const { rows } = await postgres.query(
        `SELECT expires_at <= created_at + interval '30 days' AS held FROM person_sessions WHERE person_id = $1`,
        [id],
      );
      expect(rows).toEqual([{ held: true }]);
      const late = new Browser(at());
      late.cookies.set(name, before);
      expect((await late.ask(viewerQuery)).status).toBe(200);
      await postgres.query(`UPDATE person_sessions SET replaced_at = now() - interval '2 minutes' WHERE person_id = $1`, [id]);
      expect((await late.ask(viewerQuery)).status).toBe(401);
      await postgres.query(`UPDATE person_sessions SET expires_at = now() WHERE person_id = $1`, [id]);
      expect((await browser.ask(viewerQuery)).status).toBe(401);
    });
    test('is listed and revoked, which closes its open sockets within a second', async () => {
      const { browser, email } = await personIn(at());
      const other = new Browser(at(), { 'user-agent': 'Other' });
      await other.post('/sign-in', { email, password });
      const socket = new WebSocket(`ws://127.0.0.1:${at().port}/graphql`, 'graphql-transport-ws', {
        headers: { cookie: other.cookie, origin: at().url },
      });
      const closed = once(socket, 'close');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload: { workspace: 'default' } }));
      await once(socket, 'message');
      const sessions = (await browser.ask('{ sessions { id userAgent isCurrent } }')).body.data.sessions as {
        id: string;
        userAgent: string;
        isCurrent: boolean;
      }[];
      expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
      const theirs = sessions.find(({ userAgent }) => userAgent === 'Other');
      const stranger = await personIn(at());
      const revoke = 'mutation ($id: ID!) { revokeSession(id: $id) }';
      expect((await stranger.browser.ask(revoke, { id: theirs?.id })).body.errors[0].extensions.code).toBe('NOT_FOUND');
      expect((await browser.ask(revoke, { id: theirs?.id })).body.data).toEqual({ revokeSession: 1 });
      expect((await closed)[0]).toBe(4403);
      expect((await other.ask(viewerQuery)).status).toBe(401);
      await other.post('/sign-in', { email, password });
      expect((await browser.ask('mutation { revokeOtherSessions }')).body.data.revokeOtherSessions).toBe(1);
      expect((await other.ask(viewerQuery)).status).toBe(401);
    });
    test('and its socket say the same of their person, so that a page notices what changed in between', async () => {
      const { id, browser } = await personIn(at());
      const acknowledged = async (): Promise<unknown> => {
        const socket = new WebSocket(`ws://127.0.0.1:${at().port}/graphql`, 'graphql-transport-ws', {
          headers: { cookie: browser.cookie, origin: at().url },
        });
        await once(socket, 'open');
        socket.send(JSON.stringify({ type: 'connection_init', payload: { workspace: 'default' } }));
        const [message] = await once(socket, 'message');
        socket.close();
        return JSON.parse(String(message)).payload.viewer;
      };
      const answered = async (): Promise<unknown> => {
        const { viewer } = (await browser.ask('{ viewer { person { id } workspace { id } role permissions } }')).body.data;
        return { ...viewer, person: viewer.person.id, workspace: viewer.workspace?.id ?? null };
      };
      const before = await answered();
      expect(await acknowledged()).toEqual(before);
      await at().stores.prisma.member.updateMany({ where: { personId: id }, data: { role: 'VIEWER' } });
      const after = await acknowledged();
      expect(after).toMatchObject({ role: 'VIEWER' });
      expect(after).not.toEqual(before);
      expect(after).toEqual(await answered());
      await at().stores.prisma.member.deleteMany({ where: { personId: id } });
      expect(await acknowledged()).toMatchObject({ role: null, workspace: null });
    });
    test('ends when its browser signs in again, also as another person: no browser has it any more', async () => {
      const { browser } = await personIn(at());
      const { cookie } = browser;
      const { email } = await personIn(at());
      const earlier = new Browser(at());
      const asEarlier = async (): Promise<number> => (await earlier.ask(viewerQuery, {}, { cookie })).status;
      expect(await asEarlier()).toBe(200);
      expect((await browser.post('/sign-in', { email, password: 'wrong password' })).status).toBe(401);
      expect(await asEarlier(), 'one that fails ends nothing').toBe(200);
      expect((await browser.post('/sign-in', { email, password })).status).toBe(200);
      expect(await asEarlier()).toBe(401);
    });
    test('ends with signing out, which is no error without one', async () => {
      const { browser } = await personIn(at());
      const cookie = browser.cookie;
      expect((await browser.post('/sign-out')).body).toEqual({ status: 'SIGNED_OUT' });
      const late = new Browser(at(), { cookie });
      expect((await late.ask(viewerQuery)).status).toBe(401);
      expect((await browser.post('/sign-out')).status).toBe(200);
    });
  });

  describe('sign-in', () => {
    test('answers a wrong password and an unknown address alike', async () => {
      const { email } = await personIn(at());
      const stranger = new Browser(at());
      const answers = [];
      for (const tried of [email, 'nobody-here@example.com'])
        answers.push((await stranger.post('/sign-in', { email: tried, password: 'wrong password' })).body);
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0].error.code).toBe('SIGN_IN_REFUSED');
    });
    test.each([
      [{ email: 'ada', password }, 400, 'BAD_USER_INPUT', 'email'],
      [{ email: 'a@b.c\r\nBcc: x@y.z', password }, 400, 'BAD_USER_INPUT', 'email'],
      [{ email: 'ada@example.com' }, 400, 'BAD_USER_INPUT', 'password'],
      [{ email: 'ada@example.com', password: ['x'] }, 400, 'BAD_USER_INPUT', 'password'],
    ])('with %j is refused by the field', async (body, status, code, field) => {
      expect(await new Browser(at()).post('/sign-in', body)).toMatchObject({ status, body: { error: { code, field } } });
    });
    test('is refused to a page of another origin, to forms, and by addresses that the library would have', async () => {
      const browser = new Browser(at());
      const foreign = await browser.post('/sign-in', { email: 'ada@example.com', password }, { origin: 'https://evil.example' });
      expect(foreign).toMatchObject({ status: 403, body: { error: { code: 'ORIGIN_REFUSED' } } });
      const form = await browser.fetch('/api/auth/sign-in', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
      expect(form.status).toBe(415);
      for (const path of [
        '/sign-up/email',
        '/sign-in/email',
        '/sso/register',
        '/update-user',
        '/delete-user',
        '/change-email',
        '/list-sessions',
        '/get-session',
      ])
        expect((await browser.post(path)).status, path).toBe(404);
      expect((await browser.get('/sign-in')).status).toBe(405);
    });
  });

  describe('an account', () => {
    test('has another name and another password, which ends all other sessions', async () => {
      const { browser, email } = await personIn(at());
      const other = new Browser(at());
      await other.post('/sign-in', { email, password });
      expect((await browser.post('/account', { name: 'Ada L.' })).body.person).toMatchObject({ name: 'Ada L.', email });
      const wrong = await browser.post('/account/password', { currentPassword: 'wrong password', newPassword: 'a new tin cup' });
      expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'PASSWORD_REFUSED', field: 'currentPassword' } } });
      const weak = await browser.post('/account/password', { currentPassword: password, newPassword: 'short' });
      expect(weak.body.error).toMatchObject({ code: 'WEAK_PASSWORD', field: 'newPassword' });
      expect((await browser.post('/account/password', { currentPassword: password, newPassword: 'a new tin cup' })).body).toEqual({
        status: 'CHANGED',
      });
      expect((await browser.ask(viewerQuery)).status).toBe(200);
      expect((await other.ask(viewerQuery)).status).toBe(401);
      expect((await other.post('/sign-in', { email, password: 'a new tin cup' })).status).toBe(200);
    });
    test('asks for a code after the password once an app is set up; recovery codes work once', async () => {
      const { browser, email } = await personIn(at());
      expect((await browser.post('/second-factor/enable', { password: 'wrong password' })).body.error.code).toBe('PASSWORD_REFUSED');
      const { uri, recoveryCodes } = (await browser.post('/second-factor/enable', { password })).body;
      expect(recoveryCodes).toHaveLength(10);
      const code = codesOf(uri);
      expect((await browser.ask(viewerQuery)).body.data.viewer.hasSecondFactor, 'before the confirmation').toBe(false);
      expect((await browser.post('/second-factor/confirm', { code: '000000' })).body.error.code).toBe('SECOND_FACTOR_REFUSED');
      expect((await browser.post('/second-factor/confirm', { code: code() })).body).toEqual({ status: 'ENABLED' });
      expect((await browser.ask(viewerQuery)).body.data.viewer.hasSecondFactor).toBe(true);
      const next = new Browser(at());
      expect((await next.post('/sign-in', { email, password })).body).toEqual({ status: 'SECOND_FACTOR' });
      expect((await next.ask(viewerQuery)).status, 'the password alone is no session').toBe(401);
      expect((await next.post('/sign-in/second-factor', { code: '000000' })).body.error.code).toBe('SECOND_FACTOR_REFUSED');
      expect((await next.post('/sign-in/second-factor', { code: code() })).body).toMatchObject({
        status: 'SIGNED_IN',
        person: { email },
      });
      expect((await next.ask(viewerQuery)).body.data.viewer.role).toBe('EDITOR');
      const lost = new Browser(at());
      for (const status of [200, 401]) {
        await lost.post('/sign-in', { email, password });
        expect((await lost.post('/sign-in/recovery-code', { code: recoveryCodes[0].replace('-', ' ') })).status).toBe(status);
      }
      expect((await new Browser(at()).post('/sign-in/second-factor', { code: code() })).body.error.code).toBe('SECOND_FACTOR_EXPIRED');
      expect((await next.post('/second-factor/disable', { password })).body).toEqual({ status: 'DISABLED' });
      expect((await new Browser(at()).post('/sign-in', { email, password })).body.status).toBe('SIGNED_IN');
    });
    test('takes a code of the app once, also from browsers at the same moment, and a recovery code that two show at once for one', async () => {
      const { browser, email, id } = await personIn(at());
      const { uri, recoveryCodes } = (await browser.post('/second-factor/enable', { password })).body;
      const code = codesOf(uri);
      const confirmed = code();
      await browser.post('/second-factor/confirm', { code: confirmed });
      const waiting = async () => {
        const next = new Browser(at());
        await next.post('/sign-in', { email, password });
        return next;
      };
      const refusal = { status: 401, body: { error: { code: 'SECOND_FACTOR_REFUSED' } } };
      expect(await (await waiting()).post('/sign-in/second-factor', { code: confirmed }), 'that of the confirmation').toMatchObject(
        refusal,
      );
      const fresh = code();
      const browsers = await Promise.all([waiting(), waiting(), waiting()]);
      const answers = await Promise.all(browsers.map((one) => one.post('/sign-in/second-factor', { code: fresh })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
      const { postgres } = at().stores;
      await postgres.query(
        `UPDATE second_factors SET used_codes = ARRAY['1000 old', 'of-an-earlier-form'] || used_codes WHERE person_id = $1`,
        [id],
      );
      expect((await (await waiting()).post('/sign-in/second-factor', { code: fresh })).status).toBe(401);
      expect((await (await waiting()).post('/sign-in/second-factor', { code: '000000' })).status).toBe(401);
      const kept = await postgres.query('SELECT cardinality(used_codes)::int AS count FROM second_factors WHERE person_id = $1', [id]);
      expect(kept.rows, 'those that may count: confirmed, fresh, wrong').toEqual([{ count: 3 }]);
      const pair = await Promise.all([waiting(), waiting()]);
      const recovered = await Promise.all(pair.map((one) => one.post('/sign-in/recovery-code', { code: recoveryCodes[1] })));
      expect(recovered.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    });
    test('is not kept from its person by wrong codes of one who knows the password: a known browser has its own count', async () => {
      const { browser, email } = await personIn(at());
      const { uri } = (await browser.post('/second-factor/enable', { password })).body;
      const code = codesOf(uri);
      await browser.post('/second-factor/confirm', { code: code() });
      const stranger = new Browser(at());
      let last = 0;
      for (let tries = 0; tries < 12 && last !== 429; tries += 1) {
        if (tries % 4 === 0) await stranger.post('/sign-in', { email, password });
        last = (await stranger.post('/sign-in/second-factor', { code: String(100_000 + tries) })).status;
      }
      expect(last).toBe(429);
      await browser.post('/sign-out');
      expect((await browser.post('/sign-in', { email, password })).body.status).toBe('SECOND_FACTOR');
      expect((await browser.post('/sign-in/second-factor', { code: code() })).body.status).toBe('SIGNED_IN');
    });
    test('has other sessions and trusted browsers end with its new second factor, its new password, and all of them at once', async () => {
      const { browser, email } = await personIn(at());
      const other = new Browser(at());
      const isIn = async (one: Browser): Promise<boolean> => (await one.ask(viewerQuery)).status === 200;
      await other.post('/sign-in', { email, password });
      const { uri } = (await browser.post('/second-factor/enable', { password })).body;
      const first = codesOf(uri);
      await browser.post('/second-factor/confirm', { code: first(), endOtherSessions: false });
      expect(await isIn(other), 'it was kept').toBe(true);
      expect((await browser.post('/second-factor/confirm', { code: first() })).body.error.code).toBe('SECOND_FACTOR_STATE');
      await browser.post('/second-factor/disable', { password });
      expect((await browser.post('/second-factor/disable', { password })).body.error.code).toBe('SECOND_FACTOR_STATE');
      const { uri: next } = (await browser.post('/second-factor/enable', { password })).body;
      const code = codesOf(next);
      expect((await browser.post('/second-factor/confirm', { code: code() })).body.status).toBe('ENABLED');
      expect([await isIn(browser), await isIn(other)]).toEqual([true, false]);
      await other.post('/sign-in', { email, password });
      await other.post('/sign-in/second-factor', { code: code(), trustDevice: true });
      const again = async (known = password): Promise<string> => (await other.post('/sign-in', { email, password: known })).body.status;
      const trusted = other.cookie;
      expect(await again()).toBe('SIGNED_IN');
      await browser.ask('mutation { revokeOtherSessions }');
      expect(await again()).toBe('SECOND_FACTOR');
      const { prisma } = at().stores;
      const { id: personId } = await prisma.person.findUniqueOrThrow({ where: { email } });
      const waiting = (): Promise<number> => prisma.verification.count({ where: { value: personId } });
      expect([trusted.includes('trust_device'), await waiting()]).toEqual([true, 1]);
      await browser.post('/account/password', { currentPassword: password, newPassword: 'a new tin cup' });
      expect(await waiting(), 'a sign-in with the earlier password, and browsers without a code').toBe(0);
    });
    test('ends one-time addresses for a password when the password is changed', async () => {
      const { browser, id } = await personIn(at());
      const address = await makeLink(at().stores.postgres, { origin: at().url, purpose: 'PASSWORD', personId: id });
      const token = new URL(address).searchParams.get('token');
      expect((await new Browser(at()).post('/link', { token })).status).toBe(200);
      await browser.post('/account/password', { currentPassword: password, newPassword: 'a new tin cup' });
      expect((await new Browser(at()).post('/link', { token })).body.error.code).toBe('LINK_INVALID');
    });
    test('lists passkeys of its own alone', async () => {
      const { browser, id } = await personIn(at());
      const key = { personId: id, publicKey: 'x', credentialID: `c-${id}`, counter: 0, deviceType: 'singleDevice', backedUp: false };
      const { id: passkeyId } = await at().stores.prisma.passkey.create({ data: key });
      expect((await browser.get('/passkeys')).body.passkeys).toMatchObject([{ id: passkeyId, name: null }]);
      const stranger = await personIn(at());
      for (const path of ['/passkeys/delete', '/passkeys/rename'])
        expect(await stranger.browser.post(path, { id: passkeyId, name: 'mine' })).toMatchObject({
          status: 404,
          body: { error: { code: 'NOT_FOUND' } },
        });
      expect((await browser.post('/passkeys/rename', { id: passkeyId, name: 'Laptop' })).body.passkey.name).toBe('Laptop');
      expect((await browser.post('/passkeys/options')).body).toMatchObject({
        rp: { id: '127.0.0.1' },
        authenticatorSelection: { userVerification: 'required' },
      });
      expect((await browser.post('/passkeys/delete', { id: passkeyId })).body).toEqual({ deletedId: passkeyId });
      const guest = new Browser(at());
      expect((await guest.post('/sign-in/passkey/options')).body).toMatchObject({ userVerification: 'required' });
      expect((await guest.post('/sign-in/passkey', { response: { id: 'unknown' } })).body.error.code).toBe('PASSKEY_REFUSED');
    });
    test('is to be a day old at most where a passkey is added, and without a second factor there are no codes', async () => {
      const { browser, id } = await personIn(at());
      expect((await browser.post('/second-factor/recovery-codes', { password })).body.error.code).toBe('SECOND_FACTOR_STATE');
      const earlier = new Date(Date.now() - 2 * 86_400_000);
      await at().stores.prisma.personSession.updateMany({ where: { personId: id }, data: { createdAt: earlier } });
      expect((await browser.post('/passkeys/options')).body.error.code).toBe('SIGN_IN_AGAIN');
    });
    test('is needed for what is of an account; a key has none', async () => {
      for (const path of ['/account', '/account/password', '/second-factor/enable', '/passkeys/options'])
        expect((await new Browser(at()).post(path, { name: 'x' })).body.error.code, path).toBe('UNAUTHENTICATED');
    });
  });
}
