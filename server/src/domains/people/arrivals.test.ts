import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestStores } from '../../platform/store/testing.ts';
import { signInByDefault } from '../../platform/config-sign-in.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { recordGathered } from '../audit/commands/refusals.ts';
import { createApiKey } from '../access/commands.ts';
import { useLink } from '../access/commands/link-use.ts';
import { linkOf } from './commands/link.ts';
import { createPerson } from './commands/person.ts';
import { Browser, password, viewerQuery } from './tests/browser.testing.ts';
import { linkTests } from './tests/links.testing.ts';
import { openMailSink } from './tests/mail.testing.ts';
import { freePort, openProvider, throughProvider, type TestProvider } from './tests/provider.testing.ts';
import { back, begin } from './tests/sso.testing.ts';

let sink: Awaited<ReturnType<typeof openMailSink>>;
let provider: TestProvider;
let stores: Stores;
let server: TestServer;
beforeAll(async () => {
  stores = await openTestStores();
  sink = await openMailSink();
  // The provider has to know the address to lead back to before there is a server.
  const port = await freePort();
  provider = await openProvider(`http://127.0.0.1:${port}/api/auth/callback/oidc`);
  server = await openTestServer({
    stores,
    port,
    signIn: {
      ...signInByDefault,
      signUp: { kind: 'DOMAIN', domain: 'example.com' },
      mail: { url: sink.url, from: 'Lab <lab@example.com>' },
      oidc: {
        id: 'oidc',
        name: 'Company',
        issuer: provider.issuer,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        groupsClaim: 'groups',
        roleMap: [
          { group: 'readers', role: 'VIEWER', workspace: 'default' },
          { group: 'makers', role: 'EDITOR', workspace: 'default' },
        ],
      },
    },
  });
  const owner = await createPerson(stores, { email: 'owner@example.com', name: 'Owner', password });
  if (!owner.ok) throw owner.failure;
  await stores.prisma.member.create({ data: { workspaceId: server.defaultWorkspaceId, personId: owner.value.id, role: 'OWNER' } });
});
afterAll(async () => {
  await server?.close();
  await provider?.close();
  await sink?.close();
  await stores?.close();
});

const mailTo = async (email: string) => {
  await expect.poll(() => sink.mails.some(({ to }) => to.includes(email)), { timeout: 10_000 }).toBe(true);
  return sink.mails.findLast(({ to }) => to.includes(email)) as (typeof sink.mails)[number];
};
const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? '';

/** What was refused about this thing, as the trail of the workspace has it. */
async function refusals(type: string, name: string): Promise<Loose[]> {
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(0);
  return asked();
  async function asked(): Promise<Loose[]> {
    await recordGathered(stores);
    const { rows } = await stores.postgres.query(
      `SELECT DISTINCT action, actor_name AS actor, reason FROM audit_entries
       WHERE outcome = 'REFUSED' AND target_type = $1 AND target_name = $2 AND workspace_id = $3`,
      [type, name, server.defaultWorkspaceId],
    );
    return rows;
  }
}

