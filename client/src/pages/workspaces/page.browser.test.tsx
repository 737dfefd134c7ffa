import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { WorkspacesPage } from './page.tsx';

const workspace = {
  __typename: 'WorkspaceEntry',
  slug: 'default',
  name: 'Default',
  role: 'OWNER',
  isCurrent: true,
  memberCount: 3,
  createdAt: '2026-11-01T10:00:00.000Z',
  archivedAt: null as string | null,
  deleteAfter: null as string | null,
};
const team = { ...workspace, slug: 'team', name: 'Team', role: 'VIEWER', isCurrent: false, archivedAt: '2026-11-02T10:00:00.000Z' };
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function open(workspaces: readonly object[], answers: Answers = {}, permissions = viewerOf().permissions) {
  await render(
    <As viewer={viewerOf({ permissions })}>
      <WorkspacesPage />
    </As>,
    {
      path: '/workspaces',
      answers: {
        Workspaces: () => ({ workspaces }),
        ...answers,
      },
    },
  );
}

test('each workspace has its state, and a way there that begins with its name', async () => {
  await open([workspace, team]);
  await expect.element(page.getByRole('link', { name: 'Team' })).toHaveAttribute('href', '/w/team/');
  await expect.element(page.getByText('archived', { exact: true })).toBeVisible();
});

test('a deletion takes the name of the workspace, typed', async () => {
  const DeleteWorkspace = vi.fn(() => ({ deleteWorkspace: { id: 'W1' } }));
  await open([workspace], { DeleteWorkspace });
  await button('Delete').click();
  await page.getByLabelText('Type default to confirm').fill('defalt');
  await button('Delete workspace').click();
  await expect.element(page.getByText('Type default.')).toBeVisible();
  expect(DeleteWorkspace).not.toHaveBeenCalled();
  await page.getByLabelText('Type default to confirm').fill('default');
  await button('Delete workspace').click();
  await expect.poll(() => DeleteWorkspace.mock.calls.length).toBe(1);
});

test('what is to be deleted can be taken back', async () => {
  const RestoreWorkspace = vi.fn(() => ({ restoreWorkspace: { id: 'W1' } }));
  const until = { archivedAt: '2026-11-02T10:00:00.000Z', deleteAfter: '2026-11-09T10:00:00.000Z' };
  await open([{ ...workspace, ...until }], { RestoreWorkspace });
  await expect.element(button('Delete')).not.toBeInTheDocument();
  await button('Take it back').click();
  await expect.poll(() => RestoreWorkspace.mock.calls.length).toBe(1);
});

test('a new workspace proposes its name in addresses', async () => {
  await open([workspace]);
  await button('New workspace').click();
  await page.getByLabelText('Name', { exact: true }).last().fill('Support desk');
  await expect.element(page.getByLabelText('Name in addresses')).toHaveValue('support-desk');
  await page.getByLabelText('Name in addresses').fill('Not Good');
  await button('Create workspace').click();
  await expect.element(page.getByText('Small letters a to z, digits, and dashes between them.')).toBeVisible();
});

test('an editor changes nothing of the workspace', async () => {
  await open([{ ...workspace, role: 'EDITOR' }], {}, ['OWN_ACCOUNT', 'READ']);
  await expect.element(page.getByText('Administrators rename and archive it.')).toBeVisible();
  await expect.element(button('Delete')).not.toBeInTheDocument();
});
