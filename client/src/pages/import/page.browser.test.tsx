import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render, type Answers } from '../../testing/render.tsx';
import type { Place } from './engine/engine.ts';
import { serve } from './engine/serve.ts';
import { ImportPage } from './page.tsx';

const sent: Record<string, unknown>[] = [];
/** What the server does with records; `null`: it does not answer yet. */
let answer: ((items: readonly unknown[]) => Response | Promise<Response>) | null = null;
const taken = (items: readonly unknown[]) => Response.json({ data: { result: { accepted: items.length, updated: 0, rejected: [] } } });

beforeEach(() => {
  sent.length = 0;
  answer = taken;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
    const { variables } = JSON.parse(String(init?.body)) as { variables: { items: Record<string, unknown>[] } };
    sent.push(...variables.items);
    return answer === null ? new Promise(() => undefined) : answer(variables.items);
  });
});
afterEach(() => vi.restoreAllMocks());

/** The same program as in a worker, in the page: what it sends can be seen. */
function inPage(): Place {
  const { port1, port2 } = new MessageChannel();
  serve(port2);
  port1.start();
  port2.start();
  return { port: port1, close: () => port1.close() };
}

async function open(file: File, answers: Answers = { ImportMappings: () => ({ importMappings: [] }) }): Promise<void> {
  await render(<ImportPage start={inPage} />, { path: '/import', answers });
  await expect.element(button('Choose a file')).toBeVisible();
  drop(file);
}

function drop(file: File): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  page
    .getByRole('main')
    .element()
    .firstElementChild?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const choice = (name: string) => page.getByRole('combobox', { name, exact: true });
const choose = async (name: string, option: string) => {
  await choice(name).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

const table = 'chat,external id,speaker,reply,created,shelf\na,1,ASSISTANT,Yes,2026-01-01T10:00:00Z,x\nb,2,ASSISTANT,No "sure",then,y\n';
const mapping = (id: string, name: string, columns: object[]) => ({
  __typename: 'ImportMapping',
  id,
  name,
  columns: columns.map((one) => ({ __typename: 'MappedColumn', ...one })),
  constants: [],
  keepsUnknown: false,
});

describe('a table', () => {
  test('is shown, read by suggested columns, sent on a click, and its broken row is named by line', async () => {
    await open(new File([table], 'calls.csv'));
    await expect.element(page.getByText('The file holds 1 message. 1 row cannot be read.')).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'First rows' }).getByRole('cell', { name: 'Yes' })).toBeVisible();
    await expect.element(choice('Field of reply')).toHaveTextContent('Text of the message');
    await expect.element(choice('Field of shelf')).toHaveTextContent('Metadata');
    expect(sent).toEqual([]);
    await button('Import').click();
    await expect.element(page.getByText('Imported: 1 message. 1 row refused.')).toBeVisible();
    expect(page.getByRole('list', { name: 'Refused rows' }).element().textContent).toMatch(/^Line 3 has a quote in the middle/);
    expect(sent).toMatchObject([{ content: 'Yes', role: 'ASSISTANT', metadata: { shelf: 'x' } }]);
    await expect.element(page.getByRole('link', { name: 'Messages' })).toBeVisible();
  });

  test('has its columns and fixed values changed by hand', async () => {
    await open(new File(['said,shelf\nHello,x\n'], 'calls.csv'));
    await choose('Field of said', 'Text of the message');
    await page.getByRole('checkbox', { name: 'Keep columns that are no field as metadata' }).click();
    await expect.element(page.getByText('Its column "shelf" is no field: it is left out.')).toBeVisible();
    await button('Add a fixed value').click();
    await choose('Field of fixed value 1', 'Model');
    await page.getByLabelText('Value in every row').fill('gpt-4');
    await button('Import').click();
    await expect.element(page.getByText('Imported: 1 message.')).toBeVisible();
    expect(sent).toMatchObject([{ content: 'Hello', model: 'gpt-4' }]);
    expect(sent[0]).not.toHaveProperty('metadata');
  });

  test('without a row says so', async () => {
    await open(new File(['reply,shelf\n'], 'calls.csv'));
    await expect.element(page.getByText('It has a header, and no row below it.')).toBeVisible();
    await expect.element(button('Import')).toBeDisabled();
  });
});