describe('by mail', () => {
  test('a new password is set, once; every other session ends; who asks learns nothing', async () => {
    const browser = new Browser(server);
    await browser.post('/sign-in', { email: 'owner@example.com', password });
    const asked = await Promise.all(
      ['owner@example.com', 'unknown@example.com'].map((email) => new Browser(server).post('/reset', { email })),
    );
    expect(asked.map(({ status, body }) => [status, body])).toEqual([
      [200, { status: 'ACCEPTED' }],
      [200, { status: 'ACCEPTED' }],
    ]);
    const mail = await mailTo('owner@example.com');
    expect(mail.from).toBe('lab@example.com');
    expect(mail.link).toContain(`${server.url}/reset?token=`);
    expect(sink.mails.some(({ to }) => to.includes('unknown@example.com'))).toBe(false);
    const token = tokenOf(mail.link);
    expect((await browser.post('/link/use', { token, password: 'one more tin cup' })).body.status).toBe('SIGNED_IN');
    expect((await browser.post('/link/use', { token, password: 'and another cup' })).body.error.code).toBe('LINK_INVALID');
    expect(await refusals('Person', 'owner@example.com')).toMatchObject([{ action: 'resetPassword', actor: null }]);
    expect((await new Browser(server).post('/sign-in', { email: 'owner@example.com', password })).status).toBe(401);
  });
  test('a person of the domain makes an account; one of another domain does not; one who has an account is not shown to others', async () => {
    const browser = new Browser(server);
    expect((await browser.post('/sign-up', { email: 'eve@example.org' })).body.error.code).toBe('SIGN_UP_CLOSED');
    expect((await browser.post('/sign-up', { email: 'grace@example.com' })).body).toEqual(
      (await browser.post('/sign-up', { email: 'owner@example.com' })).body,
    );
    expect((await mailTo('owner@example.com')).raw).not.toContain('/welcome?token=');
    const token = tokenOf((await mailTo('grace@example.com')).link);
    const used = await browser.post('/link/use', { token, name: 'Grace', password, email: 'other@example.com' });
    expect(used.body.person, 'the address is the one that the mail went to').toMatchObject({ name: 'Grace', email: 'grace@example.com' });
    expect((await browser.ask(viewerQuery)).body.data.viewer).toMatchObject({ role: 'VIEWER', workspace: { slug: 'default' } });
  });
  test('an invitation makes an account and a membership, once', async () => {
    const owner = new Browser(server);
    await owner.post('/sign-in', { email: 'owner@example.com', password: 'one more tin cup' });
    const invited = await owner.ask('mutation { inviteMember(input: { email: "new@example.org", role: ANALYST }) { link } }');
    expect(invited.body.errors).toBeUndefined();
    const link = invited.body.data.inviteMember.link ?? (await mailTo('new@example.org')).link;
    const secret = new URL(link, server.url).searchParams.get('secret');
    const browser = new Browser(server);
    expect((await browser.post('/invitation', { secret })).body).toMatchObject({
      email: 'new@example.org',
      role: 'ANALYST',
      workspace: { slug: 'default' },
      invitedBy: 'Owner',
      hasAccount: false,
    });
    expect((await browser.post('/invitation/accept', { secret, name: 'New', password })).body.status).toBe('SIGNED_IN');
    expect((await browser.ask(viewerQuery)).body.data.viewer).toMatchObject({ person: { email: 'new@example.org' }, role: 'ANALYST' });
    expect((await browser.post('/invitation/accept', { secret, name: 'New', password })).body.error.code).toBe('INVITATION_USED');
    const { rows } = await stores.postgres.query(
      `SELECT actor_name, address, target_name FROM audit_entries WHERE action = 'acceptInvitation' AND target_type = 'Member'`,
    );
    expect(rows).toEqual([{ actor_name: 'New', address: '127.0.0.1', target_name: 'new@example.org' }]);
    await new Browser(server).post('/invitation', { secret });
    expect(await refusals('Invitation', 'new@example.org')).toEqual(
      expect.arrayContaining(
        ['New', null].map((actor) => ({ action: 'acceptInvitation', actor, reason: expect.stringContaining('used already') })),
      ),
    );
  });
  test('who is invited and has an account signs in instead of making another', async () => {
    const owner = new Browser(server);
    await owner.post('/sign-in', { email: 'owner@example.com', password: 'one more tin cup' });
    await stores.prisma.person.create({ data: { email: 'has-one@example.org', name: 'Has one' } });
    const invited = await owner.ask('mutation { inviteMember(input: { email: "has-one@example.org", role: VIEWER }) { link } }');
    const link = invited.body.data.inviteMember.link ?? (await mailTo('has-one@example.org')).link;
    const secret = new URL(link, server.url).searchParams.get('secret');
    expect((await new Browser(server).post('/invitation/accept', { secret, name: 'New', password })).body.error.code).toBe(
      'ACCOUNT_EXISTS',
    );
    const [refused] = await refusals('Invitation', 'has-one@example.org');
    expect(refused).toMatchObject({ action: 'acceptInvitation', actor: null, reason: expect.stringContaining('Sign in with it') });
  });
  test('a name with line breaks adds no header to a mail', async () => {
    await stores.prisma.person.create({ data: { email: 'line@example.com', name: 'A\r\nBcc: evil@example.org' } });
    await new Browser(server).post('/reset', { email: 'line@example.com' });
    const { raw, to } = await mailTo('line@example.com');
    expect(to).toEqual(['line@example.com']);
    expect(raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^Bcc:/im);
  });
});

