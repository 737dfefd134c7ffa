import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { SlackLinkPage } from './page.tsx';

const offer = {
  __typename: 'SlackLinkOffer',
  teamId: 'T0TEAM',
  slackUserId: 'U0JO',
  slackUserName: 'jo',
  expiresAt: '2026-11-30T12:10:00Z',
};
const person = { __typename: 'Person', id: 'p1', name: 'Ada', email: 'ada@example.com' };

const open = (answers: Answers, at = '/slack-link?token=abc', as: object | null = person) =>
  render(
    <As viewer={viewerOf({ person: as as never })}>
      <SlackLinkPage />
    </As>,
    {
      path: '/slack-link',
      at,
      others: ['/', '/account'],
      readSearch: (search) => ({ token: typeof search['token'] === 'string' ? search['token'] : undefined }),
      answers: { SlackLinkOffer: () => ({ slackLinkOffer: offer }), ...answers },
    },
  );

test('who reads as whom stands there before it is confirmed, and the token is sent once it is', async () => {
  const sent: unknown[] = [];
  await open({
    LinkSlackAccount: ({ token }) => {
      sent.push(token);
      return { linkSlackAccount: { __typename: 'SlackLink', id: 'l1' } };
    },
  });
  await expect.element(page.getByText('@jo', { exact: true })).toBeVisible();
  await expect.element(page.getByText('U0JO in T0TEAM')).toBeVisible();
  await expect.element(page.getByText('ada@example.com')).toBeVisible();
  expect(sent).toEqual([]);
  await page.getByRole('button', { name: 'That is me: link my account' }).click();
  await expect.element(page.getByText('Your account is linked.')).toBeVisible();
  expect(sent).toEqual(['abc']);
  await expect.element(page.getByRole('link', { name: 'Account' })).toBeVisible();
});

test('a link that was used in the meantime, one that is over, and a server without accounts say what can be done', async () => {
  await open({ LinkSlackAccount: () => new Refused('is of no open link of this workspace', 'input.token', 'BAD_SLACK_LINK') });
  await page.getByRole('button', { name: 'That is me: link my account' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: 'is of no open link' })).toBeVisible();
  await open({ SlackLinkOffer: () => ({ slackLinkOffer: null }) });
  await expect.element(page.getByText('This link does not work any more.')).toBeVisible();
  await open({}, '/slack-link');
  await expect.element(page.getByText('This link does not work any more.')).toBeVisible();
  await open({}, '/slack-link?token=abc', null);
  await expect.element(page.getByText('This server has no accounts yet.')).toBeVisible();
});
