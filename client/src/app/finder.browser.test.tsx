import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { answering } from '../testing/render.tsx';
import { viewerOf } from '../testing/viewer.tsx';
import { makeRouter } from './router.tsx';

/** Types a text into the field that stands in for the palette, as soon as it is there. */
const typedEarly = (text: string): Promise<boolean> =>
  new Promise((resolve) => {
    new MutationObserver((_changes, observer) => {
      const field = document.querySelector<HTMLInputElement>('input[aria-label="Find"]');
      if (field === null) return;
      observer.disconnect();
      const hasKeyboard = document.activeElement === field;
      field.setRangeText(text);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      resolve(hasKeyboard);
    }).observe(document.body, { childList: true, subtree: true });
  });

// In a file of its own: no test before has loaded the palette.
test('what is typed before the palette is loaded is in its field, which has the keyboard', async () => {
  const { reload: _, ...viewer } = viewerOf();
  const client = answering({ Viewer: () => ({ viewer: { ...viewer, __typename: 'Viewer' } }) });
  const router = makeRouter(client, createMemoryHistory({ initialEntries: ['/keys'] }));
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  root.render(
    <Provider value={client}>
      <LocaleProvider locale="en-GB" timeZone="UTC">
        <RouterProvider router={router} />
      </LocaleProvider>
    </Provider>,
  );
  await router.load();
  await expect.element(page.getByRole('button', { name: 'Ann owner' })).toBeVisible();
  const early = typedEarly('pri');
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(await early).toBe(true);
  const field = page.getByRole('combobox', { name: /^Find/ });
  await expect.element(field).toHaveValue('pri');
  expect(document.activeElement).toBe(field.element());
  await userEvent.keyboard('ces');
  await expect.element(field).toHaveValue('prices');
  await expect.element(page.getByRole('option', { name: /^Prices/ })).toHaveAttribute('data-highlighted');
  await userEvent.keyboard('{Escape}');
  await expect.element(field).not.toBeInTheDocument();
  root.unmount();
  element.remove();
});