describe('by a provider', () => {
  test('a person of a group gets an account and its role, and the role of the moment at the next time', async () => {
    provider.people.set('ada', { email: 'ada@example.org', email_verified: true, name: 'Ada', groups: ['readers', 'makers'] });
    const browser = new Browser(server);
    const url = new URL(await begin(browser));
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.searchParams.get('state')).toBeTruthy();
    expect(url.searchParams.get('nonce')).toBeTruthy();
    const at = await throughProvider(url.href, 'ada');
    expect(await back(browser, at)).toBe('/traces');
    expect((await browser.ask(viewerQuery)).body.data.viewer).toMatchObject({
      person: { email: 'ada@example.org', name: 'Ada' },
      role: 'EDITOR',
      hasPassword: false,
    });
    expect(await back(browser, at), 'an answer that was used').toBe('/sign-in?error=SSO_FAILED');
    provider.people.set('ada', { email: 'ada@example.org', email_verified: true, name: 'Ada', groups: ['readers'] });
    expect(await back(browser, await throughProvider(await begin(browser), 'ada'))).toBe('/traces');
    expect((await browser.ask(viewerQuery)).body.data.viewer.role).toBe('VIEWER');
  });
  test('who is in no group that may sign in is refused, and has no account', async () => {
    provider.people.set('eve', { email: 'eve@example.org', email_verified: true, name: 'Eve', groups: ['others'] });
    const browser = new Browser(server);
    expect(await back(browser, await throughProvider(await begin(browser), 'eve'))).toBe('/sign-in?error=SSO_REFUSED');
    expect(await stores.prisma.person.count({ where: { email: 'eve@example.org' } })).toBe(0);
    expect((await browser.ask(viewerQuery)).status).toBe(401);
  });
  test('an address that the provider has not verified does not lead to the account of that address', async () => {
    provider.people.set('mallory', { email: 'owner@example.com', email_verified: false, name: 'Mallory', groups: ['makers'] });
    const browser = new Browser(server);
    expect(await back(browser, await throughProvider(await begin(browser), 'mallory'))).toBe('/sign-in?error=SSO_REFUSED');
    expect((await browser.ask(viewerQuery)).status).toBe(401);
  });
  test('an address that it has not verified makes no account, in whatever group; one that says so in a text does', async () => {
    const claims = { email: 'victim@example.org', name: 'Mallory', groups: ['makers'] };
    provider.people.set('mallory2', { ...claims, email_verified: false });
    const browser = new Browser(server);
    expect(await back(browser, await throughProvider(await begin(browser), 'mallory2'))).toBe('/sign-in?error=SSO_REFUSED');
    expect(await stores.prisma.person.count({ where: { email: claims.email } })).toBe(0);
    provider.people.set('victim', { ...claims, email_verified: 'true' as unknown as boolean });
    expect(await back(browser, await throughProvider(await begin(browser), 'victim'))).toBe('/traces');
  });
  test('an account whose address was never proved loses every earlier way in when it is proved by mail', async () => {
    const email = 'taken@example.org';
    const { id: personId } = await stores.prisma.person.create({ data: { email, name: 'Taken', emailVerified: false } });
    await stores.prisma.personAccount.create({ data: { personId, providerId: 'oidc', accountId: 'mallory3' } });
    const { secret } = await createApiKey(stores, { workspaceId: server.defaultWorkspaceId, name: 'k', role: 'VIEWER', personId });
    await stores.prisma.member.create({ data: { workspaceId: server.defaultWorkspaceId, personId, role: 'VIEWER' } });
    const viewer = () => ask(server, viewerQuery, { headers: { authorization: `Bearer ${secret}` } });
    expect((await viewer()).status).toBe(200);
    const browser = new Browser(server);
    await browser.post('/reset', { email });
    expect((await browser.post('/link/use', { token: tokenOf((await mailTo(email)).link), password })).body.status).toBe('SIGNED_IN');
    expect(await stores.prisma.personAccount.findMany({ where: { personId }, select: { providerId: true } })).toEqual([
      { providerId: 'credential' },
    ]);
    await expect.poll(async () => (await viewer()).status).toBe(401);
  });
  test.each([
    'https://evil.example',
    '//evil.example',
    '/%2F/evil.example',
    '/%5cevil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'traces',
    ['/x'],
  ])('leads back to no %j', async (returnTo) => {
    const { status, body } = await new Browser(server).post('/sign-in/sso', { provider: 'oidc', returnTo });
    expect([status, body.error.code, body.error.field]).toEqual([400, 'BAD_USER_INPUT', 'returnTo']);
  });
  test('a workspace that requires it is closed to passwords; an owner who came by it may require it', async () => {
    const policy = 'mutation { setSignInPolicy(input: { requiresSso: true }) { requiresSso } }';
    const owner = new Browser(server);
    await owner.post('/sign-in', { email: 'owner@example.com', password: 'one more tin cup' });
    const isTested = async () => (await owner.ask('{ workspace { ssoIsTested } }')).body.data.workspace.ssoIsTested;
    expect(await isTested()).toBe(false);
    expect((await owner.ask(policy)).body.errors[0].extensions.code).toBe('SSO_UNTESTED');
    await stores.postgres.query(`UPDATE person_sessions SET method = 'oidc'`);
    expect(await isTested()).toBe(true);
    expect((await owner.ask(policy)).body.data.setSignInPolicy).toEqual({ requiresSso: true });
    try {
      const browser = new Browser(server);
      await browser.post('/sign-in', { email: 'owner@example.com', password: 'one more tin cup' });
      expect((await browser.ask(viewerQuery)).body.errors[0].extensions.code).toBe('SSO_REQUIRED');
      const through = new Browser(server);
      await back(through, await throughProvider(await begin(through), 'ada'));
      expect((await through.ask(viewerQuery)).body.data.viewer.role).toBe('VIEWER');
    } finally {
      await stores.prisma.workspace.update({ where: { id: server.defaultWorkspaceId }, data: { requiresSso: false } });
    }
  });
});

