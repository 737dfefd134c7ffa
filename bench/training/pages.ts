import type { Browser, BrowserContext, Page } from 'playwright';
import { openBrowser } from '../../e2e/browser.ts';
import { quantile } from '../ingest/load.ts';
import type { Dataset } from './dataset.ts';

interface PageTimes {
  /** From navigation to the frame that shows what is looked for; CPU time of the page's main thread until then. */
  readonly shownMs: number[];
  readonly threadMs: number[];
}

const rounds = 7;
const words: Readonly<Record<Look, readonly [name: string, target: string]>> = {
  list: ['the jobs page: navigation to a screen of jobs with their curves', '< 500'],
  long: ['the page of the long run: navigation to its chart', ''],
  wide: ['the page of 12,000 metrics: navigation to its first charts', '< 1,000'],
  compare: ['the page of 200 runs compared: navigation to their curves', '< 1,500'],
};

/** The pages in headless Chromium, opened by address, each with all that the application needs to begin. */
export async function measurePages(
  rows: Record<string, { value: string; target: string }>,
  address: string,
  dataset: Dataset,
): Promise<void> {
  const browser = await openBrowser();
  const shown = (values: readonly number[], last = 1): string =>
    `${quantile(values, 0.5).toFixed(0)} / ${quantile(values, last).toFixed(0)}`;
  try {
    for (const look of Object.keys(words) as Look[]) {
      const [name, target] = words[look];
      const { shownMs, threadMs } = await openLooks(browser, address, look, dataset);
      rows[`${name}, p50 / max ms`] = { value: shown(shownMs), target };
      rows[`${name}, CPU of the page’s thread, p50 ms`] = { value: quantile(threadMs, 0.5).toFixed(0), target: '' };
    }
    const { long } = dataset;
    rows['the jobs page, pressed in the sidebar: to a screen of jobs with their curves, p50 / max ms'] = {
      value: shown(await openByPress(browser, address, { from: '/prices', link: 'nav a[href^="/training"]', look: 'list' })),
      target: '< 500',
    };
    rows['the same run, pressed in the list of jobs: to its chart, p50 / max ms'] = {
      value: shown(
        await openByPress(browser, address, {
          from: '/training?q=long',
          link: `a[href*="${encodeURIComponent(long.id)}"], a[href*="${long.id}"]`,
          look: 'long',
        }),
      ),
      target: '< 300',
    };
    const wide = await handle(browser, address, 'wide', dataset);
    rows['a frame while scrolling through 12,000 metrics, p50 / p95 ms'] = { value: shown(wide.framesMs, 0.95), target: 'smooth' };
    const compared = await handle(browser, address, 'compare', dataset);
    rows['hover over 200 runs, move to the frame, p50 / p98 ms'] = { value: shown(compared.hoverMs, 0.98), target: '≤ 50' };
  } finally {
    await browser.close();
  }
}

/** A curve that is drawn has at least so many characters of a path. */
const leastPath = 20;

/** What is to stand on each page: drawn curves inside elements that a selector names. */
const looks = {
  /** A screen of jobs with their curves. */
  list: { selector: '[role=row] svg path', count: 10 },
  /** The loss of the long run. */
  long: { selector: '.uk-plot svg path', count: 1 },
  /** The first charts of the run of many metrics. */
  wide: { selector: '.uk-plot svg path', count: 3 },
  compare: { selector: '.uk-plot svg path', count: 200 },
} as const;
type Look = keyof typeof looks;

const pathOf = (look: Look, { long, wide, compared }: Dataset): string => {
  switch (look) {
    case 'list':
      return '/training';
    case 'long':
      return `/training/${encodeURIComponent(long.id)}`;
    case 'wide':
      return `/training/${encodeURIComponent(wide.id)}`;
    case 'compare':
      return `/training/compare?jobs=${compared.ids.map(encodeURIComponent).join(',')}`;
    default:
      return look satisfies never;
  }
};

