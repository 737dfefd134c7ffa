import { openBrowser } from '../e2e/browser.ts';
import { makeDataDir, removeDataDir, startServer } from '../e2e/server.ts';
import { quantile } from './overview/in-process.ts';
import { openOnPage, type PageOpening } from './traces/on-page.ts';
import { sendTrace } from './traces/send.ts';

/** So many traces of each size, each asked for the first time: none is kept from before. */
const sizes = [
  { spanCount: 100, traceCount: 60, targetMs: 50 },
  { spanCount: 10_000, traceCount: 20, targetMs: 150 },
  { spanCount: 50_000, traceCount: 12, targetMs: 300 },
] as const;
const pageTargetMs = 1_000;
const pageRuns = 7;

const open = 'query ($id: String!) { trace(traceId: $id) { id name startedAt durationMs spanCount errorCount costUsd inputTokens outputTokens columns } }';

/** Traces sent by OTLP, then opened: by the query of the trace page, and in headless Chromium. */
export async function run(): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const browser = await openBrowser();
  try {
    const rows: Record<string, Record<string, string>> = {};
    let largest = '';
    for (const { spanCount, traceCount, targetMs } of sizes) {
      const ids: string[] = [];
      for (let trace = 0; trace < traceCount; trace += 1) ids.push(await sendTrace(server.address, spanCount));
      await new Promise((resolve) => setTimeout(resolve, 5_000)); // summed up, merged
      const cold: number[] = [];
      let byteCount = 0;
      for (const id of ids) {
        const { elapsedMs, bytes } = await ask(server.address, id, spanCount);
        cold.push(elapsedMs);
        byteCount = bytes;
      }
      cold.sort((a, b) => a - b);
      rows[`${spanCount.toLocaleString('en')} spans, API`] = { 'p50 ms': quantile(cold, 0.5).toFixed(0), 'p95 ms': quantile(cold, 0.95).toFixed(0), target: `p95 < ${targetMs}`, 'answer, kB': (byteCount / 1_000).toFixed(0) };
      largest = ids.at(-1) as string;
    }
    const openings: PageOpening[] = [];
    const firstVisits: number[] = [];
    for (let round = 0; round < pageRuns; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 980 } });
      firstVisits.push((await openOnPage(context, server.address, largest, { scrolls: false })).firstRowMs);
      openings.push(await openOnPage(context, server.address, largest, { scrolls: round === pageRuns - 1 }));
      await context.close();
    }
    const row = (values: readonly number[], target: string) => {
      const sorted = [...values].sort((a, b) => a - b);
      return { 'p50 ms': quantile(sorted, 0.5).toFixed(0), 'p95 ms': quantile(sorted, 0.95).toFixed(0), target, 'answer, kB': '' };
    };
    rows['50,000 spans, page: navigation to the first rows painted'] = row(openings.map(({ firstRowMs }) => firstRowMs), `< ${pageTargetMs}`);
    rows['the same as the first page of a browser that has never been here'] = row(firstVisits, '');
    rows['50,000 spans, page: a frame while scrolling through all of it'] = row(openings.at(-1)?.framesMs ?? [], 'smooth');
    console.table(rows);
  } finally {
    await browser.close();
    await server.stop();
    await removeDataDir(dataDir);
  }
}

async function ask(address: string, id: string, spanCount: number): Promise<{ elapsedMs: number; bytes: number }> {
  const startedAt = performance.now();
  const response = await fetch(`${address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: open, variables: { id } }) });
  const text = await response.text();
  const elapsedMs = performance.now() - startedAt;
  const { data } = JSON.parse(text) as { data: { trace: { spanCount: number; columns: { ids: string[] } } | null } };
  if (data.trace?.columns.ids.length !== spanCount) throw new Error(`The trace has ${data.trace?.columns.ids.length ?? 'no'} of ${spanCount} spans: ${text.slice(0, 200)}`);
  return { elapsedMs, bytes: text.length };
}

if (import.meta.main) await run();
