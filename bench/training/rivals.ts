import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { maskedCrc32c } from '../../server/src/commands/importer/formats/training/tensorboard/crc32c.ts';
import { quantile } from '../ingest/load.ts';
import { longValue, spikesOf, spikeValue } from './dataset.ts';
import { mlflowDatabase, mlflowVersion, startMlflow } from './mlflow-server.ts';

type Rows = Record<string, { value: string; target: string }>;

interface Scalars {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

const port = Number(process.env['BENCH_PORT'] ?? 6_495);
const python = process.env['BENCH_MLFLOW_PYTHON'] ?? 'python3';
/** Of TensorBoard; an answer of mlflow to a run of ten million points takes minutes. */
const rounds = 5;
const roundsOfMlflow = 2;
/** The first answer of either may take minutes. */
const patienceMs = 30 * 60_000;

/** What `mlflow server` and TensorBoard answer for the run that `read` opens here: the points that their pages ask for. */
export async function measureRivals(rows: Rows, pointCount: number): Promise<void> {
  await askMlflow(rows, pointCount);
  await askTensorBoard(rows, pointCount);
}

const shownPoints = (pointCount: number): string => pointCount.toLocaleString('en');

async function timeAnswers(ask: () => Promise<Scalars>, count: number, pointCount: number): Promise<string> {
  const timesMs: number[] = [];
  let last: Scalars = { steps: [], values: [] };
  for (let round = 0; round < count; round += 1) {
    const startedAt = performance.now();
    last = await ask();
    timesMs.push(performance.now() - startedAt);
  }
  const spikes = spikesOf(pointCount);
  const seen = new Set(last.steps.filter((_, place) => last.values[place] === spikeValue));
  const kept = (100 * spikes.filter((spike) => seen.has(spike)).length) / spikes.length;
  return `${quantile(timesMs, 0.5).toFixed(0)} / ${quantile(timesMs, 1).toFixed(0)} ms, ${shownPoints(last.steps.length)} points, ${kept.toFixed(0)} % of the spikes`;
}

/** `fetch` gives up after five minutes without an answer; one of mlflow may take longer. */
async function send(url: string, body?: object): Promise<unknown> {
  const sent = request(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    timeout: patienceMs,
    // A kept connection would be closed by then.
    agent: false,
  });
  sent.on('timeout', () => sent.destroy(new Error('There was no answer in time.')));
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
  if (response.statusCode !== 200) throw new Error(`mlflow server answered ${response.statusCode}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

/** Its page asks for 320 points of a run by `get-history-bulk-interval`. */
async function askMlflow(rows: Rows, pointCount: number): Promise<void> {
  const version = await mlflowVersion(python);
  if (version === null) {
    console.log(`No mlflow stands beside the long run: ${python} has none with psycopg2. BENCH_MLFLOW_PYTHON names one that has.`);
    return;
  }
  const server = await startMlflow(python, 'SQLite', port);
  try {
    const call = async <Answer>(path: string, body?: object): Promise<Answer> => (await send(`${server.url}/${path}`, body)) as Answer;
    const { run } = await call<{ run: { info: { run_id: string } } }>('api/2.0/mlflow/runs/create', { experiment_id: '0', start_time: 1 });
    const id = run.info.run_id;
    // Through its API the points would take an hour: they go into its tables as it writes them.
    insertMetrics(join(server.folder as string, mlflowDatabase), id, pointCount);
    const path = `ajax-api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=${id}&metric_key=loss&max_results=320`;
    rows[`mlflow server ${version} on SQLite, a run of ${shownPoints(pointCount)} points, p50 / max`] = {
      value: await timeAnswers(
        async () => {
          const { metrics } = await call<{ metrics: { step: number; value: number }[] }>(path);
          return { steps: metrics.map(({ step }) => Number(step)), values: metrics.map(({ value }) => value) };
        },
        roundsOfMlflow,
        pointCount,
      ),
      target: '',
    };
  } finally {
    await server.stop();
  }
}

function insertMetrics(file: string, runId: string, pointCount: number): void {
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  const insert = database.prepare('INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, 0)');
  const spikes = new Set(spikesOf(pointCount));
  for (let step = 0; step < pointCount; step += 1)
    insert.run('loss', longValue(step, spikes), 1_700_000_000_000 + step * 1_000, runId, step);
  database
    .prepare('INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, ?, 0, ?)')
    .run('loss', longValue(pointCount - 1, spikes), 1_700_000_000_000 + (pointCount - 1) * 1_000, pointCount - 1, runId);
  database.exec('COMMIT');
  database.close();
}

async function tensorBoardVersion(): Promise<string | null> {
  return promisify(execFile)(python, ['-c', 'import tensorboard; print(tensorboard.__version__)']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

/** Its page asks for the points that it keeps in memory: 1,000 of a tag by default. */
async function askTensorBoard(rows: Rows, pointCount: number): Promise<void> {
  const version = await tensorBoardVersion();
  if (version === null) {
    console.log(`No TensorBoard stands beside the long run: ${python} has none. BENCH_MLFLOW_PYTHON names one that has.`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-tensorboard-'));
  mkdirSync(join(folder, 'run'));
  writeEvents(join(folder, 'run', 'events.out.tfevents.1700000000.bench'), pointCount);
  const child = spawn(python, ['-m', 'tensorboard.main', '--logdir', folder, '--port', String(port), '--host', '127.0.0.1'], {
    stdio: 'ignore',
    detached: true,
  });
  try {
    const ask = async (): Promise<Scalars> => {
      const response = await fetch(`http://127.0.0.1:${port}/data/plugin/scalars/scalars?run=run&tag=loss`);
      if (!response.ok) throw new Error(`TensorBoard answered ${response.status}.`);
      const points = (await response.json()) as [at: number, step: number, value: number][];
      return { steps: points.map(([, step]) => step), values: points.map(([, , value]) => value) };
    };
    const startedAt = performance.now();
    for (;;) {
      const { steps } = await ask().catch((): Scalars => ({ steps: [], values: [] }));
      if (steps.at(-1) === pointCount - 1) break;
      if (child.exitCode !== null || performance.now() - startedAt > patienceMs)
        throw new Error('TensorBoard did not show the run in time.');
      await new Promise((wait) => setTimeout(wait, 500));
    }
    rows[`TensorBoard ${version}, from its start until it has read the run`] = {
      value: `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`,
      target: '',
    };
    rows[`TensorBoard ${version}, a run of ${shownPoints(pointCount)} points, p50 / max`] = {
      value: await timeAnswers(ask, rounds, pointCount),
      target: '',
    };
  } finally {
    if (child.exitCode === null) {
      // With its data server.
      process.kill(-(child.pid as number), 'SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Records of an event file: `Event { wall_time = 1; step = 2; summary = 5 { value = 1 { tag = 1; simple_value = 2 } } }`. */
function writeEvents(file: string, pointCount: number): void {
  const tag = Buffer.from('loss');
  const spikes = new Set(spikesOf(pointCount));
  const target = openSync(file, 'w');
  let records: Buffer[] = [];
  const write = (event: Buffer): void => {
    const record = Buffer.alloc(16 + event.length);
    record.writeBigUInt64LE(BigInt(event.length), 0);
    record.writeUInt32LE(maskedCrc32c(record.subarray(0, 8)), 8);
    event.copy(record, 12);
    record.writeUInt32LE(maskedCrc32c(event), 12 + event.length);
    records.push(record);
    if (records.length < 50_000) return;
    writeSync(target, Buffer.concat(records));
    records = [];
  };
  const atOf = (seconds: number): Buffer => {
    const at = Buffer.alloc(9);
    at[0] = 0x09;
    at.writeDoubleLE(seconds, 1);
    return at;
  };
  write(Buffer.concat([atOf(1_700_000_000), Buffer.from([0x1a, 13]), Buffer.from('brain.Event:2')]));
  for (let step = 0; step < pointCount; step += 1) {
    const value = Buffer.alloc(5);
    value[0] = 0x15;
    value.writeFloatLE(longValue(step, spikes), 1);
    const summary = Buffer.concat([Buffer.from([0x0a, tag.length + 7, 0x0a, tag.length]), tag, value]);
    write(Buffer.concat([atOf(1_700_000_000 + step), Buffer.from([0x10, ...varint(step)]), Buffer.from([0x2a, summary.length]), summary]));
  }
  writeSync(target, Buffer.concat(records));
  closeSync(target);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}
