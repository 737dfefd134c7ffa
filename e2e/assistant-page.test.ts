import { expect, test } from 'vitest';
import { accessibilityProblems, openPage, settled } from './browser.ts';
import { ask, until } from './ask.ts';
import { useProduct } from './product.ts';

/** The assistant without a language model, from a command to numbers, chart, page, explorer, and a change in the audit log. */

const product = useProduct();
const HOUR_MS = 3_600_000;

const messages = Array.from({ length: 40 }, (_, index) => ({
  externalId: `m-${index}`,
  conversationId: `c-${index}`,
  role: 'ASSISTANT',
  content: `answer ${index}`,
  createdAt: new Date(Date.now() - (40 - index) * HOUR_MS).toISOString(),
  model: 'gpt-4o',
  provider: 'openai',
  sessionId: `session-${index % 4}`,
  inputTokens: 100 + index,
  outputTokens: 20,
  latencyMs: 400 + index,
}));

test('there are messages of four sessions, and a training job', async () => {
  const { address } = product.server;
  await ask(address, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
  await ask(address, 'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }', {
    input: { externalId: 'sft-1', name: 'sft one', totalSteps: 100 },
  });
  const count = () =>
    ask<{ analytics: { overview: { messageCount: number } } }>(address, '{ analytics(filter: {}) { overview { messageCount } } }');
  await until(count, ({ analytics }) => analytics.overview.messageCount === 40);
});

// Over 10 s: axe looks at the page in both themes, and the explorer is loaded.
test('a command shows numbers with the query behind them, a chart, and the page with the same filters', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/assistant`);
  await settled(page);
  const field = page.getByRole('textbox', { name: 'Ask the assistant' });
  await page.getByText('No language model is connected.', { exact: false }).first().waitFor();
  await field.fill('/get_session_metrics');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Session ids/ }).fill('session-1\nsession-2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const answer = page.getByRole('article', { name: 'Session metrics' });
  const count = answer.getByRole('link', { name: '20 messages' });
  await count.waitFor();
  await answer.getByRole('table', { name: 'Cost by session' }).waitFor();
  expect(
    await answer
      .getByRole('table', { name: /^Session metrics, 2 rows/ })
      .getByRole('row')
      .count(),
  ).toBe(3);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  // The number's own query, as it was run, answers the same in the explorer.
  const [explorer] = await Promise.all([page.context().waitForEvent('page'), count.click()]);
  await explorer.getByRole('button', { name: /Execute query/ }).click();
  await explorer.getByText('"messageCount": 20').first().waitFor();
  await explorer.close();
  // It is kept: another visit has it, and its search finds it.
  await page.reload();
  await count.waitFor();
  await page.getByRole('searchbox', { name: 'Search in conversations' }).fill('session-2');
  await page
    .getByRole('complementary', { name: 'Conversations' })
    .getByRole('button', { name: /get_session_metrics/ })
    .waitFor();
  await answer.getByRole('link', { name: 'Analytics of these sessions' }).click();
  await page.getByRole('button', { name: /^Session/ }).waitFor();
  expect(new URL(page.url()).searchParams.getAll('session')).toEqual(['session-1', 'session-2']);
  expect(complaints).toEqual([]);
  await close();
});

test('a name that does not exist is put right by a press; a change is made when its card is confirmed, and stands in the audit log', async () => {
  const { address } = product.server;
  const { page, complaints, close } = await openPage(product.browser, `${address}/assistant`);
  const statusOf = async () =>
    (
      await ask<{ trainingJobs: { edges: { node: { status: string } }[] } }>(
        address,
        '{ trainingJobs(first: 1) { edges { node { status } } } }',
      )
    ).trainingJobs.edges[0]?.node.status ?? '';
  const before = await statusOf();
  await page.getByRole('textbox', { name: 'Ask the assistant' }).fill('/training_control cancel');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Job id' }).fill('sft on');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'sft one', exact: true }).click();
  const card = page.getByRole('region', { name: 'Cancel the training job "sft one"' });
  await card.getByText('Nothing is changed yet.').waitFor();
  expect(await card.getByRole('row').nth(1).textContent()).toContain(before);
  expect(await statusOf()).toBe(before);
  expect(await accessibilityProblems(page)).toEqual([]);
  await card.getByRole('button', { name: 'Confirm' }).click();
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

test('beside another page it is shown what that page shows, on a screen and on a phone', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/messages?range=7d`);
  await settled(page);
  await page.keyboard.press('Control+i');
  const panel = page.getByRole('complementary', { name: 'Assistant' });
  await panel.getByText('With what I look at: Messages, range: 7d').waitFor();
  await page.keyboard.type('/calculator expression="2 + 3"');
  await page.keyboard.press('Enter');
  await panel.getByRole('article').getByText('Looking at').waitFor();
  await panel.getByText('5', { exact: true }).first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await panel.getByRole('link', { name: 'Open on its page' }).click();
  await page.getByRole('heading', { level: 1, name: 'Assistant' }).waitFor();
  await page.getByRole('article', { name: 'Calculator' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
