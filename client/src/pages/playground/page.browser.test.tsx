import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers, Arrivals } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { readPlaygroundSearch } from './links.ts';
import { PlaygroundPage } from './page.tsx';
import { answer, choices, message, prompt, run, step } from './page.fixtures.ts';

beforeEach(() => window.sessionStorage.clear());

const open = (answers: Answers, { at = '/playground', arrivals = {} as Arrivals, permissions = null as readonly string[] | null } = {}) =>
  render(
    <As viewer={permissions === null ? viewerOf() : viewerOf({ permissions: permissions as never })}>
      <PlaygroundPage />
    </As>,
    {
      path: '/playground',
      at,
      others: ['/language-models', '/prompts/$promptName', '/traces/$traceId'],
      readSearch: readPlaygroundSearch,
      arrivals,
      answers: {
        PlaygroundModels: () => choices(),
        PlaygroundRunPage: () => ({ playgroundRun: run() }),
        PlaygroundEstimate: () => ({
          playgroundEstimate: {
            __typename: 'PlaygroundEstimate',
            inputTokens: 1_200,
            mostOutputTokens: 4_000,
            models: [{ __typename: 'PlaygroundModelEstimate', model: 'local/small', inputUsd: 0.0024, mostUsd: 0.0424 }],
          },
        }),
        ...answers,
      },
    },
  );
const text = (at: number) => page.getByRole('textbox', { name: `Text of message ${at}` });

test('a prompt with variables runs on the models that are chosen, and answers come side by side', async () => {
  const inputs: unknown[] = [];
  let give: (data: unknown) => void = () => undefined;
  const { search } = await open(
    {
      RunPlayground: ({ input }) => {
        inputs.push(input);
        return {
          runPlayground: run({ answers: [answer(0, { status: 'RUNNING', steps: [] }), answer(1, { status: 'WAITING', steps: [] })] }),
        };
      },
      PlaygroundRunPage: () => ({
        playgroundRun: run({ answers: [answer(0, { status: 'RUNNING', steps: [] }), answer(1, { status: 'WAITING', steps: [] })] }),
      }),
    },
    { arrivals: { PlaygroundAnswerChanges: (send) => (give = send) } },
  );
  await text(2).fill('Greet {{name}}.');
  await page.getByRole('textbox', { name: 'name of row 1' }).fill('Ada');
  await page.getByRole('combobox', { name: 'Add a model' }).fill('large');
  await page.getByRole('option', { name: /local\/large/ }).click();
  await expect.element(page.getByText(/About 1,200 tokens in/)).toBeVisible();
  await expect.element(page.getByText('$0.00240 to $0.0424')).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  // Instructions that were left empty are none.
  await expect.poll(() => inputs).toHaveLength(1);
  expect(inputs[0]).toMatchObject({
    prompt: {
      messages: [{ role: 'USER', text: 'Greet {{name}}.' }],
      rows: [{ name: 'Ada' }],
    },
    models: ['local/small', 'local/large'],
  });
  await expect.poll(search).toBe('?run=r1');
  // The editor stays as it is.
  await expect.element(text(2)).toHaveValue('Greet {{name}}.');
  await expect.element(page.getByText('Waits for the first word')).toBeVisible();
  give({
    playgroundAnswers: [
      answer(0, { status: 'RUNNING', steps: [step({ text: 'Hel', end: null, durationMs: null, costUsd: null })], costUsd: null }),
    ],
  });
  await expect.element(page.getByText('Hel', { exact: true })).toBeVisible();
  give({ playgroundAnswers: [answer(0)] });
  give({
    playgroundAnswers: [
      answer(1, {
        status: 'FAILED',
        steps: [step({ text: '', end: null })],
        failureCode: 'RATE_LIMITED',
        failureMessage: 'takes no more calls for now (429)',
        costUsd: null,
      }),
    ],
  });
  const done = page.getByRole('article', { name: 'local/small: done' });
  await expect.element(done.getByText('Hello.')).toBeVisible();
  await expect.element(done.getByText('210 ms')).toBeVisible();
  await expect.element(done.getByText('120 + 30')).toBeVisible();
  const failed = page.getByRole('article', { name: 'local/large: failed' });
  await expect.element(failed.getByText('The server of the model asks to wait.')).toBeVisible();
  await expect.element(page.getByRole('status').filter({ hasText: 'All 2 answers have ended, 1 failed' })).toBeInTheDocument();
});

