import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { OrganisationPage } from './page.tsx';

const row = (name: string, change: object = {}) => ({
  __typename: 'OrganisationWorkspace',
  workspace: { __typename: 'WorkspaceEntry', slug: name.toLowerCase(), name, role: 'OWNER', isCurrent: false, archivedAt: null },
  messageCount: 1200,
  costUsd: 12.5,
  memberCount: 3,
  lastMessageAt: '2026-11-01T10:00:00.000Z',
  ...change,
});
const answer = (workspaces: readonly object[], workspaceCount = workspaces.length) => ({
  organisation: { __typename: 'Organisation', workspaceCount, messageCount: 1200, costUsd: 12.5, personCount: 5, workspaces },
});
const tile = (label: string) => page.getByLabelText('All workspaces together').getByText(label, { exact: true });

async function open(answers: Answers) {
  await render(
    <As>
      <OrganisationPage />
    </As>,
    { path: '/organisation', answers },
  );
}

test('workspaces stand side by side, each with a way there; one without messages has no cost, not a cost of 0', async () => {
  const empty = { messageCount: 0, costUsd: null, lastMessageAt: null };
  await open({ OrganisationPage: () => answer([row('Default'), row('Team', empty)]) });
  await expect.element(page.getByRole('link', { name: 'Team' })).toHaveAttribute('href', '/w/team/');
  const team = page.getByRole('row').filter({ hasText: 'Team' });
  await expect.element(team.getByText('none yet')).toBeVisible();
  await expect.element(team).not.toHaveTextContent('$');
  await expect.element(tile('People')).toBeVisible();
});

test('where not all are counted, the page says so', async () => {
  await open({ OrganisationPage: () => answer([row('Default')], 63) });
  await expect.element(page.getByText(/the first 1 of 63 by name/)).toBeVisible();
});

test('a failed query says so and can be sent again', async () => {
  let isFailing = true;
  await open({ OrganisationPage: () => (isFailing ? new Refused('The analytics store took too long.') : answer([row('Default')])) });
  await expect.element(page.getByText('The analytics store took too long.')).toBeVisible();
  isFailing = false;
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByRole('link', { name: 'Default' })).toBeVisible();
});
