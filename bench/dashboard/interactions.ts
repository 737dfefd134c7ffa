import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { openBrowser, openPage } from '../../e2e/browser.ts';
import { sendLoad } from '../ingest/load.ts';
import { startServer } from '../ingest/server-process.ts';
import { period } from '../overview/generated.ts';

export interface Interactions {
  /** From the press to the frame that shows its result, ms, of each interaction; those under 16 ms, which browsers do not report, are 16. */
  readonly delaysMs: readonly number[];
  /** Answers of panels that came while it was measured. */
  readonly answerCount: number;
  readonly acknowledgedCount: number;
  readonly durationMs: number;
}

const rate = 200;
const durationMs = 40_000;
const port = 4_977;

/** The dashboard over all of these stores' messages while `rate` messages a second arrive, and a person presses keys and buttons on it. */
export async function measureInteractions(dataDir: string): Promise<Interactions> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-dashboard-'));
  await cp(dataDir, folder, { recursive: true });
  const server = await startServer(port, folder);
  const browser = await openBrowser();
  try {
    const to = new Date(Date.now() + 86_400_000).toISOString();
    const { page } = await openPage(browser, `${server.url}/analytics?range=custom&from=${period.from.toISOString()}&to=${to}`);
    await page.waitForLoadState('networkidle');
    let answerCount = 0;
    page.on('response', (response) => (answerCount += response.url().endsWith('/graphql') ? 1 : 0));
    await page.evaluate(observe);
    const load = sendLoad({ url: server.url, connectionCount: 1, batchSize: 20, durationMs, rate, firstIndex: 1 });
    const endsAt = performance.now() + durationMs;
    let pressCount = 0;
    while (performance.now() < endsAt - 1_000) pressCount += await pressAround(page);
    const delays = await page.evaluate(() => [...(window as unknown as { delays: Map<number, number> }).delays.values()]);
    console.log(
      (await page.evaluate(() => (window as any).all))
        .sort((a: any, b: any) => b[0] - a[0])
        .slice(0, 40)
        .map((x: any) => x.join(' '))
        .join('\n'),
    );
    const { acknowledgedCount } = await load;
    const unreported = Array.from({ length: Math.max(0, pressCount - delays.length) }, () => 16);
    return { delaysMs: [...delays, ...unreported], answerCount, acknowledgedCount, durationMs };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Keeps the longest duration of each interaction in the page. */
function observe(): void {
  const delays = new Map<number, number>();
  (window as unknown as { delays: typeof delays }).delays = delays;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId > 0)
        ((window as any).all ??= []).push([
          entry.duration,
          entry.name,
          Math.round((entry as any).processingStart - entry.startTime),
          Math.round((entry as any).processingEnd - (entry as any).processingStart),
          ((entry as any).target?.textContent ?? '').slice(0, 40),
        ]);
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
