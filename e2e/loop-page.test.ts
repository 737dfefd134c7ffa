import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REFERENCE_TRAINER } from '../server/src/commands/runner/configuration.ts';
import { runRunner } from '../server/src/commands/runner/runner.ts';
import { ask } from './ask.ts';
import { accessibilityProblems, openPage, settled } from './browser.ts';
import { useProduct } from './product.ts';

/** The loop over a real server, in a browser: from answers that failed to a model that a runner on this machine trains, and its verdict. */

const product = useProduct();
let folder: string;
const stopping = new AbortController();
let running: Promise<void>;

/** Sums below 10 were answered well, others as 9; a person has corrected all but the last. */
const sums = Array.from({ length: 100 }, (_, n) => {
  const [a, b] = [Math.floor(n / 10), n % 10];
  return { prompt: `${a}+${b}`, right: String(a + b), answer: a + b < 10 ? String(a + b) : '9' };
});

beforeAll(async () => {
  const { address, key } = product.server;
  folder = await mkdtemp(join(tmpdir(), 'loop-'));
  const messages = sums.flatMap(({ prompt, answer }, n) => [
    { externalId: `q${n}`, conversationId: `c${n}`, role: 'USER', content: prompt, createdAt: new Date(Date.now() - 60_000).toISOString() },
    {
      externalId: `a${n}`,
      conversationId: `c${n}`,
      role: 'ASSISTANT',
      content: answer,
      model: 'sums',
      createdAt: new Date(Date.now() - 59_000).toISOString(),
    },
  ]);
  const evaluations = sums.map(({ right, answer }, n) => ({
    externalId: `e${n}`,
    messageExternalId: `a${n}`,
    evaluator: 'Ada',
    evaluatorKind: 'HUMAN',
    success: right === answer,
    ...(right !== answer && n !== 99 && { correctedOutput: right }),
  }));
  await ask(
    address,
    `mutation ($messages: [MessageInput!]!, $evaluations: [EvaluationInput!]!) {
      ingestMessages(messages: $messages) { accepted } evaluateMessages(evaluations: $evaluations) { accepted } }`,
    { messages, evaluations },
  );
  const parameters = {
    steps: 120,
    width: 32,
    layers: 1,
    heads: 2,
    context_length: 12,
    batch_size: 24,
    learning_rate: 0.01,
    warmup_steps: 10,
    sample_count: 0,
  };
  await ask(address, 'mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }', {
    input: { name: 'small sums', command: 'sums', parameters },
  });
  await writeFile(join(folder, 'runner.json'), JSON.stringify({ commands: { sums: { run: [process.execPath, REFERENCE_TRAINER] } } }));
  const options = { name: 'here', folder, isOnce: true, stopping: stopping.signal, giveBack: stopping.signal, say: () => {} };
  running = runRunner({ url: address, apiKey: key }, options);
});
afterAll(async () => {
  stopping.abort();
  await running?.catch(() => {});
  await rm(folder, { recursive: true, force: true });
});

// Over 10 s: a small language model is trained on the way, and axe looks at the page in both themes.
test(
  'goes from failures to a verdict: a correction by keyboard, the dataset, the training, and what it fixed',
  { timeout: 120_000 },
  async () => {
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/loops`);
    await page.getByText('No loop yet.').waitFor();
    await page.getByRole('button', { name: 'New loop' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('sums above 9');
    await page.getByRole('button', { name: 'Start loop' }).click();
    await page.getByRole('heading', { name: 'sums above 9' }).waitFor();
    const step = (name: string) => page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: name });
    await step('Corrected').getByText('44 of 45', { exact: true }).waitFor();
    // The last one is corrected by keyboard.
    await page.getByText('the last one').waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('18');
    await page.keyboard.press('Control+Enter');
    await step('Corrected').getByText('45', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Build the dataset' }).click();
    await step('Dataset').getByText('100', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByText(/Fixed \d+ % .* of the 45 failed prompts/).waitFor({ timeout: 60_000 });
    await running;
    const { loops } = await ask<{ loops: { status: string; verdict: { sentence: string; fixed: { count: number } } }[] }>(
      product.server.address,
      '{ loops { status verdict { sentence fixed { count } } } }',
    );
    expect(loops).toHaveLength(1);
    expect(loops[0]?.status).toBe('DONE');
    expect(await page.getByText(loops[0]?.verdict.sentence as string).count()).toBe(1);
    expect(loops[0]?.verdict.fixed.count).toBeGreaterThan(20);
    // Each prompt before and after.
    const prompts = page.getByRole('table', { name: 'Prompts of the loop' });
    await prompts.getByRole('row').filter({ hasText: '9+9' }).getByText('18', { exact: true }).first().waitFor();
    await settled(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    // What it has made leads back to it.
    await step('Training').getByRole('link').click();
    await page.locator('main a[href^="/loops/"]').click();
    await page.getByRole('heading', { name: 'sums above 9' }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
    await close();
  },
);
