import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { makeRouter } from '../../app/router.tsx';
import { answering, type Arrivals } from '../../testing/render.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

const entry = {
  __typename: 'AuditEntry',
  id: 'A1',
  at: '2026-11-20T10:00:00.000Z',
  actor: { kind: 'PERSON', key: 'p1', name: 'Ann' },
  address: '10.0.0.7',
  userAgent: 'Chrome',
  requestId: 'r1',
  keyId: null,
  action: 'savePrice',
  change: 'CHANGED',
  targetType: 'Price',
  targetId: 't1',
  targetName: 'gpt-4o',
  outcome: 'DONE',
  permission: null,
  reason: null,
  count: 1,
  changes: [{ field: 'inputNanoUsd', before: 2500, after: 3000 }],
};
const refused = {
  ...entry,
  id: 'A2',
  actor: { kind: 'PERSON', key: 'p2', name: 'Bo' },
  action: 'deletePrice',
  change: null,
  targetType: null,
  targetId: null,
  targetName: null,
  outcome: 'REFUSED',
  permission: 'EDIT_PRICES',
  reason: 'The role here is VIEWER.',
  count: 3,
  changes: [],
};

/** The log in the whole dashboard, since its view stands in the address. */
async function open(at = '/audit?range=all', arrivals: Arrivals = {}) {
  const AuditPage = vi.fn<(variables: Record<string, unknown>) => unknown>(() => ({
    auditLog: { edges: [entry, refused].map((node) => ({ cursor: node.id, node })), pageInfo: { hasNextPage: false } },
  }));
  const client = answering({ AuditPage }, arrivals);
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
  return { AuditPage, address: () => history.location.href };
}

test('an entry opens with each field before and after, and leads to the history of its thing', async () => {
  const { AuditPage, address } = await open();
  await page.getByRole('link', { name: 'changed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ann changed price gpt-4o' });
  await expect.element(dialog).toBeVisible();
  await expect.element(dialog.getByRole('row', { name: 'input nano usd 2500 3000' })).toBeVisible();
  await dialog.getByRole('button', { name: 'History of this price' }).click();
  await expect.poll(address).toBe('/audit?range=all&type=Price&thing=t1');
  await expect.poll(() => AuditPage.mock.lastCall?.[0]).toMatchObject({ filter: { targetType: 'Price', targetId: 't1' } });
});

test('a refused attempt says what lacked and how often it was tried', async () => {
  await open('/audit?range=all&entry=A2');
  await expect.element(page.getByText('The role here is VIEWER. Tried 3 times within five seconds.')).toBeVisible();
  await expect.element(page.getByText('EDIT_PRICES')).toBeVisible();
});

test('filters stand in the address and ask the server', async () => {
  const { AuditPage, address } = await open('/audit?range=all&outcome=refused');
  await expect.poll(() => AuditPage.mock.lastCall?.[0]).toMatchObject({ filter: { outcome: 'REFUSED' } });
  await page.getByRole('searchbox', { name: 'Search in the log' }).fill('gpt');
  await expect.poll(address).toBe('/audit?range=all&outcome=refused&q=gpt');
});

test('what is added meanwhile is offered, and shown when the reader asks for it', async () => {
  let notify: (data: unknown) => void = () => {};
  const { AuditPage } = await open('/audit?range=all', { AuditChanged: (send) => (notify = send) });
  await expect.element(page.getByRole('link', { name: 'changed' })).toBeVisible();
  const added = { ...entry, id: 'A3', action: 'signIn', change: null, targetType: 'Person', targetName: 'ann@example.com' };
  AuditPage.mockImplementation(() => ({
    auditLog: { edges: [added, entry, refused].map((node) => ({ cursor: node.id, node })), pageInfo: { hasNextPage: false } },
  }));
  notify({ auditLogChanged: { __typename: 'AuditLogChange', addedCount: 1 } });
  await page.getByRole('button', { name: /1 new entry/ }).click();
  await expect.element(page.getByRole('link', { name: 'signed in' })).toBeVisible();
});