test('an administrator without mail hands on an address for a password, of members of this workspace alone', async () => {
  const owner = new Browser(server);
  await owner.post('/sign-in', { email: 'owner@example.com', password: 'one more tin cup' });
  const { edges } = (await owner.ask('{ members(first: 50) { edges { node { id email } } } }')).body.data.members;
  const idOf = (email: string): string => edges.find((edge: { node: { email: string } }) => edge.node.email === email).node.id;
  const link = 'mutation ($id: ID!) { createSignInLink(id: $id) }';
  const made = (await owner.ask(link, { id: idOf('grace@example.com') })).body.data.createSignInLink as string;
  expect(made).toContain('/reset?token=');
  const grace = new Browser(server);
  expect(
    (await grace.post('/link/use', { token: tokenOf(`http://x${made.slice(made.indexOf('/reset'))}`), password: 'a fresh tin cup' }))
      .status,
  ).toBe(200);
  const other = await stores.prisma.workspace.create({ data: { slug: 'other', name: 'Other' } });
  const { id: personId } = await stores.prisma.person.findUniqueOrThrow({ where: { email: 'grace@example.com' } });
  await stores.prisma.member.create({ data: { workspaceId: other.id, personId, role: 'VIEWER' } });
  expect((await owner.ask(link, { id: idOf('grace@example.com') })).body.errors[0].extensions.code).toBe('SIGN_IN_ELSEWHERE');
  expect((await grace.ask(link, { id: idOf('owner@example.com') })).body.errors[0].extensions.code).toBe('FORBIDDEN');
});

