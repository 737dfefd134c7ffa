import type { BrowserContext } from 'playwright';

export interface PageOpening {
  /** From navigation to the frame that shows the first rows. */
  readonly firstRowMs: number;
  /** Sorted; empty when it was not scrolled. */
  readonly framesMs: readonly number[];
}

const frameCount = 240;
/** px a frame: slowly, then as fast as a hand throws a list. */
const slowPx = 90;
const fastPx = 2_600;

/** The page of a trace in a new tab: what the context has kept of the application's files is there. */
export async function openOnPage(
  context: BrowserContext,
  address: string,
  traceId: string,
  { scrolls }: { scrolls: boolean },
): Promise<PageOpening> {
  const page = await context.newPage();
  try {
    await page.goto(`${address}/traces/${traceId}`, { waitUntil: 'commit' });
    const firstRowMs = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            if (document.querySelector('.uk-waterfall-rows [role=row]') === null) requestAnimationFrame(look);
            else requestAnimationFrame(() => resolve(performance.now()));
          };
          look();
        }),
    );
    if (!scrolls) return { firstRowMs, framesMs: [] };
    await page.waitForTimeout(2_000);
    const framesMs = await page.evaluate(
      async ([frames, slow, fast]) => {
        const rows = document.querySelector('.uk-waterfall-rows') as HTMLElement;
        const times: number[] = [];
        let last = performance.now();
        for (let frame = 0; frame < frames; frame += 1) {
          rows.scrollTop += frame < frames / 2 ? slow : fast;
          await new Promise(requestAnimationFrame);
          times.push(performance.now() - last);
          last = performance.now();
        }
        return times.sort((a, b) => a - b);
      },
      [frameCount, slowPx, fastPx] as const,
    );
    return { firstRowMs, framesMs };
  } finally {
    await page.close();
  }
}
