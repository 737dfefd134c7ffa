import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
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

async function open(answers: Answers = {}, viewer: Viewer = viewerOf()) {
  await render(
    <As viewer={viewer}>
      <MembersPage />
    </As>,
    { path: '/members', answers: { Members: () => members, Invitations: () => ({ invitations: [] }), ...answers } },
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

test('an invitation without mail shows its link to hand over, once', async () => {
  const InviteMember = vi.fn(() => ({ inviteMember: { invitation, link: 'https://lab.example.com/invitation?secret=s' } }));
  await open({ InviteMember });
  await button('Invite').click();
  await page.getByLabelText('E-mail').fill('cy');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await expect.element(page.getByText('This is no e-mail address: it needs a name, an @ and a host.')).toBeVisible();
  await page.getByLabelText('E-mail').fill('cy@example.com');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
  await expect.element(page.getByText('https://lab.example.com/invitation?secret=s')).toBeVisible();
  expect(InviteMember).toHaveBeenCalledWith({ input: { email: 'cy@example.com', role: 'VIEWER' } });
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
