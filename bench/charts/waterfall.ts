import { ms, percent } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { Times } from './pages/api.ts';
import { keepPicture, onPage, workOf } from './session.ts';
import type { OpenPage, Session } from './session.ts';
import { dropped, median, quantile } from './statistics.ts';

const SPANS = 50_000;
const TARGET_MS = 120;
const MOST_DROPPED = 0.01;
const SCROLL_MS = 5_000;

interface Scrolled {
  readonly droppedShare: number;
  readonly over20Ms: number;
  readonly frameCount: number;
  readonly mainThreadMsPerFrame: number;
  readonly rasterMsPerFrame: number;
  /** Frames in which rows in view were not drawn. */
  readonly emptyShare: number;
  readonly scrolledPx: number;
}

/** A trace of fifty thousand spans: drawn, then scrolled by a real wheel. None of the rivals has such a chart. */
export async function measureWaterfall(session: Session): Promise<Outcome> {
  const mounts: Times[] = [];
  const scrolls: Scrolled[] = [];
  for (let run = 0; run < session.runs; run += 1) {
    await onPage(session, 'waterfall', async (open) => {
      mounts.push(
        await open.page.evaluate((ask) => window.bench.mount(ask), {
          chartCount: 1,
          seriesCount: 1,
          pointCount: SPANS,
          widthPx: 1000,
          heightPx: 600,
          isSynced: false,
          isStream: false,
          isWarm: false,
          phase: (run + 0.5) / session.runs,
        }),
      );
      if (run === 0) await keepPicture('waterfall', await open.page.screenshot());
      if (run < 3) scrolls.push(await scrollOnce(open));
    });
  }
  const frames = mounts.map(({ frameMs }) => frameMs);
  const share = median(scrolls.map(({ droppedShare }) => droppedShare));
  const row = (text: string, target = '', isReached: boolean | null = null) => ({
    'ui-kit': text,
    target,
    reached: isReached === null ? '' : isReached ? 'yes' : 'NO',
  });
  return {
    table: {
      'first frame, ms': row(
        `${ms(median(frames))} (${ms(quantile(frames, 0.25))}–${ms(quantile(frames, 0.75))}), script ${ms(median(mounts.map(({ scriptMs }) => scriptMs)))}`,
        `≤ ${TARGET_MS}`,
        median(frames) <= TARGET_MS,
      ),
      'frames dropped while scrolling': row(percent(share), `≤ ${percent(MOST_DROPPED)}`, share <= MOST_DROPPED),
      'gaps over 20 ms': row(String(median(scrolls.map(({ over20Ms }) => over20Ms)))),
      'main thread a frame, ms': row(ms(median(scrolls.map(({ mainThreadMsPerFrame }) => mainThreadMsPerFrame)))),
      'on the screen, ms': row(ms(median(mounts.map(({ screenMs }) => screenMs)))),
      'raster a frame, ms': row(ms(median(scrolls.map(({ rasterMsPerFrame }) => rasterMsPerFrame)))),
      'frames with rows missing': row(percent(median(scrolls.map(({ emptyShare }) => emptyShare)))),
    },
    notes: [
      `${SPANS.toLocaleString('en')} spans, each under one of the forty before it; the first chart of the page. Then the wheel for ${SCROLL_MS / 1_000} s, ${Math.round(median(scrolls.map(({ scrolledPx }) => scrolledPx))).toLocaleString('en')} px.`,
    ],
    raw: { mounts, scrolls },
  };
}

async function scrollOnce(open: OpenPage): Promise<Scrolled> {
  const { page } = open;
  const rows = page.getByRole('treegrid');
  const box = await rows.boundingBox();
  if (box === null) throw new Error('waterfall: no rows');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  // A row belongs wherever the view begins and ends; asked after each frame, before anything else can run.
  await page.evaluate(() => {
    const scroller = document.querySelector('[role="treegrid"]') as HTMLElement;
    const seen = { frameCount: 0, emptyCount: 0 };
    Object.assign(window, { seen });
    const look = () =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const view = scroller.getBoundingClientRect();
          const isRowAt = (y: number) => document.elementFromPoint(view.left + 40, y)?.closest('[role="row"]') !== null;
          seen.frameCount += 1;
          if (!isRowAt(view.top + 4) || !isRowAt(view.bottom - 30)) seen.emptyCount += 1;
        };
        port2.postMessage(null);
        look();
      });
    look();
    window.bench.countFrames();
  });
  const { work } = await workOf(open, async () => {
    const startedAt = performance.now();
    while (performance.now() - startedAt < SCROLL_MS) {
      const sentAt = performance.now();
      await page.mouse.wheel(0, 120);
      await page.waitForTimeout(Math.max(0, 16 - (performance.now() - sentAt)));
    }
  });
  const frames = dropped(await page.evaluate(() => window.bench.counted()));
  const { seen, scrolledPx } = await page.evaluate(() => ({
    seen: (window as unknown as { seen: { frameCount: number; emptyCount: number } }).seen,
    scrolledPx: document.querySelector('[role="treegrid"]')?.scrollTop ?? 0,
  }));
  if (scrolledPx < 1_000) throw new Error('waterfall: it did not scroll');
  return {
    droppedShare: frames.share,
    over20Ms: frames.over20Ms,
    frameCount: frames.frameCount,
    mainThreadMsPerFrame: work.taskMs / frames.frameCount,
    rasterMsPerFrame: work.rasterMs / frames.frameCount,
    emptyShare: seen.emptyCount / seen.frameCount,
    scrolledPx,
  };
}
