import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** What a board of many panels costs its page. */
export interface BoardMeasures {
  readonly tileCount: number;
  /** Panels that are drawn at first: those in sight and near it. */
  readonly drawnCount: number;
  /** From the navigation to the frame after the last answer, ms. */
  readonly openedMs: number;
  /** Requests for numbers until then. */
  readonly requestCount: number;
  /** The longest that the page did not react while it opened, and while it was scrolled to its end, ms. */
  readonly longestOpeningMs: number;
  readonly longestScrollingMs: number;
}

const folder = join(import.meta.dirname, '../../client/src/panels/dashboard');
const tileCount = 60;
const columns = 3;
const rows = 7;

/** Ids of the panels that exist, as their files declare them. */
async function panelIds(): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.includes('/') && name.endsWith('.tsx'));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((text) => /Panel(?:<[^>]*>)?\(?\s*=?\s*\{\s*id: '([\w-]+)'/.exec(text)?.[1] ?? []);
}

async function saveBoard(url: string): Promise<string> {
  const ids = await panelIds();
  const tiles = Array.from({ length: tileCount }, (_, at) => ({
    key: `t${at}`,
    kind: 'PANEL',
    panel: ids[at % ids.length],
    x: (at % columns) * 4,
    y: Math.floor(at / columns) * rows,
    width: 4,
    height: rows,
  }));
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: BoardInput!) { saveBoard(input: $input) { id } }',
      variables: { input: { name: `Sixty panels ${Date.now()}`, tiles } },
    }),
  });
  const { data, errors } = (await response.json()) as { data: { saveBoard: { id: string } } | null; errors?: unknown };
  if (data === null || errors !== undefined) throw new Error(`The board was not saved: ${JSON.stringify(errors)}`);
  return data.saveBoard.id;
}

/** A board of 60 panels is opened over the time range of `search`, and scrolled to its end. */
export async function measureBoard(page: Page, url: string, search: string): Promise<BoardMeasures> {
  const id = await saveBoard(url);
  let [requestCount, answeredAt] = [0, 0];
  page.on('request', (request) => {
    if (request.postData()?.startsWith('{"operationName":"Panels"') === true) requestCount += 1;
  });
  page.on('requestfinished', () => (answeredAt = performance.now()));
  await page.addInitScript(observeTasks);
  const startedAt = performance.now();
  await page.goto(`${url}/boards/${encodeURIComponent(id)}?${search}`);
  await page.locator('article, section').first().waitFor();
  await page.waitForLoadState('networkidle');
  const openedMs = answeredAt - startedAt;
  const asked = requestCount;
  const drawnCount = await page.locator('main svg[role="img"], main table').count();
  const longestOpeningMs = await longestTask(page);
  for (let at = 0; at < 30; at += 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(60);
  }
  await page.waitForLoadState('networkidle');
  return { tileCount, drawnCount, openedMs, requestCount: asked, longestOpeningMs, longestScrollingMs: await longestTask(page) };
}

/** Tasks of the main thread over 50 ms, as the browser reports them. */
function observeTasks(): void {
  const tasks: number[] = [];
  (window as unknown as { tasks: number[] }).tasks = tasks;
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
}

/** The longest since it was last asked; 0: none over 50 ms. */
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks.splice(0)));
