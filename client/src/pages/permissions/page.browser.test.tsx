import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { PermissionsPage } from './page.tsx';

const permissions = [
  { name: 'READ', what: 'see messages', roles: ['VIEWER', 'ANALYST', 'EDITOR', 'ADMIN', 'OWNER'], keyScopes: ['READ', 'FULL'] },
  { name: 'EDIT_PRICES', what: 'save prices', roles: ['EDITOR', 'ADMIN', 'OWNER'], keyScopes: ['FULL'] },
];
const members = { edges: [{ node: { __typename: 'Member', id: 'M2', name: 'Bo', email: 'bo@example.com', isViewer: false } }] };

test('the table says which role has what; the server says why one person can’t', async () => {
  const ViewerMay = vi.fn(() => ({ viewerMay: { isAllowed: true, reason: 'The role EDITOR has it.' } }));
  const PermissionOf = vi.fn(() => ({
    permissionOf: { isAllowed: false, reason: 'It begins with the role EDITOR; the role here is VIEWER.' },
  }));
  await render(
    <As viewer={viewerOf({ role: 'EDITOR' })}>
      <PermissionsPage />
    </As>,
    {
      path: '/permissions',
      answers: { Permissions: () => ({ permissions }), PermissionMembers: () => ({ members }), ViewerMay, PermissionOf },
    },
  );
  await expect.element(page.getByRole('row', { name: 'save prices EDIT_PRICES no no no yes yes yes full' })).toBeVisible();
  await expect.element(page.getByText(/The role EDITOR has it/)).toBeVisible();
  expect(ViewerMay).toHaveBeenCalledWith({ permission: 'READ' });
  await page.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option', { name: 'Bo' }).click();
  await page.getByRole('combobox', { name: 'Permission' }).click();
  await page.getByRole('option', { name: 'save prices' }).click();
  await expect.element(page.getByText(/It begins with the role EDITOR/)).toBeVisible();
  expect(PermissionOf).toHaveBeenLastCalledWith({ memberId: 'M2', permission: 'EDIT_PRICES' });
});
