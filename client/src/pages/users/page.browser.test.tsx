import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { UsersPage } from './page.tsx';
import { UserPage } from './user-page.tsx';
import { readUserSearch } from './user-search.ts';

const ada = {
  __typename: 'EndUser',
  userId: 'ada',
  properties: { plan: 'gold', flightsPerYear: 12, flags: ['new-booking'], signupDate: '2026-01-31' },
  firstSeenAt: '2026-11-01T10:00:00Z',
  lastSeenAt: '2026-11-29T10:00:00Z',
  identifiedAt: '2026-11-28T10:00:00Z',
  messageCount: 42,
  conversationCount: 7,
  costUsd: 0.5,
  averageRating: 4.25,
  ratingCount: 4,
};
const silent = {
  ...ada,
  userId: 'x'.repeat(120),
  properties: {},
  firstSeenAt: null,
  lastSeenAt: null,
  messageCount: 0,
  costUsd: null,
  averageRating: null,
};

const list = (users: (variables: Record<string, unknown>) => unknown) =>
  render(
    <As>
      <UsersPage />
    </As>,
    { path: '/users', others: ['/users/$userId'], readSearch: readUserSearch, answers: { Users: users } },
  );
const pageOf = (nodes: readonly { userId: string }[], hasNextPage = false) => ({
  users: {
    __typename: 'EndUserConnection',
    pageInfo: { __typename: 'PageInfo', hasNextPage },
    edges: nodes.map((node) => ({ __typename: 'EndUserEdge', cursor: node.userId, node })),
  },
});

test('users stand with what the application reported of them, are searched by the server, and open with Enter', async () => {
  const asked: unknown[] = [];
  const shown = await list((variables) => {
    asked.push(variables['search']);
    return variables['search'] === 'nobody' ? pageOf([]) : pageOf([ada, silent]);
  });
  const row = page.getByRole('row', { name: /ada/ });
  await expect.element(row).toBeVisible();
  await expect.poll(() => row.element().textContent).toMatch(/plan.gold.*42.*7.*4\.3 ★/);
  await page.getByRole('searchbox').fill('nobody');
  await expect.element(page.getByText('No user passes the search.')).toBeVisible();
  expect(asked.at(-1)).toBe('nobody');
  expect(shown.search()).toContain('q=nobody');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect.element(row).toBeVisible();
  await page.getByRole('link', { name: 'ada' }).click();
  await expect.poll(shown.path).toBe('/users/ada');
});

test('without a user the page shows how there will be some; what went wrong stands there, and can be tried again', async () => {
  await list(() => pageOf([]));
  await expect.element(page.getByText('No user yet.')).toBeVisible();
  await expect.element(page.getByText(/identifyUsers\(users/)).toBeVisible();
  let count = 0;
  await list(() => ((count += 1) === 1 ? new Refused('The store does not answer.') : pageOf([ada])));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByRole('row', { name: /ada/ })).toBeVisible();
});

const conversation = {
  __typename: 'UserConversation',
  conversationId: 'c-1',
  startedAt: '2026-11-01T10:00:00Z',
  lastMessageAt: '2026-11-29T10:00:00Z',
  messageCount: 6,
  costUsd: 0.1,
  averageRating: null,
  failureCount: 1,
  errorCount: 2,
  models: ['gpt-4o-mini'],
};
const shownVariant = (key: string, more: object) => ({
  __typename: 'UserExperiment',
  key,
  name: 'Asks first',
  kind: 'EXPERIMENT',
  state: 'RUNNING',
  variant: 'confirm',
  firstExposedAt: '2026-11-05T10:00:00Z',
  lastAt: '2026-11-20T10:00:00Z',
  answerCount: 3,
  ...more,
});
const whole = {
  ...ada,
  answerCount: 21,
  cohorts: [{ __typename: 'UserCohort', id: 'c1', name: 'Members who pay' }],
  experiments: [
    shownVariant('confirm-first', {}),
    shownVariant('gone', { name: null, kind: null, state: null, variant: 'b', firstExposedAt: null }),
    shownVariant('tone', { name: 'Tone', kind: 'FLAG', state: 'STOPPED', variant: 'warm', answerCount: 0 }),
  ],
  conversations: {
    __typename: 'UserConversationConnection',
    pageInfo: { __typename: 'PageInfo', hasNextPage: false },
    edges: [{ __typename: 'UserConversationEdge', node: conversation }],
  },
};

test('of many properties the first hundred are drawn, and the rest when they are asked for', async () => {
  const properties = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`property-${at}`, at]));
  await one(() => ({ user: { ...whole, properties } }));
  await expect.element(page.getByText('property-99', { exact: true }).first()).toBeVisible();
  await expect.element(page.getByText('900 more')).toBeVisible();
  expect(page.getByText('property-100', { exact: true }).elements()).toEqual([]);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.element(page.getByText('property-999', { exact: true }).first()).toBeInTheDocument();
});

const one = (answer: () => unknown) =>
  render(
    <As>
      <UserPage />
    </As>,
    {
      path: '/users/$userId',
      at: '/users/ada',
      others: ['/users', '/messages', '/cohorts/$cohortId', '/experiments/$experimentKey', '/conversations/$conversationId'],
      answers: { UserPage: answer },
    },
  );

test('one user: properties, cohorts, the variants that the user was shown, and conversations, each with its way on', async () => {
  const shown = await one(() => ({ user: whole }));
  await expect.element(page.getByRole('link', { name: 'Members who pay' })).toHaveAttribute('href', '/cohorts/c1');
  await expect.element(page.getByRole('region', { name: 'Properties' }).getByText('new-booking')).toBeVisible();
  const table = page.getByRole('table', { name: 'Experiments and flags' });
  await expect.poll(() => table.getByRole('row', { name: /Asks first/ }).element().textContent).toMatch(/confirm.*running/);
  await expect.element(table.getByRole('link', { name: 'Asks first' })).toHaveAttribute('href', '/experiments/confirm-first');
  await expect
    .poll(() => table.getByRole('row', { name: /gone/ }).element().textContent)
    .toMatch(/no experiment of this key.*none was reported/);
  await expect.poll(() => table.getByRole('row', { name: /Tone/ }).element().textContent).toMatch(/flag, stopped/);
  await expect.poll(() => page.getByRole('row', { name: /c-1/ }).element().textContent).toMatch(/1 failed, 2 errors/);
  await page.getByRole('link', { name: 'All messages' }).click();
  await expect.poll(shown.path).toBe('/messages');
  expect(shown.search()).toContain('user=ada');
});

test('of a user without anything each panel shows that; without the user, or an answer, the page does', async () => {
  await one(() => ({
    user: { ...whole, properties: {}, cohorts: [], experiments: [], conversations: { ...whole.conversations, edges: [] } },
  }));
  for (const text of [
    'No property is known.',
    'The user is in no cohort.',
    'The user was shown no experiment.',
    'No message names the user.',
  ])
    await expect.element(page.getByText(text)).toBeVisible();
  await one(() => ({ user: null }));
  await expect.element(page.getByText('There is no such user.')).toBeVisible();
  await one(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.').first()).toBeVisible();
  await userEvent.keyboard('{Escape}');
});
