import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { LiveSwitch } from './live-switch.tsx';

test('says live only once it follows the server; pausing is named, pressed and in the address', async () => {
  const { search } = await render(<LiveSwitch />);
  await page.getByRole('button', { name: 'connecting' }).click();
  await expect.element(page.getByRole('button', { name: 'paused' })).toHaveAttribute('aria-pressed', 'true');
  expect(search()).toBe('?live=paused');
  await page.getByRole('button', { name: 'paused' }).click();
  await expect.poll(search).toBe('');
});
