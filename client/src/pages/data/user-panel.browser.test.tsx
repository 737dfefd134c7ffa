import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { UserPanel } from './user-panel.tsx';

const none = { messageCount: 0, conversationCount: 0, evaluationCount: 0, traceCount: 0, spanCount: 0, predictionCount: 0 };
const held = { propertyCount: 0, eventCount: 0, exposureCount: 0, overrideCount: 0 };
const deletion = (status: string, messageCount: number) => ({
  __typename: 'UserDeletion',
  id: 'd1',
  createdAt: '2026-11-29T10:00:00Z',
  ...none,
  messageCount,
  task: { __typename: 'BackgroundTask', id: 't1', status, error: null, retryAt: null },
});

const field = () => page.getByLabelText('Id of the user');
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('what is stored of a user is counted, and deleted once the id is typed again; the deletion is followed to its end', async () => {
  let deletions: object[] = [];
  const remove = vi.fn(() => {
    deletions = [deletion('RUNNING', 1)];
    return { deleteUser: deletions[0] };
  });
  await render(<UserPanel />, {
    path: '/data',
    answers: {
      UserDeletions: () => ({ userDeletions: deletions }),
      UserData: ({ userId }) => ({
        userData: {
          __typename: 'UserData',
          ...none,
          ...held,
          messageCount: userId === 'ada' ? 3 : 0,
          propertyCount: userId === 'ada' ? 2 : 0,
          isPartial: false,
        },
      }),
      DeleteUser: remove,
    },
  });
  await button('Show what is stored').click();
  await expect.element(field()).toHaveAttribute('aria-invalid', 'true');
  await field().fill('nobody');
  await button('Show what is stored').click();
  await expect.element(page.getByText('Nothing is stored of nobody.')).toBeVisible();
  expect(button('Delete all of it').query()).toBeNull();

  await field().fill(' ada ');
  await button('Show what is stored').click();
  await expect.element(page.getByText('Messages', { exact: true })).toBeVisible();
  await expect.element(page.getByLabelText('Stored of ada').getByText('2', { exact: true })).toBeVisible();
  await button('Delete all of it').click();
  await page.getByLabelText('Type ada to confirm').fill('adam');
  await button('Delete user').click();
  await expect.element(page.getByText('This is not the id of the user.')).toBeVisible();
  expect(remove).not.toHaveBeenCalled();
  await page.getByLabelText('Type ada to confirm').fill('ada');
  await button('Delete user').click();
  await expect.element(page.getByText('Deleting: 1 message so far.')).toBeVisible();
  expect(remove).toHaveBeenCalledExactlyOnceWith({ userId: 'ada' });
  await expect.element(field()).toHaveValue('');
  deletions = [deletion('SUCCEEDED', 3)];
  await expect.element(page.getByText('Deleted: 3 messages.')).toBeVisible();
});

test('without the right to, the panel says so', async () => {
  await render(<UserPanel />, { path: '/data', answers: { UserDeletions: () => new Refused('This takes the role ADMIN.') } });
  await expect.element(page.getByText('This takes the role ADMIN.')).toBeVisible();
});

test('an export is followed until its file can be downloaded from this workspace', async () => {
  const made = (status: string, path: string | null) => ({
    __typename: 'UserExport',
    id: 'e1',
    createdAt: '2026-11-29T10:00:00Z',
    readyAt: null,
    expiresAt: '2026-12-06T10:00:00Z',
    path,
    sizeBytes: path === null ? null : 2_048,
    messageCount: 3,
    evaluationCount: 0,
    spanCount: 0,
    predictionCount: 0,
    propertyCount: 2,
    eventCount: 0,
    exposureCount: 0,
    task: { __typename: 'BackgroundTask', id: 't2', status, error: null },
  });
  let userExports: object[] = [];
  const ExportUserData = vi.fn(() => {
    userExports = [made('RUNNING', null)];
    return { exportUserData: userExports[0] };
  });
  await render(<UserPanel />, {
    path: '/data',
    answers: {
      UserDeletions: () => ({ userDeletions: [] }),
      UserExports: () => ({ userExports }),
      UserData: () => ({ userData: { __typename: 'UserData', ...none, ...held, messageCount: 3, isPartial: false } }),
      ExportUserData,
    },
  });
  await field().fill('ada');
  await button('Show what is stored').click();
  await button('Export all of it').click();
  await expect.element(page.getByText('Gathering what is stored.')).toBeVisible();
  expect(ExportUserData).toHaveBeenCalledExactlyOnceWith({ userId: 'ada' });
  userExports = [made('SUCCEEDED', '/v1/exports/e1')];
  await expect.element(page.getByRole('link', { name: 'Download' })).toHaveAttribute('href', '/v1/exports/e1?workspace=default');
});
