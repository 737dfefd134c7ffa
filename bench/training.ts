import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../e2e/browser.ts';
import { buildDashboardIfStale } from '../server/src/protocols/dashboard/build.ts';
import { quantile } from './ingest/load.ts';
import { startServer } from './ingest/server-process.ts';
import { createJob, logSteps, openApi, type Api } from './training/api.ts';
import { makeDataset, spikeValue, type Dataset } from './training/dataset.ts';
import { followLive } from './training/live.ts';
import { run as measureMlflow } from './training/mlflow.ts';
import { measurePages } from './training/pages.ts';
import { batchSize as predictionsOfCall, epochCount, measurePredictions, sampleCount } from './training/predictions.ts';
import { insertRawPoints } from './training/raw.ts';
import { measureRivals } from './training/rivals.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6_493);
const durationMs = Number(process.env['BENCH_TRAINING_MS'] ?? 20_000);
const longPoints = Number(process.env['BENCH_TRAINING_POINTS'] ?? 10_000_000);
const batchSize = 1_000;
/** Calls on their way at once, as of so many trainers. */
const inFlight = 20;
/** So many that the first answer, of which nothing is in memory yet, is beyond p95. */
const runs = 41;

type Rows = Record<string, { value: string; target: string }>;

const parts: Readonly<Record<string, (rows: Rows) => Promise<void>>> = {
  log: measureLog,
  read: measureReading,
  live: measureLive,
  predictions: measurePredicted,
  mlflow: measureMlflow,
  rivals: (rows) => measureRivals(rows, longPoints),
};

/**
 * Points of training: written, read back at any length, listed, compared and followed, and beside MLflow. Parts: `training -- log read`.
 */
export async function run(wanted: readonly string[]): Promise<void> {
  const rows: Rows = {};
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    const measure = parts[name];
    if (measure === undefined) throw new Error(`There is no part ${name}. There are: ${Object.keys(parts).join(', ')}.`);
    await measure(rows);
  }
  if (Object.keys(rows).length > 0) console.table(rows);
}

const round = (value: number): string => Math.round(value).toLocaleString('en');
const shown = (valuesMs: readonly number[]): string => `${round(quantile(valuesMs, 0.5))} / ${round(quantile(valuesMs, 0.95))}`;

async function measureLog(rows: Rows): Promise<void> {
  const server = await startServer(port);
  try {
    const api = openApi(server.url, inFlight);
    const latenciesMs: number[] = [];
    let acknowledged = 0;
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: inFlight }, async (_, trainer) => {
        const jobId = await createJob(api, `trainer ${trainer}`);
        for (let first = 0; performance.now() - startedAt < durationMs; first += batchSize) {
          const body = Buffer.from(JSON.stringify({ query: logSteps, variables: { jobId, points: batchOf(first) } }));
          const sentAt = performance.now();
          await api.post(body);
          latenciesMs.push(performance.now() - sentAt);
          acknowledged += batchSize;
        }
      }),
    );
    const perSecond = (acknowledged * 1_000) / (performance.now() - startedAt);
    rows['points/s, batches of 1,000, durable'] = { value: round(perSecond), target: '≥ 50,000' };
    rows['a batch, p50 / p95 ms'] = { value: shown(latenciesMs), target: '' };
    api.close();
  } finally {
    await server.stop();
  }
  const raw = await insertRawPoints(6);
  rows['raw ClickHouse insert of the same rows, points/s'] = { value: round(raw.perSecond), target: '' };
  rows['the same without buckets and metrics, points/s'] = { value: round(raw.alonePerSecond), target: '' };
}

/** Ten metrics at a hundred steps. */
const batchOf = (first: number): object[] =>
  Array.from({ length: batchSize }, (_, index) => ({
    metric: `metric.${index % 10}`,
    step: Math.floor((first + index) / 10),
    value: Math.sin(first + index),
  }));

