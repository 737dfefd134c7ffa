import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As, viewerOf } from '../../testing/viewer.tsx';
import { readDashboardSearch } from '../../panels/dashboard/dashboard-search.ts';
import { BoardPage } from './board-page.tsx';

type Asked = Record<string, unknown>;
interface Sent {
  readonly input: { readonly version?: number; readonly name: string; readonly tiles: readonly Asked[] };
}

const tile = (key: string, panel: string, x: number, y: number, change: object = {}) => ({
  __typename: 'BoardTile',
  key,
  kind: 'PANEL',
  panel,
  title: null,
  text: null,
  x,
  y,
  width: 6,
  height: 6,
  ...change,
});
const board = {
  __typename: 'Board',
  id: 'B1',
  name: 'Weekly',
  isShared: true,
  isOwn: true,
  isLeft: false,
  ownerName: 'Ann',
  version: 3,
  search: 'range=7d',
  tiles: [
    tile('a', 'jobs', 0, 0),
    tile('b', 'activity', 6, 0),
    tile('c', '', 0, 6, {
      kind: 'TEXT',
      panel: null,
      text: '# Notes\n\n<script>alert(1)</script>\n\n[here](https://example.com)',
      height: 3,
    }),
    tile('d', 'jobs', 0, 60, { title: 'Jobs again' }),
  ],
};
const answers = (more: Answers = {}): Answers => ({
  BoardPage: () => ({ board }),
  FilterChoices: () => ({
    filterOptions: { models: [], providers: [], trainingMethods: [], sessions: [], experiments: [], variants: [], environments: [] },
  }),
  Marks: () => ({ annotations: [] }),
  Panels: () => ({ backgroundTasks: [], activity: { edges: [] } }),
  ...more,
});
const open = (more: Answers = {}) =>
  render(
    <As viewer={viewerOf()}>
      <BoardPage />
    </As>,
    { path: '/boards/$boardId', readSearch: readDashboardSearch, at: '/boards/B1', answers: answers(more) },
  );
const panel = (title: string) => page.getByRole('region', { name: title, exact: true });
const handle = (name: string) => page.getByRole('button', { name: `Move or resize ${name}` });

test('it opens with its own filters, in one request for what is in sight; a text is no HTML', async () => {
  const asked: string[][] = [];
  const { search } = await open({
    Panels: (variables: Asked) => {
      asked.push(Object.keys(variables).filter((name) => name.startsWith('with')));
      return { backgroundTasks: [], activity: { edges: [] } };
    },
  });
  await expect.element(panel('Background jobs').getByText('No job has run yet.')).toBeVisible();
  expect(search()).toBe('?range=7d');
  expect(asked.map((flags) => flags.sort())).toEqual([['withActivity', 'withJobs']]);
  await expect.element(page.getByText('<script>alert(1)</script>', { exact: false })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'here' })).toBeVisible();
  // Out of sight: its title stands there, and nothing of it is drawn.
  expect(panel('Jobs again').element().textContent).toBe('Jobs again');
});

test('a tile is moved and resized by keyboard, which is spoken; undone, and saved on top of its version', async () => {
  const saved: Sent[] = [];
  await open({
    SaveBoard: (variables) => {
      saved.push(variables as unknown as Sent);
      return { saveBoard: { ...board, version: 4 } };
    },
  });
  await expect.element(panel('Background jobs')).toBeVisible();
  await userEvent.keyboard('e');
  await handle('Background jobs').click();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByText('Background jobs: column 1, row 4, 6 columns wide, 6 rows high')).toBeInTheDocument();
  await expect.element(handle('Background jobs')).toHaveFocus();
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  await expect.element(page.getByText('Background jobs: column 1, row 4, 5 columns wide', { exact: false })).toBeInTheDocument();
  await userEvent.keyboard('u');
  await expect.element(page.getByRole('button', { name: 'Redo' })).toBeEnabled();
  await expect.element(page.getByText('undone: 1 changes are left, 1 undone')).toBeInTheDocument();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await vi.waitFor(() => expect(saved.length).toBe(1));
  expect(saved[0]?.input).toMatchObject({ version: 3, name: 'Weekly' });
  expect(saved[0]?.input.tiles.map(({ key, x, y, width }) => [key, x, y, width])).toEqual([
    ['c', 0, 0, 6],
    ['b', 6, 0, 6],
    ['a', 0, 3, 6],
    ['d', 0, 9, 6],
  ]);
});

test('panels are found by words and added; who saved in between is named, and the reader chooses', async () => {
  let isTaken = true;
  const saved: Sent[] = [];
  await open({
    SaveBoard: (variables) => {
      if (isTaken) return new Refused('The board was saved by Ben at noon.', undefined, 'BOARD_CHANGED');
      saved.push(variables as unknown as Sent);
      return { saveBoard: { ...board, version: 8 } };
    },
    BoardPage: () => ({ board: { ...board, version: isTaken ? 3 : 7 } }),
  });
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Panels', exact: true }).click();
  await page.getByLabelText('Search').fill('latency p95');
  await expect.element(page.getByText('No panel by these words.')).toBeVisible();
  await page.getByLabelText('Search').fill('slower threshold');
  await page.getByRole('button', { name: 'Add SLA breaches' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(page.getByText('The board was saved by Ben at noon.')).toBeVisible();
  isTaken = false;
  await page.getByRole('button', { name: 'Save mine on top' }).click();
  await vi.waitFor(() => expect(saved.length).toBe(1));
  expect(saved[0]?.input.version).toBe(7);
  expect(saved[0]?.input.tiles.map(({ panel: id }) => id)).toContain('sla');
});
