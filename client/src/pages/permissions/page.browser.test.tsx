import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { PermissionsPage } from './page.tsx';

const permissions = [
  { name: 'READ', what: 'see messages', roles: ['VIEWER', 'ANALYST', 'EDITOR', 'ADMIN', 'OWNER'], keyScopes: ['READ', 'FULL'] },
  { name: 'EDIT_PRICES', what: 'save prices', roles: ['EDITOR', 'ADMIN', 'OWNER'], keyScopes: ['FULL'] },
];
const members = {
  edges: [{ node: { __typename: 'Member', id: 'M2', name: 'Bo', email: 'bo@example.com', role: 'VIEWER', isViewer: false } }],
};

test('the table says which role has what; the answer says why one person can’t', async () => {
  await render(
    <As viewer={viewerOf({ role: 'EDITOR' })}>
      <PermissionsPage />
    </As>,
    { path: '/permissions', answers: { Permissions: () => ({ permissions }), PermissionMembers: () => ({ members }) } },
  );
  await expect.element(page.getByRole('row', { name: 'save prices EDIT_PRICES no no no yes yes yes full' })).toBeVisible();
  await expect.element(page.getByText('You may see messages: the role editor has it.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option', { name: 'Bo' }).click();
  await page.getByRole('combobox', { name: 'Permission' }).click();
  await page.getByRole('option', { name: 'save prices' }).click();
  await expect.element(page.getByText('Bo may not save prices: it begins with the role editor, and theirs is viewer.')).toBeVisible();
});
