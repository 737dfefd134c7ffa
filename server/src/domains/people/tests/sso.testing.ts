import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { makeLink } from '../commands/link.ts';
import { createPerson } from '../commands/person.ts';
import { Browser, password, viewerQuery } from './browser.testing.ts';
import { throughProvider, type TestProvider } from './provider.testing.ts';

/** The address at the provider to which a page sends a person. */
export async function begin(browser: Browser, returnTo = '/traces'): Promise<string> {
  const { status, body } = await browser.post('/sign-in/sso', { provider: 'oidc', returnTo });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.url as string;
}

/** Where the server leads a browser that comes back from the provider. */
export const back = async (browser: Browser, at: URL): Promise<string | null> =>
  (await browser.fetch(at.pathname + at.search)).headers.get('location');

const tokenOf = (link: string): string => new URL(link).searchParams.get('token') as string;
const failed = '/sign-in?error=SSO_FAILED';
const refused = '/sign-in?error=SSO_REFUSED';

/** Servers of these tests trust a proxy on this machine. The map of groups: `readers` are viewers, `makers` editors, `heads` owners of `default`; `guests` are viewers of `elsewhere`. */
export function ssoTests(at: () => { server: TestServer; provider: TestProvider }): void {
  let count = 0;
  /** Each comes from an address of its own: an address may begin 20 rounds in a quarter of an hour. */
  const browserOf = (headers: Record<string, string> = {}): Browser =>
    new Browser(at().server, { 'x-forwarded-for': `198.51.100.${(count += 1)}`, ...headers });
  const person = (groups: readonly string[]): { subject: string; email: string } => {
    const subject = `sso${(count += 1)}`;
    const email = `${subject}@example.org`;
    at().provider.people.set(subject, { email, email_verified: true, name: subject, groups });
    return { subject, email };
  };
  const regroup = ({ subject, email }: { subject: string; email: string }, groups: readonly string[]): void =>
    void at().provider.people.set(subject, { email, email_verified: true, name: subject, groups });
  const signIn = async (browser: Browser, { subject }: { subject: string }): Promise<string | null> =>
    back(browser, await throughProvider(await begin(browser), subject));
  const rolesOf = async (email: string): Promise<Record<string, string>> => {
    const members = await at().server.stores.prisma.member.findMany({ where: { person: { email } }, include: { workspace: true } });
    return Object.fromEntries(members.map(({ workspace, role }) => [workspace.slug, role]));
  };

  describe('groups', () => {
    test('give the highest role at each sign-in, also a lower one than before, and take it away; the trail has it', async () => {
      const { server } = at();
      const ada = person(['readers', 'makers', 'guests']);
      const browser = browserOf();
      expect(await signIn(browser, ada)).toBe('/traces');
      expect(await rolesOf(ada.email)).toEqual({ default: 'EDITOR', elsewhere: 'VIEWER' });
      await server.stores.prisma.member.updateMany({ where: { person: { email: ada.email } }, data: { role: 'ADMIN' } });
      regroup(ada, ['readers', 'guests']);
      expect(await signIn(browser, ada)).toBe('/traces');
      expect(await rolesOf(ada.email), 'also over a change by hand').toEqual({ default: 'VIEWER', elsewhere: 'VIEWER' });
      const key = await browser.ask('mutation { createPersonalKey(input: { name: "mine" }) { secret } }');
      const { secret } = key.body.data.createPersonalKey as { secret: string };
      regroup(ada, ['guests']);
      expect(await signIn(browser, ada)).toBe('/traces');
      expect(await rolesOf(ada.email)).toEqual({ elsewhere: 'VIEWER' });
      const late = await browserOf({ authorization: `Bearer ${secret}` }).ask(viewerQuery);
      expect(late.status, 'a personal key ends with the membership').toBe(401);
      const { id } = await server.stores.prisma.person.findUniqueOrThrow({ where: { email: ada.email } });
      const { rows } = await server.stores.postgres.query(
        `SELECT change, action, actor_name AS name FROM audit_entries WHERE target_type = 'Member' AND workspace_id = $1
           AND coalesce(after->>'person_id', before->>'person_id', $2) = $2 AND action = 'applyGroups' ORDER BY id DESC LIMIT 1`,
        [server.defaultWorkspaceId, id],
      );
      expect(rows).toEqual([{ change: 'DELETED', action: 'applyGroups', name: 'Company' }]);
    });

    test('of which none maps any more: the person is refused, and loses what groups had given', async () => {
      const bob = person(['makers']);
      const browser = browserOf();
      expect(await signIn(browser, bob)).toBe('/traces');
      regroup(bob, ['others']);
      expect(await signIn(browserOf(), bob)).toBe(refused);
      expect(await rolesOf(bob.email)).toEqual({});
      expect((await browser.ask(viewerQuery)).body.data.viewer, 'a session that is still there').toMatchObject({ role: null });
    });

    test('leave a role that was given by hand, until they map to that workspace', async () => {
      const { server } = at();
      const eve = person(['readers']);
      const browser = browserOf();
      await signIn(browser, eve);
      const { id: personId } = await server.stores.prisma.person.findUniqueOrThrow({ where: { email: eve.email } });
      const { id: workspaceId } = await server.stores.prisma.workspace.findUniqueOrThrow({ where: { slug: 'elsewhere' } });
      await server.stores.prisma.member.create({ data: { workspaceId, personId, role: 'ANALYST' } });
      await signIn(browser, eve);
      expect(await rolesOf(eve.email)).toEqual({ default: 'VIEWER', elsewhere: 'ANALYST' });
      regroup(eve, ['readers', 'guests']);
      await signIn(browser, eve);
      expect(await rolesOf(eve.email)).toEqual({ default: 'VIEWER', elsewhere: 'VIEWER' });
      regroup(eve, ['readers']);
      await signIn(browser, eve);
      expect(await rolesOf(eve.email)).toEqual({ default: 'VIEWER' });
    });

    test('never take the last owner', async () => {
      const { server } = at();
      const head = person(['heads']);
      const browser = browserOf();
      await signIn(browser, head);
      expect(await rolesOf(head.email)).toEqual({ default: 'OWNER' });
      const others = { workspaceId: server.defaultWorkspaceId, role: 'OWNER' as const, person: { email: { not: head.email } } };
      const owners = await server.stores.prisma.member.findMany({ where: others });
      await server.stores.prisma.member.updateMany({ where: others, data: { role: 'ADMIN' } });
      try {
        regroup(head, ['readers']);
        await signIn(browser, head);
        expect(await rolesOf(head.email)).toEqual({ default: 'OWNER' });
        regroup(head, []);
        expect(await signIn(browserOf(), head)).toBe(refused);
        expect(await rolesOf(head.email)).toEqual({ default: 'OWNER' });
      } finally {
        await server.stores.prisma.member.updateMany({ where: { id: { in: owners.map(({ id }) => id) } }, data: { role: 'OWNER' } });
      }
      regroup(head, ['readers']);
      await signIn(browser, head);
      expect(await rolesOf(head.email), 'once there is another').toEqual({ default: 'VIEWER' });
    });
  });

  describe('an e-mail address that the provider does not vouch for', () => {
    const unproved = (): { subject: string; email: string } => {
      const made = person(['makers']);
      at().provider.people.set(made.subject, { email: made.email, email_verified: false, name: made.subject, groups: ['makers'] });
      return made;
    };

    test('makes no account, whatever the groups, and is linked to none', async () => {
      const { server } = at();
      const mallory = unproved();
      expect(await signIn(browserOf(), mallory)).toBe(refused);
      expect(await server.stores.prisma.person.count({ where: { email: mallory.email } })).toBe(0);
      const made = await createPerson(server.stores, { email: mallory.email, name: 'Victim', password });
      expect(made.ok).toBe(true);
      expect(await signIn(browserOf(), mallory)).toBe(refused);
      regroup(mallory, ['makers']);
      expect(await signIn(browserOf(), mallory), 'once it does').toBe('/traces');
    });

    test('and is in an account all the same, from before: a password by mail ends all that stands for its person but the password', async () => {
      const { server } = at();
      const { prisma, postgres } = server.stores;
      const mallory = person(['makers']);
      const browser = browserOf();
      expect(await signIn(browser, mallory)).toBe('/traces');
      const { id: personId } = await prisma.person.update({ where: { email: mallory.email }, data: { emailVerified: false } });
      const key = await browser.ask('mutation { createPersonalKey(input: { name: "mine" }) { secret } }');
      const { secret } = key.body.data.createPersonalKey as { secret: string };
      const token = tokenOf(await makeLink(postgres, { origin: server.url, purpose: 'PASSWORD', personId }));
      expect((await browserOf().post('/link/use', { token, password: 'a victim’s own' })).body.status).toBe('SIGNED_IN');
      expect((await browser.ask(viewerQuery)).status, 'the session').toBe(401);
      expect((await browserOf({ authorization: `Bearer ${secret}` }).ask(viewerQuery)).status, 'the personal key').toBe(401);
      expect(await prisma.personAccount.findMany({ where: { personId }, select: { providerId: true } })).toEqual([
        { providerId: 'credential' },
      ]);
    });
  });

  describe('an answer signs no one in', () => {
    /** A round of a victim's browser, as far as the provider has answered. */
    const round = async (change: (url: URL) => void = () => {}): Promise<{ browser: Browser; answer: URL; asked: URL }> => {
      const browser = browserOf();
      const asked = new URL(await begin(browser));
      const url = new URL(asked);
      change(url);
      return { browser, asked, answer: await throughProvider(url.href, person(['readers']).subject) };
    };
    const signedOut = async (browser: Browser): Promise<void> => expect((await browser.ask(viewerQuery)).status).toBe(401);

    test('of another browser, by a state that was used, or that was made up', async () => {
      const { browser, answer } = await round();
      const other = browserOf();
      expect(await back(other, answer), 'of another browser').toBe(failed);
      await signedOut(other);
      const made = await round();
      made.answer.searchParams.set('state', 'made-up');
      expect(await back(made.browser, made.answer)).toBe(failed);
      await signedOut(made.browser);
      const own = browserOf();
      const whole = await throughProvider(await begin(own), person(['readers']).subject);
      const cookies = new Map(own.cookies);
      expect(await back(own, whole)).toBe('/traces');
      const thief = browserOf();
      for (const [name, value] of cookies) thief.cookies.set(name, value);
      expect(await back(thief, whole), 'a state that was used, with its cookies').toBe(failed);
      await signedOut(thief);
      await signedOut(browser);
    });

    test('with the code of another round', async () => {
      const [victim, attacker] = [await round(), await round()];
      victim.answer.searchParams.set('code', attacker.answer.searchParams.get('code') as string);
      expect(await back(victim.browser, victim.answer)).toBe(failed);
      await signedOut(victim.browser);
    });

    test('whose token has no nonce, or the nonce of an earlier round', async () => {
      const absent = await round((url) => url.searchParams.delete('nonce'));
      expect(await back(absent.browser, absent.answer), 'absent').toBe(failed);
      await signedOut(absent.browser);
      const replayed = await round((url) => url.searchParams.set('nonce', absent.asked.searchParams.get('nonce') as string));
      expect(await back(replayed.browser, replayed.answer), 'of another round').toBe(failed);
      await signedOut(replayed.browser);
    });

    test('of a provider that was mixed in: another issuer, none, or two', async () => {
      const { issuer } = at().provider;
      for (const change of [
        (answer: URL) => answer.searchParams.set('iss', 'https://other.example'),
        (answer: URL) => answer.searchParams.delete('iss'),
        (answer: URL) => answer.searchParams.append('iss', 'https://other.example'),
        (answer: URL) => answer.searchParams.set('iss', `${issuer}/`),
      ]) {
        const { browser, answer } = await round();
        expect(answer.searchParams.get('iss')).toBe(issuer);
        change(answer);
        expect(await back(browser, answer), answer.search).toBe(failed);
        await signedOut(browser);
      }
    });

    test('that was led to another address', async () => {
      await expect(round((url) => url.searchParams.set('redirect_uri', 'https://evil.example/callback'))).rejects.toThrow(
        'The provider answered 400',
      );
      // Registered for the same client, so the provider sends a code there: it is worth nothing here.
      const { browser, answer } = await round((url) => {
        const to = url.searchParams.get('redirect_uri') as string;
        url.searchParams.set('redirect_uri', to.replace('/oidc', '/other'));
      });
      expect(answer.pathname).toBe('/api/auth/callback/other');
      answer.pathname = '/api/auth/callback/oidc';
      expect(await back(browser, answer)).toBe(failed);
      await signedOut(browser);
    });

    test('and is counted in the trail of the installation', async () => {
      const { server } = at();
      const { rows } = await server.stores.postgres.query(
        `SELECT DISTINCT actor_kind AS kind, target_id AS target FROM audit_entries
         WHERE workspace_id IS NULL AND action = 'signIn' AND outcome = 'REFUSED' AND reason LIKE '%provider%'`,
      );
      expect(rows).toEqual<Loose[]>([{ kind: 'UNKNOWN', target: null }]);
    });
  });
}