describe('a mapping', () => {
  test('is saved under a name; a refusal is marked at it', async () => {
    const save = vi.fn((variables: Record<string, unknown>) => {
      const { name, columns } = variables['input'] as { name: string; columns: object[] };
      return name === 'bad' ? new Refused('is taken.', 'input.name') : { saveImportMapping: mapping('m1', name, columns) };
    });
    await open(new File([table], 'calls.csv'), { ImportMappings: () => ({ importMappings: [] }), SaveImportMapping: save });
    await button('Save mapping').click();
    const dialog = page.getByRole('dialog', { name: 'Save this mapping' });
    await dialog.getByLabelText('Name').fill('bad');
    await dialog.getByRole('button', { name: 'Save mapping' }).click();
    await expect.element(dialog.getByLabelText('Name')).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabelText('Name').fill('calls');
    await dialog.getByRole('button', { name: 'Save mapping' }).click();
    await expect.poll(() => dialog.query()).toBeNull();
    expect(save.mock.lastCall?.[0]).toMatchObject({
      input: { name: 'calls', keepsUnknown: true, columns: expect.arrayContaining([{ field: 'content', column: 'reply' }]) },
    });
  });

  test('that names columns of the file is taken; deleting it asks first', async () => {
    const saved = [mapping('m1', 'shelves', [{ field: 'content', column: 'shelf' }])];
    const remove = vi.fn(() => ({ deleteImportMapping: 'm1' }));
    await open(new File([table], 'calls.csv'), { ImportMappings: () => ({ importMappings: saved }), DeleteImportMapping: remove });
    await expect.element(choice('Mapping')).toHaveTextContent('shelves');
    await expect.element(choice('Field of shelf')).toHaveTextContent('Text of the message');
    await expect.element(choice('Field of reply')).toHaveTextContent('Left out');
    await button('Delete mapping').click();
    const dialog = page.getByRole('dialog', { name: 'Delete the mapping shelves?' });
    expect(remove).not.toHaveBeenCalled();
    await dialog.getByRole('button', { name: 'Delete mapping' }).click();
    await expect.poll(() => remove.mock.calls.length).toBe(1);
  });
});

describe('an import', () => {
  test('has nothing changed while it runs, and can be stopped', async () => {
    answer = null;
    await open(new File([table], 'calls.csv'));
    await button('Import').click();
    await expect.element(page.getByRole('progressbar', { name: 'Share of the file that is read' })).toBeVisible();
    for (const name of ['Mapping', 'Field of reply', 'Separator', 'Encoding']) await expect.element(choice(name)).toBeDisabled();
    for (const name of ['Another file', 'Save mapping', 'Add a fixed value']) await expect.element(button(name)).toBeDisabled();
    await button('Stop').click();
    await expect.element(button('Stopping')).toBeDisabled();
  });

  test('that the server refuses says why, in no words of a terminal', async () => {
    answer = () => new Response('', { status: 401 });
    await open(new File([table], 'calls.csv'));
    await button('Import').click();
    await expect.element(page.getByText('The server does not let this browser in.')).toBeVisible();
    await expect.element(page.getByText('Not finished; imported before: nothing. 1 row refused.')).toBeVisible();
    await expect.element(button('Import again')).toBeEnabled();
  });
});

test.each([
  [new File(['hello\n'], 'notes.txt'), /The format of notes.txt is not known/],
  [new File([''], 'calls.csv'), /calls.csv is empty/],
  [new File(['{"gpt-4":{"litellm_provider":"openai","input_cost_per_token":1e-6}}'], 'prices.json'), /prices.json is a table of prices/],
])('a file that cannot be read says why, and offers no import: %#', async (file, words) => {
  await open(file);
  await expect.element(page.getByText(words)).toBeVisible();
  expect(button('Import').query()).toBeNull();
});