const shownAt = ({ selector, count, least }: { selector: string; count: number; least: number }): Promise<number> =>
  new Promise<number>((resolve) => {
    const look = (): void => {
      const drawn = [...document.querySelectorAll(selector)].filter((path) => (path.getAttribute('d')?.length ?? 0) >= least);
      if (drawn.length < count) requestAnimationFrame(look);
      else requestAnimationFrame(() => resolve(performance.now()));
    };
    look();
  });

async function openLook(context: BrowserContext, address: string, look: Look, dataset: Dataset) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address + pathOf(look, dataset), { waitUntil: 'commit' });
  const shownMs = await page.evaluate(shownAt, { ...looks[look], least: leastPath });
  const { metrics } = await cdp.send('Performance.getMetrics');
  const threadMs = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  return { page, shownMs, threadMs };
}

/** Each page opened by a browser that has been there before, in new tabs. */
async function openLooks(browser: Browser, address: string, look: Look, dataset: Dataset): Promise<PageTimes> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 980 } });
  const times: PageTimes = { shownMs: [], threadMs: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const { page, shownMs, threadMs } = await openLook(context, address, look, dataset);
      await page.close();
      if (round === 0) continue;
      times.shownMs.push(shownMs);
      times.threadMs.push(threadMs);
    }
    return times;
  } finally {
    await context.close();
  }
}

/** A link that is pressed on a page, and what is to stand on the page that it leads to. */
interface Press {
  readonly from: string;
  readonly link: string;
  readonly look: Look;
}

/** From the press on a link to the frame that shows what it leads to: the application is there already. */
async function openByPress(browser: Browser, address: string, { from, link: selector, look }: Press): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 980 } });
  const pressedMs: number[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const page = await context.newPage();
      await page.goto(`${address}${from}`);
      const link = page.locator(selector).first();
      await link.waitFor();
      await page.waitForTimeout(500);
      await link.evaluate((element) => {
        (globalThis as { pressedAt?: number }).pressedAt = performance.now();
        (element as HTMLElement).click();
      });
      const shownMs = await page.evaluate(shownAt, { ...looks[look], least: leastPath });
      const pressedAt = await page.evaluate(() => (globalThis as { pressedAt?: number }).pressedAt ?? Number.NaN);
      await page.close();
      if (round > 0) pressedMs.push(shownMs - pressedAt);
    }
    return pressedMs;
  } finally {
    await context.close();
  }
}

interface Handled {
  /** From the move of the pointer to the end of the frame that answers it. */
  readonly hoverMs: number[];
  readonly framesMs: number[];
}

/** Moves the pointer over the first chart of a page, then scrolls to its end and back. */
async function handle(browser: Browser, address: string, look: Look, dataset: Dataset): Promise<Handled> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 980 } });
  try {
    const { page } = await openLook(context, address, look, dataset);
    await page.waitForTimeout(1_500);
    return { hoverMs: await hover(page), framesMs: await scroll(page) };
  } finally {
    await context.close();
  }
}

async function hover(page: Page): Promise<number[]> {
  const box = await page.locator('.uk-plot').first().boundingBox();
  if (box === null) throw new Error('There is no chart to point at.');
  await page.evaluate(() => {
    const times: number[] = [];
    (globalThis as { hovered?: number[] }).hovered = times;
    document.addEventListener(
      'pointermove',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          // Comes after the frame is painted.
          port2.onmessage = () => times.push(performance.now() - timeStamp);
          port1.postMessage(null);
        }),
      { capture: true },
    );
  });
  for (let move = 0; move < 60; move += 1) {
    await page.mouse.move(
      box.x + 80 + ((box.width - 160) * ((move * 37) % 60)) / 60,
      box.y + 40 + ((box.height - 80) * ((move * 13) % 60)) / 60,
    );
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => (globalThis as { hovered?: number[] }).hovered ?? []);
}

const scroll = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const times: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 240; frame += 1) {
      // Slowly, then as fast as a hand throws a page.
      window.scrollBy(0, frame < 120 ? 60 : 1_500);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  });
