import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { ask, until } from './ask.ts';
import { accessibilityProblems, openPage } from './browser.ts';
import { useProduct } from './product.ts';

const product = useProduct();

interface Stored {
  readonly content: string;
  readonly role: string;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly metadata: unknown;
}
const stored = async (externalId: string): Promise<Stored | null> =>
  (
    await ask<{ message: Stored | null }>(
      product.server.address,
      'query ($id: String!) { message(externalId: $id) { content role model inputTokens metadata } }',
      { id: externalId },
    )
  ).message;

const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
const takes = async (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  page.getByLabel('File to import').setInputFiles(files);
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const status = (page: Page) => page.getByRole('region', { name: 'Import' }).getByRole('status');
const importButton = (page: Page) => page.getByRole('button', { name: 'Import', exact: true });

test('a table with columns of its own is mapped, imported, and its mapping reads the next one', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/import`);
  // By keyboard alone as far as the browser's own dialog.
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([csv('calls.csv', 'ref;sagt;Kosten\nwarm-1;Grüß Gott;12\nwarm-2;"ganz "anders";13\nwarm-3;Servus;14\n')]);
  await page.getByRole('cell', { name: 'Grüß Gott' }).waitFor();
  await choose(page, 'Field of ref', 'Id of the record');
  await choose(page, 'Field of sagt', 'Text of the message');
  await choose(page, 'Field of Kosten', 'Input tokens');
  await page.getByRole('button', { name: 'Add a fixed value' }).click();
  await choose(page, 'Field of fixed value 1', 'Model');
  await page.getByLabel('Value in every row').fill('house-1');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('calls of the house');
  await page.keyboard.press('Enter');
  await page.getByText('Mapping saved.').waitFor();
  await importButton(page).click();
  await page.getByText('Imported: 2 messages. 1 row refused.').waitFor();
  expect(await page.getByRole('list', { name: 'Refused rows' }).innerText()).toMatch(/^Line 3 has a quote/);
  expect(await stored('warm-3')).toMatchObject({ content: 'Servus', role: 'ASSISTANT', model: 'house-1', inputTokens: 14 });
  expect(await accessibilityProblems(page)).toEqual([]);

  await takes(page, csv('more.csv', 'ref;sagt;Kosten;Ort\nwarm-3;Servus;14;Wien\nwarm-4;Baba;15;Graz\n'));
  await page.getByRole('cell', { name: 'Baba' }).waitFor();
  await page.getByRole('combobox', { name: 'Mapping', exact: true }).getByText('calls of the house').waitFor();
  await importButton(page).click();
  await page.getByText('Imported: 2 messages (1 new, 1 known).').waitFor();
  expect(await stored('warm-4')).toMatchObject({ content: 'Baba', model: 'house-1', metadata: { Ort: 'Graz' } });
  await page.getByRole('region', { name: 'Import' }).getByRole('link', { name: 'Messages' }).click();
  await page.getByText('Baba').first().waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('JSON Lines and Parquet are mapped like a table, members of objects by their path', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/import`);
  const lines = [
    { key: 'line-1', out: { words: 'Eins' }, usage: { in: 3 } },
    { key: 'line-2', out: { words: 'Zwei' } },
  ];
  await takes(page, csv('calls.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')));
  await page.getByRole('cell', { name: 'Zwei' }).waitFor();
  await choose(page, 'Field of key', 'Id of the record');
  await choose(page, 'Field of out.words', 'Text of the message');
  await choose(page, 'Field of usage.in', 'Input tokens');
  await importButton(page).click();
  await page.getByText('Imported: 2 messages.').waitFor();
  expect(await stored('line-1')).toMatchObject({ content: 'Eins', inputTokens: 3 });

  const table = parquetWriteBuffer({
    columnData: [
      { name: 'key', data: ['row-1', 'row-2'], type: 'STRING' },
      { name: 'words', data: ['Drei', 'Vier'], type: 'STRING' },
    ],
  });
  await takes(page, { name: 'calls.parquet', mimeType: 'application/octet-stream', buffer: Buffer.from(table) });
  await page.getByRole('cell', { name: 'Vier' }).waitFor();
  await choose(page, 'Field of key', 'Id of the record');
  await choose(page, 'Field of words', 'Text of the message');
  await importButton(page).click();
  await page.getByText('Imported: 2 messages.').waitFor();
  expect(await stored('row-2')).toMatchObject({ content: 'Vier' });
  expect(complaints).toEqual([]);
  await close();
});

test('while 50 MB are imported the page answers, asks before it is left, and stops where it is asked to', async () => {
  const path = join(product.dataDir, 'long.csv');
  const row = `c,USER,${'All work and no play makes a long file. '.repeat(12)}`;
  await writeFile(
    path,
    `externalId,conversationId,role,content\n${Array.from({ length: 104_000 }, (_, n) => `long-${n},${row}`).join('\n')}`,
  );
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/import`);
  await page.getByLabel('File to import').setInputFiles(path);
  await page.getByText('The first records of the file hold 200 messages.').waitFor();
  await importButton(page).click();
  await page.getByText(/^Importing: [1-9]/).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/^Page, experiment/).fill('prices');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Leave while a file is imported?' }).getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByText(/^Stopped; imported before: /).waitFor();
  const count = Number((/([\d,]+) messages/.exec(await status(page).innerText())?.[1] ?? '0').replaceAll(',', ''));
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(104_000);
  // What was counted is stored.
  await until(
    () => ask<{ workspace: { messageCount: number } }>(product.server.address, '{ workspace { messageCount } }'),
    ({ workspace }) => workspace.messageCount >= count,
  );
  expect(complaints).toEqual([]);
  await close();
  await rm(path);
});
