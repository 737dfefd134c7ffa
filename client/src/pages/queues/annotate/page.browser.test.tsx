import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import type { Answers } from '../../../testing/render.tsx';
import { As } from '../../../testing/viewer.tsx';
import { AnnotatePage } from './page.tsx';

const queue = {
  __typename: 'AnnotationQueue',
  id: 'Q1',
  name: 'refunds',
  instructions: 'Was it solved?',
  overlap: 2,
  leaseMinutes: 15,
  isForAll: true,
  status: 'OPEN',
  mayJudge: true,
  itemCount: 3,
  completedCount: 1,
  submittedCount: 2,
  rubric: {
    __typename: 'AnnotationRubric',
    rating: true,
    success: true,
    correction: true,
    failureTags: ['rude'],
    fields: [{ __typename: 'AnnotationField', name: 'tone', values: ['kind', 'cold'] }],
  },
  progress: [
    {
      __typename: 'QueueProgress',
      annotator: 'Ana',
      isViewer: false,
      submittedCount: 2,
      skippedCount: 0,
      extraCount: 0,
      heldCount: 1,
      freeAt: new Date(Date.now() + 200_000).toISOString(),
      lastAt: null,
    },
  ],
};
const message = (content: string, role = 'ASSISTANT') => ({
  __typename: 'QueueMessage',
  role,
  content,
  createdAt: '2026-11-01T10:00:00.000Z',
  errorType: null,
  tools: [],
});
const task = (place: number, change: object = {}) => ({
  __typename: 'QueueTask',
  queueItemId: `I${place}`,
  position: place,
  state: 'LEASED',
  leasedUntil: null,
  rating: null,
  success: null,
  failureTags: [],
  correctedOutput: null,
  comment: null,
  choices: [],
  traceId: null,
  conversationId: null,
  message: message(`answer ${place}`),
  context: [message('where is my refund', 'USER')],
  ...change,
});

const shown = (answers: Answers) =>
  render(
    <As>
      <AnnotatePage />
    </As>,
    {
      path: '/queues/$queueId/annotate',
      at: '/queues/Q1/annotate',
      answers: { AnnotationQueuePage: () => ({ annotationQueue: queue }), ...answers },
    },
  );
const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

test('a message is judged by keyboard: rating, verdict, tag and correction, and the next comes', async () => {
  const submitted = vi.fn();
  const tasks = [task(0), task(1)];
  await shown({
    LeaseQueueItem: () => ({ leaseQueueItem: tasks.shift() }),
    SubmitQueueItem: ({ input }) => {
      submitted(input);
      return { submitQueueItem: { __typename: 'QueueTask', queueItemId: 'I0', state: 'SUBMITTED' } };
    },
  });
  await expect.element(page.getByText('answer 0')).toBeVisible();
  await expect.element(page.getByText('where is my refund')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/be judged is skipped/)).toBeVisible();
  await userEvent.keyboard('2ntslow{Enter}{Escape}cSorry{Escape}');
  press('[aria-label=tone] button:last-child');
  document.querySelector<HTMLElement>('h2')?.focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('answer 1')).toBeVisible();
  expect(submitted).toHaveBeenLastCalledWith({
    queueItemId: 'I0',
    rating: 2,
    success: false,
    failureTags: ['slow'],
    correctedOutput: 'Sorry',
    choices: [{ field: 'tone', value: 'cold' }],
  });
});

test('a message is skipped with a reason; at the end it says who holds others, and undo gives the last back', async () => {
  const skipped = vi.fn();
  const tasks = [task(1), null];
  await shown({
    LeaseQueueItem: () => ({ leaseQueueItem: tasks.length > 1 ? tasks.shift() : tasks[0] }),
    SkipQueueItem: ({ input }) => {
      skipped(input);
      return { skipQueueItem: { __typename: 'QueueTask', queueItemId: 'I1', state: 'SKIPPED' } };
    },
    UndoQueueItem: () => ({ undoQueueItem: task(1, { rating: 4, failureTags: ['late'] }) }),
  });
  await expect.element(page.getByText('answer 1')).toBeVisible();
  await userEvent.keyboard('s');
  await expect.element(page.getByLabelText('Reason for skipping')).toHaveFocus();
  // Enter after the reason skips, though a rating is given: it does not submit.
  await userEvent.keyboard('{Escape}4');
  await userEvent.click(page.getByLabelText('Reason for skipping'));
  await userEvent.keyboard('unclear{Enter}');
  await expect.element(page.getByText('Nothing is left for you now.')).toBeVisible();
  expect(skipped).toHaveBeenCalledWith({ queueItemId: 'I1', reason: 'unclear' });
  await expect.element(page.getByText(/Ana holds 1; the first comes free in \d min/)).toBeVisible();
  [...document.querySelectorAll<HTMLElement>('button')].find(({ textContent }) => textContent === 'Undo the last')?.click();
  await expect.element(page.getByRole('button', { name: 'late' })).toHaveAttribute('aria-pressed', 'true');
});
