import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { LoopPage } from './loop-page.tsx';
import { LoopsPage } from './page.tsx';

const kinds = ['SELECTED', 'UNIQUE', 'MASKED', 'CORRECTED', 'DATASET', 'TRAINING', 'MODEL', 'REPLAY', 'VERDICT'] as const;
const share = (count: number, outOf: number, low: number | null, high: number | null) => ({
  __typename: 'LoopShare',
  count,
  outOf,
  share: outOf === 0 ? null : count / outOf,
  low,
  high,
});
const verdict = {
  __typename: 'LoopVerdict',
  meaning: 'BETTER',
  pValue: 0.0001,
  sentence: 'Fixed 61 % [55, 67] of the 287 failed prompts.',
  fixed: share(175, 287, 0.552, 0.664),
  fixedHeldOut: share(0, 0, null, null),
  broke: share(1, 250, 0.0007, 0.022),
};
/** A loop that is at a step. */
const loopAt = (present: (typeof kinds)[number], change: object = {}, step: object = {}) => ({
  __typename: 'Loop',
  id: 'l1',
  name: 'Refunds',
  status: 'NEEDS_PERSON',
  step: present,
  filter: {},
  proposer: null,
  createdBy: null,
  createdAt: '2026-11-29T10:00:00Z',
  updatedAt: '2026-11-29T10:00:00Z',
  endedAt: null,
  settings: {
    __typename: 'LoopSettings',
    maxFailures: 10,
    controlCount: 10,
    rehearsalShare: 0.5,
    heldOutShare: 0.2,
    seed: 1,
    matching: 'EQUAL',
  },
  steps: kinds.map((kind) => ({
    __typename: 'LoopStep',
    kind,
    state: kinds.indexOf(kind) < kinds.indexOf(present) ? 'DONE' : kind === present ? 'NEEDS_PERSON' : 'WAITING',
    count: kinds.indexOf(kind) < kinds.indexOf(present) ? 412 : null,
    outOf: null,
    share: null,
    low: null,
    high: null,
    sentence: null,
    link: null,
    startedAt: null,
    finishedAt: null,
    error: null,
    ...(kind === present && step),
  })),
  verdict: null,
  ...change,
});
const item = (id: string, rest: object = {}) => ({
  __typename: 'LoopItem',
  id,
  kind: 'FAILURE',
  prompt: `Prompt ${id}`,
  failedAnswer: 'wrong',
  expectedAnswer: null,
  correction: null,
  correctedBy: null,
  proposal: null,
  proposalError: null,
  split: null,
  isTrained: false,
  newAnswer: null,
  outcome: null,
  message: { __typename: 'Message', id: `m${id}`, externalId: id, conversation: { __typename: 'Conversation', externalId: `c${id}` } },
  ...rest,
});
const listOf = (items: readonly object[]) => ({
  loop: {
    __typename: 'Loop',
    id: 'l1',
    items: { edges: items.map((node, at) => ({ cursor: String(at), node })), pageInfo: { __typename: 'PageInfo', hasNextPage: false } },
  },
});

const openLoop = (loop: object | null, items: readonly object[] = [], more: Answers = {}) =>
  render(
    <As>
      <LoopPage />
    </As>,
    {
      path: '/loops/$loopId',
      at: '/loops/l1',
      others: ['/loops', '/conversations/$conversationId'],
      answers: { LoopPage: () => ({ loop }), LoopItems: () => listOf(items), ...more },
    },
  );

test('without a loop the page says what one is, and a failure can be repeated', async () => {
  const answers = [() => new Refused('The store took too long.'), () => ({ loops: [] })];
  await render(
    <As>
      <LoopsPage />
    </As>,
    { path: '/loops', others: ['/loops/$loopId'], answers: { Loops: () => (answers.length > 1 ? answers.shift()! : answers[0]!)() } },
  );
  await page.getByRole('button', { name: /again/i }).click();
  await expect.element(page.getByText('No loop yet.')).toBeVisible();
});

