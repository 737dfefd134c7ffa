import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { quantile } from '../ingest/load.ts';
import { startServer } from '../ingest/server-process.ts';
import type { Order, Report } from './log-batch.ts';
import { mlflowVersion, startMlflow, type OtherServer } from './mlflow-server.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6_494);
const durationMs = Number(process.env['BENCH_MLFLOW_MS'] ?? 20_000);
const warmUpMs = 3_000;
const clientCount = 20;
const metricCount = 1_000;
const targetMs = 60;
const targetTimes = 10;

/**
 * MLflow's `log-batch` of 1,000 metrics by 20 clients: this server, and `mlflow server` of the Python in BENCH_MLFLOW_PYTHON on both of its
 * stores.
 */
export async function run(): Promise<void> {
  const own = async (): Promise<OtherServer> => ({ ...(await startServer(port)), name: 'this server' });
  const servers = [own];
  const python = process.env['BENCH_MLFLOW_PYTHON'] ?? 'python3';
  const version = await mlflowVersion(python);
  if (version === null)
    console.log(`Nothing stands beside it: ${python} has no mlflow with psycopg2. BENCH_MLFLOW_PYTHON names one that has.`);
  else
    servers.push(
      () => startMlflow(python, 'SQLite', port),
      () => startMlflow(python, 'PostgreSQL', port),
    );
  const rows: Record<string, Record<string, string>> = {};
  let ownMs: number | null = null;
  for (const start of servers) {
    const server = await start().catch((error: Error) => console.log(error.message));
    if (server === undefined) continue;
    try {
      await send({ url: server.url, clientCount, metricCount, durationMs: warmUpMs });
      const { latenciesMs, elapsedMs } = await send({ url: server.url, clientCount, metricCount, durationMs });
      const meanMs = latenciesMs.reduce((sum, ms) => sum + ms, 0) / latenciesMs.length;
      ownMs ??= meanMs;
      rows[version === null || ownMs === meanMs ? server.name : `${server.name} (${version})`] = {
        'mean, ms': meanMs.toFixed(1),
        'p50 / p99, ms': `${quantile(latenciesMs, 0.5).toFixed(0)} / ${quantile(latenciesMs, 0.99).toFixed(0)}`,
        'metrics/s': Math.round((latenciesMs.length * metricCount * 1_000) / elapsedMs).toLocaleString('en'),
        'times as long': (meanMs / ownMs).toFixed(1),
        target: ownMs === meanMs ? `< ${targetMs} ms` : `≥ ${targetTimes} × as long`,
      };
    } finally {
      await server.stop();
    }
  }
  console.table(rows);
}

function send(order: Order): Promise<Report> {
  const child = fork(resolve(import.meta.dirname, 'log-batch.ts'));
  return new Promise((done, fail) => {
    child.once('message', (report) => done(report as Report));
    child.once('exit', (code) => code !== 0 && fail(new Error(`The sender ended with ${code}.`)));
    child.send(order);
  });
}

if (import.meta.main) await run();
