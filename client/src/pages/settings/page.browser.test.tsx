import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { SettingsPage } from './page.tsx';

const stored = {
  __typename: 'WorkspaceSettings',
  slaThresholdMs: 5_000,
  slaRules: [{ dimension: 'MODEL', value: 'gpt-4o', thresholdMs: 9_000 }],
  targets: [{ metric: 'SUCCESS_SHARE', value: 0.9, bound: 'AT_LEAST' }],
  timeZone: null,
  weekStart: 'MONDAY',
  updatedAt: '2026-11-29T10:00:00.000Z',
  lastChange: { at: '2026-11-29T10:00:00.000Z', actor: { kind: 'PERSON', name: 'Bo' } },
};
const theirs = { ...stored, slaThresholdMs: 1_234, updatedAt: '2026-11-29T11:00:00.000Z' };

async function open(viewer = viewerOf()) {
  // What the server holds: a change makes the page ask again.
  let held: object = stored;
  let announce: (settings: object) => void = () => undefined;
  const set = vi.fn((variables: Record<string, unknown>) => {
    held = { ...stored, ...(variables['input'] as object), targets: [], updatedAt: '2026-11-29T12:00:00.000Z' };
    return { setWorkspaceSettings: held };
  });
  const reset = () => {
    held = { ...stored, slaThresholdMs: 5_000, slaRules: [], targets: [], updatedAt: null };
    return { resetWorkspaceSettings: held };
  };
  await render(
    <As viewer={viewer}>
      <SettingsPage />
    </As>,
    {
      answers: {
        WorkspaceSettings: () => ({ workspaceSettings: held }),
        SetWorkspaceSettings: set,
        ResetWorkspaceSettings: reset,
      },
      arrivals: { WorkspaceSettingsChanged: (give) => (announce = (settings) => give({ workspaceSettingsChanged: settings })) },
    },
  );
  return { set, announce: (settings: object) => announce(settings) };
}
const field = (name: string) => page.getByLabelText(name, { exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('settings are shown, checked, and saved whole', async () => {
  const { set } = await open();
  await expect.element(field('Success rate, at least (%)')).toHaveValue('90');
  await expect.element(page.getByText(/^Last changed .* by Bo\.$/)).toBeVisible();
  await field('Error rate, at most (%)').fill('200');
  await button('Save').click();
  await expect.element(page.getByText('A number from 0 to 100 %, or nothing.')).toBeVisible();
  expect(set).not.toHaveBeenCalled();
  await field('Error rate, at most (%)').fill('1.5');
  await button('Remove threshold 1').click();
  await page.getByRole('button', { name: 'Sunday' }).click();
  await button('Save').click();
  await expect
    .poll(() => set.mock.lastCall?.[0])
    .toEqual({
      input: {
        slaThresholdMs: 5_000,
        slaRules: [],
        targets: [
          { metric: 'SUCCESS_SHARE', value: 0.9 },
          { metric: 'ERROR_SHARE', value: 0.015 },
        ],
        timeZone: null,
        weekStart: 'SUNDAY',
      },
    });
});

test('settings are taken back to the defaults', async () => {
  await open();
  await button('Reset to defaults').click();
  await button('Reset settings').click();
  await expect.element(page.getByText(/^Reset to the defaults/)).toBeVisible();
  await expect.element(button('Reset to defaults')).not.toBeInTheDocument();
});

test('what others save shows at once; a draft stays until its reader takes theirs', async () => {
  const { announce } = await open();
  await expect.element(field('Threshold (ms)').first()).toHaveValue('5000');
  announce(theirs);
  await expect.element(field('Threshold (ms)').first()).toHaveValue('1234');
  await field('Threshold (ms)').first().fill('77');
  announce({ ...theirs, slaThresholdMs: 4_321, updatedAt: '2026-11-29T11:30:00.000Z' });
  await expect.element(page.getByText(/^Bo has changed these settings meanwhile/)).toBeVisible();
  await expect.element(field('Threshold (ms)').first()).toHaveValue('77');
  await button('Take theirs').click();
  await expect.element(field('Threshold (ms)').first()).toHaveValue('4321');
});

test('who may not change settings reads them', async () => {
  await open(viewerOf({ permissions: ['READ'] }));
  await expect.element(field('Threshold (ms)').first()).toBeDisabled();
  await expect.element(page.getByText('Editors change this.')).toBeVisible();
  await expect.element(button('Save')).not.toBeInTheDocument();
});