test('a loop that is to be started names what is missing, and what the server rejects', async () => {
  let sent: unknown = null;
  await render(
    <As>
      <LoopsPage />
    </As>,
    {
      path: '/loops',
      others: ['/loops/$loopId'],
      answers: {
        Loops: () => ({ loops: [] }),
        StartLoop: ({ input }) => {
          sent = input;
          return new Refused(
            'is that of a new loop, and the workspace has 1000, which is the most: delete one first',
            'input.name',
            'BAD_LOOP',
          );
        },
      },
    },
  );
  await page.getByRole('button', { name: 'New loop' }).first().click();
  await page.getByRole('button', { name: 'Start loop' }).click();
  await expect.element(page.getByText('Give it a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Refunds');
  await page.getByRole('textbox', { name: 'Last days' }).fill('0');
  await page.getByRole('button', { name: 'Start loop' }).click();
  await expect.element(page.getByText('delete one first', { exact: false })).toBeVisible();
  expect(sent).toEqual({ name: 'Refunds', filter: { judgedPoorly: true }, maxFailures: 1_000, controlCount: 400, matching: 'EQUAL' });
});

test('the verdict stands below the chain; what was not measured is named, and a small share has its decimal', async () => {
  const loop = loopAt('VERDICT', { status: 'DONE', verdict }, { state: 'DONE', count: 175, outOf: 287, share: 175 / 287 });
  await openLoop(loop, [item('1', { expectedAnswer: 'right', newAnswer: 'right', outcome: 'FIXED', split: 'held_out' })]);
  await expect.element(page.getByText(verdict.sentence)).toBeVisible();
  await expect.element(page.getByText('61 % [55, 66]')).toBeVisible();
  await expect.element(page.getByText('none replayed')).toBeVisible();
  await expect.element(page.getByText('0.4 % [0, 2]', { exact: true })).toBeVisible();
  await expect.element(page.getByText('not trained', { exact: true })).toBeVisible();
});

test('a step that has failed says why', async () => {
  await openLoop(loopAt('TRAINING', { status: 'FAILED' }, { state: 'FAILED', error: 'The training job "a" is failed: out of memory.' }));
  await expect.element(page.getByText('out of memory', { exact: false })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Resume' })).toBeVisible();
});

test('prompts are corrected by keyboard; one that is put off comes again after the others, and a rejection is shown', async () => {
  const given: unknown[] = [];
  let isRefused = true;
  await openLoop(loopAt('CORRECTED', {}, { count: 0, outOf: 2 }), [item('1'), item('2', { proposal: 'proposed' })], {
    CorrectLoopItems: ({ input }) => {
      if (isRefused) return new Refused('The loop is RUNNING at the step CORRECTED.', undefined, 'LOOP_NOT_THERE');
      given.push(input);
      return { correctLoopItems: { __typename: 'Loop', id: 'l1' } };
    },
  });
  const form = page.getByRole('form', { name: 'Correction' });
  await expect.element(form.getByText('Prompt 1')).toBeVisible();
  await userEvent.keyboard('s');
  await expect.element(form.getByText('Prompt 2')).toBeVisible();
  await expect.element(form.getByRole('textbox')).toHaveValue('proposed');
  await userEvent.keyboard('y');
  await expect.element(form.getByText('The loop is RUNNING', { exact: false })).toBeVisible();
  isRefused = false;
  await userEvent.keyboard('y');
  await expect.element(form.getByText('Prompt 1')).toBeVisible();
  await userEvent.keyboard('c');
  await userEvent.keyboard('right{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Every failed prompt has its expected answer', { exact: false })).toBeVisible();
  expect(given).toEqual([
    { id: 'l1', items: [{ loopItemId: '2', expectedAnswer: 'proposed' }] },
    { id: 'l1', items: [{ loopItemId: '1', expectedAnswer: 'right' }] },
  ]);
});

test('a loop that is gone says so', async () => {
  await openLoop(null);
  await expect.element(page.getByText('There is no such loop.')).toBeVisible();
});
