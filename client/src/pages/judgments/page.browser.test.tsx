import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { JudgmentsPage } from './page.tsx';
import { readJudgmentSearch } from './routes.ts';

const message = (externalId: string) => ({
  __typename: 'Message',
  id: `id-${externalId}`,
  externalId,
  createdAt: '2026-11-01T10:00:00.000Z',
  model: 'm',
  traceId: null,
  contentPreview: `says ${externalId}`,
  conversation: { __typename: 'Conversation', id: 'c', externalId: 'c' },
  evaluations: [
    {
      __typename: 'Evaluation',
      id: `e-${externalId}`,
      name: null,
      value: null,
      label: null,
      rating: 1,
      success: false,
      failureTags: ['rude'],
      comment: null,
      correctedOutput: null,
      evaluator: 'Bo',
      evaluatorKind: 'HUMAN',
    },
  ],
  ownJudgment: null,
});

test('messages are judged in place, and several in one call whose refusals are named', async () => {
  const sent = vi.fn();
  await render(
    <As>
      <JudgmentsPage />
    </As>,
    {
      path: '/judgments',
      readSearch: readJudgmentSearch,
      answers: {
        JudgmentTags: () => ({
          analytics: { __typename: 'Analytics', failureTags: [{ __typename: 'FailureTagCount', tag: 'rude', count: 2 }] },
        }),
        JudgedMessages: () => ({
          messages: {
            edges: ['a', 'b'].map((id) => ({ cursor: id, node: message(id) })),
            pageInfo: { hasNextPage: false, endCursor: 'b' },
          },
        }),
        QueuesToFill: () => ({ annotationQueues: [] }),
        JudgeMessages: ({ judgments }) => {
          sent(judgments);
          const isBulk = (judgments as unknown[]).length > 1;
          return {
            judgeMessages: {
              __typename: 'IngestResult',
              accepted: 1,
              updated: 0,
              rejected: isBulk ? [{ __typename: 'Rejection', index: 1, field: 'messageExternalId', reason: 'is gone' }] : [],
            },
          };
        },
      },
    },
  );
  const card = (id: string) => page.getByRole('article', { name: `Message ${id}` });
  await card('a').getByRole('button', { name: '2 of 5' }).click();
  await expect.poll(() => sent.mock.lastCall?.[0]).toEqual([{ messageExternalId: 'a', rating: 2 }]);
  await page.getByRole('checkbox', { name: 'Choose message a' }).click();
  await page.getByRole('checkbox', { name: 'Choose message b' }).click();
  await page.getByRole('region', { name: 'Chosen messages' }).getByRole('button', { name: 'Failure' }).click();
  await expect
    .poll(() => sent.mock.lastCall?.[0])
    .toEqual([
      { messageExternalId: 'a', success: false },
      { messageExternalId: 'b', success: false },
    ]);
  await expect.element(page.getByRole('alert')).toHaveTextContent('1 not saved: b: messageExternalId is gone');
});
