import { join } from 'node:path';
import { until } from '../e2e/ask.ts';
import { openPage, settled } from '../e2e/browser.ts';
import { makeDataDir, removeDataDir, startServer } from '../e2e/server.ts';
import { runDemo } from '../server/src/commands/demo/demo.ts';
import type { Flags } from '../server/src/commands/demo/flags.ts';
import { findBrowser } from './browser.ts';
import { ROOT } from './run.ts';

/**
 * Takes the pictures of the README again: `npx -y pnpm@12 screenshots`.
 *
 * A server on an empty data folder receives the demo's past of one seed that ends at one instant, and the browser's clock stands still at
 * that instant. The same sources give the same numbers and dates, so that a changed picture means a changed product. Fonts and
 * antialiasing are those of the browser that is found.
 */
const NOW = new Date('2026-11-28T15:00:00.000Z');
const DEMO: Flags = {
  days: 62,
  messages: 30_000,
  rate: 2,
  seed: 1,
  isLive: false,
  isTraining: false,
  isLoop: false,
  chosen: new Set(['days']),
};
const PICTURES = [{ name: 'overview', path: '/' }] as const;
const PATIENCE_MS = 120_000;

process.env['CHROMIUM_PATH'] = await findBrowser();
const { chromium } = await import('playwright');
const dataDir = await makeDataDir();
const server = await startServer({ dataDir });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'], args: ['--no-sandbox', '--disable-gpu'] });
try {
  const screen = { isTerminal: false, columns: 80, write: (text: string) => process.stdout.write(text) };
  await runDemo({ url: server.address, apiKey: null }, DEMO, { screen, signal: new AbortController().signal, now: () => NOW.getTime() });
  await untilCounted(server.address);
  for (const { name, path } of PICTURES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints, close } = await openPage(browser, 'about:blank', { colorScheme });
      await page.clock.setFixedTime(NOW);
      await page.goto(server.address + path);
      await settled(page);
      const file = `docs/pictures/${name}-${colorScheme}.png`;
      await page.screenshot({ path: join(ROOT, file), animations: 'disabled' });
      await close();
      if (complaints.length > 0) throw new Error(`The browser reports problems on ${path}:\n${complaints.join('\n')}`);
      console.log(file);
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await removeDataDir(dataDir);
}

/** Waits until no message waits to be projected and no trace to be summed up, by the server's metrics. */
function untilCounted(address: string): Promise<unknown> {
  const waiting = async (): Promise<number> => {
    const metrics = await (await fetch(`${address}/metrics`)).text();
    return [...metrics.matchAll(/^ftl_(?:projection_queue_messages|trace_queue_traces) (\d+)/gm)].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
  };
  return until(waiting, (count) => count === 0, PATIENCE_MS);
}
