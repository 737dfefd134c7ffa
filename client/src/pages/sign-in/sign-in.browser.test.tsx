import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { answeringAuth, AuthRefused } from '../../testing/auth.ts';
import type { AuthAnswers } from '../../testing/auth.ts';
import { render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { InvitationPage } from './invitation-page.tsx';
import { LinkPage } from './link-page.tsx';
import { SignInPage } from './page.tsx';

const person = { id: '1', name: 'Ann', email: 'ann@example.com' };
const signedIn = { status: 'SIGNED_IN', person };
const options = {
  hasAccounts: true,
  signUp: 'INVITE',
  domain: null,
  providers: [{ id: 'oidc', name: 'Example ID' }],
  hasMail: false,
  password: { minLength: 10, maxLength: 128 },
};
const readSearch = (search: object) => search;
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function signIn(answers: AuthAnswers, at = '/sign-in') {
  const sent = answeringAuth({ '/options': () => options, ...answers });
  const onSignedIn = vi.fn();
  await render(<SignInPage onSignedIn={onSignedIn} />, { path: '/sign-in', at, readSearch });
  return { sent, onSignedIn };
}

async function typePassword() {
  await page.getByLabelText('E-mail').fill(' ann@example.com ');
  await page.getByLabelText('Password', { exact: true }).fill('a good one');
  await button('Sign in').click();
}

test('a password signs in, and leads back to where the reader came from', async () => {
  const { sent, onSignedIn } = await signIn({ '/sign-in': () => signedIn }, '/sign-in?returnTo=%2Fw%2Fteam%2Ftraces%3Fq%3Da');
  await typePassword();
  await expect.poll(() => onSignedIn.mock.lastCall).toEqual(['/w/team/traces?q=a']);
  expect(sent.at(-1)).toEqual({ path: '/sign-in', body: { email: 'ann@example.com', password: 'a good one', remember: true } });
});

test('a link to sign-in can’t lead to another origin', async () => {
  const { onSignedIn } = await signIn({ '/sign-in': () => signedIn }, '/sign-in?returnTo=%2F%2Fevil.example');
  await typePassword();
  await expect.poll(() => onSignedIn.mock.lastCall).toEqual(['/']);
});

test('a refusal stands above the button, and what was typed stays', async () => {
  const { onSignedIn } = await signIn({ '/sign-in': () => new AuthRefused('SIGN_IN_REFUSED', 'E-mail address and password do not fit') });
  await button('Sign in').click();
  await expect.element(page.getByText('Give your e-mail address.')).toBeVisible();
  await typePassword();
  await expect.element(page.getByRole('alert')).toHaveTextContent('E-mail address and password do not fit.');
  await expect.element(page.getByLabelText('E-mail')).toHaveValue('ann@example.com');
  expect(onSignedIn).not.toHaveBeenCalled();
});

test('a second factor is asked for: a code, or a recovery code where the app is lost', async () => {
  const { sent, onSignedIn } = await signIn({
    '/sign-in': () => ({ status: 'SECOND_FACTOR' }),
    '/sign-in/second-factor': () => new AuthRefused('SECOND_FACTOR_REFUSED', 'The code is wrong.', 'code'),
    '/sign-in/recovery-code': () => signedIn,
  });
  await typePassword();
  await page.getByLabelText('Code', { exact: true }).fill('123');
  await button('Continue').click();
  await expect.element(page.getByText('The code has six digits.')).toBeVisible();
  await page.getByLabelText('Code', { exact: true }).fill('123 456');
  await button('Continue').click();
  await expect.element(page.getByText('The code is wrong.')).toBeVisible();
  expect(sent.at(-1)).toEqual({ path: '/sign-in/second-factor', body: { code: '123456', trustDevice: false } });
  await button('Use a recovery code').click();
  await page.getByLabelText('Recovery code').fill('aaaa-bbbb');
  await button('Continue').click();
  await expect.poll(() => onSignedIn.mock.calls.length).toBe(1);
});

test('a code that comes too late leads back to the password, with the reason', async () => {
  await signIn({
    '/sign-in': () => ({ status: 'SECOND_FACTOR' }),
    '/sign-in/second-factor': () => new AuthRefused('SECOND_FACTOR_EXPIRED', 'The code came too late. Sign in again.'),
  });
  await typePassword();
  await page.getByLabelText('Code', { exact: true }).fill('123456');
  await button('Continue').click();
  await expect.element(page.getByText('The code came too late. Sign in again.')).toBeVisible();
  await expect.element(page.getByLabelText('Password', { exact: true })).toBeVisible();
});

test('a provider’s refusal is explained; its button asks for the way there', async () => {
  const { sent } = await signIn({}, '/sign-in?error=SSO_REFUSED&returnTo=%2Fmodels');
  await expect.element(page.getByText(/in none of the groups/)).toBeVisible();
  await button('Continue with Example ID').click();
  await expect.element(button('Going to Example ID')).toBeDisabled();
  expect(sent.at(-1)).toEqual({ path: '/sign-in/sso', body: { provider: 'oidc', returnTo: '/models' } });
});

test('without any account the page says how the first one is made', async () => {
  answeringAuth({ '/options': () => ({ ...options, hasAccounts: false }) });
  await render(<SignInPage />, { path: '/sign-in', readSearch });
  await expect.element(page.getByText('npx -y pnpm@12 db owner you@example.com')).toBeVisible();
});

test('without mail a forgotten password leads to the administrator', async () => {
  answeringAuth({ '/options': () => options });
  await render(<LinkPage />, { path: '/reset', readSearch });
  await expect.element(page.getByText('This server sends no mail.')).toBeVisible();
});

test('with mail the answer is the same for every address', async () => {
  const sent = answeringAuth({ '/options': () => ({ ...options, hasMail: true }), '/reset': () => ({ status: 'ACCEPTED' }) });
  await render(<LinkPage />, { path: '/reset', readSearch });
  await page.getByLabelText('E-mail').fill('no-account@example.com');
  await button('Send the link').click();
  await expect.element(page.getByText(/^If no-account@example.com can be used here/)).toBeVisible();
  expect(sent.at(-1)).toEqual({ path: '/reset', body: { email: 'no-account@example.com' } });
});

test('the first owner gives address, name and password', async () => {
  const sent = answeringAuth({
    '/link': () => ({ purpose: 'FIRST_OWNER', email: null, name: null }),
    '/link/use': () => signedIn,
  });
  const onSignedIn = vi.fn();
  await render(<LinkPage onSignedIn={onSignedIn} />, { path: '/welcome', at: '/welcome?token=secret', readSearch });
  await page.getByLabelText('E-mail').fill('ann@example.com');
  await page.getByLabelText('Name').fill('Ann');
  await page.getByLabelText('New password', { exact: true }).fill('short');
  await button('Make the account').click();
  await expect.element(page.getByText('Take at least 10 characters; a few words make a good one.')).toBeVisible();
  await page.getByLabelText('New password', { exact: true }).fill('correct horse battery');
  await button('Make the account').click();
  await expect.poll(() => onSignedIn.mock.lastCall).toEqual(['/']);
  expect(sent.at(-1)?.body).toEqual({ token: 'secret', email: 'ann@example.com', name: 'Ann', password: 'correct horse battery' });
});

test('a one-time address that was used says so', async () => {
  answeringAuth({ '/link': () => new AuthRefused('LINK_INVALID', 'This address was used already.') });
  await render(<LinkPage />, { path: '/reset', at: '/reset?token=old', readSearch });
  await expect.element(page.getByText('This address was used already.')).toBeVisible();
});

const invitation = {
  email: 'ann@example.com',
  role: 'EDITOR',
  workspace: { slug: 'team', name: 'Team' },
  invitedBy: 'Bo',
  hasAccount: false,
};

async function invite(asked: object, answers: Answers = {}) {
  const sent = answeringAuth({ '/invitation': () => asked, '/invitation/accept': () => signedIn });
  const onSignedIn = vi.fn();
  await render(<InvitationPage onSignedIn={onSignedIn} />, { path: '/invitation', at: '/invitation?secret=s', readSearch, answers });
  return { sent, onSignedIn };
}

test('an invitation makes the account and opens its workspace', async () => {
  const { sent, onSignedIn } = await invite(invitation);
  await expect.element(page.getByText('Bo invites you to the workspace Team, with the role editor.')).toBeVisible();
  await page.getByLabelText('Name').fill('Ann');
  await page.getByLabelText('New password', { exact: true }).fill('correct horse battery');
  await button('Join').click();
  await expect.poll(() => onSignedIn.mock.lastCall).toEqual(['/w/team/']);
  expect(sent.at(-1)).toEqual({ path: '/invitation/accept', body: { secret: 's', name: 'Ann', password: 'correct horse battery' } });
});

test('with an account the invitation is accepted by its person alone', async () => {
  const AcceptInvitation = vi.fn(() => ({ acceptInvitation: { __typename: 'Workspace' } }));
  const { onSignedIn } = await invite(
    { ...invitation, hasAccount: true },
    { InvitedViewer: () => ({ viewer: { person } }), AcceptInvitation },
  );
  await button('Join').click();
  await expect.poll(() => onSignedIn.mock.lastCall).toEqual(['/w/team/']);
  expect(AcceptInvitation).toHaveBeenCalledWith({ secret: 's' });
});

test('another person who is signed in is asked to sign out', async () => {
  const other = { id: '2', email: 'bo@example.com' };
  await invite({ ...invitation, hasAccount: true }, { InvitedViewer: () => ({ viewer: { person: other } }) });
  await expect.element(page.getByText(/^The invitation is for ann@example.com; you are signed in as bo@example.com\./)).toBeVisible();
  await expect.element(button('Join')).not.toBeInTheDocument();
  await expect.element(page.getByRole('link', { name: 'Stay signed in' })).toHaveAttribute('href', '/');
});

test('an invitation to a new account says who is signed in here, and that joining ends that session', async () => {
  const other = { id: '2', name: 'Olaf', email: 'olaf@example.com' };
  const { onSignedIn } = await invite(invitation, { InvitedViewer: () => ({ viewer: { person: other } }) });
  await expect
    .element(page.getByText(/^You are signed in as Olaf \(olaf@example.com\)\. Joining signs you in as ann@example.com instead/))
    .toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Stay signed in as Olaf' })).toHaveAttribute('href', '/');
  await page.getByLabelText('Name').fill('Ann');
  await page.getByLabelText('New password', { exact: true }).fill('correct horse battery');
  await button('Join').click();
  await expect.poll(() => onSignedIn.mock.lastCall).toEqual(['/w/team/']);
});

test.each([
  ['/invitation', <InvitationPage key="i" />],
  ['/welcome', <LinkPage key="w" />],
])('an address %s without its secret says so', async (path, shown) => {
  answeringAuth({});
  await render(shown, { path, readSearch });
  await expect.element(page.getByText('A part of the address is missing.')).toBeVisible();
});

test('an invitation that does not admit is not tried again', async () => {
  await invite(new AuthRefused('INVITATION_USED', 'This invitation was used already. It admits once.'));
  await expect.element(page.getByText('This invitation was used already. It admits once.')).toBeVisible();
  await expect.element(button('Try again')).not.toBeInTheDocument();
});
