import { Agent, request } from 'node:http';
import { GrowthBook } from '@growthbook/growthbook';
import { assign, flagOf, type AssignedBy } from '../server/src/domains/experiments/pure/assign.ts';
import { quantile } from './ingest/load.ts';
import { results } from './experiments/results.ts';
import { startServer, type MeasuredServer } from './ingest/server-process.ts';
import { watchCpu, type CpuTime } from './trickle/cpu.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6_493);
const experimentCount = 100;
const perSecond = 2_000;
const durationMs = Number(process.env['BENCH_EXPERIMENTS_MS'] ?? 30_000);
const batchSize = 5_000;
const senderCount = 4;

/**
 * Assignment by the server and without one, beside GrowthBook's SDK, and exposures that are durable; results at scale. `parts`: `assignment`,
 * `results`; all without one.
 */
export async function run(parts: readonly string[]): Promise<void> {
  const isAsked = (part: string): boolean => parts.length === 0 || parts.includes(part);
  if (isAsked('assignment')) await assignment();
  if (isAsked('results')) console.table(await results());
}

async function assignment(): Promise<void> {
  const rows: Record<string, Record<string, string>> = { ...(await locally()) };
  const server = await startServer(port);
  try {
    await prepare(server);
    rows['POST /api/assign'] = await assignments(server);
    rows['exposures'] = await exposures(server);
  } finally {
    await server.stop();
  }
  console.table(rows);
}

const by: AssignedBy = {
  key: 'tone',
  kind: 'EXPERIMENT',
  unit: 'USER',
  state: 'RUNNING',
  isEnabled: true,
  valueType: 'STRING',
  defaultValue: null,
  variants: ['plain', 'warm'].map((key) => ({
    key,
    weight: 0.5,
    value: key,
    name: null,
    model: null,
    promptName: null,
    promptVersion: null,
    parameters: null,
  })),
  allocation: 1,
  targeting: { condition: null, environments: [], channels: [] },
  layer: null,
  phase: 1,
  seed: 'tone',
  shippedVariant: null,
};

/** Both in turns, so that a busy machine is as busy for both. */
async function locally(): Promise<Record<string, Record<string, string>>> {
  const flag = flagOf(by);
  const growthbook = new GrowthBook();
  growthbook.initSync({
    payload: {
      features: {
        tone: {
          defaultValue: null,
          rules: [{ key: 'tone', seed: 'tone', hashVersion: 2, variations: ['plain', 'warm'], weights: [0.5, 0.5] }],
        },
      },
    },
  });
  const units = Array.from({ length: 200_000 }, (_, at) => `user-${at}`);
  const rates = { ours: 0, growthbook: 0 };
  let differing = 0;
  for (let turn = 0; turn < 4; turn += 1) {
    const ours = timed(units, (unit) => assign(flag, unit, {}).value);
    const some = units.slice(0, 20_000);
    const theirs = timed(some, (unit) => {
      // Its own way to name the unit; the asynchronous part only tells renderers.
      void growthbook.setAttributes({ id: unit });
      return growthbook.getFeatureValue('tone', null);
    });
    rates.ours = Math.max(rates.ours, ours.perSecond);
    rates.growthbook = Math.max(rates.growthbook, theirs.perSecond);
    differing += theirs.values.filter((value, at) => value !== ours.values[at]).length;
  }
  growthbook.destroy();
  return {
    'local, ours': { rate: `${format(rates.ours)}/s`, target: '≥ 1,000,000/s' },
    'local, GrowthBook SDK': { rate: `${format(rates.growthbook)}/s`, note: `${differing} units that differ` },
  };
}

function timed(units: readonly string[], decide: (unit: string) => unknown): { perSecond: number; values: unknown[] } {
  const startedAt = performance.now();
  const values = units.map(decide);
  return { perSecond: (units.length / (performance.now() - startedAt)) * 1_000, values };
}

/** CPU of the server with ClickHouse in it, and of PostgreSQL, for each of so many. */
const usEach = ({ serverSeconds, postgresSeconds }: CpuTime, count: number): string =>
  `${((serverSeconds * 1e6) / count).toFixed(1)} + ${((postgresSeconds * 1e6) / count).toFixed(1)} µs`;

const format = (rate: number): string => Math.round(rate).toLocaleString('en');
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

function post(url: string, path: string, body: unknown): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

async function ask(url: string, query: string, variables: object): Promise<Record<string, { id: string }>> {
  const { text } = await post(url, '/graphql', { query, variables });
  const { data, errors } = JSON.parse(text) as { data: Record<string, { id: string }>; errors?: { message: string }[] };
  if (errors !== undefined) throw new Error(errors[0]?.message);
  return data;
}

async function prepare({ url }: MeasuredServer): Promise<void> {
  for (let at = 0; at < experimentCount; at += 1) {
    const input = {
      key: `experiment-${at}`,
      name: `Experiment ${at}`,
      variants: [{ key: 'plain' }, { key: 'warm' }],
      condition: { plan: { $in: ['pro', 'free'] } },
    };
    const { createExperiment } = await ask(url, 'mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
      input,
    });
    await ask(url, 'mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id: createExperiment?.id });
  }
}

/** Sent at set times, whether answers came or not: a slow answer does not slow the next one down. */
async function assignments({ url, pid, dataDir }: MeasuredServer): Promise<Record<string, string>> {
  const latenciesMs: number[] = [];
  let failedCount = 0;
  const one = async (nth: number, from: number): Promise<void> => {
    const { status } = await post(url, '/api/assign', {
      experiment: `experiment-${nth % experimentCount}`,
      unitId: `user-${nth}`,
      attributes: { plan: 'pro' },
    });
    if (status !== 200) failedCount += 1;
    if (nth > perSecond * 2) latenciesMs.push(performance.now() - from);
  };
  const running: Promise<void>[] = [];
  const cpu = await watchCpu(pid, dataDir);
  const startedAt = performance.now();
  for (let sent = 0; performance.now() - startedAt < durationMs;) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond);
    while (sent < due) running.push(one((sent += 1), performance.now()));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  return {
    rate: `${format((running.length / (performance.now() - startedAt)) * 1_000)}/s`,
    'p50 / p99 ms': `${quantile(latenciesMs, 0.5).toFixed(1)} / ${quantile(latenciesMs, 0.99).toFixed(1)}`,
    'CPU each': usEach(await cpu.stop(), running.length),
    target: 'p99 < 5 ms at 2,000/s',
    note: `${failedCount} failed`,
  };
}

async function exposures({ url, pid, dataDir }: MeasuredServer): Promise<Record<string, string>> {
  const cpu = await watchCpu(pid, dataDir);
  const startedAt = performance.now();
  let acceptedCount = 0;
  const sender = async (nth: number): Promise<void> => {
    for (let batch = 0; performance.now() - startedAt < durationMs; batch += 1) {
      const items = Array.from({ length: batchSize }, (_, at) => ({
        experiment: `experiment-${at % experimentCount}`,
        unitId: `${nth}-${batch}-${at}`,
        variant: at % 2 === 0 ? 'plain' : 'warm',
      }));
      acceptedCount += (JSON.parse((await post(url, '/api/exposures', items)).text) as { accepted: number }).accepted;
    }
  };
  await Promise.all(Array.from({ length: senderCount }, (_, nth) => sender(nth)));
  return {
    rate: `${format((acceptedCount / (performance.now() - startedAt)) * 1_000)}/s durable`,
    'CPU each': usEach(await cpu.stop(), acceptedCount),
    target: '≥ 20,000/s',
  };
}
