import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { answering } from '../testing/render.tsx';
import { navigation, pages } from './pages.ts';
import { makeRouter } from './router.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

/** The whole dashboard at an address, with a server that knows the prices and counts how often it is asked for them. */
async function open(at: string) {
  let asked = 0;
  const client = answering({
    PriceBook: () => {
      asked += 1;
      return { prices: [], priceTables: [], modelAliases: [], models: [], backgroundTasks: [] };
    },
  });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = makeRouter(client, history);
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(
    <Provider value={client}>
      <LocaleProvider locale="en-GB" timeZone="UTC">
        <RouterProvider router={router} />
      </LocaleProvider>
    </Provider>,
  );
  await router.load();
  return { address: () => history.location.href, asked: () => asked };
}

const title = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test('a page is registered once: no two have the same path, title or key', async () => {
  await open('/data');
  const entries = navigation();
  expect(entries.length).toBeGreaterThan(5);
  for (const of of ['to', 'title', 'key'] as const) expect(new Set(entries.map((entry) => entry[of])).size).toBe(entries.length);
  expect(new Set(pages.map(({ fullPath }) => fullPath)).size).toBe(pages.length);
});

test('sidebar, palette and list of keys name the same pages', async () => {
  await open('/data');
  await expect.element(title('Data')).toBeVisible();
  const titles = navigation().map((entry) => entry.title);
  expect(
    page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link')
      .elements()
      .map((link) => link.textContent.trim()),
  ).toEqual(['Fine Tune Lab', ...titles]);
  await userEvent.keyboard('?');
  for (const name of titles) await expect.element(page.getByText(`go to ${name}`)).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('option').first()).toBeVisible();
  expect(
    page
      .getByRole('option')
      .elements()
      .slice(0, titles.length)
      .map((option) => option.firstElementChild?.textContent),
  ).toEqual(titles);
});

test('a key goes to its page and takes the view along', async () => {
  const { address } = await open('/data?range=7d&model=a');
  await expect.element(title('Data')).toBeVisible();
  await userEvent.keyboard('gp');
  await expect.element(title('Prices')).toBeVisible();
  expect(address()).toBe('/prices?range=7d&model=a');
});

test('pointing at a link sends the query of its page; the page does not send it again', async () => {
  const { asked } = await open('/data');
  await expect.element(title('Data')).toBeVisible();
  await page.getByRole('link', { name: 'Prices' }).hover();
  await expect.poll(asked).toBe(1);
  await page.getByRole('link', { name: 'Prices' }).click();
  await expect.element(page.getByText('There is no price yet, so no message has a cost.')).toBeVisible();
  expect(asked()).toBe(1);
});

test('a page stays as it is, and the keyboard where it is, when what it asks changes with its address', async () => {
  const { address } = await open('/messages');
  const search = page.getByRole('searchbox', { name: 'Search in messages' });
  await search.click();
  const before = search.element();
  await userEvent.keyboard('refund');
  await expect.poll(address).toBe('/messages?q=refund');
  await page.getByRole('button', { name: '+ filter' }).click();
  await page.getByRole('menuitem', { name: 'Provider' }).click();
  // The list of choices covers the roles until it is closed.
  const chip = page.getByRole('button', { name: /^Provider any/ });
  await expect.element(chip).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Escape}');
  await expect.element(chip).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('button', { name: 'Assistant' }).click();
  await expect.poll(address).toBe('/messages?q=refund&role=ASSISTANT');
  await expect.element(page.getByRole('button', { name: /^Provider any/ })).toBeVisible();
  expect(search.element()).toBe(before);
});

test('an address that no page has says so', async () => {
  await open('/nowhere');
  await expect.element(page.getByText('There is no page at this address.')).toBeVisible();
});
