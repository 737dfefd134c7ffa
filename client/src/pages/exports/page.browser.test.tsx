import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { makeRouter } from '../../app/router.tsx';
import { answering, Refused } from '../../testing/render.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

const line = (change: object) => ({
  __typename: 'Export',
  id: 'RXhwb3J0OjE=',
  type: 'COMPLETE',
  format: 'CSV',
  filter: { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z', not: { users: ['ada'] } },
  roles: [],
  timeZone: 'Europe/Berlin',
  status: 'READY',
  task: { __typename: 'BackgroundTask', id: 't', doneCount: 1200, totalCount: 1200 },
  expectedCount: 1200,
  writtenCount: 1200,
  sizeBytes: 2_000_000,
  failure: null,
  path: '/v1/exports/1',
  link: '/downloads/1.w.1.x',
  requestedBy: 'Ada',
  dueAt: null,
  mail: null,
  createdAt: '2026-11-08T10:00:00Z',
  expiresAt: '2026-11-15T10:00:00Z',
  ...change,
});
const schedule = {
  __typename: 'ExportSchedule',
  id: 'RXhwb3J0U2NoZWR1bGU6MQ==',
  name: 'Monday report',
  type: 'OVERVIEW',
  format: 'REPORT',
  filter: { models: ['gpt-4o'] },
  roles: [],
  every: 'WEEKLY',
  weekday: 1,
  time: '08:00',
  timeZone: 'Europe/Berlin',
  dayCount: 7,
  recipients: ['ada@example.com'],
  isPaused: false,
  nextRuns: ['2026-11-30T07:00:00Z', '2026-12-07T07:00:00Z', '2026-12-14T07:00:00Z'],
  savedBy: 'Ada',
  failure: null,
  exports: [],
};

async function open(answers: Parameters<typeof answering>[0]) {
  const client = answering(answers);
  const router = makeRouter(client, createMemoryHistory({ initialEntries: ['/exports'] }));
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(
    <Provider value={client}>
      <LocaleProvider locale="en-GB" timeZone="Europe/Berlin">
        <RouterProvider router={router} />
      </LocaleProvider>
    </Provider>,
  );
  await router.load();
}

test('files say what they hold and how far they are; schedules name their next runs by their own clock', async () => {
  await open({
    Exports: () => ({
      exports: [
        line({}),
        line({
          id: 'RXhwb3J0OjI=',
          status: 'RUNNING',
          path: null,
          link: null,
          task: { __typename: 'BackgroundTask', id: 'u', doneCount: 300, totalCount: 900 },
        }),
        line({
          id: 'RXhwb3J0OjM=',
          status: 'FAILED',
          path: null,
          link: null,
          failure: '16 rows were written where 17 were expected; the file was not kept.',
        }),
      ],
    }),
    ExportSchedules: () => ({ exportSchedules: [schedule] }),
  });
  await expect.element(page.getByRole('link', { name: 'Download' })).toHaveAttribute('href', '/v1/exports/1?workspace=default');
  await expect.element(page.getByText('1,200 of 1,200 rows', { exact: false })).toBeVisible();
  await expect.element(page.getByText('not user ada', { exact: false }).first()).toBeVisible();
  await expect.element(page.getByText('300 of 900 rows')).toBeVisible();
  await expect.element(page.getByText('16 rows were written', { exact: false })).toBeVisible();
  await expect.element(page.getByText('every Monday at 08:00', { exact: false })).toBeVisible();
  await expect
    .element(page.getByRole('list', { name: 'Next runs of Monday report' }).getByText('08:00', { exact: false }).first())
    .toBeVisible();
});

test('many files leave the schedules in reach, until all are asked for', async () => {
  await open({
    Exports: () => ({ exports: Array.from({ length: 12 }, (_, at) => line({ id: `E${at}`, requestedBy: `Person ${at}` })) }),
    ExportSchedules: () => ({ exportSchedules: [schedule] }),
  });
  await expect.element(page.getByText('Person 9,', { exact: false })).toBeVisible();
  await expect.element(page.getByText('Person 10,', { exact: false })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Show all 12' }).click();
  await expect.element(page.getByText('Person 11,', { exact: false })).toBeVisible();
});

test('the dialog exports the filters of the page, and follows the export', async () => {
  const create = vi.fn((_variables: Record<string, unknown>) => ({
    createExport: line({
      status: 'QUEUED',
      path: null,
      link: null,
      task: { __typename: 'BackgroundTask', id: 't', doneCount: 0, totalCount: 0 },
    }),
  }));
  await open({ Exports: () => ({ exports: [] }), ExportSchedules: () => ({ exportSchedules: [] }), CreateExport: create });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect.element(dialog.getByText('Waiting to start')).toBeVisible();
  const [{ input }] = create.mock.lastCall as unknown as [{ input: { type: string; format: string; filter: object } }];
  expect(input).toMatchObject({ type: 'COMPLETE', format: 'CSV', filter: { timeZone: 'Europe/Berlin' } });
  expect(Object.keys(input.filter)).toEqual(expect.arrayContaining(['from', 'to']));
});

test('a schedule shows its next runs before it is saved, has no range of its own, and a refusal stands at its field', async () => {
  const save = vi.fn(
    (_variables: Record<string, unknown>) => new Refused('has "x@example.com", which is of no member', 'input.recipients'),
  );
  await open({
    Exports: () => ({ exports: [] }),
    ExportSchedules: () => ({ exportSchedules: [] }),
    ExportRuns: () => ({ exportRuns: schedule.nextRuns }),
    SaveExportSchedule: save,
  });
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('button', { name: 'On a schedule' }).click();
  await expect.element(page.getByText('Next runs, Europe/Berlin time')).toBeVisible();
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect.element(page.getByText('A schedule needs a name.')).toBeVisible();
  await page.getByLabelText('Name of the schedule').fill('Monday');
  await page.getByLabelText('Send the link to', { exact: false }).fill('x@example.com');
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect.element(page.getByText('which is of no member', { exact: false })).toBeVisible();
  const [{ input }] = save.mock.lastCall as unknown as [{ input: { filter: object; recipients: string[]; weekday: number } }];
  expect(input).toMatchObject({ name: 'Monday', every: 'WEEKLY', weekday: 1, time: '08:00', dayCount: 7, recipients: ['x@example.com'] });
  expect(Object.keys(input.filter)).not.toContain('from');
});
