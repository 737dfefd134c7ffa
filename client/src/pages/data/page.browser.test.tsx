import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { makeRouter } from '../../app/router.tsx';
import { answering, Refused } from '../../testing/render.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

const policy = {
  __typename: 'DataPolicy',
  maskingMode: 'OFF',
  maskingKinds: [],
  traceRetentionDays: 90,
  messageRetentionDays: null,
  traceSampleShare: 1,
  updatedAt: null,
  lastChange: null,
};

/** The page of the data policy in the whole dashboard, so that it can be left. */
async function open(set: (variables: Record<string, unknown>) => unknown) {
  const client = answering({
    DataPolicy: () => ({ dataPolicy: policy }),
    SetDataPolicy: set,
    PriceBook: () => ({ prices: [], priceTables: [], modelAliases: [], models: [], backgroundTasks: [] }),
  });
  const history = createMemoryHistory({ initialEntries: ['/data'] });
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
  return { path: () => history.location.pathname };
}

const percent = () => page.getByLabelText('Share of traces, in percent');
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a refusal is marked at the form’s field, whatever the API calls it', async () => {
  await open(() => new Refused('A share from 0 to 1 is taken.', 'input.traceSampleShare'));
  await percent().fill('50');
  await button('Save').click();
  await expect.element(page.getByText('A share from 0 to 1 is taken.')).toBeVisible();
  await expect.element(percent()).toHaveAttribute('aria-invalid', 'true');
  await expect.element(percent()).toHaveValue('50');
});

test('fewer days are asked about before anything is deleted', async () => {
  const set = vi.fn((variables: Record<string, unknown>) => ({ setDataPolicy: { ...policy, ...variables } }));
  await open(set);
  await page.getByRole('combobox', { name: 'Traces' }).click();
  await page.getByRole('option', { name: '7 days' }).click();
  await button('Save').click();
  await expect.element(page.getByText('Within the hour this deletes traces older than 7 days. It cannot be undone.')).toBeVisible();
  expect(set).not.toHaveBeenCalled();
  await button('Save and delete').click();
  await expect.poll(() => set.mock.lastCall?.[0]).toMatchObject({ traceRetentionDays: 7 });
  await expect.element(button('Save')).toBeDisabled();
});

test('leaving asks before a change is lost; what is saved or undone can be left', async () => {
  const { path } = await open(() => ({ setDataPolicy: policy }));
  await percent().fill('50');
  await page.getByRole('link', { name: 'Prices' }).click();
  await expect.element(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await button('Stay').click();
  await expect.element(percent()).toHaveValue('50');
  expect(path()).toBe('/data');
  await page.getByRole('link', { name: 'Prices' }).click();
  await button('Leave').click();
  await expect.poll(path).toBe('/prices');
  await userEvent.keyboard('ga');
  await expect.element(percent()).toHaveValue('100');
  await percent().fill('50');
  await button('Undo').click();
  await page.getByRole('link', { name: 'Prices' }).click();
  await expect.poll(path).toBe('/prices');
});
