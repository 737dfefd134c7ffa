import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { PriceDialog } from './price-dialog.tsx';

async function open(answers: Answers = {}) {
  const onSaved = vi.fn();
  const onClose = vi.fn();
  await render(<PriceDialog start={null} models={[]} providers={[]} onSaved={onSaved} onClose={onClose} />, { answers });
  return { onSaved, onClose };
}

const field = (name: string) => page.getByLabelText(name, { exact: true });
const save = () => page.getByRole('button', { name: 'Save price' }).click();

async function fill(): Promise<void> {
  await field('Model').fill('gpt-4o');
  await field('Input').fill('2.5');
  await field('Output').fill('10');
}

test('every field that is wrong is marked, and the first one has the keyboard; nothing is sent', async () => {
  const sent = vi.fn();
  await open({ SavePrice: sent });
  await save();
  await expect.element(page.getByText('Give the model’s name, as messages name it.')).toBeVisible();
  await expect.element(field('Model')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field('Output')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field('Model')).toHaveFocus();
  await field('Model').fill('gpt-4o');
  await expect.element(field('Model')).not.toHaveAttribute('aria-invalid');
  expect(sent).not.toHaveBeenCalled();
});

test.each([
  ['by the path in its extensions', () => new Refused('It costs too much.', 'price.rates.inputUsdPerMillion')],
  ['before a colon', () => new Refused('rates.inputUsdPerMillion: It costs too much')],
])('what the server refuses is marked at the field that it names %s; the draft stays and can be sent again', async (_, refusal) => {
  const sent = vi.fn((_variables: Record<string, unknown>): unknown => refusal());
  const { onSaved, onClose } = await open({ SavePrice: sent });
  await fill();
  await save();
  await expect.element(page.getByText('It costs too much.')).toBeVisible();
  await expect.element(field('Input')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field('Input')).toHaveFocus();
  await expect.element(field('Model')).toHaveValue('gpt-4o');
  expect(onClose).not.toHaveBeenCalled();
  sent.mockImplementation(() => ({ savePrice: { price: null, task: null } }));
  await field('Input').fill('1');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => onClose.mock.calls.length).toBe(1);
  expect(onSaved).toHaveBeenCalledWith(null);
  expect(sent.mock.lastCall?.[0]).toMatchObject({ price: { model: 'gpt-4o', rates: { inputUsdPerMillion: 1 } } });
});

test('what the server refuses as a whole is shown, and the draft stays', async () => {
  await open({ SavePrice: () => new Refused('The disk is full.') });
  await fill();
  await save();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The disk is full.');
  await expect.element(field('Model')).toHaveValue('gpt-4o');
});

test('Escape closes an untouched form at once, and asks before something typed is lost', async () => {
  const { onClose } = await open();
  await expect.element(field('Model')).toBeVisible();
  await field('Model').fill('gpt-4o');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('What you typed is not saved.')).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect.element(field('Model')).toHaveValue('gpt-4o');
  await field('Model').fill('');
  await userEvent.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledTimes(1);
});