test('what is edited stays as it is over several runs, also while the address follows', async () => {
  let count = 0;
  const { search } = await open({
    RunPlayground: () => {
      count += 1;
      return { runPlayground: run({ id: `r${count}` }) };
    },
    PlaygroundRunPage: ({ id }) => ({ playgroundRun: run({ id: String(id) }) }),
  });
  await text(2).fill('Greet {{name}}.');
  for (const id of ['r1', 'r2', 'r3']) {
    await page.getByRole('textbox', { name: 'name of row 1' }).fill(`Ada of ${id}`);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(search).toBe(`?run=${id}`);
    await expect.element(page.getByRole('article', { name: 'local/small: done' })).toBeVisible();
    await expect.element(text(2)).toHaveValue('Greet {{name}}.');
    await expect.element(page.getByRole('textbox', { name: 'name of row 1' })).toHaveValue(`Ada of ${id}`);
  }
});

test('a refusal is marked where it belongs', async () => {
  await open({
    RunPlayground: () =>
      new Refused('is empty; write a text, or remove the message', 'input.prompt.messages[0].text', 'BAD_PLAYGROUND_INPUT'),
  });
  await text(2).fill(' ');
  await page.getByRole('button', { name: /^Run/ }).click();
  // The message that was sent as the first one is the second one here.
  await expect.element(text(2)).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByRole('alert').filter({ hasText: /is empty/i })).toBeVisible();
  // What can't be read is never sent.
  await page.getByRole('button', { name: 'Add tools' }).click();
  await page.getByRole('textbox', { name: 'Tools as JSON' }).fill('[{');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: 'This is no JSON' })).toBeVisible();
});

test('calls of tools are shown, and the answer goes on with results that are typed in', async () => {
  const sent: unknown[] = [];
  const call = {
    __typename: 'PlaygroundStepCall',
    id: 'c1',
    name: 'weather',
    arguments: { city: 'Rome' },
    text: null,
    error: null,
    result: null,
  };
  await open(
    {
      PlaygroundRunPage: () => ({
        playgroundRun: run({
          models: ['local/small'],
          answers: [answer(0, { steps: [step({ text: 'Let me see.', end: 'TOOLS', calls: [call] })] })],
        }),
      }),
      ContinuePlaygroundAnswer: ({ input }) => {
        sent.push(input);
        return { continuePlaygroundAnswer: answer(0, { status: 'WAITING', steps: [step({ calls: [{ ...call, result: '25' }] })] }) };
      },
    },
    { at: '/playground?run=r1' },
  );
  await expect.element(page.getByText('waits for results')).toBeVisible();
  await expect.element(page.getByRole('treeitem', { name: 'city: "Rome"' })).toBeVisible();
  await page.getByRole('textbox', { name: /Result of weather/ }).fill('25');
  await page.getByRole('button', { name: 'Go on with this result' }).click();
  await expect.poll(() => sent).toEqual([{ id: 'a0', results: [{ callId: 'c1', text: '25' }] }]);
  await expect.element(page.getByText('its result, typed in')).toBeVisible();
});

