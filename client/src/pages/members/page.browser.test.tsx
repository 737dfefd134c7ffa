import { describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { answeringAuth } from '../../testing/auth.ts';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import type { Viewer } from '../../controls/viewer.ts';
import { MembersPage } from './page.tsx';

const member = (id: string, name: string, role: string, isViewer = false) => ({
  __typename: 'Member',
  id,
  name,
  email: `${name.toLowerCase()}@example.com`,
  role,
  createdAt: '2026-11-01T10:00:00.000Z',
  isViewer,
});
const members = {
  members: {
    edges: [member('M1', 'Ann', 'OWNER', true), member('M2', 'Bo', 'VIEWER')].map((node) => ({ node })),
    pageInfo: { hasNextPage: false, endCursor: null },
  },
};
const invitation = {
  __typename: 'Invitation',
  id: 'I1',
  email: 'cy@example.com',
  role: 'EDITOR',
  state: 'OPEN',
  invitedByName: 'Ann',
  createdAt: '2026-11-01T10:00:00.000Z',
  expiresAt: '2026-11-08T10:00:00.000Z',
};
const button = (name: string) => page.getByRole('button', { name, exact: true });

const signIn = {
  hasAccounts: true,
  signUp: 'INVITE',
  domain: null,
  providers: [],
  hasMail: false,
  password: { minLength: 10, maxLength: 128 },
};
const withProvider = { ...signIn, providers: [{ id: 'oidc', name: 'Example ID' }] };
const policy = (requiresSso: boolean, ssoIsTested: boolean) => ({
  workspace: { __typename: 'Workspace', id: 'W1', requiresSso, ssoIsTested },
});

async function open(answers: Answers = {}, viewer: Viewer = viewerOf()) {
  await render(
    <As viewer={viewer}>
      <MembersPage />
    </As>,
    {
      path: '/members',
      answers: { Members: () => members, Invitations: () => ({ invitations: [] }), SignInPolicy: () => policy(false, false), ...answers },
    },
  );
}

test('a role is given in its row; the last owner’s is fixed, and says why', async () => {
  const SetMemberRole = vi.fn(() => ({ setMemberRole: member('M2', 'Bo', 'EDITOR') }));
  await open({ SetMemberRole });
  await expect.element(page.getByTitle('The last owner stays one: make another member an owner first.')).toHaveTextContent('Owner');
  await page.getByRole('combobox', { name: 'Role of Bo' }).click();
  await page.getByRole('option', { name: 'Editor' }).click();
  await expect.poll(() => SetMemberRole.mock.calls.length).toBe(1);
  expect(SetMemberRole).toHaveBeenCalledWith({ input: { id: 'M2', role: 'EDITOR' } });
});

test('a member is removed once it is confirmed', async () => {
  const RemoveMember = vi.fn(() => ({ removeMember: 'M2' }));
  await open({ RemoveMember });
  await button('Actions for Bo').click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  expect(RemoveMember).not.toHaveBeenCalled();
  await button('Remove member').click();
  await expect.poll(() => RemoveMember.mock.calls.length).toBe(1);
});

describe('keys of the workspace that a member made', () => {
  const MadeKeys = () => ({
    node: { __typename: 'Member', id: 'M2', madeKeys: [{ __typename: 'ApiKey', id: 'K1', name: 'deploy', role: 'VIEWER', scope: 'FULL' }] },
  });
  test('are named where the member is removed, and revoked where that is chosen', async () => {
    const RemoveMember = vi.fn(() => ({ removeMember: 'M2' }));
    await open({ RemoveMember, MadeKeys });
    await button('Actions for Bo').click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect.element(page.getByRole('listitem')).toHaveTextContent('deploy viewer, full');
    await page.getByRole('checkbox').click();
    await button('Remove member').click();
    await expect.poll(() => RemoveMember.mock.lastCall).toEqual([{ id: 'M2', revokeKeys: true }]);
  });
  test('are named where the member gets a lower role; they go on where nothing is chosen', async () => {
    const SetMemberRole = vi.fn(() => ({ setMemberRole: member('M2', 'Bo', 'REVIEWER') }));
    await open({ SetMemberRole, MadeKeys });
    await page.getByRole('combobox', { name: 'Role of Bo' }).click();
    await page.getByRole('option', { name: 'Reviewer' }).click();
    await expect.element(page.getByText('Make Bo reviewer?')).toBeVisible();
    await button('Change the role').click();
    await expect.poll(() => SetMemberRole.mock.lastCall).toEqual([{ input: { id: 'M2', role: 'REVIEWER', revokeKeys: false } }]);
  });
});

test('an invitation without mail shows its link to hand over, once', async () => {
  const InviteMember = vi.fn(() => ({ inviteMember: { invitation, mail: 'OFF', link: 'https://lab.example.com/invitation?secret=s' } }));
  await open({ InviteMember });
  await button('Invite').click();
  await page.getByLabelText('E-mail').fill('cy');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await expect.element(page.getByText('This is no e-mail address: it needs a name, an @ and a host.')).toBeVisible();
  await page.getByLabelText('E-mail').fill('cy@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await expect.element(page.getByText('https://lab.example.com/invitation?secret=s')).toBeVisible();
  expect(InviteMember).toHaveBeenCalledWith({ input: { email: 'cy@example.com', role: 'VIEWER' } });
  await expect.element(page.getByText(/^This server sends no mail\./)).toBeVisible();
});

test.each([
  ['UNADDRESSED', /^No mail went out: the server does not know its own address, which PUBLIC_URL sets\./],
  ['FAILED', /^No mail went out: the mail server did not take it/],
])('where no mail went out (%s), the dialog claims none and says why', async (mail, why) => {
  await open({ InviteMember: () => ({ inviteMember: { invitation, mail, link: '/invitation?secret=s' } }) });
  await button('Invite').click();
  await page.getByLabelText('E-mail').fill('cy@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await expect.element(page.getByText(why)).toBeVisible();
  await expect.element(page.getByText(`${window.location.origin}/invitation?secret=s`)).toBeVisible();
});

test('a sign-in link of a member is made once it is confirmed, and shown once', async () => {
  const CreateSignInLink = vi.fn(() => ({ createSignInLink: '/reset?token=t' }));
  await open({ CreateSignInLink });
  await button('Actions for Bo').click();
  await page.getByRole('menuitem', { name: 'Make a sign-in link' }).click();
  await expect.element(page.getByText(/hand it over where only Bo reads it/)).toBeVisible();
  expect(CreateSignInLink).not.toHaveBeenCalled();
  await button('Make the link').click();
  await expect.element(page.getByText(`${window.location.origin}/reset?token=t`)).toBeVisible();
  await expect.element(page.getByText(/once, within an hour/)).toBeVisible();
  expect(CreateSignInLink).toHaveBeenCalledWith({ id: 'M2' });
  await button('I have copied it').click();
  await expect.element(page.getByText('/reset?token=t')).not.toBeInTheDocument();
});

test('a sign-in link that is refused says why, and the dialog stays', async () => {
  await open({ CreateSignInLink: () => new Refused('This person is a member of other workspaces, too.') });
  await button('Actions for Bo').click();
  await page.getByRole('menuitem', { name: 'Make a sign-in link' }).click();
  await button('Make the link').click();
  await expect.element(page.getByText('This person is a member of other workspaces, too.')).toBeVisible();
});

describe('single sign-on', () => {
  test('can’t be demanded without a provider, and says so', async () => {
    answeringAuth({ '/options': () => signIn });
    await open();
    await expect.element(button('Demand single sign-on')).toBeDisabled();
    await expect.element(button('Demand single sign-on')).toHaveAccessibleDescription(/no provider is set up/);
  });

  test('can’t be demanded before a tested sign-in, which is begun here', async () => {
    const sent = answeringAuth({ '/options': () => withProvider });
    await open();
    await expect.element(button('Demand single sign-on')).toBeDisabled();
    await expect.element(button('Demand single sign-on')).toHaveAccessibleDescription(/only after a tested sign-in/);
    await button('Sign in through Example ID').click();
    await expect
      .poll(() => sent.at(-1))
      .toMatchObject({ path: '/sign-in/sso', body: { provider: 'oidc', returnTo: expect.stringMatching(/^\//) } });
  });

  test('is demanded by an owner who came in by the provider, and made optional again', async () => {
    answeringAuth({ '/options': () => withProvider });
    let isRequired = false;
    const SetSignInPolicy = vi.fn(({ input }: { input?: { requiresSso: boolean } }) => {
      isRequired = input?.requiresSso === true;
      return { setSignInPolicy: policy(isRequired, true).workspace };
    });
    await open({ SignInPolicy: () => policy(isRequired, true), SetSignInPolicy });
    await button('Demand single sign-on').click();
    await expect.element(page.getByText(/are stopped at once, and sign in again through Example ID/)).toBeVisible();
    await button('Demand it').click();
    await expect.element(page.getByText(/^Members sign in through Example ID only/)).toBeVisible();
    await button('Make it optional').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make it optional' }).click();
    await expect.element(page.getByText(/^Members sign in as they like/)).toBeVisible();
    expect(SetSignInPolicy.mock.calls.map(([variables]) => variables)).toEqual([
      { input: { requiresSso: true } },
      { input: { requiresSso: false } },
    ]);
  });

  test('is seen by members who can’t set it where it holds', async () => {
    answeringAuth({ '/options': () => withProvider });
    await open(
      { SignInPolicy: () => policy(true, true) },
      viewerOf({ role: 'VIEWER', permissions: ['OWN_ACCOUNT', 'READ', 'READ_MEMBERS'] }),
    );
    await expect.element(page.getByText(/^Members sign in through Example ID only/)).toBeVisible();
    await expect.element(button('Make it optional')).not.toBeInTheDocument();
  });
});

test('an open invitation is taken back', async () => {
  const RevokeInvitation = vi.fn(() => ({ revokeInvitation: { ...invitation, state: 'REVOKED' } }));
  await open({ Invitations: () => ({ invitations: [invitation] }), RevokeInvitation });
  await button('Take back the invitation of cy@example.com').click();
  await expect.poll(() => RevokeInvitation.mock.calls.length).toBe(1);
});

test('a viewer sees who is a member, and is offered no change but to leave', async () => {
  const viewer = viewerOf({ role: 'VIEWER', permissions: ['OWN_ACCOUNT', 'READ', 'READ_MEMBERS'] });
  await open({}, viewer);
  await expect.element(page.getByText('bo@example.com')).toBeVisible();
  await expect.element(button('Invite')).not.toBeInTheDocument();
  await expect.element(page.getByRole('combobox')).not.toBeInTheDocument();
  await expect.element(button('Actions for Bo')).not.toBeInTheDocument();
  await button('Actions for Ann').click();
  await expect.element(page.getByRole('menuitem', { name: 'Leave the workspace' })).toBeVisible();
});
