import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render, type Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { PromptPage } from './prompt-page.tsx';
import { PromptsPage } from './page.tsx';

const prompt = {
  __typename: 'Prompt',
  id: 'p',
  name: 'support/answer',
  type: 'TEXT',
  tags: ['help'],
  labels: [
    { __typename: 'PromptLabel', label: 'production', version: 2 },
    { __typename: 'PromptLabel', label: 'latest', version: 3 },
  ],
  versionCount: 3,
  updatedAt: '2026-11-01T10:00:00.000Z',
};

const versionOf = (version: number, labels: readonly string[]) => ({
  __typename: 'PromptVersion',
  id: `v${version}`,
  version,
  labels,
  commitMessage: version === 3 ? 'Shorter' : null,
  createdBy: 'Ann',
  createdAt: '2026-11-01T10:00:00.000Z',
});
const whole = { ...prompt, versions: [versionOf(3, ['latest']), versionOf(2, ['production'])], comments: [] };
const numbers = {
  __typename: 'PromptVersionNumbers',
  version: '2',
  messageCount: 1_234,
  traceCount: 56,
  inputTokens: '10',
  outputTokens: '10',
  costPerMessageUsd: 0.001,
  costUsd: 1,
  latencyP50Ms: 800,
  errorShare: 0.01,
  judgedCount: 100,
  successShare: 0.9,
  successInterval: { __typename: 'NumberInterval', low: 0.85, high: 0.95 },
  ratedCount: 0,
  averageRating: null,
  ratingInterval: null,
  firstUsedAt: '2026-11-01T10:00:00.000Z',
  lastUsedAt: '2026-11-02T10:00:00.000Z',
};
const texts: Readonly<Record<number, string>> = { 2: 'Help {{user}}.\nBe kind.', 3: 'Help {{user}}.\nBe short.' };
const contentOf = (version: number) => ({
  __typename: 'PromptVersion',
  id: `v${version}`,
  version,
  text: texts[version],
  messages: null,
  config: {},
  variables: ['user'],
  placeholders: [],
});

const list = (answer: () => unknown, used: unknown = { prompts: [] }) =>
  render(
    <As>
      <PromptsPage />
    </As>,
    { path: '/prompts', answers: { Prompts: answer, PromptsUse: () => used } },
  );

/** The page of the prompt, with what was sent to it. */
async function one(answers: Answers = {}, viewer = viewerOf()) {
  const sent: unknown[] = [];
  const saved = (answer: object) => (variables: unknown) => {
    sent.push(variables);
    return answer;
  };
  await render(
    <As viewer={viewer}>
      <PromptPage />
    </As>,
    {
      path: '/prompts/$promptName',
      at: '/prompts/support%2Fanswer?range=7d&model=gpt-4o',
      answers: {
        PromptPage: () => ({ prompt: whole }),
        PromptNumbers: () => ({ prompt: { __typename: 'Prompt', id: 'p', numbers: [numbers] } }),
        PromptVersionText: ({ version }) => ({ promptVersion: contentOf(Number(version)) }),
        PromptComparison: () => ({ prompt: { __typename: 'Prompt', id: 'p', comparison: [] } }),
        PromptUses: () => ({ prompt: { __typename: 'Prompt', id: 'p', uses: [] } }),
        SavePromptVersion: saved({ savePromptVersion: { __typename: 'PromptVersion', id: 'v4', name: 'support/answer', version: 4 } }),
        SetPromptLabels: saved({ setPromptLabels: { __typename: 'PromptVersion', id: 'v2', version: 2, labels: ['production', 'eu'] } }),
        SetPromptTags: saved({ setPromptTags: { __typename: 'Prompt', id: 'p', tags: ['help', 'en'] } }),
        ...answers,
      },
    },
  );
  return sent;
}

const linkOf = (name: string | RegExp): URLSearchParams =>
  new URL((page.getByRole('link', { name }).element() as HTMLAnchorElement).href).searchParams;

