import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { InsightRows } from './insight-rows.tsx';

const row = (id: string, sentence: string, more: object = {}) =>
  ({
    __typename: 'Insight',
    id,
    kind: 'CHANGE',
    sentence,
    value: 0.16,
    unit: 'share',
    link: '/why?metric=ERROR_SHARE',
    isNew: false,
    createdAt: '2026-03-01T00:00:00Z',
    ...more,
  }) as never;
const rows = [
  row('1', 'The error rate rose from 3 % to 16 %.', { isNew: true }),
  row('2', 'Users write about something new: refunds.', { kind: 'NEW_TOPIC' }),
];

test('each leads to its page; one is dismissed with a reason, by keyboard, and restored', async () => {
  const sent: unknown[] = [];
  const answer = (name: string) => (variables: Record<string, unknown>) => {
    sent.push([name, variables]);
    return { [name]: { __typename: 'Insight', id: variables['id'], dismissedAt: null } };
  };
  await render(
    <As>
      <InsightRows rows={rows} height={200} />
    </As>,
    {
      path: '/',
      others: ['/why'],
      answers: {
        DismissInsight: answer('dismissInsight'),
        RestoreInsight: answer('restoreInsight'),
        VisitInsights: () => ({ visitInsights: null }),
      },
    },
  );
  const link = page.getByRole('link', { name: 'The error rate rose from 3 % to 16 %.' });
  await expect.element(link).toHaveAttribute('href', expect.stringMatching(/\/why\?metric=ERROR_SHARE$/));
  await expect.element(page.getByText('new', { exact: true })).toBeVisible();
  await expect.element(page.getByText(/new topic/)).toBeVisible();
  const dismiss = page.getByRole('button', { name: 'Dismiss: The error rate rose from 3 % to 16 %.' });
  (dismiss.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'Known already' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Not important' }).click();
  await expect.element(link).not.toBeInTheDocument();
  expect(sent).toEqual([['dismissInsight', { id: '1', reason: 'NOT_IMPORTANT' }]]);
});

test('a reader who may not dismiss has no button for it', async () => {
  await render(
    <As viewer={viewerOf({ role: 'VIEWER', permissions: ['READ'] })}>
      <InsightRows rows={rows} height={200} />
    </As>,
    { path: '/', others: ['/why'], answers: { VisitInsights: () => ({ visitInsights: null }) } },
  );
  await expect.element(page.getByRole('link', { name: 'Users write about something new: refunds.' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^Dismiss/ })).not.toBeInTheDocument();
});
