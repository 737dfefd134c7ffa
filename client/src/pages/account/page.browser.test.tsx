import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { answeringAuth, AuthRefused } from '../../testing/auth.ts';
import type { AuthAnswers } from '../../testing/auth.ts';
import { render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import type { Viewer } from '../../controls/viewer.ts';
import { AccountPage } from './page.tsx';

const session = {
  __typename: 'PersonSession',
  id: 'S1',
  createdAt: '2026-11-01T10:00:00.000Z',
  lastSeenAt: '2026-11-20T10:00:00.000Z',
  address: '10.0.0.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  isCurrent: true,
};
const other = {
  ...session,
  id: 'S2',
  isCurrent: false,
  userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605',
};
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function open({ viewer = viewerOf(), auth = {}, answers = {} }: { viewer?: Viewer; auth?: AuthAnswers; answers?: Answers } = {}) {
  const sent = answeringAuth({ '/passkeys': () => ({ passkeys: [] }), ...auth });
  await render(
    <As viewer={viewer}>
      <AccountPage />
    </As>,
    {
      path: '/account',
      answers: { Sessions: () => ({ sessions: [other, session] }), PersonalKeys: () => ({ personalKeys: [] }), ...answers },
    },
  );
  return { sent };
}

test('without accounts the page says how the first one is made', async () => {
  await open({ viewer: viewerOf({ person: null }) });
  await expect.element(page.getByText('npx -y pnpm@12 db owner you@example.com')).toBeVisible();
});

test('the name is saved, and who looks is asked for again', async () => {
  const reload = vi.fn();
  const { sent } = await open({ viewer: viewerOf({ reload }), auth: { '/account': () => ({ person: {} }) } });
  await page.getByLabelText('Name, as others see it').fill('Ann B');
  await button('Save').click();
  await expect.poll(() => reload.mock.calls.length).toBe(1);
  expect(sent.at(-1)).toEqual({ path: '/account', body: { name: 'Ann B' } });
});

test('a wrong current password is marked at its field', async () => {
  await open({
    auth: { '/account/password': () => new AuthRefused('PASSWORD_REFUSED', 'The password is another one.', 'currentPassword') },
  });
  await page.getByLabelText('Current password', { exact: true }).fill('not this');
  await page.getByLabelText('New password', { exact: true }).fill('correct horse battery');
  await button('Change password').click();
  await expect.element(page.getByText('The password is another one.')).toBeVisible();
  await expect.element(page.getByLabelText('Current password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
});

test('a second factor shows its code to photograph, the recovery codes, and counts from the first code on', async () => {
  const reload = vi.fn();
  const { sent } = await open({
    viewer: viewerOf({ reload }),
    auth: {
      '/second-factor/enable': () => ({
        uri: 'otpauth://totp/Lab:ann?secret=JBSWY3DPEHPK3PXP&issuer=Lab',
        recoveryCodes: ['aaaa-1111', 'bbbb-2222'],
      }),
      '/second-factor/confirm': () => ({ status: 'ENABLED' }),
    },
  });
  await button('Set up').click();
  await page.getByLabelText('Your password', { exact: true }).fill('correct horse battery');
  await button('Continue').click();
  await expect.element(page.getByRole('img', { name: 'QR code for an authenticator app' })).toBeVisible();
  await expect.element(page.getByText('JBSW Y3DP EHPK 3PXP')).toBeVisible();
  await expect.element(page.getByText('bbbb-2222')).toBeVisible();
  await page.getByLabelText('2. The code that the app shows now').fill('123 456');
  await button('Turn on').click();
  await expect.poll(() => reload.mock.calls.length).toBe(1);
  expect(sent.at(-1)).toEqual({ path: '/second-factor/confirm', body: { code: '123456', endOtherSessions: true } });
});

test('sessions say where they are; this one stands first, another is ended', async () => {
  const RevokeSession = vi.fn(() => ({ revokeSession: 'S2' }));
  await open({ answers: { RevokeSession } });
  await expect.element(page.getByRole('listitem').first()).toBeVisible();
  const [first] = page.getByRole('listitem').elements();
  expect(first?.textContent).toMatch(/^Chrome on Linux 10\.0\.0\.7.*this one$/);
  await button('End the session of Safari on macOS').click();
  await expect.poll(() => RevokeSession.mock.calls.length).toBe(1);
  expect(RevokeSession).toHaveBeenCalledWith({ id: 'S2' });
});

test('a personal key has no role of its own', async () => {
  const CreatePersonalKey = vi.fn(() => ({ createPersonalKey: { secret: 'ftp_secret', apiKey: { id: 'K1' } } }));
  await open({ answers: { CreatePersonalKey } });
  await button('Make a personal key').click();
  await page.getByLabelText('What will use it').fill('my notebook');
  await expect.element(page.getByRole('combobox', { name: 'Role' })).not.toBeInTheDocument();
  await button('Make key').click();
  await expect.element(page.getByText('ftp_secret')).toBeVisible();
  expect(CreatePersonalKey).toHaveBeenCalledWith({ input: { name: 'my notebook', scope: 'INGEST' } });
});