test('prompts stand in a list with the versions that their labels have; without one, or without an answer, the page says so', async () => {
  await list(() => ({ prompts: [] }));
  await expect.element(page.getByText('No prompt yet.')).toBeVisible();
  await list(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  await list(() => ({ prompts: [prompt] }));
  await expect.element(page.getByText('production v2')).toBeVisible();
  expect(page.getByText('latest').elements()).toEqual([]);
});

test('numbers lead to the lists of what they count, in the chosen time and without other filters', async () => {
  await one();
  await expect.element(page.getByRole('link', { name: /1,234|1\.2/ })).toBeVisible();
  expect(Object.fromEntries(linkOf(/1,234|1\.2/))).toEqual({
    range: '7d',
    role: 'ASSISTANT',
    prompt: 'support/answer',
    promptVersion: '2',
  });
  expect(Object.fromEntries(linkOf('56'))).toEqual({ range: '7d', prompt: 'support/answer', promptVersion: '2' });
});

test('a version is shown as it is, or as what changed from another', async () => {
  await one();
  await expect.poll(() => document.querySelector('pre[aria-label=Text]')?.textContent).toBe(texts[3]);
  await page.getByRole('combobox', { name: 'What is shown' }).click();
  await page.getByRole('option', { name: 'Changes from v2' }).click();
  const diff = page.getByRole('region', { name: 'Changes from v2 to v3' });
  await expect.element(diff).toBeVisible();
  const shown = [...diff.element().querySelectorAll('[data-diff]')].map((line) => [
    line.getAttribute('data-diff'),
    line.querySelector('span:last-child')?.lastChild?.textContent,
  ]);
  expect(shown).toEqual([
    ['same', 'Help {{user}}.'],
    ['removed', 'Be kind.'],
    ['added', 'Be short.'],
  ]);
});

test('a new version begins with the text of the one that is shown, and is sent with its labels', async () => {
  const sent = await one();
  await page.getByRole('button', { name: 'New version' }).click();
  const text = page.getByRole('textbox', { name: 'Text' });
  await expect.element(text).toHaveValue(texts[3]!);
  await text.fill('Help {{user}} well.');
  await page.getByRole('textbox', { name: 'Labels' }).fill('staging, eu');
  await page.getByRole('button', { name: 'Save version' }).click();
  await expect
    .poll(() => sent)
    .toEqual([{ input: { name: 'support/answer', text: 'Help {{user}} well.', config: {}, labels: ['staging', 'eu'] } }]);
});

test('labels and tags are set in dialogs, and what is refused stands there', async () => {
  const sent = await one();
  await page.getByRole('button', { name: 'Actions for version 2' }).click();
  await page.getByRole('menuitem', { name: 'Set labels' }).click();
  await page.getByRole('textbox', { name: 'Labels' }).fill('production, eu');
  await page.getByRole('button', { name: 'Set labels' }).click();
  await expect.poll(() => sent).toEqual([{ input: { id: 'v2', labels: ['production', 'eu'] } }]);
  await page.getByRole('button', { name: 'Actions for support/answer' }).click();
  await page.getByRole('menuitem', { name: 'Set tags' }).click();
  await expect.element(page.getByRole('textbox', { name: 'Tags' })).toHaveValue('help');
  await page.getByRole('textbox', { name: 'Tags' }).fill('help, en,,help');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => sent.at(-1)).toEqual({ input: { id: 'p', tags: ['help', 'en'] } });
});

test('a refusal of tags stays in the dialog', async () => {
  await one({ SetPromptTags: () => new Refused('has 51 items; at most 50 are taken', 'input.tags') });
  await page.getByRole('button', { name: 'Actions for support/answer' }).click();
  await page.getByRole('menuitem', { name: 'Set tags' }).click();
  await page.getByRole('button', { name: 'Set tags' }).click();
  await expect.element(page.getByText(/has 51 items; at most 50 are taken/i)).toBeVisible();
});

test('a viewer who may not edit gets no way to', async () => {
  await one({}, viewerOf({ permissions: ['READ'] }));
  await expect.element(page.getByText('Shorter')).toBeVisible();
  expect(page.getByRole('button', { name: /New version|Actions for/ }).elements()).toEqual([]);
});

test('a prompt that there is not, and one that does not come, are named', async () => {
  await one({ PromptPage: () => ({ prompt: null }) });
  await expect.element(page.getByText('There is no such prompt.')).toBeVisible();
  await one({ PromptPage: () => new Refused('The store does not answer.') });
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
});

test('a prompt whose production leads in a circle says that applications get none', async () => {
  const asked: unknown[] = [];
  await one({
    PromptAsServed: (variables) => {
      asked.push(variables);
      return new Refused("Circular dependency: 'support/answer' leads back to 'support/tone'.", undefined, 'PROMPT_REFERENCE');
    },
  });
  await expect.poll(() => document.querySelector('[role=alert]')?.textContent).toContain('production (version 2) get no prompt');
  expect(document.querySelector('[role=alert]')?.textContent).toContain('Circular dependency');
  expect(asked).toEqual([{ name: 'support/answer', version: 2 }]);
});

test('on a phone no button of the page is cut off', async () => {
  await page.viewport(390, 800);
  await one();
  const button = page.getByRole('button', { name: 'New version' });
  await expect.element(button).toBeVisible();
  for (const one of [button, page.getByRole('button', { name: /^Actions for/ })])
    expect(one.first().element().getBoundingClientRect().right).toBeLessThanOrEqual(390);
  await page.viewport(1280, 800);
});
