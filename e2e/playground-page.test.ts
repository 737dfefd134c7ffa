import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFakeModels, type FakeModels } from '../server/src/domains/model-connections/tests/fake-models.testing.ts';
import { ask } from './ask.ts';
import { accessibilityProblems, openPage, settled } from './browser.ts';
import { useProduct } from './product.ts';

/** The playground over a real server and a server of models over real HTTP: from a prompt's version to answers side by side, kept and shared. */

const product = useProduct();
let fake: FakeModels;
beforeAll(async () => {
  fake = await openFakeModels({ api: 'openai' });
  const { address } = product.server;
  await ask(address, 'mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
    input: { name: 'local', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small', 'large'] },
  });
  await ask(address, 'mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { id } }', {
    input: {
      name: 'greet',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Greet {{name}}.' },
      ],
      config: { model: 'small', temperature: 0.2 },
    },
  });
});
afterAll(() => fake?.close());

// Over 10 s: axe looks at the page in both themes.
test('a version of a prompt runs over two rows on two models, of which one is limited; a reload in the middle shows what there is', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/prompts/greet`);
  await page.getByRole('link', { name: 'Open in playground' }).click();
  await page.getByRole('link', { name: 'greet v1' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Text of message 2' }).inputValue()).toBe('Greet {{name}}.');
  expect(await page.getByRole('textbox', { name: 'Temperature' }).inputValue()).toBe('0.2');
  await page.getByRole('combobox', { name: 'Add a model' }).fill('large');
  await page.getByRole('option', { name: /local\/large/ }).click();
  await page.getByRole('textbox', { name: 'name of row 1' }).fill('Ada');
  await page.getByRole('button', { name: 'Add a row' }).click();
  await page.getByRole('textbox', { name: 'name of row 2' }).fill('Bob');
  fake.answer(({ body }) =>
    body.model === 'large'
      ? { status: 429, headers: { 'retry-after': '60' } }
      : JSON.stringify(body.messages).includes('Ada')
        ? [{ text: 'Hello Ada.' }]
        : [{ text: 'Hello ' }, 'stall'],
  );
  await page.keyboard.press('Control+Enter');
  await page.getByText('Hello Ada.').waitFor();
  await page.waitForURL(/\?run=/);
  await page.reload();
  await page.getByRole('region', { name: 'Row 2' }).getByText('Hello', { exact: true }).waitFor();
  await page.getByText('3 of 4 done', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Stopped; what stands above had come.').waitFor();
  expect(await page.getByText('The server of the model asks to wait.').count()).toBe(2);
  await settled(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  expect(fake.requests.find(({ body }) => body.model === 'small')?.body).toMatchObject({
    temperature: 0.2,
    messages: [{ content: 'Be brief.' }, { content: 'Greet Ada.' }],
  });
  // Every call is in the ledger, also those that failed or were stopped.
  const { modelSpending } = await ask<{ modelSpending: { callCount: number; failedCount: number }[] }>(
    product.server.address,
    '{ modelSpending(days: 1) { callCount failedCount } }',
  );
  expect(modelSpending.reduce((sum, { callCount }) => sum + callCount, 0)).toBe(4);
  expect(modelSpending.reduce((sum, { failedCount }) => sum + failedCount, 0)).toBe(2);
  // It is kept, and found again.
  await page.getByRole('button', { name: 'New' }).click();
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: /Greet \{\{name\}\}/ }).click();
  await page.getByText('Hello Ada.').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

// Over 10 s: axe looks at the page.
test('on a phone the answers follow the prompt, and a tool that is called waits for its result', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/playground`, {
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('textbox', { name: 'Text of message 1' }).fill('Be brief.');
  await page.getByRole('textbox', { name: 'Text of message 2' }).fill('Is it warm?');
  await page.getByRole('button', { name: 'Add tools' }).click();
  fake.answer([{ text: 'I look. ' }, { call: 'weather', json: '{"city": "Rome"}' }]);
  await page.getByRole('button', { name: /^Run/ }).click();
  const result = page.getByRole('textbox', { name: /Result of weather/ });
  await result.fill('25 °C');
  fake.answer([{ text: 'Yes, 25 °C.' }]);
  await page.getByRole('button', { name: 'Go on with this result' }).click();
  await page.getByText('Yes, 25 °C.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});