describe('an address for a password that an administrator made ends', () => {
  const making = async (role: 'ADMIN' | 'OWNER' = 'ADMIN') => {
    const mark = randomUUID();
    const make = async (name: string, has: 'ADMIN' | 'OWNER' | 'EDITOR') => {
      const email = `${name.toLowerCase()}-${mark}@example.com`;
      const person = await createPerson(stores, { email, name, password });
      if (!person.ok) throw person.failure;
      const member = await stores.prisma.member.create({
        data: { workspaceId: server.defaultWorkspaceId, personId: person.value.id, role: has },
      });
      return { email, personId: person.value.id, memberId: member.id };
    };
    const maker = await make('Zoe', role);
    const member = await make('Pat', 'EDITOR');
    const browser = new Browser(server);
    expect((await browser.post('/sign-in', { email: maker.email, password })).body.status).toBe('SIGNED_IN');
    const id = Buffer.from(`Member:${member.memberId}`).toString('base64');
    const made = await browser.ask('mutation ($id: ID!) { createSignInLink(id: $id) }', { id });
    expect(made.body.errors).toBeUndefined();
    const token = tokenOf(new URL(made.body.data.createSignInLink, server.url).href);
    // Not by a page: so many would be more than one address may try.
    const read = async (): Promise<boolean> => (await linkOf(stores.postgres, token)).ok;
    const used = () => useLink(stores, { token, password: 'a fresh tin cup' }, { kind: 'INVITE' });
    expect(await read()).toBe(true);
    return { maker, member, used, read };
  };
  const {
    update,
    delete: remove,
    create,
  } = {
    update: (id: string, role: 'OWNER' | 'VIEWER') => stores.prisma.member.update({ where: { id }, data: { role } }),
    delete: (id: string) => stores.prisma.member.delete({ where: { id } }),
    create: async (personId: string) => {
      const other = await stores.prisma.workspace.create({ data: { slug: randomUUID(), name: 'Annas' } });
      await stores.prisma.member.create({ data: { workspaceId: other.id, personId, role: 'OWNER' } });
    },
  };
  test.each<[string, (made: Awaited<ReturnType<typeof making>>) => Promise<unknown>]>([
    ['when the member joins another workspace', ({ member }) => create(member.personId)],
    ['when the member gets a role above the maker’s', ({ member }) => update(member.memberId, 'OWNER')],
    ['when the member is removed', ({ member }) => remove(member.memberId)],
    ['when the maker is removed', ({ maker }) => remove(maker.memberId)],
    ['when the maker may edit members no more', ({ maker }) => update(maker.memberId, 'VIEWER')],
  ])('%s', async (_when, change) => {
    const made = await making();
    await change(made);
    expect(await made.read()).toBe(false);
    expect(await made.used()).toMatchObject({ ok: false, failure: { code: 'LINK_INVALID' } });
  });
  test('and not before: it works once', async () => {
    const { used } = await making('OWNER');
    expect(await used()).toMatchObject({ ok: true });
    expect(await used()).toMatchObject({ ok: false, failure: { code: 'LINK_INVALID' } });
  });
});

describe('attacks', () => {
  test('a browser that tries passwords is stopped, with a time to come again, whatever address it claims', async () => {
    const answers = [];
    for (let round = 0; round < 11; round += 1)
      answers.push(await new Browser(server).post('/sign-in', { email: 'owner@example.com', password: `wrong ${round} password` }));
    const last = answers.at(-1);
    expect(last).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_ATTEMPTS' } } });
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    const spoofed = await new Browser(server, { 'x-forwarded-for': '198.51.100.9' }).post('/sign-in', {
      email: 'owner@example.com',
      password,
    });
    expect(spoofed.status, 'an address that the caller made up').toBe(429);
  });
  test('behind a proxy that says nothing of its callers, no one is owner', async () => {
    expect((await ask(server, viewerQuery)).status).toBe(401);
    expect((await ask(server, viewerQuery, { headers: { host: '127.0.0.1' } })).status).toBe(401);
  });
});

linkTests(() => stores);