async function measureReading(rows: Rows): Promise<void> {
  await buildDashboardIfStale(() => console.log('Building the dashboard …'));
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-training-'));
  const dataset = await makeDataset(dataDir, {
    longPoints,
    wideMetrics: 12_000,
    comparedJobs: 200,
    comparedSteps: 10_000,
    jobs: 1_000,
    metricsOfJob: 200,
  });
  const server = await startServer(port, dataDir);
  try {
    const api = openApi(server.url, 4);
    await measureLong(rows, api, dataset);
    await measureMany(rows, api, dataset);
    api.close();
    await measurePages(rows, server.url, dataset);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const series =
  'query ($id: ID!, $from: Step, $to: Step, $points: Int) { trainingJob(id: $id) { name status currentStep seriesColumns(metrics: ["loss"], fromStep: $from, toStep: $to, maxPoints: $points) } }';
interface Series {
  readonly trainingJob: { readonly seriesColumns: { readonly loss: { readonly step: number[]; readonly value: number[] } } };
}

/** Every run asks for another number of points or another range: none is answered from what was asked before. */
async function measureLong(rows: Rows, api: Api, { long }: Dataset): Promise<void> {
  const [wholeMs, zoomedMs]: [number[], number[]] = [[], []];
  let seenCount = 0;
  for (let index = 0; index < runs; index += 1) {
    const startedAt = performance.now();
    const { trainingJob } = await api.ask<Series>(series, { id: long.id, points: 1_200 + index });
    wholeMs.push(performance.now() - startedAt);
    const { step, value } = trainingJob.seriesColumns.loss;
    const seen = new Set(step.filter((_, place) => value[place] === spikeValue));
    seenCount += long.spikes.filter((spike) => seen.has(spike)).length;
    const from = Math.floor((long.pointCount * (index + 1)) / (runs + 2));
    const zoomedAt = performance.now();
    await api.ask<Series>(series, { id: long.id, points: 1_200, from, to: from + long.pointCount / 50 });
    zoomedMs.push(performance.now() - zoomedAt);
  }
  const name = `a run of ${round(long.pointCount)} points`;
  rows[`${name}, p50 / p95 ms`] = { value: shown(wholeMs), target: 'p95 < 150' };
  rows['the first answer of it, ms'] = { value: round(wholeMs[0] ?? Number.NaN), target: '' };
  rows['a fiftieth of it, p50 / p95 ms'] = { value: shown(zoomedMs), target: 'p95 < 150' };
  rows['spikes of one point that are kept'] = {
    value: `${((100 * seenCount) / (runs * long.spikes.length)).toFixed(1)} %`,
    target: '100 %',
  };
}

async function measureMany(rows: Rows, api: Api, { wide, compared, jobCount, metricCount }: Dataset): Promise<void> {
  const once = async (ask: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await ask();
    return performance.now() - startedAt;
  };
  const timed = async (ask: (index: number) => Promise<unknown>): Promise<string> => {
    const timesMs: number[] = [];
    for (let index = 0; index < runs; index += 1) {
      timesMs.push(await once(() => ask(index)));
    }
    return shown(timesMs);
  };
  const page = (first: number): string =>
    `{ trainingJobs(first: ${first}, search: "job") { edges { node { id name status progressShare etaSeconds lastLoss bestEvalLoss tags sparkline } } pageInfo { endCursor } } trainingJobOptions { projects tags baseModels } }`;
  rows[`jobs page: 50 of ${round(jobCount)} jobs × ${metricCount} metrics, whose curves were never read, ms`] = {
    value: round(await once(() => api.ask(page(50)))),
    target: '< 500',
  };
  rows[`jobs page: 50 of ${round(jobCount)} jobs × ${metricCount} metrics with sparklines, from then on, p50 / p95 ms`] = {
    value: await timed((index) => api.ask(page(50 + index))),
    target: 'p95 < 500',
  };
  rows[`a run of ${round(wide.metricCount)} metrics: names and latest values, p50 / p95 ms`] = {
    value: await timed((index) =>
      api.ask(
        `query ($id: ID!) { trainingJob(id: $id) { name metricNames latest metrics(glob: "layer.${index}?.norm") { name min max } } }`,
        {
          id: wide.id,
        },
      ),
    ),
    target: 'p95 < 1,000',
  };
  rows[`${compared.ids.length} runs × ${round(compared.stepCount)} steps compared, p50 / p95 ms`] = {
    value: await timed((index) =>
      api.ask('query ($input: CompareTrainingJobsInput!) { compareTrainingJobs(input: $input) }', {
        input: { jobIds: compared.ids, metric: 'loss', maxPoints: 400 + index },
      }),
    ),
    target: 'p95 < 1,500',
  };
}

async function measurePredicted(rows: Rows): Promise<void> {
  const server = await startServer(port);
  try {
    const times = await measurePredictions(server);
    rows[`predictions/s, ${predictionsOfCall} in a call, scored and durable`] = { value: round(times.perSecond), target: '' };
    rows['such a call, p50 / p95 ms'] = { value: shown(times.callsMs), target: '' };
    const name = `${round(sampleCount)} samples × ${epochCount} epochs`;
    rows[`${name}: the trend of every score, p50 / p95 ms`] = { value: shown(times.epochsMs), target: '' };
    rows['three epochs side by side, the first 25 samples'] = { value: shown(times.comparedMs), target: '' };
    rows['those that became better'] = { value: shown(times.betterMs), target: '' };
    rows['those with a text'] = { value: shown(times.foundMs), target: '' };
  } finally {
    await server.stop();
  }
}

async function measureLive(rows: Rows): Promise<void> {
  await buildDashboardIfStale(() => console.log('Building the dashboard …'));
  const server = await startServer(port);
  const browser = await openBrowser();
  try {
    const live = await followLive(server.url, browser, { jobCount: 100, pointsPerSecond: 10, viewerCount: 50, durationMs });
    rows['100 jobs × 10 points/s, 50 viewers: call to viewer, p50 / p99 ms'] = {
      value: `${round(quantile(live.delaysMs, 0.5))} / ${round(quantile(live.delaysMs, 0.99))} (${round(live.seenCount)} points)`,
      target: 'p99 < 150',
    };
    rows['the same, call to the frame of the job’s page in a browser, p50 / p99 ms'] = {
      value: `${round(quantile(live.shownMs, 0.5))} / ${round(quantile(live.shownMs, 0.99))} (${round(live.shownMs.length)} points)`,
      target: 'p99 < 150',
    };
    rows['the same, call to acknowledgement, p50 / p99 ms'] = {
      value: `${round(quantile(live.acknowledgedMs, 0.5))} / ${round(quantile(live.acknowledgedMs, 0.99))}`,
      target: '',
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}
