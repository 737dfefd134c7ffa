import type { MeasuredServer } from '../ingest/server-process.ts';
import { createJob, openApi, type Api } from './api.ts';

export interface PredictionTimes {
  readonly perSecond: number;
  /** A call of `batchSize` predictions. */
  readonly callsMs: readonly number[];
  readonly epochsMs: readonly number[];
  readonly comparedMs: readonly number[];
  readonly betterMs: readonly number[];
  readonly foundMs: readonly number[];
}

export const sampleCount = 2_000;
export const epochCount = 10;
export const batchSize = 500;
/** Calls on their way at once. */
const inFlight = 4;
const runs = 15;

const log =
  'mutation ($jobId: ID!, $predictions: [PredictionInput!]!) { logPredictions(jobId: $jobId, predictions: $predictions) { accepted } }';
const epochsOf =
  'query ($jobId: ID!) { trainingPredictionEpochs(jobId: $jobId) { epoch sampleCount scores { name mean low high change { mean low high verdict } } } }';
const compare =
  'query ($jobId: ID!, $epochs: [Int!]!, $change: PredictionChange, $search: String) { comparePredictions(jobId: $jobId, epochs: $epochs, change: $change, search: $search, first: 25) { sampleCount changedCount betterCount worseCount change { mean low high verdict } edges { node { sampleIndex prompt reference scoreChange predictions { epoch prediction scores } } } } }';

/** The samples of each epoch, scored against their references, then read as the job's page reads them. */
export async function measurePredictions({ url }: MeasuredServer): Promise<PredictionTimes> {
  const api = openApi(url, inFlight);
  const jobId = await createJob(api, 'predictions');
  const batches = Array.from({ length: (sampleCount * epochCount) / batchSize }, (_, batch) => batch * batchSize);
  const callsMs: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (let first = batches.shift(); first !== undefined; first = batches.shift()) {
        const body = Buffer.from(JSON.stringify({ query: log, variables: { jobId, predictions: batchOf(first) } }));
        const sentAt = performance.now();
        await api.post(body);
        callsMs.push(performance.now() - sentAt);
      }
    }),
  );
  const perSecond = (sampleCount * epochCount * 1_000) / (performance.now() - startedAt);
  const ask = async (query: string, variablesOf: (index: number) => object): Promise<number[]> => {
    const timesMs: number[] = [];
    for (let index = 0; index < runs; index += 1) timesMs.push(await timed(api, query, { jobId, ...variablesOf(index) }));
    return timesMs;
  };
  const epochsMs = await ask(epochsOf, () => ({}));
  // Other epochs each time: none is answered from what was asked before.
  const epochs = (index: number): number[] => [index % 5, 5 + (index % 4), 9];
  const comparedMs = await ask(compare, (index) => ({ epochs: epochs(index) }));
  const betterMs = await ask(compare, (index) => ({ epochs: epochs(index), change: 'BETTER' }));
  const foundMs = await ask(compare, (index) => ({ epochs: epochs(index), search: `customer ${index}` }));
  api.close();
  return { perSecond, callsMs, epochsMs, comparedMs, betterMs, foundMs };
}

async function timed(api: Api, query: string, variables: object): Promise<number> {
  const startedAt = performance.now();
  await api.ask(query, variables);
  return performance.now() - startedAt;
}

const words = 'the refund was sent on monday and will arrive within five days unless your bank asks for another proof of who you are'.split(
  ' ',
);

/** Answers of some fifty words that come nearer to the reference with each epoch. */
const batchOf = (first: number): object[] =>
  Array.from({ length: batchSize }, (_, place) => {
    const [epoch, sample] = [Math.floor((first + place) / sampleCount), (first + place) % sampleCount];
    const wordAt = (index: number): string => words[(sample * 7 + index * 3) % words.length] as string;
    const reference = Array.from({ length: 50 }, (_, index) => wordAt(index)).join(' ');
    const prediction = Array.from({ length: 50 }, (_, index) =>
      (index * 31 + sample) % epochCount <= epoch ? wordAt(index) : wordAt(index + 5 + epoch),
    ).join(' ');
    return {
      epoch,
      step: epoch * 100,
      sampleIndex: sample,
      prompt: `Answer customer ${sample}: where is my money?`,
      reference,
      prediction,
    };
  });
