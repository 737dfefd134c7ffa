import { createServer, type AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { openMailSink } from '../server/src/domains/people/tests/mail.testing.ts';
import { openProvider, type TestProvider } from '../server/src/domains/people/tests/provider.testing.ts';
import { until } from './ask.ts';
import { codeOf } from './authenticator.ts';
import { openPage, type OpenPage } from './browser.ts';
import { useProduct } from './product.ts';
import { makeUsedDataDir } from './server.ts';

/** A team on one server with a real mail server and a real provider of OpenID Connect; what sign-in.test.ts shows is not repeated here. */

const password = 'correct horse battery staple';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const mailSink = await openMailSink();
let provider: TestProvider;

/** A provider wants to know where it may lead back to, before the server has its port. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const product = useProduct(makeUsedDataDir, async () => {
  const port = await freePort();
  provider = await openProvider(`http://127.0.0.1:${port}/api/auth/callback/oidc`);
  provider.people.set('cy', { email: 'cy@example.com', email_verified: true, name: 'Cy', groups: ['data-team'] });
  provider.people.set('dee', { email: 'dee@example.com', email_verified: true, name: 'Dee', groups: ['sales'] });
  return {
    PORT: String(port),
    SMTP_URL: mailSink.url,
    MAIL_FROM: 'Lab <lab@example.com>',
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: 'Example ID',
    OIDC_ROLE_MAP: 'data-team=ANALYST@default',
  };
});
afterAll(async () => {
  await Promise.all([mailSink.close(), provider?.close()]);
});

interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test looks at a part of its own
  readonly data: any;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Sends an operation from the page, with the cookies of its person. */
const askFrom = (page: Page, query: string, variables: object = {}): Promise<Answer> =>
  page.evaluate(async (body) => {
    const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return { status: response.status, ...(await response.json()) };
  }, JSON.stringify({ query, variables }));

const savePrice = `mutation ($input: PriceInput) { savePrice(input: $input) { price { id } } }`;
const price = { input: { scope: 'MODEL', model: 'gpt-e2e', rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 2 } } };

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
}

let ann: OpenPage;
let bo: OpenPage;

test('an invitation goes out by mail, and its link makes a viewer whom pages and API keep from changing', async () => {
  const { address, output } = product.server;
  const [welcome = ''] = /http\S+\/welcome\?token=\S+/.exec(output()) ?? [];
  ann = await openPage(product.browser, welcome);
  await ann.page.getByLabel('E-mail').fill('ann@example.com');
  await ann.page.getByLabel('Name').fill('Ann');
  await ann.page.getByLabel('New password', { exact: true }).fill(password);
  await button(ann.page, 'Make the account').click();
  await ann.page.getByRole('button', { name: 'Ann owner' }).waitFor();

  await ann.page.goto(`${address}/members`);
  await button(ann.page, 'Invite').click();
  await ann.page.getByLabel('E-mail').fill('bo@example.com');
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await ann.page.getByText('The invitation is on its way.').waitFor();
  const [mail] = await until(
    async () => mailSink.mails,
    ({ length }) => length > 0,
  );
  expect(mail).toMatchObject({ from: 'lab@example.com', to: ['bo@example.com'] });
  expect(mail?.link).toMatch(new RegExp(`^${address}/invitation\\?secret=[\\w-]{43}$`));

  bo = await openPage(product.browser, mail?.link ?? '');
  await bo.page.getByLabel('Name').fill('Bo');
  await bo.page.getByLabel('New password', { exact: true }).fill(password);
  await button(bo.page, 'Join').click();
  await bo.page.getByRole('button', { name: 'Bo viewer' }).waitFor();
  await bo.page.goto(`${address}/prices`);
  await bo.page.getByRole('table', { name: 'Price book' }).waitFor();
  expect(await button(bo.page, 'Add price').count()).toBe(0);
  const refused = await askFrom(bo.page, savePrice, price);
  expect(refused.errors?.[0]).toMatchObject({ message: expect.stringMatching(/editor/i), extensions: { code: 'FORBIDDEN' } });

  await bo.page.goto(`${address}/audit`);
  await bo.page.getByText('Your role here, viewer, does not have this page.').waitFor();
  await bo.page.getByText(/takes the role admin or owner/).waitFor();
  expect(await button(bo.page, 'Try again').count()).toBe(0);

  const late = await openPage(product.browser, mail?.link ?? '');
  await late.page.getByText('This invitation does not work').waitFor();
  await late.close();
  // The page of an invitation asks who is signed in: no one is.
  expect(bo.complaints.filter((text) => !/40[13]/.test(text))).toEqual([]);
});

