import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Notes } from './notes.tsx';
import { render } from '../testing/render.tsx';
import { notify } from './toast.ts';

test('the first note shows, although what shows it is fetched only then; its action runs and closes it', async () => {
  await render(<Notes />);
  let tries = 0;
  notify({
    title: 'Your verdict was not saved.',
    says: 'The server can’t be reached.',
    tone: 'bad',
    action: {
      label: 'Try again',
      onPress: () => {
        tries += 1;
      },
    },
  });
  await expect.element(page.getByText('The server can’t be reached.').first()).toBeVisible();
  // An urgent note is read out by itself; until F6 goes to it, it is not in the reading order.
  const again = page.getByRole('button', { name: 'Try again', includeHidden: true });
  await again.click();
  await expect.poll(() => again.elements().length).toBe(0);
  expect(tries).toBe(1);
});
