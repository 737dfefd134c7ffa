import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { FilterRow } from './filter-row.tsx';

const models = ['gpt-4o', 'gpt-4o-mini', 'claude-haiku', 'llama-8b', 'llama-70b', 'mistral', 'qwen', 'phi', 'gemma'];
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  MODEL: models,
  RATING: ['5', '4', '1'],
  VERDICT: ['SUCCESS', 'FAILURE', 'UNJUDGED'],
  VARIANT: ['a', 'b', ''],
};
const answers = {
  FilterValues: ({ dimension, prefix = '' }: Record<string, unknown>) => {
    const all = (valuesOf[String(dimension)] ?? []).filter((value) => value.startsWith(String(prefix)));
    return { analytics: { facets: [{ valueCount: all.length, values: all.map((value, place) => ({ value, count: 1_000 - place })) }] } };
  },
};
const chip = (name: RegExp) => page.getByRole('button', { name });

test('choosing values puts them into the address and onto the chip; the cross takes them out', async () => {
  const { search } = await render(<FilterRow />, { answers });
  await chip(/^Rating/).click();
  await page.getByRole('menuitemcheckbox', { name: /^5 ★/ }).click();
  await page.getByRole('menuitemcheckbox', { name: /^1 ★/ }).click();
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
  await page.getByRole('menuitemcheckbox', { name: /^failure/ }).click();
  await expect.element(chip(/^Result is failure/)).toBeVisible();
  expect(search()).toBe('?result=failure');
  await chip(/^Result is failure/).click();
  await page.getByRole('menuitemcheckbox', { name: /^failure/ }).click();
  await expect.element(chip(/^Result any/)).toBeVisible();
  expect(search()).toBe('');
});

test('a filter that came with the address has its chip, and stays in its list when the workspace no longer offers it', async () => {
  await render(<FilterRow />, { answers, at: '/?environment=staging' });
  await chip(/^Environment is staging/).click();
  await expect.element(page.getByRole('menuitemcheckbox', { name: /^staging/ })).toHaveAttribute('aria-checked', 'true');
});

test('clear filters leaves the time range alone', async () => {
  const { search } = await render(<FilterRow />, { answers, at: '/?range=7d&model=gpt-4o&channel=widget' });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(search).toBe('?range=7d');
});

test('a list with nothing in it says where its values come from', async () => {
  await render(<FilterRow />, { answers });
  await chip(/^Session any/).click();
  await expect.element(page.getByText('No message here carries a session id.')).toBeVisible();
});

test('values stand with the messages that each would show; messages that name none are a value, too', async () => {
  const { search } = await render(<FilterRow />, { answers, at: '/?variant=a' });
  await chip(/^Variant is a/).click();
  await expect.element(page.getByRole('menuitemcheckbox', { name: /^a ?1,000/ })).toBeVisible();
  await page.getByRole('menuitemcheckbox', { name: /^not named/ }).click();
  expect(search()).toBe('?variant=a&variant=%28none%29');
  await expect.element(chip(/^Variant is a, not named/)).toBeVisible();
});

test('what is chosen is left out, and taken in again', async () => {
  const { search } = await render(<FilterRow />, { answers, at: '/?model=phi&model=qwen' });
  await chip(/^Model is phi, qwen/).click();
  await page.getByRole('menuitemcheckbox', { name: 'Leave out what is chosen' }).click();
  await expect.poll(search).toBe('?not-model=phi&not-model=qwen');
  await page.getByRole('menuitemcheckbox', { name: /^qwen/ }).click();
  await expect.element(chip(/^Model is not phi/)).toBeVisible();
  await page.getByRole('menuitemcheckbox', { name: 'Leave out what is chosen' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(chip(/^Model is phi/)).toBeVisible();
  expect(search()).toBe('?model=phi');
});

test('a result can be left out, then others with it', async () => {
  const { search } = await render(<FilterRow />, { answers });
  await chip(/^Result any/).click();
  await page.getByRole('menuitemcheckbox', { name: 'Leave out what is chosen' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^failure/ }).click();
  await page.getByRole('menuitemcheckbox', { name: /^not judged/ }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(chip(/^Result is not failure, not judged/)).toBeVisible();
  expect(search()).toBe('?not-result=failure&not-result=unjudged');
});

test('words of a text are typed, taken in or left out', async () => {
  const { search } = await render(<FilterRow />, { answers });
  await page.getByRole('button', { name: '+ filter' }).click();
  await page.getByRole('menuitem', { name: 'Text' }).click();
  await page.getByLabelText(/^Words/).fill('refund');
  await page.getByRole('button', { name: 'does not contain' }).click();
  await page.getByRole('button', { name: 'Show these' }).click();
  await expect.element(chip(/^Text does not contain refund/)).toBeVisible();
  expect(search()).toBe('?not-says=refund');
  await page.getByRole('button', { name: 'Clear text' }).click();
  await expect.poll(search).toBe('');
});