test('a prompt is taken from a version, with what could not be taken over; saved as the next one, and copied as code', async () => {
  const asked: unknown[] = [];
  const saved: unknown[] = [];
  await open(
    {
      PlaygroundDraft: ({ from }) => {
        asked.push(from);
        return {
          playgroundDraft: {
            __typename: 'PlaygroundDraft',
            title: 'greet v3',
            prompt: prompt({ temperature: 0.5 }),
            rows: [{}],
            model: 'local/large',
            source: {
              __typename: 'PlaygroundSource',
              kind: 'PROMPT',
              promptName: 'greet',
              promptVersion: 3,
              traceId: null,
              spanId: null,
              messageExternalId: null,
            },
            notes: ['Images are left out.'],
          },
        };
      },
      PlaygroundPrompts: () => ({ prompts: [{ __typename: 'Prompt', id: 'p', name: 'greet', type: 'CHAT' }] }),
      SavePromptVersion: ({ input }) => {
        saved.push(input);
        return { savePromptVersion: { __typename: 'PromptVersion', id: 'v4', name: 'greet', version: 4 } };
      },
    },
    { at: '/playground?name=greet&version=3' },
  );
  await expect.element(page.getByText('Images are left out.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'greet v3' })).toBeVisible();
  expect(asked).toEqual([{ promptName: 'greet', promptVersion: 3 }]);
  await page.getByRole('button', { name: 'Actions for the prompt and the run' }).click();
  await page.getByRole('menuitem', { name: 'Save as a prompt version' }).click();
  await page.getByRole('button', { name: 'Save version' }).click();
  await expect
    .poll(() => saved)
    .toEqual([
      {
        name: 'greet',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Greet {{name}}.' },
        ],
        config: { model: 'large', temperature: 0.5 },
        labels: [],
      },
    ]);
  await page.getByRole('button', { name: 'Actions for the prompt and the run' }).click();
  await page.getByRole('menuitem', { name: 'Copy as code' }).click();
  await expect.element(page.getByText(/client = OpenAI\(base_url="http:\/\/127.0.0.1:1\/v1"\)/)).toBeVisible();
});

test('without a model the page says how to connect one; without the right nothing is run', async () => {
  await open({ PlaygroundModels: () => choices({ models: [], answering: null }) });
  await expect.element(page.getByText('No language model is connected.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^Run/ })).toBeDisabled();
  await expect.element(page.getByRole('link', { name: 'Language models' })).toBeVisible();
  await open({}, { at: '/playground?run=r1', permissions: ['READ'] });
  await expect.element(page.getByText(/takes the permission USE_PLAYGROUND/)).toBeVisible();
  await expect.element(page.getByRole('article', { name: 'local/small: done' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /Ask local\/small again/ })).not.toBeInTheDocument();
});

test('two answers are compared; a run that is not there says so; what is typed outlives a reload', async () => {
  await open(
    { PlaygroundRunPage: () => ({ playgroundRun: run({ answers: [answer(0), answer(1, { steps: [step({ text: 'Hello there.' })] })] }) }) },
    { at: '/playground?run=r1' },
  );
  await page.getByRole('button', { name: 'Compare two' }).click();
  await expect.poll(() => document.querySelector('[role=dialog] ins')?.textContent).toContain('there');
  await userEvent.keyboard('{Escape}');
  await open({ PlaygroundRunPage: () => ({ playgroundRun: null }) }, { at: '/playground?run=gone' });
  await expect.element(page.getByText('There is no such run, or it is not shared with you.')).toBeVisible();
  await open({});
  await text(2).last().fill('Kept.');
  await expect.poll(() => Object.values({ ...window.sessionStorage }).join()).toContain('Kept.');
  await open({});
  await expect.element(text(2).last()).toHaveValue('Kept.');
});

test('messages of tools are edited, and sent as they are', async () => {
  const inputs: Record<string, unknown>[] = [];
  await open(
    {
      PlaygroundRunPage: () => ({
        playgroundRun: run({
          prompt: prompt({
            messages: [
              message('USER', 'Warm?'),
              message('ASSISTANT', '', {
                toolCalls: [{ __typename: 'PlaygroundToolCall', id: 'c1', name: 'weather', arguments: { city: 'Rome' } }],
              }),
              message('TOOL', '25', { toolCallId: 'c1', name: 'weather' }),
            ],
          }),
        }),
      }),
      RunPlayground: ({ input }) => {
        inputs.push(input as Record<string, unknown>);
        return new Refused('Enough.', undefined, 'PLAYGROUND_BUSY');
      },
    },
    { at: '/playground?run=r1' },
  );
  await text(3).fill('26');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect
    .poll(() => (inputs[0]?.['prompt'] as { messages: unknown } | undefined)?.messages)
    .toEqual([
      { role: 'USER', text: 'Warm?' },
      { role: 'ASSISTANT', text: '', toolCalls: [{ id: 'c1', name: 'weather', arguments: { city: 'Rome' } }] },
      { role: 'TOOL', text: '26', toolCallId: 'c1', name: 'weather' },
    ]);
  await expect.element(page.getByText('Enough.')).toBeVisible();
});
