import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { useProduct } from './product.ts';

const product = useProduct();

test('on an empty workspace the Overview says how to begin, and the Connect page sees the first message arrive', async () => {
  const { page, complaints, close } = await openPage(product.browser, product.server.address);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page
    .locator('main')
    .getByRole('link', { name: /connect/i })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Connect' }).waitFor();
  await page.getByText('None has arrived yet.').waitFor();

  // The key that is made here stands in the snippet, which runs as it is.
  await page.getByLabel('What will use it').fill('end to end');
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByText('Keep it now').waitFor();
  await page.getByRole('tab', { name: 'TypeScript' }).click();
  const snippet = await page.getByRole('tabpanel', { name: 'TypeScript' }).locator('pre').innerText();
  expect(snippet).toMatch(/Bearer ftl_/);
  const path = join(product.dataDir, 'first-message.ts');
  await writeFile(path, snippet);
  const { stdout } = await promisify(execFile)(process.execPath, [path]);
  expect(JSON.parse(stdout)).toMatchObject({ data: { ingestMessages: { accepted: 2, updated: 0, rejected: [] } } });

  await page.getByText('The first message is here.').waitFor();
  await page.getByRole('link', { name: 'Open its conversation' }).click();
  await page.getByRole('article', { name: 'assistant message' }).getByText('It leaves at 9:40; shall I book it?').first().waitFor();
  await page.getByRole('link', { name: 'Overview' }).first().click();
  const messages = page.getByRole('region', { name: 'Main numbers' }).locator('.uk-tile', { hasText: 'Messages' });
  await expect.poll(() => messages.locator('.uk-tile-value .uk-hidden').innerText(), { timeout: 15_000 }).toBe('1');
  expect(complaints).toEqual([]);
  await close();
});
