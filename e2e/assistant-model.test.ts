import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openFakeModels,
  type FakeModels,
  type FakeRequest,
  type FakeStep,
} from '../server/src/domains/model-connections/tests/fake-models.testing.ts';
import { ask, untilProjected } from './ask.ts';
import { accessibilityProblems, openPage, settled } from './browser.ts';
import { useProduct } from './product.ts';

/** The assistant with a language model that this file plays over HTTP, in a browser, by the keyboard. */

const product = useProduct();
const HOUR_MS = 3_600_000;
let model: FakeModels;

beforeAll(async () => {
  model = await openFakeModels({ api: 'openai' });
  model.answer(answerFor);
  const { address } = product.server;
  await ask(address, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    messages: Array.from({ length: 40 }, (_, index) => ({
      externalId: `m-${index}`,
      conversationId: `c-${index}`,
      role: 'ASSISTANT',
      content: `answer ${index}`,
      createdAt: new Date(Date.now() - (40 - index) * HOUR_MS).toISOString(),
      model: index % 4 === 0 ? 'gpt-4o' : 'gpt-4o-mini',
      sessionId: `session-${index % 4}`,
      inputTokens: 100 + index,
      outputTokens: 20,
      latencyMs: 400 + index,
    })),
  });
  await ask(address, 'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }', {
    input: { externalId: 'sft-1', name: 'sft one', totalSteps: 100 },
  });
  await untilProjected(address);
  await ask(address, 'mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
    input: { name: 'played', kind: 'OPENAI_COMPATIBLE', baseUrl: model.url, allowedModels: ['small'] },
  });
});
afterAll(() => model?.close());

/** What the model does with the last text of the person: it calls a tool, then states cells of its result. */
function answerFor({ body }: FakeRequest): readonly FakeStep[] {
  const messages = body.messages as { role: string; content: string }[];
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const asked = messages[last]?.content ?? '';
  const results = messages.slice(last + 1).filter(({ role }) => role === 'tool');
  const handle = /^(r\d+):/m.exec(results.at(-1)?.content ?? '')?.[1] ?? 'r1';
  if (asked.startsWith('Cancel'))
    return results.length === 0
      ? [{ call: 'training_control', json: '{"operation":"cancel_training","jobId":"sft one"}' }]
      : [{ text: 'I propose to cancel it; ' }, { text: 'the card is yours.' }];
  if (asked.startsWith('Explain'))
    return results.length === 0
      ? [{ call: 'production_metrics', json: '{"measures":["messages"]}' }]
      : [{ text: `There are {{${handle}.facts.messages}} in it.` }];
  return results.length === 0
    ? [{ call: 'get_session_metrics', json: '{"sessionIds":["session-1","session-2"]}' }]
    : [
        { text: 'Session session-1 had ' },
        { text: `{{${handle}.rows[0].mess` },
        { text: 'ages}}. It had twelve more. ![x](https://evil.example/p) See ' },
        { text: '[the messages](/messages?session=session-1) for all.' },
      ];
}

// Over 10 s: axe looks at the page in both themes, and the explorer is loaded.
test('what is asked is answered with a number that leads to its query, a chart, and a page', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/assistant`);
  await settled(page);
  await page.getByRole('textbox', { name: 'Ask the assistant' }).fill('How busy were the sessions?');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'How busy were the sessions?' });
  const number = answer.getByRole('link', { name: '10 messages' });
  await number.waitFor();
  await answer.getByRole('table', { name: 'Cost by session' }).waitFor();
  // Neither the number that stands in no result, nor the picture of another site.
  await answer.getByText('is not shown', { exact: false }).first().waitFor();
  expect(await answer.innerText()).not.toMatch(/twelve|evil/);
  expect(await answer.locator('img').count()).toBe(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  const [explorer] = await Promise.all([page.context().waitForEvent('page'), number.press('Enter')]);
  await explorer.getByRole('button', { name: /Execute query/ }).click();
  await explorer.getByText('"messageCount": 10').first().waitFor();
  await explorer.close();
  await answer.getByRole('link', { name: 'the messages' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
  expect(new URL(page.url()).searchParams.getAll('session')).toEqual(['session-1']);
  expect(complaints).toEqual([]);
  await close();
});

test('a change that a model proposes is made when its card is confirmed by the keyboard, and stands in the audit log', async () => {
  const { address } = product.server;
  const { page, complaints, close } = await openPage(product.browser, `${address}/assistant`);
  const statusOf = async (): Promise<string> =>
    (
      await ask<{ trainingJobs: { edges: { node: { status: string } }[] } }>(
        address,
        '{ trainingJobs(first: 1) { edges { node { status } } } }',
      )
    ).trainingJobs.edges[0]?.node.status ?? '';
  const before = await statusOf();
  await page.getByRole('textbox', { name: 'Ask the assistant' }).fill('Cancel my job');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Cancel the training job "sft one"' });
  await card.getByText('Nothing is changed yet.').waitFor();
  await page.getByText('the card is yours.').waitFor();
  expect(await statusOf()).toBe(before);
  await card.getByRole('button', { name: 'Confirm' }).press('Enter');
  await card.getByText('Done.').waitFor();
  await expect.poll(statusOf).not.toBe(before);
  await page.goto(`${address}/audit`);
  await page
    .getByText(/^Assistant for /)
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a command asks no model, also where one is connected', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/assistant`);
  const before = model.requests.length;
  await page.getByRole('textbox', { name: 'Ask the assistant' }).fill('/calculator expression="6 * 7"');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Calculator' }).getByText('42', { exact: true }).first().waitFor();
  expect(model.requests).toHaveLength(before);
  expect(complaints).toEqual([]);
  await close();
});

test('"Explain" in the menu of a chart asks beside the page, with the stretch of time and the filters that are looked at', async () => {
  const [from, to] = [10, 2].map((hours) => new Date(Date.now() - hours * HOUR_MS).toISOString()) as [string, string];
  const address = `${product.server.address}/?range=custom&from=${from}&to=${to}&model=gpt-4o-mini`;
  const { page, complaints, close } = await openPage(product.browser, address);
  await settled(page);
  const chart = page.locator('section', { has: page.getByRole('heading', { name: 'Response time', exact: true }) }).first();
  await chart.hover();
  await chart.getByRole('button', { name: 'Actions of this panel' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Explain' }).press('Enter');
  const panel = page.getByRole('complementary', { name: 'Assistant' });
  await panel.getByText('There are', { exact: false }).first().waitFor();
  await panel.getByRole('article', { name: /^Explain “Response time”/ }).waitFor();
  const sent = JSON.stringify(model.requests.at(-1)?.body.messages);
  for (const part of [from, to, 'gpt-4o-mini', 'Response time']) expect(sent).toContain(part);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
