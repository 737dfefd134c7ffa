import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { useKeysetList } from './list.ts';
import type { ListChange, ListPage, ListSource, Newer } from './list.ts';

interface Row {
  readonly id: string;
  readonly text: string;
}

const row = (id: number, text = `row ${id}`): Row => ({ id: String(id), text });
const pageOf = (ids: readonly number[], hasMore: boolean): ListPage<Row> => ({
  entries: ids.map((id) => ({ cursor: String(id), node: row(id) })),
  hasMore,
});

function source(
  more: Partial<ListSource<Row>> = {},
): ListSource<Row> & { arrive: (row?: Row) => void; remove: (...ids: number[]) => void } {
  let listener: (change: ListChange<Row>) => void = () => undefined;
  return {
    key: 'all',
    page: async (after) => (after === null ? pageOf([5, 4], true) : pageOf([4, 3], false)),
    newer: async () => null,
    follow: (onChange) => {
      listener = onChange;
      return () => undefined;
    },
    arrive: (one) => listener({ arrived: true, row: one }),
    remove: (...ids) => listener({ deletedIds: ids.map(String) }),
    ...more,
  };
}

function Listed({ of }: { readonly of: ListSource<Row> }) {
  const list = useKeysetList(of, false);
  return (
    <>
      <output>{list.entries === null ? 'loading' : list.entries.map(({ node }) => node.text).join(', ')}</output>
      <p>{list.failure ?? 'all is well'}</p>
      <button type="button" onClick={list.loadMore}>
        more
      </button>
      <button type="button" onClick={list.showNewer}>
        {list.newer.entries.length} newer
      </button>
      <button type="button" onClick={() => list.drop(['5'])}>
        delete row 5
      </button>
    </>
  );
}

const shown = () => page.getByRole('status').element().textContent;
const press = (name: string) => page.getByRole('button', { name }).click();

test('the next page is added at the foot, each row once', async () => {
  await render(<Listed of={source()} />);
  await expect.poll(shown).toBe('row 5, row 4');
  await press('more');
  await expect.poll(shown).toBe('row 5, row 4, row 3');
});

test('a row that has changed changes in its place; what is new waits until it is asked for', async () => {
  const newer: Newer<Row> = { entries: [{ cursor: '6', node: row(6) }], isMore: false, needsReload: false };
  const list = source({ newer: async () => newer });
  await render(<Listed of={list} />);
  await expect.poll(shown).toBe('row 5, row 4');
  list.arrive(row(4, 'row 4 has ended'));
  await expect.poll(shown, { timeout: 3_000 }).toBe('row 5, row 4 has ended');
  list.arrive(row(6));
  await expect.element(page.getByRole('button', { name: '1 newer' }), { timeout: 3_000 }).toBeVisible();
  expect(shown()).toBe('row 5, row 4 has ended');
  await press('1 newer');
  await expect.poll(shown).toBe('row 6, row 5, row 4 has ended');
});

test('more new rows than can be put before the first: the list is asked for again', async () => {
  const ask = vi.fn(async (): Promise<ListPage<Row>> => (ask.mock.calls.length === 1 ? pageOf([5, 4], true) : pageOf([105, 104], true)));
  const list = source({
    page: ask,
    newer: async () => ({ entries: [{ cursor: '105', node: row(105) }], isMore: true, needsReload: false }),
  });
  await render(<Listed of={list} />);
  await expect.poll(shown).toBe('row 5, row 4');
  list.arrive();
  await expect.element(page.getByRole('button', { name: '1 newer' }), { timeout: 3_000 }).toBeVisible();
  await press('1 newer');
  await expect.poll(shown).toBe('row 105, row 104');
});

test('into an empty list what arrives comes by itself', async () => {
  const ask = vi.fn(async (): Promise<ListPage<Row>> => (ask.mock.calls.length === 1 ? pageOf([], false) : pageOf([1], false)));
  const list = source({ page: ask });
  await render(<Listed of={list} />);
  await expect.poll(shown).toBe('');
  list.arrive();
  await expect.poll(shown, { timeout: 3_000 }).toBe('row 1');
});

test('a deleted row leaves the list and what is newer, and the pages after it follow', async () => {
  const newer: Newer<Row> = { entries: [7, 6].map((id) => ({ cursor: String(id), node: row(id) })), isMore: false, needsReload: false };
  const list = source({ newer: async () => newer });
  await render(<Listed of={list} />);
  await expect.poll(shown).toBe('row 5, row 4');
  list.arrive(row(6));
  await expect.element(page.getByRole('button', { name: '2 newer' }), { timeout: 3_000 }).toBeVisible();
  list.remove(7, 4, 99);
  await expect.poll(shown, { timeout: 3_000 }).toBe('row 5');
  await press('1 newer');
  await expect.poll(shown).toBe('row 6, row 5');
  await press('more');
  await expect.poll(shown).toBe('row 6, row 5, row 4, row 3');
});

test('when all rows that are held are deleted, the list is asked for again', async () => {
  const ask = vi.fn(async (): Promise<ListPage<Row>> => (ask.mock.calls.length === 1 ? pageOf([5, 4], true) : pageOf([3, 2], false)));
  const list = source({ page: ask });
  await render(<Listed of={list} />);
  await expect.poll(shown).toBe('row 5, row 4');
  list.remove(5, 4);
  await expect.poll(shown, { timeout: 3_000 }).toBe('row 3, row 2');
});

test('what the page itself deletes leaves at once', async () => {
  await render(<Listed of={source()} />);
  await expect.poll(shown).toBe('row 5, row 4');
  await press('delete row 5');
  await expect.poll(shown).toBe('row 4');
});

test('a page that fails leaves the rows', async () => {
  const list = source({ page: async (after) => (after === null ? pageOf([5, 4], true) : { failure: 'It could not be read.' }) });
  await render(<Listed of={list} />);
  await expect.poll(shown).toBe('row 5, row 4');
  await press('more');
  await expect.element(page.getByText('It could not be read.')).toBeVisible();
  expect(shown()).toBe('row 5, row 4');
});
