import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { useKeys } from './keys.ts';

function Keyed({ run }: { readonly run: (key: string) => void }) {
  useKeys('Here', {
    j: { says: 'next', run: () => run('j') },
    'g o': { says: 'go', run: () => run('g o') },
    'g O': { says: 'go elsewhere', run: () => run('g O') },
    'mod+k': { says: 'find', run: () => run('mod+k') },
  });
  return <input aria-label="Words" />;
}

test('keys work on the page, not while the reader types; ⌘K works everywhere', async () => {
  const run = vi.fn();
  await render(<Keyed run={run} />);
  await expect.element(page.getByLabelText('Words')).toBeVisible();
  await userEvent.keyboard('j');
  expect(run).toHaveBeenLastCalledWith('j');
  await page.getByLabelText('Words').click();
  await userEvent.keyboard('j');
  expect(run).toHaveBeenCalledTimes(1);
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(run).toHaveBeenLastCalledWith('mod+k');
});

test('two keys one after the other are one command; the first alone does nothing', async () => {
  const run = vi.fn();
  await render(<Keyed run={run} />);
  await expect.element(page.getByLabelText('Words')).toBeVisible();
  await userEvent.keyboard('g');
  expect(run).not.toHaveBeenCalled();
  await userEvent.keyboard('o');
  expect(run).toHaveBeenLastCalledWith('g o');
});

test('a capital letter is a key of its own, also as the second of two', async () => {
  const run = vi.fn();
  await render(<Keyed run={run} />);
  await expect.element(page.getByLabelText('Words')).toBeVisible();
  await userEvent.keyboard('g{Shift>}O{/Shift}');
  expect(run.mock.calls).toEqual([['g O']]);
});
