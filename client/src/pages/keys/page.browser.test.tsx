import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { KeysPage } from './page.tsx';

const key = {
  __typename: 'ApiKey',
  id: 'K1',
  name: 'support bot',
  prefix: 'ftl_abc123',
  scope: 'INGEST',
  role: 'EDITOR',
  environment: 'production',
  requestsPerMinute: 600,
  isPersonal: false,
  ownerName: null,
  createdByName: 'Ann',
  createdByKeyName: null,
  createdAt: '2026-11-01T10:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  revokedAt: null,
};
const apiKeys = [
  { ...key, id: 'K2', name: 'old', revokedAt: '2026-11-02T10:00:00.000Z', createdAt: '2026-11-02T10:00:00.000Z' },
  {
    ...key,
    id: 'K3',
    name: 'report',
    scope: 'READ',
    isPersonal: true,
    ownerName: 'Bo',
    lastUsedAt: '2026-11-20T10:00:00.000Z',
    lastUsedFrom: '10.0.0.7',
    createdAt: '2026-10-01T10:00:00.000Z',
  },
  key,
];
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('a key says what it may do, whose it is, where it was used; those that work stand first', async () => {
  await render(
    <As>
      <KeysPage />
    </As>,
    { path: '/keys', answers: { ApiKeys: () => ({ apiKeys }) } },
  );
  await expect.element(page.getByText('10.0.0.7')).toBeVisible();
  const rows = page.getByRole('row').elements().slice(1);
  expect(rows.map((row) => row.firstElementChild?.textContent.trim())).toEqual(['support bot', 'report', 'old revoked']);
  await expect.element(page.getByText('made by Ann').first()).toBeVisible();
  await expect.element(button('Revoke support bot')).toBeVisible();
  await expect.element(button('Revoke old')).not.toBeInTheDocument();
});

test('a key is made with its limits, and its secret is shown once', async () => {
  const CreateApiKey = vi
    .fn<(variables: Record<string, unknown>) => unknown>()
    .mockReturnValueOnce(new Refused('is taken by another key', 'input.name'))
    .mockReturnValue({ createApiKey: { secret: 'ftl_secret', apiKey: { id: 'K4' } } });
  await render(
    <As viewer={viewerOf({ role: 'ADMIN' })}>
      <KeysPage />
    </As>,
    { path: '/keys', answers: { ApiKeys: () => ({ apiKeys: [] }), CreateApiKey } },
  );
  await button('Make a key').first().click();
  await page.getByLabelText('What will use it').fill('nightly report');
  await button('Read').click();
  await page.getByLabelText('Environment').fill('staging');
  await page.getByLabelText('Requests a minute').fill('60');
  await page.getByRole('combobox', { name: 'Role' }).click();
  await expect.element(page.getByRole('option', { name: 'Admin' })).toBeVisible();
  await expect.element(page.getByRole('option', { name: 'Owner' })).not.toBeInTheDocument();
  await page.getByRole('option', { name: 'Viewer', exact: true }).click();
  await button('Make key').click();
  await expect.element(page.getByText('Is taken by another key.')).toBeVisible();
  await button('Make key').click();
  await expect.element(page.getByText('ftl_secret')).toBeVisible();
  expect(CreateApiKey.mock.lastCall?.[0]).toEqual({
    input: { name: 'nightly report', scope: 'READ', role: 'VIEWER', environment: 'staging', requestsPerMinute: 60 },
  });
  await button('I have copied it').click();
  await expect.element(page.getByText('ftl_secret')).not.toBeInTheDocument();
});

test('who may not change keys is offered no change', async () => {
  await render(
    <As viewer={viewerOf({ role: 'EDITOR', permissions: ['READ', 'READ_KEYS'] })}>
      <KeysPage />
    </As>,
    { path: '/keys', answers: { ApiKeys: () => ({ apiKeys }) } },
  );
  await expect.element(page.getByText('support bot')).toBeVisible();
  await expect.element(button('Make a key')).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: /^Revoke/ })).not.toBeInTheDocument();
});
