import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { TimeRange } from './time-range.tsx';

const range = (name: string) => page.getByRole('button', { name, exact: true });

test('thirty days is the default and stays out of the address', async () => {
  const { search } = await render(<TimeRange />);
  await expect.element(range('30 d')).toHaveAttribute('aria-pressed', 'true');
  await range('7 d').click();
  await expect.element(range('7 d')).toHaveAttribute('aria-pressed', 'true');
  expect(search()).toBe('?range=7d');
  await range('30 d').click();
  await expect.poll(search).toBe('');
});

test('a custom range is typed in the reader’s zone and kept in UTC', async () => {
  const { search } = await render(<TimeRange />);
  await range('Custom').click();
  await page.getByLabelText('From').fill('2026-11-01T00:00');
  await page.getByLabelText('To (not included)').fill('2026-11-08T00:00');
  await page.getByRole('button', { name: 'Show this range' }).click();
  await expect.poll(search).toBe('?range=custom&from=2026-10-31T23:00:00.000Z&to=2026-11-07T23:00:00.000Z');
  await expect.element(page.getByRole('button', { name: '1 Nov – 8 Nov' })).toBeVisible();
  await range('24 h').click();
  await expect.poll(search).toBe('?range=24h');
});

test('an end before the beginning is refused in words', async () => {
  const { search } = await render(<TimeRange />);
  await range('Custom').click();
  await page.getByLabelText('From').fill('2026-11-08T00:00');
  await page.getByLabelText('To (not included)').fill('2026-11-01T00:00');
  await page.getByRole('button', { name: 'Show this range' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The end must be after the beginning.');
  expect(search()).toBe('');
});

test('a custom range is no wider than a phone', async () => {
  await render(
    <div data-testid="phone" style={{ width: '366px' }}>
      <TimeRange />
    </div>,
    { path: '/', at: '/?range=custom&from=2025-10-31T22:15:00.000Z&to=2026-11-07T23:45:00.000Z' },
  );
  await expect.element(page.getByRole('button', { name: /2025/ })).toBeVisible();
  const box = page.getByTestId('phone').element();
  expect(box.scrollWidth).toBeLessThanOrEqual(366);
});
