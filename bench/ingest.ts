import { join } from 'node:path';
import { startEmbeddedPostgres } from '../server/src/platform/store/postgres/embedded.ts';
import { quantile, sendLoad } from './ingest/load.ts';
import { insertRaw } from './ingest/raw-insert.ts';
import { startServer, type MeasuredServer } from './ingest/server-process.ts';
import { measureVisibility } from './ingest/visibility.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6490);
const ingestMs = Number(process.env['BENCH_INGEST_MS'] ?? 60_000);
const visibilityMs = Number(process.env['BENCH_VISIBILITY_MS'] ?? 60_000);
const rawMs = 15_000;
const connectionCount = 4;
const batchSize = 1_000;
const visibilityRate = 5_000;
const targetPerSecond = 20_000;
const targetVisibleMs = 1_000;

/** Ingest at full speed, beside what PostgreSQL alone takes; then how soon a message is counted at 5,000 a second. */
export async function run(): Promise<void> {
  const server = await startServer(port);
  try {
    await measureVisible(server);
    await measureIngest(server);
  } finally {
    await server.stop();
  }
}

async function measureIngest(server: MeasuredServer): Promise<void> {
  const perSecond: number[] = [];
  const memory: number[] = [];
  let acknowledged = 0;
  let before = 0;
  const timer = setInterval(async () => {
    perSecond.push((acknowledged - before) / 5);
    before = acknowledged;
    const residentBytes = await server.residentBytes();
    memory.push(residentBytes);
    const { queuedCount, lagMs } = await status(server);
    console.log(
      `  ${String(perSecond.length * 5).padStart(3)} s  ${round(perSecond.at(-1) as number)} messages/s  ${round(residentBytes / 1e6)} MB  ${round(queuedCount)} queued, ${round(lagMs)} ms behind`,
    );
  }, 5_000);
  console.log(`ingestMessages: batches of ${batchSize}, ${connectionCount} connections, ${ingestMs / 1_000} s, acknowledged after commit`);
  const load = await sendLoad({
    url: server.url,
    connectionCount,
    batchSize,
    durationMs: ingestMs,
    firstIndex: 1_000_000_000,
    onAcknowledged: (count) => (acknowledged += count),
  });
  clearInterval(timer);
  const drainedMs = await untilDrained(server);
  const rate = (load.acknowledgedCount / load.elapsedMs) * 1_000;
  console.log(`  all projected ${round(drainedMs)} ms after the last acknowledgement`);
  const postgres = await startEmbeddedPostgres(join(server.dataDir, 'postgres')); // the server's own: it runs already
  const raw = await insertRaw(postgres.url, { connectionCount, batchSize, durationMs: rawMs });
  console.table({
    'ingestMessages, messages/s': { value: round(rate), target: `≥ ${round(targetPerSecond)}` },
    'slowest 5 s, messages/s': { value: round(Math.min(...perSecond)), target: '' },
    'a batch, p50 / p99 ms': {
      value: `${round(quantile(load.latenciesMs, 0.5))} / ${round(quantile(load.latenciesMs, 0.99))}`,
      target: '',
    },
    'server memory at a third / at the end, MB': {
      value: `${round((memory[Math.floor(memory.length / 3)] ?? 0) / 1e6)} / ${round((memory.at(-1) ?? 0) / 1e6)}`,
      target: 'flat',
    },
    'raw unnest insert into the same tables, rows/s': { value: round((raw.count / raw.elapsedMs) * 1_000), target: 'beside it' },
  });
}

async function measureVisible(server: MeasuredServer): Promise<void> {
  console.log(`visible in analytics: ${visibilityRate} messages/s for ${visibilityMs / 1_000} s, one probe after the other`);
  const { delaysMs, sentPerSecond } = await measureVisibility(server.url, {
    rate: visibilityRate,
    durationMs: visibilityMs,
    firstIndex: 0,
  });
  await untilDrained(server);
  console.table({
    'sent, messages/s': { value: round(sentPerSecond), target: `${round(visibilityRate)}` },
    'acknowledged to visible, p50 ms': { value: round(quantile(delaysMs, 0.5)), target: '' },
    'acknowledged to visible, p99 ms': { value: round(quantile(delaysMs, 0.99)), target: `< ${round(targetVisibleMs)}` },
    'slowest of the probes, ms': { value: `${round(Math.max(...delaysMs))} of ${delaysMs.length}`, target: '' },
  });
}

async function status({ url }: MeasuredServer): Promise<{ queuedCount: number; lagMs: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ ingestStatus { queuedCount lagMs } }' }),
  });
  return ((await response.json()) as { data: { ingestStatus: { queuedCount: number; lagMs: number } } }).data.ingestStatus;
}

async function untilDrained(server: MeasuredServer): Promise<number> {
  const startedAt = performance.now();
  while ((await status(server)).queuedCount > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.now() - startedAt;
}

const round = (value: number): string => Math.round(value).toLocaleString('en');

if (import.meta.main) await run();
