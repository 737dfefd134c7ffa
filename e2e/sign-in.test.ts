import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { codeOf } from './authenticator.ts';
import { accessibilityProblems, openPage, settled, type OpenPage } from './browser.ts';
import { useProduct } from './product.ts';

const product = useProduct();
const password = 'correct horse battery staple';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button(page, 'Sign in').click();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `${name} owner` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/sign-in');
}

let ann: OpenPage;
let bo: OpenPage;

test('the address that start prints makes the first owner; from then on the dashboard leads to sign-in', async () => {
  const { address, output } = product.server;
  const [welcome = ''] = /http\S+\/welcome\?token=\S+/.exec(output()) ?? [];
  ann = await openPage(product.browser, welcome);
  await ann.page.getByLabel('E-mail').fill('ann@example.com');
  await ann.page.getByLabel('Name').fill('Ann');
  await ann.page.getByLabel('New password', { exact: true }).fill(password);
  expect(await accessibilityProblems(ann.page)).toEqual([]);
  await button(ann.page, 'Make the account').click();
  await ann.page.getByRole('button', { name: 'Ann owner' }).waitFor();

  const other = await openPage(product.browser, `${address}/prices?range=7d`);
  await other.page.waitForURL(({ pathname }) => pathname === '/sign-in');
  await signIn(other.page, 'ANN@example.com');
  await other.page.waitForURL(`${address}/prices?range=7d`);
  await other.close();
  expect(ann.complaints).toEqual([]);
});

test('an invited person joins by the link, sees as a viewer, and gets and loses a button while looking', async () => {
  const { address } = product.server;
  await ann.page.goto(`${address}/members`);
  await button(ann.page, 'Invite').click();
  await ann.page.getByLabel('E-mail').fill('bo@example.com');
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  const link = await ann.page.getByRole('dialog').locator('code').innerText();
  await button(ann.page, 'I have copied it').click();

  bo = await openPage(product.browser, link);
  await bo.page.getByLabel('Name').fill('Bo');
  await bo.page.getByLabel('New password', { exact: true }).fill(password);
  await button(bo.page, 'Join').click();
  await bo.page.getByRole('button', { name: 'Bo viewer' }).waitFor();
  await bo.page.goto(`${address}/prices`);
  await bo.page.getByRole('table', { name: 'Price book' }).waitFor();
  await bo.page.getByRole('button', { name: 'Bo viewer' }).waitFor();
  expect(await button(bo.page, 'Add price').count()).toBe(0);

  const give = async (role: string): Promise<void> => {
    await ann.page.getByRole('combobox', { name: 'Role of Bo' }).click();
    await ann.page.getByRole('option', { name: role, exact: true }).click();
  };
  await ann.page.reload();
  await give('Editor');
  await button(bo.page, 'Add price').waitFor();
  await give('Viewer');
  await button(bo.page, 'Add price').waitFor({ state: 'detached' });

  await ann.page.goto(`${address}/audit`);
  await ann.page.getByText('member', { exact: false }).first().waitFor();
  await bo.close();
});

test('a second factor is asked for once it is set up; a passkey signs in without the password', async () => {
  const { page } = ann;
  const { address } = product.server;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  // Passkeys are of a name: of an address of numbers there are none.
  const named = address.replace('127.0.0.1', 'localhost');
  await page.goto(`${named}/sign-in?returnTo=%2Faccount`);
  await signIn(page, 'ann@example.com');
  await page.waitForURL(({ pathname }) => pathname === '/account');
  await button(page, 'Add a passkey').first().click();
  await page.getByLabel('Name of the device').fill('laptop');
  await button(page, 'Continue').click();
  await page.getByText('laptop', { exact: true }).waitFor();

  await button(page, 'Set up').click();
  await page.getByLabel('Your password', { exact: true }).fill(password);
  await button(page, 'Continue').click();
  const key = await page.getByRole('dialog').locator('code').first().innerText();
  await page.getByLabel('2. The code that the app shows now').fill(codeOf(key, Date.now()));
  expect(await accessibilityProblems(page)).toEqual([]);
  await button(page, 'Turn on').click();
  await page.getByText('on', { exact: true }).waitFor();

  await signOut(page, 'Ann');
  await signIn(page, 'ann@example.com');
  await page.getByRole('heading', { name: 'Second factor' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(key, Date.now() + 30_000));
  await button(page, 'Continue').click();
  await page.getByRole('button', { name: 'Ann owner' }).waitFor();

  await signOut(page, 'Ann');
  await button(page, 'Use a passkey').click();
  await page.getByRole('button', { name: 'Ann owner' }).waitFor();
});

test.each(['/account', '/keys', '/members', '/workspaces', '/audit', '/permissions'])('%s is accessible', async (path) => {
  const { page } = ann;
  await page.goto(new URL(path, page.url()).href);
  await settled(page);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a workspace of one’s own has its name in the address, and nothing of the other', async () => {
  const { page } = ann;
  await page.goto(new URL('/workspaces', page.url()).href);
  await button(page, 'New workspace').click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Support desk');
  await button(page, 'Create workspace').click();
  await page.waitForURL(({ pathname }) => pathname === '/w/support-desk/connect');
  await page.getByText('No key yet.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Workspace: Support desk' }).click();
  await page.getByRole('menuitemradio', { name: 'Default' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/connect');
});
