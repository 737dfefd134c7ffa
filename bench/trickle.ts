import { quantile } from './ingest/load.ts';
import { probeVisibility } from './ingest/visibility.ts';
import { startServer, type MeasuredServer } from './ingest/server-process.ts';
import { watchCpu, type CpuTime } from './trickle/cpu.ts';
import { trickle, type Sent, type Trickle } from './trickle/senders.ts';
import { watchLive } from './trickle/subscribers.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6_492);
const durationMs = Number(process.env['BENCH_TRICKLE_MS'] ?? 40_000);
/** Merges come behind what they merge: a stretch is measured once they go on as they will. */
const warmUpMs = Number(process.env['BENCH_TRICKLE_WARM_UP_MS'] ?? 15_000);
const perSecond = 500;
const targets = { spans: 25, messages: 12 } as const;

interface Scenario {
  readonly name: string;
  readonly trickles: readonly Trickle[];
  readonly subscriberCount: number;
}

const of = (kind: Trickle['kind'], requestsPerSecond: number): Trickle => ({ kind, perSecond, requestsPerSecond });
const both = [of('spans', 10), of('messages', 10)];
const scenarios: readonly Scenario[] = [
  { name: 'at rest', trickles: [], subscriberCount: 0 },
  ...[1, 10, 100].map((requests) => ({ name: `spans, ${requests}/s`, trickles: [of('spans', requests)], subscriberCount: 0 })),
  ...[1, 2.5, 10, 100].map((requests) => ({ name: `messages, ${requests}/s`, trickles: [of('messages', requests)], subscriberCount: 0 })),
  ...[0, 1, 20, 200].map((subscriberCount) => ({ name: `both, ${subscriberCount} subscribers`, trickles: both, subscriberCount })),
];

/** What small requests cost: 500 spans and 500 messages a second in 1, 10 and 100 requests, with equal live subscriptions beside them. */
export async function run(): Promise<void> {
  const only = process.env['BENCH_TRICKLE_ONLY'];
  const rows: Record<string, Record<string, string>> = {};
  for (const scenario of scenarios) {
    if (only !== undefined && !scenario.name.includes(only)) continue;
    const server = await startServer(port);
    try {
      rows[scenario.name] = await measure(server, scenario);
    } finally {
      await server.stop();
    }
  }
  console.table(rows);
}

async function measure(server: MeasuredServer, { name, trickles, subscriberCount }: Scenario): Promise<Record<string, string>> {
  const live = await watchLive(server.url, subscriberCount);
  const send = (ms: number): Promise<Sent[]> =>
    trickles.length === 0
      ? new Promise<void>((wait) => setTimeout(wait, ms)).then(() => [])
      : Promise.all(trickles.map((one) => trickle(server.url, one, ms)));
  await send(warmUpMs);
  const before = live.receivedCount();
  const cpu = await watchCpu(server.pid, server.dataDir);
  const sent = await send(durationMs);
  const time = await cpu.stop();
  const receivedCount = live.receivedCount() - before;
  // Apart from what is measured, since asking is work too.
  const delaysMs = trickles.length === 0 ? [] : (await Promise.all([probeVisibility(server.url, 10_000), send(10_000)]))[0];
  live.close();
  console.log(
    `${name}: ${share(time.serverSeconds + time.postgresSeconds, time)} % of a core; ${[...time.byThread]
      .filter(([, seconds]) => seconds / time.elapsedSeconds > 0.005)
      .map(([thread, seconds]) => `${thread} ${share(seconds, time)}`)
      .join(', ')}`,
  );
  const recordCount = sent.reduce((sum, one) => sum + one.recordCount, 0);
  const latenciesMs = sent.flatMap((one) => one.latenciesMs);
  const [only] = trickles;
  return {
    'server, % of a core': share(time.serverSeconds, time),
    'PostgreSQL, %': share(time.postgresSeconds, time),
    target: trickles.length === 1 && only !== undefined ? `≤ ${targets[only.kind]}` : '',
    'CPU µs a record': recordCount === 0 ? '' : String(Math.round(((time.serverSeconds + time.postgresSeconds) / recordCount) * 1e6)),
    'acknowledged p50 / p99, ms': recordCount === 0 ? '' : `${round(quantile(latenciesMs, 0.5))} / ${round(quantile(latenciesMs, 0.99))}`,
    'visible p50 / max, ms': delaysMs.length === 0 ? '' : `${round(quantile(delaysMs, 0.5))} / ${round(Math.max(...delaysMs))}`,
    'values to each subscriber': subscriberCount === 0 ? '' : (receivedCount / subscriberCount).toFixed(1),
  };
}

const share = (seconds: number, { elapsedSeconds }: CpuTime): string => ((seconds / elapsedSeconds) * 100).toFixed(1);
const round = (value: number): string => Math.round(value).toLocaleString('en');

if (import.meta.main) {
  await run();
  process.exit(0);
}
