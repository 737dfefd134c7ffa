import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { FilterRow } from './filter-row.tsx';

const models = ['gpt-4o', 'gpt-4o-mini', 'claude-haiku', 'llama-8b', 'llama-70b', 'mistral', 'qwen', 'phi', 'gemma'];
const answers = {
  FilterChoices: () => ({
    filterOptions: {
      models,
      providers: ['openai'],
      trainingMethods: [],
      sessions: [],
      experiments: ['dpo-r2'],
      variants: ['a', 'b'],
      environments: [],
    },
  }),
};
const chip = (name: RegExp) => page.getByRole('button', { name });

test('choosing values puts them into the address and onto the chip; the cross takes them out', async () => {
  const { search } = await render(<FilterRow />, { answers });
  await chip(/^Rating/).click();
  await page.getByRole('menuitemcheckbox', { name: '★★★★★' }).click();
  await page.getByRole('menuitemcheckbox', { name: '★', exact: true }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(chip(/^Rating is 1 ★, 5 ★/)).toBeVisible();
  expect(search()).toBe('?rating=1&rating=5');
  await page.getByRole('button', { name: 'Clear rating' }).click();
  await expect.element(chip(/^Rating any/)).toBeVisible();
  expect(search()).toBe('');
});

test('a long list can be searched, by keyboard alone', async () => {
  const { search } = await render(<FilterRow />, { answers });
  await expect.element(chip(/^Model any/)).toBeVisible();
  ((await chip(/^Model/).element()) as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('combobox', { name: 'Search model' }).or(page.getByLabelText('Search model'))).toBeVisible();
  await userEvent.keyboard('haiku');
  await expect.poll(() => page.getByRole('menuitemcheckbox').elements().length).toBe(1);
  await userEvent.keyboard('{ArrowDown}{Enter}{Escape}');
  await expect.element(chip(/^Model is claude-haiku/)).toBeVisible();
  expect(search()).toBe('?model=claude-haiku');
});

test('one of two: choosing the other replaces it, choosing it again clears it', async () => {
  const { search } = await render(<FilterRow />, { answers, at: '/?result=success' });
  await chip(/^Result is success/).click();
  await page.getByRole('menuitemcheckbox', { name: 'failure' }).click();
  await expect.element(chip(/^Result is failure/)).toBeVisible();
  expect(search()).toBe('?result=failure');
  await chip(/^Result is failure/).click();
  await page.getByRole('menuitemcheckbox', { name: 'failure' }).click();
  await expect.element(chip(/^Result any/)).toBeVisible();
  expect(search()).toBe('');
});

test('a filter that came with the address has its chip, and stays in its list when the workspace no longer offers it', async () => {
  await render(<FilterRow />, { answers, at: '/?environment=staging' });
  await chip(/^Environment is staging/).click();
  await expect.element(page.getByRole('menuitemcheckbox', { name: 'staging' })).toHaveAttribute('aria-checked', 'true');
});

test('clear filters leaves the time range alone', async () => {
  const { search } = await render(<FilterRow />, { answers, at: '/?range=7d&model=gpt-4o&channel=widget' });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(search).toBe('?range=7d');
});

test('a list with nothing in it says where its values come from', async () => {
  await render(<FilterRow />, { answers });
  await chip(/^Session any/).click();
  await expect.element(page.getByText('No message has carried a session id yet.')).toBeVisible();
});
