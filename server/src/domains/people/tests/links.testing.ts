import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openTestServer, type Loose, type TestServer } from '../../../server.testing.ts';
import { signInByDefault } from '../../../platform/config-sign-in.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createPerson } from '../commands/person.ts';
import { Browser, password } from './browser.testing.ts';
import { openMailSink } from './mail.testing.ts';

/** As any program on this machine can: with a `Host` of its own making, which fetch() does not allow. */
async function post(server: TestServer, path: string, body: object, headers: Record<string, string>): Promise<Loose> {
  const asked = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
  });
  asked.end(JSON.stringify(body));
  const [response] = await once(asked, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return JSON.parse(text);
}

/** What a sender can call this server by, and get past the gate. */
const madeUp = (port: number): string[] => ['localhost:1', '127.0.0.1:1', '[::1]:1', `localhost:${port}`, 'LOCALHOST'];

/** To be called last: the server of each leads mails elsewhere. */
export function linkTests(at: () => Stores): void {
  describe.each([
    ['with PUBLIC_URL, it', 'public', 'https://lab.example.com', ['lab.example.com:1']],
    ['without PUBLIC_URL, the address that the server listens on', 'own', null, []],
  ] as const)('%s stands in every mail, whatever Host a request names', (_name, who, publicUrl, names) => {
    test('for a new password, an account, an invitation and a sign-in link', async () => {
      const sink = await openMailSink();
      const stores = at();
      const server = await openTestServer({
        stores,
        signIn: {
          ...signInByDefault,
          publicUrl,
          signUp: { kind: 'OPEN' },
          mail: { url: sink.url, from: 'Lab <lab@example.com>' },
        },
      });
      try {
        const expected = publicUrl ?? server.url;
        const ada = await createPerson(stores, { email: `ada@${who}.example`, name: 'Ada', password });
        const bob = await createPerson(stores, { email: `bob@${who}.example`, name: 'Bob', password });
        if (!ada.ok || !bob.ok) throw new Error('No person');
        const { defaultWorkspaceId: workspaceId } = server;
        await stores.prisma.member.create({ data: { workspaceId, personId: ada.value.id, role: 'OWNER' } });
        const member = await stores.prisma.member.create({ data: { workspaceId, personId: bob.value.id, role: 'VIEWER' } });
        const owner = new Browser(server);
        // The cookie belongs to a name: with PUBLIC_URL in https it has another one there.
        await owner.post('/sign-in', { email: `ada@${who}.example`, password });
        const { cookie } = owner;
        let mailCount = 0;
        for (const [place, host] of [...names, ...madeUp(server.port)].entries()) {
          await post(server, '/api/auth/reset', { email: `ada@${who}.example` }, { host });
          await post(server, '/api/auth/sign-up', { email: `bob@${who}.example` }, { host });
          await post(server, '/api/auth/sign-up', { email: `new${place}@${who}.example` }, { host });
          mailCount += place < 5 ? 3 : 1; // 5 mails an hour go to one e-mail address (attempts.ts)
        }
        // Cookies without https are named after the port that the browser knows.
        const host = `localhost:${server.port}`;
        const asked = { host, cookie };
        const invite = 'mutation ($email: String!) { inviteMember(input: { email: $email, role: VIEWER }) { mail } }';
        const invited = await post(server, '/graphql', { query: invite, variables: { email: `eve@${who}.example` } }, asked);
        expect(invited.data.inviteMember.mail).toBe('SENT');
        mailCount += 1;
        const id = Buffer.from(`Member:${member.id}`).toString('base64');
        const made = await post(server, '/graphql', { query: `mutation { createSignInLink(id: "${id}") }` }, asked);
        expect(made.data.createSignInLink.startsWith(`${expected}/reset?token=`)).toBe(true);
        await expect.poll(() => sink.mails.length, { timeout: 10_000 }).toBe(mailCount);
        expect([...new Set(sink.mails.map(({ link }) => new URL(link).origin))]).toEqual([expected]);
      } finally {
        await server.close();
        await sink.close();
      }
    });
  });

  test('a proxy that passes no Host on keeps no page of PUBLIC_URL from signing in, changing things and opening a socket', async () => {
    const stores = at();
    const publicUrl = 'https://lab.example.com';
    const server = await openTestServer({ stores, signIn: { ...signInByDefault, publicUrl } });
    try {
      const made = await createPerson(stores, { email: 'proxied@example.com', name: 'Pia', password });
      if (!made.ok) throw new Error('No person');
      const behind = new Browser(server, { origin: publicUrl });
      expect(await behind.post('/sign-in', { email: 'proxied@example.com', password })).toMatchObject({ status: 200 });
      expect([...behind.cookies.keys()]).toContain('__Host-ftl.session_token');
      expect((await behind.ask('mutation { revokeOtherSessions }')).body.data).toEqual({ revokeOtherSessions: 0 });
      // A browser names no origin when it reads.
      const read = await fetch(`${server.url}/api/auth/passkeys`, { headers: { cookie: behind.cookie } });
      expect(await read.json()).toEqual({ passkeys: [] });
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws', {
        headers: { origin: publicUrl, cookie: behind.cookie },
      });
      await once(socket, 'open');
      socket.send('{"type":"connection_init"}');
      expect(String((await once(socket, 'message'))[0])).toContain('connection_ack');
      socket.close();
      const foreign = await behind.post('/sign-in', {}, { origin: 'https://other.example.com' });
      expect(foreign).toMatchObject({ status: 403, body: { error: { code: 'ORIGIN_REFUSED' } } });
      expect(foreign.body.error.message).toContain('let the proxy pass the Host');
    } finally {
      await server.close();
    }
  });
}
