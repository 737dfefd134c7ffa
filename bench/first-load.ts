import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright';
import { ask, untilProjected } from '../e2e/ask.ts';
import { openBrowser } from '../e2e/browser.ts';
import { makeDataDir, removeDataDir, startServer } from '../e2e/server.ts';

const TARGET_BYTES = 250_000;
const TARGET_PAINT_MS = 1_500;
const LOADS = 7;
const DAYS = 30;
const MESSAGES_A_DAY = 1_000;
const MODELS = ['gpt-4o', 'gpt-4.1-mini', 'claude-sonnet-4', 'support-sft-2'];

interface Load {
  readonly scriptGzipBytes: number;
  readonly scriptCount: number;
  readonly largestPaintMs: number;
  /** Until the numbers stand on the page. */
  readonly numbersMs: number;
}

/** The Overview page opened for the first time: nothing in the browser's cache, the real server with 30 days of messages. */
export async function run(): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const browser = await openBrowser();
  try {
    await fill(server.address);
    const loads: Load[] = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await loadOnce(browser, server.address));
    const of = (pick: (load: Load) => number): number[] => loads.map(pick).sort((a, b) => a - b);
    const middle = (values: readonly number[]): number => values[Math.floor(values.length / 2)] as number;
    const row = (values: readonly number[], target: string) => ({ median: round(middle(values)), worst: round(values.at(-1) as number), target });
    console.table({
      [`JavaScript, gzip bytes (${loads[0]?.scriptCount} files)`]: row(of((load) => load.scriptGzipBytes), `≤ ${round(TARGET_BYTES)}`),
      'largest contentful paint, ms': row(of((load) => load.largestPaintMs), `< ${round(TARGET_PAINT_MS)}`),
      'numbers on the page, ms': row(of((load) => load.numbersMs), ''),
    });
  } finally {
    await browser.close();
    await server.stop();
    await removeDataDir(dataDir);
  }
}

/** A browser context of its own: an empty cache, as on a first visit. */
async function loadOnce(browser: Browser, address: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 980 } });
  try {
    const page = await context.newPage();
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    const startedAt = performance.now();
    await page.goto(`${address}/`);
    await page.waitForFunction(() => document.querySelector('.uk-tile-value') !== null && document.querySelector('.uk-skeleton, [data-loading]') === null);
    const numbersMs = performance.now() - startedAt;
    await sleep(1_000); // what is fetched late counts too, and so does a late paint
    const largestPaintMs = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? NaN)).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    const bodies = await Promise.all(scripts);
    return { scriptGzipBytes: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0), scriptCount: bodies.length, largestPaintMs, numbersMs };
  } finally {
    await context.close();
  }
}

/** Numbers for every panel: several models, latencies, tokens, tools, errors and judgments, up to now. */
async function fill(address: string): Promise<void> {
  const now = Date.now();
  for (let day = 0; day < DAYS; day += 1) {
    const items = Array.from({ length: MESSAGES_A_DAY }, (_, index) => {
      const id = day * MESSAGES_A_DAY + index;
      const at = now - day * 86_400_000 - Math.floor((index / MESSAGES_A_DAY) * 86_400_000);
      return {
        externalId: `m-${id}`, conversationId: `c-${Math.floor(id / 8)}`, role: 'ASSISTANT', content: `Answer ${id}`, createdAt: new Date(at).toISOString(), model: MODELS[id % MODELS.length],
        inputTokens: 400 + (id % 700), outputTokens: 40 + (id % 300), latencyMs: 300 + ((id * 7_919) % 4_000), userId: `u-${id % 500}`,
        ...(id % 60 === 0 ? { errorType: 'timeout' } : {}), ...(id % 5 === 0 ? { toolCalls: [{ name: `tool-${id % 6}`, success: id % 3 !== 0, durationMs: id % 400 }] } : {}),
      };
    });
    const judgments = items.filter((_, index) => index % 3 === 0).map(({ externalId }, index) => ({ messageExternalId: externalId, rating: 1 + (index % 5), success: index % 4 !== 0 }));
    await ask(address, 'mutation ($items: [MessageInput!]!) { ingestMessages(messages: $items) { accepted } }', { items });
    await ask(address, 'mutation ($items: [EvaluationInput!]!) { evaluateMessages(evaluations: $items) { accepted } }', { items: judgments });
  }
  await ask(address, 'mutation { savePrice(input: { scope: DEFAULT, rates: { inputUsdPerMillion: 2.5, outputUsdPerMillion: 10 } }) { price { id } } }');
  await untilProjected(address);
}

const round = (value: number): string => Math.round(value).toLocaleString('en');

if (import.meta.main) await run();