test('a promotion and a demotion reach the page that is open: its socket ends within a second, and it connects again', async () => {
  const { page } = bo;
  const sockets: { isClosed: boolean }[] = [];
  page.on('websocket', (socket) => {
    const kept = { isClosed: false };
    sockets.push(kept);
    socket.on('close', () => (kept.isClosed = true));
  });
  await page.goto(`${product.server.address}/prices`);
  await page.getByRole('table', { name: 'Price book' }).waitFor();
  await until(
    async () => sockets.length,
    (count) => count > 0,
  );
  const { data } = await askFrom(ann.page, '{ members { edges { node { id name } } } }');
  const { id } = data.members.edges
    .map((edge: { node: { id: string; name: string } }) => edge.node)
    .find((member: { name: string }) => member.name === 'Bo');
  const give = async (role: string): Promise<number> => {
    const [before] = sockets.slice(-1);
    const count = sockets.length;
    const { errors } = await askFrom(ann.page, 'mutation ($input: SetMemberRoleInput!) { setMemberRole(input: $input) { role } }', {
      input: { id, role },
    });
    expect(errors).toBeUndefined();
    const at = performance.now();
    await until(
      async () => before?.isClosed,
      (isClosed) => isClosed === true,
    );
    const closedMs = performance.now() - at;
    await until(
      async () => sockets.length,
      (length) => length > count,
    );
    return closedMs;
  };
  expect(await give('EDITOR')).toBeLessThan(1_000);
  await button(page, 'Add price').waitFor();
  expect((await askFrom(page, savePrice, price)).errors).toBeUndefined();
  expect(await give('VIEWER')).toBeLessThan(1_000);
  await button(page, 'Add price').waitFor({ state: 'detached' });
  expect((await askFrom(page, savePrice, price)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a recovery code stands for the app that is lost, once', async () => {
  const { page } = bo;
  const { address } = product.server;
  await page.goto(`${address}/account`);
  await button(page, 'Set up').click();
  await page.getByLabel('Your password', { exact: true }).fill(password);
  await button(page, 'Continue').click();
  const dialog = page.getByRole('dialog');
  const key = await dialog.locator('code').first().innerText();
  const recovery = await dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').first().innerText();
  await dialog.getByLabel('2. The code that the app shows now').fill(codeOf(key, Date.now()));
  await button(page, 'Turn on').click();
  await page.getByText('on', { exact: true }).waitFor();

  const lost = await openPage(product.browser, `${address}/sign-in`);
  const give = async (code: string): Promise<void> => {
    await signIn(lost.page, 'bo@example.com');
    await button(lost.page, 'Use a recovery code').click();
    await lost.page.getByLabel('Recovery code').fill(code);
    await button(lost.page, 'Continue').click();
  };
  await give(recovery);
  await lost.page.getByRole('button', { name: 'Bo viewer' }).waitFor();
  await lost.page.context().clearCookies();
  await lost.page.goto(`${address}/sign-in`);
  await give(recovery);
  await lost.page.getByRole('alert').first().waitFor();
  expect((await askFrom(lost.page, '{ viewer { role } }')).status).toBe(401);
  await lost.close();
});

test('a person of a mapped group comes in by the provider with its role, one of no group does not', async () => {
  const { address } = product.server;
  const through = async (subject: string): Promise<OpenPage> => {
    const opened = await openPage(product.browser, `${address}/sign-in?returnTo=%2Fprices`);
    await button(opened.page, 'Continue with Example ID').click();
    await opened.page.getByLabel('Subject').fill(subject);
    await button(opened.page, 'Continue').click();
    await opened.page.waitForURL((url) => url.href.startsWith(address));
    return opened;
  };
  const cy = await through('cy');
  await cy.page.getByRole('button', { name: 'Cy analyst' }).waitFor();
  expect(new URL(cy.page.url()).pathname).toBe('/prices');
  expect(await button(cy.page, 'Add price').count()).toBe(0);
  await cy.close();
  const dee = await through('dee');
  await dee.page.waitForURL(({ pathname, search }) => pathname === '/sign-in' && search.includes('SSO_REFUSED'));
  expect((await askFrom(dee.page, '{ viewer { role } }')).status).toBe(401);
  await dee.close();
});

test('the audit page shows who did all this, the refused attempts too', async () => {
  const { page } = ann;
  await page.goto(`${product.server.address}/audit`);
  const rows = page.getByRole('table', { name: 'Audit log' }).getByRole('row');
  await rows.filter({ hasText: 'Bo' }).filter({ hasText: 'refused' }).first().waitFor();
  await rows.filter({ hasText: 'Ann' }).filter({ hasText: 'member' }).first().waitFor();
  await rows.filter({ hasText: 'Bo' }).filter({ hasText: 'price' }).first().waitFor();
  expect(ann.complaints).toEqual([]);
});
