import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright';
import type { Browser, CDPSession, Page } from 'playwright';
import type { Pages } from './pages.ts';

export const cacheFolder = join(import.meta.dirname, '../../.cache/bench');

/** Flags: a browser without a screen; the page may collect garbage before the clock starts. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });

/** What every part of the benchmark works with. */
export interface Session {
  readonly browser: Browser;
  readonly pages: Pages;
  readonly runs: number;
}

export interface OpenPage {
  readonly page: Page;
  readonly cdp: CDPSession;
}

export class OverLimit extends Error {}

/**
 * A page of its own in a context of its own: nothing compiled, cached or collected by another. Ended where it takes longer than `limitMs`.
 */
export async function onPage<Result>(
  { browser, pages }: Session,
  name: string,
  use: (open: OpenPage) => Promise<Result>,
  limitMs = 60_000,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  const stop = new AbortController();
  try {
    const page = await context.newPage();
    const broken = new Promise<never>((_, reject) => {
      page.on('pageerror', (error) => reject(new Error(`${name}: ${error.message}`)));
      page.on('crash', () => reject(new OverLimit(`${name}: the page crashed`)));
    });
    broken.catch(() => {}); // told by the race, or too late to matter
    await page.goto(pages.address(name));
    await page.waitForFunction(() => Boolean(window.bench));
    const cdp = await context.newCDPSession(page);
    await sleep(100); // what loading left behind
    const tooLong = sleep(limitMs, undefined, { signal: stop.signal }).then(() => {
      throw new OverLimit(`${name}: over ${limitMs} ms`);
    });
    tooLong.catch(() => {});
    return await Promise.race([use({ page, cdp }), broken, tooLong]);
  } finally {
    stop.abort();
    await context.close();
  }
}

/** Share of the px columns of a picture in which something coloured is drawn: lines are, axes and words are not. */
export async function coloredColumns({ page }: OpenPage, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const columns = new Uint8Array(image.width);
    for (let place = 0; place < data.length; place += 4) {
      const [red, green, blue] = [data[place] as number, data[place + 1] as number, data[place + 2] as number];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 40) columns[(place / 4) % image.width] = 1;
    }
    return columns.reduce((sum, one) => sum + one, 0) / image.width;
  }, png.toString('base64'));
}

/** Least share of a chart's width that its line has to cover. */
const LEAST_COVERED = 0.75;

/** Every chart shows its line: a picture of each is looked at (and kept beside the results). */
export async function verifyDrawn(open: OpenPage, name: string): Promise<void> {
  const charts = await open.page.locator('#stage > div').all();
  for (const [place, chart] of charts.entries()) {
    const png = await chart.screenshot();
    if (place === 0) await keepPicture(name, png);
    const covered = await coloredColumns(open, png);
    if (!(covered >= LEAST_COVERED))
      throw new Error(`${name}: chart ${place + 1} of ${charts.length} shows a line over ${Math.round(covered * 100)} % of its width`);
  }
}

export async function keepPicture(name: string, png: Buffer): Promise<void> {
  const path = join(cacheFolder, 'charts', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, png);
}

export interface Work {
  readonly scriptMs: number;
  readonly styleMs: number;
  readonly layoutMs: number;
  readonly taskMs: number;
  /** Pictures made of what the page drew, in threads of their own: an SVG's lines are drawn here, a canvas' lines on the main thread. */
  readonly rasterMs: number;
}

/** What the page's main thread did while `act` ran, and raster, by the browser's own count. */
export async function workOf<Result>(
  { page, cdp }: OpenPage,
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly work: Work }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('No browser to trace');
  await cdp.send('Performance.enable');
  const read = async () => new Map((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  const before = await read();
  const result = await act();
  const after = await read();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly { readonly name: string; readonly dur?: number }[];
  };
  const passed = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000;
  return {
    result,
    work: {
      scriptMs: passed('ScriptDuration'),
      styleMs: passed('RecalcStyleDuration'),
      layoutMs: passed('LayoutDuration'),
      taskMs: passed('TaskDuration'),
      rasterMs: traceEvents.reduce((sum, { name, dur = 0 }) => (name === 'RasterTask' ? sum + dur / 1_000 : sum), 0),
    },
  };
}
