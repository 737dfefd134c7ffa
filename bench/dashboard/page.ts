import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { openBrowser, openPage } from '../../e2e/browser.ts';
import { sendLoad } from '../ingest/load.ts';
import { startServer } from '../ingest/server-process.ts';
import { period } from '../overview/generated.ts';
import { measureBoard, type BoardMeasures } from './board.ts';

export interface PageMeasures {
  /** From the press on a filter to the frame that shows all of what is in view by it, ms, by section: each change another model. */
  readonly changesMs: ReadonlyMap<string, readonly number[]>;
  readonly interactions: Interactions;
  readonly board: BoardMeasures;
}

export interface Interactions {
  /** From the press to the frame that shows its result, ms, of each interaction; those under 16 ms, which browsers do not report, are 16. */
  readonly delaysMs: readonly number[];
  /** Requests that were answered while it was measured. */
  readonly answerCount: number;
  readonly acknowledgedCount: number;
  readonly durationMs: number;
}

const rate = 200;
const durationMs = 40_000;
const port = 4_977;

/**
 * The dashboard in headless Chromium over all messages of these stores, 1,440 × 980 px: filters are changed, then a person presses keys and
 * buttons while `rate` messages a second arrive. The server, the browser and the sender share the cores.
 */
export async function measurePage(dataDir: string): Promise<PageMeasures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-dashboard-'));
  await cp(dataDir, folder, { recursive: true });
  const server = await startServer(port, folder);
  const browser = await openBrowser();
  try {
    const to = new Date(Date.now() + 86_400_000).toISOString();
    const search = `range=custom&from=${period.from.toISOString()}&to=${to}`;
    const { page } = await openPage(browser, `${server.url}/analytics?${search}`);
    await page.waitForLoadState('networkidle');
    const changesMs = await changeFilters(page);
    const board = await measureBoard((await openPage(browser, `${server.url}/boards`)).page, server.url, search);
    return { changesMs, board, interactions: await interact(page, server.url) };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Each section alone is unfolded below the tiles. */
async function changeFilters(page: Page): Promise<Map<string, number[]>> {
  const changesMs = new Map<string, number[]>();
  await page.evaluate(timeChanges);
  const heads = page.locator('section > h2 > button');
  for (const [index, section] of (await heads.locator('b').allTextContents()).entries()) {
    await page.getByRole('button', { name: 'Fold all' }).click();
    await heads.nth(index).click();
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.waitForTimeout(500);
    await page.waitForLoadState('networkidle');
    await page
      .getByRole('button', { name: /^Model/ })
      .first()
      .click();
    const choices = page.getByRole('menuitemcheckbox').filter({ hasNotText: 'Leave out' });
    await choices.first().waitFor();
    await page.waitForTimeout(1_000);
    const times: number[] = [];
    for (let choice = 0; choice < 5; choice += 1) {
      await choices.nth(choice).click();
      const handle = await page.waitForFunction(() => (window as unknown as { changeMs: number | null }).changeMs);
      times.push((await handle.jsonValue()) ?? NaN);
      await page.waitForTimeout(1_000);
    }
    changesMs.set(section, times);
    for (let choice = 0; choice < 5; choice += 1) await choices.nth(choice).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Fold all' }).click();
    await page.getByRole('button', { name: 'Unfold all' }).click();
  }
  await page.waitForLoadState('networkidle');
  return changesMs;
}

/** Keeps in the page how long the last choice of a filter took: from the press to the first frame in which no panel in view waits, ms; null: it goes on. */
function timeChanges(): void {
  const kept = window as unknown as { changeMs: number | null };
  const isWaiting = (): boolean =>
    [...document.querySelectorAll('.uk-panel[aria-busy]')].some((panel) => {
      const { top, bottom } = panel.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
  addEventListener(
    'click',
    ({ target, timeStamp }) => {
      if (!(target instanceof Element) || target.closest('[role=menuitemcheckbox]') === null) return;
      kept.changeMs = null;
      let hasWaited = false;
      const look = (): void => {
        const waits = isWaiting();
        hasWaited ||= waits;
        if (hasWaited && !waits) kept.changeMs = performance.now() - timeStamp;
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    true,
  );
}

async function interact(page: Page, url: string): Promise<Interactions> {
  let answerCount = 0;
  page.on('response', (response) => (answerCount += response.url().endsWith('/graphql') ? 1 : 0));
  await page.evaluate(observe);
  const load = sendLoad({ url, connectionCount: 1, batchSize: 20, durationMs, rate, firstIndex: 1 });
  const endsAt = performance.now() + durationMs;
  let pressCount = 0;
  while (performance.now() < endsAt - 1_000) pressCount += await pressAround(page);
  const delays = await page.evaluate(() => [...(window as unknown as { delays: Map<number, number> }).delays.values()]);
  const { acknowledgedCount } = await load;
  const unreported = Array.from({ length: Math.max(0, pressCount - delays.length) }, () => 16);
  return { delaysMs: [...delays, ...unreported], answerCount, acknowledgedCount, durationMs };
}

/** Keeps the longest duration of each interaction in the page. */
function observe(): void {
  const delays = new Map<number, number>();
  (window as unknown as { delays: typeof delays }).delays = delays;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId > 0) delays.set(entry.interactionId, Math.max(delays.get(entry.interactionId) ?? 0, entry.duration));
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** A round over the page: sections are folded and unfolded, a filter is opened, searched and closed, the page is scrolled. Gives the number of presses. */
async function pressAround(page: Page): Promise<number> {
  let pressCount = 0;
  const press = async (act: Promise<unknown>): Promise<void> => {
    await act;
    pressCount += 1;
    await sleep(150);
  };
  const heads = page.locator('section > h2 > button');
  const count = await heads.count();
  for (let index = 0; index < Math.min(3, count); index += 1) {
    await press(heads.nth(index).click());
    await press(heads.nth(index).click());
  }
  const filter = page.getByRole('button', { name: /^Model/ }).first();
  if ((await filter.count()) > 0) {
    await press(filter.click());
    for (const key of ['g', 'p', 't']) await press(page.keyboard.press(key));
    await press(page.keyboard.press('Escape'));
  }
  await page.mouse.wheel(0, 900);
  await sleep(200);
  await page.mouse.wheel(0, -900);
  await sleep(200);
  return pressCount;
}
