import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { CompareSwitch } from './compare-switch.tsx';

const trigger = (name: string) => page.getByRole('button', { name, exact: true });

test('what is compared with is chosen, and stands in the address', async () => {
  const { search } = await render(<CompareSwitch />, { at: '/?range=7d' });
  await trigger('Compare: previous 7 d').click();
  await page.getByLabelText('same period last month').click();
  await expect.element(trigger('Compare: same period last month')).toBeVisible();
  expect(search()).toBe('?range=7d&compare=month');
  await trigger('Compare: same period last month').click();
  await page.getByLabelText('nothing').click();
  expect(search()).toBe('?range=7d&compare=off');
});

test('any other range can be compared with, also where the window is open', async () => {
  const { search } = await render(<CompareSwitch />, { at: '/?range=all', timeZone: 'UTC' });
  await trigger('Compare: needs a range with a beginning and an end').click();
  await expect.element(page.getByLabelText('same period last week')).toBeDisabled();
  await page.getByLabelText('Another range, from').fill('2026-10-08T00:00');
  await page.getByLabelText('To (not included)').fill('2026-10-01T00:00');
  await trigger('Compare with this range').click();
  await expect.element(page.getByText('The end must be after the beginning.')).toBeVisible();
  await page.getByLabelText('To (not included)').fill('2026-10-15T00:00');
  await trigger('Compare with this range').click();
  await expect.element(page.getByRole('button', { name: /^Compare: 8 Oct/ })).toBeVisible();
  expect(search()).toBe('?range=all&compare=custom&vsfrom=2026-10-08T00:00:00.000Z&vsto=2026-10-15T00:00:00.000Z');
});
