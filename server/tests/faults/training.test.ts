import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../e2e/ask.ts';
import { makeUsedDataDir, postgresOf, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';
import { randomOf } from '../../src/platform/store/projector/projection.testing.ts';

const killCount = 3;
const senderCount = 3;
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
/** The name of a sender's metric. */
const metricOf = (sender: number): string => `metric-${sender}`;

let dataDir: string;
let server: RunningServer | null = null;
beforeAll(async () => {
  dataDir = await makeUsedDataDir();
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
});

interface Sender {
  /** Greatest step of which every step until there was acknowledged. */
  acknowledged: number;
  resentCount: number;
}

/** Sends steps in their order, a batch again until it is acknowledged: most are small, some are worth a part of their own. */
async function send(jobId: string, sender: number, random: () => number, isOver: () => boolean): Promise<Sender> {
  const state: Sender = { acknowledged: 0, resentCount: 0 };
  while (!isOver()) {
    const count = random() < 0.1 ? 5_000 : 1 + Math.floor(random() * 20);
    const points = Array.from({ length: count }, (_, index) => {
      const step = state.acknowledged + 1 + index;
      return { metric: metricOf(sender), step, value: step % 1_000 === 0 ? 'NaN' : step / 2 };
    });
    for (let isTaken = false; !isTaken && !isOver();) {
      const query =
        'mutation ($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted updated } }';
      const address = server?.address;
      const answer =
        address === undefined
          ? null
          : await ask<{ logTrainingSteps: { accepted: number; updated: number } }>(address, query, { jobId, points }).catch(() => null);
      isTaken = answer !== null;
      if (answer !== null) state.acknowledged += answer.logTrainingSteps.accepted + answer.logTrainingSteps.updated;
      else {
        state.resentCount += 1;
        await sleep(50);
      }
    }
  }
  return state;
}

/** Sends exposures of units of its own, a batch again until it is acknowledged; gives the number of units that were. */
async function expose(random: () => number, isOver: () => boolean): Promise<number> {
  let acknowledged = 0;
  while (!isOver()) {
    const count = random() < 0.1 ? 10_000 : 1 + Math.floor(random() * 50);
    const exposures = Array.from({ length: count }, (_, index) => ({
      experiment: 'killed',
      unitId: `unit-${acknowledged + index}`,
      variant: 'a',
    }));
    const query = 'mutation ($exposures: [ExposureInput!]!) { recordExposures(exposures: $exposures) { accepted } }';
    for (let isTaken = false; !isTaken && !isOver();) {
      const answer = server === null ? null : await ask(server.address, query, { exposures }).catch(() => null);
      isTaken = answer !== null;
      if (isTaken) acknowledged += count;
      else await sleep(50);
    }
  }
  return acknowledged;
}

async function assigned(address: string): Promise<unknown> {
  const units = Array.from({ length: 50 }, (_, at) => ({ experiment: 'killed', unitId: `unit-${at}` }));
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${address}/api/assign`, { method: 'POST', headers, body: JSON.stringify(units) })).json();
}

// Over 10 s: the server is started four times, PostgreSQL recovers once.
test(`killed ${killCount} times (FAULT_SEED=${seed}), every acknowledged point and exposure is there once, and no unit has another variant`, async () => {
  const random = randomOf(seed);
  server = await startServer({ dataDir });
  const { createTrainingJob } = await ask<{ createTrainingJob: { id: string } }>(
    server.address,
    'mutation { createTrainingJob(input: { name: "killed" }) { id } }',
  );
  const { id } = createTrainingJob;
  const { createExperiment } = await ask<{ createExperiment: { id: string } }>(
    server.address,
    'mutation { createExperiment(input: { key: "killed", name: "Killed", variants: [{ key: "a" }, { key: "b" }] }) { id } }',
  );
  await ask(server.address, 'mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id: createExperiment.id });
  const before = await assigned(server.address);
  let isOver = false;
  const exposing = expose(random, () => isOver);
  const senders = Array.from({ length: senderCount }, (_, sender) => send(id, sender, random, () => isOver));
  for (let kill = 1; kill <= killCount; kill += 1) {
    await sleep(200 + random() * 800);
    const killed: RunningServer = server;
    const postgres = kill === killCount ? await postgresOf(dataDir) : null;
    server = null;
    const ended = killed.stop('SIGKILL');
    if (postgres !== null) process.kill(postgres, 'SIGKILL');
    await ended;
    server = await startServer({ dataDir });
  }
  await sleep(500);
  isOver = true;
  const states = await Promise.all(senders);
  expect(states.reduce((sum, { resentCount }) => sum + resentCount, 0)).toBeGreaterThan(0);
  const exposedCount = await exposing;
  expect(exposedCount).toBeGreaterThan(0);
  const { experiment } = await ask<{ experiment: { exposures: { unitCount: number }[] } }>(
    server.address,
    '{ experiment(key: "killed") { exposures { unitCount } } }',
  );
  // Of a batch that was cut off, some may be there: it was not acknowledged.
  expect(experiment.exposures[0]?.unitCount).toBeGreaterThanOrEqual(exposedCount);
  expect(experiment.exposures[0]?.unitCount).toBeLessThanOrEqual(exposedCount + 10_000);
  expect(await assigned(server.address)).toEqual(before);
  for (const [sender, { acknowledged }] of states.entries()) {
    expect(acknowledged).toBeGreaterThan(0);
    const query = `query ($id: ID!, $from: Step, $to: Step) { trainingJob(id: $id) { seriesColumns(metrics: ["${metricOf(sender)}"], fromStep: $from, toStep: $to, maxPoints: 20000) } }`;
    for (let from = 1; from <= acknowledged; from += 4_000) {
      const to = Math.min(acknowledged, from + 3_999);
      const { trainingJob } = await ask<{ trainingJob: { seriesColumns: Record<string, { step: number[]; value: unknown[] }> } }>(
        server.address,
        query,
        { id, from, to },
      );
      const { step, value } = trainingJob.seriesColumns[metricOf(sender)] as { step: number[]; value: unknown[] };
      expect(step).toEqual(Array.from({ length: to - from + 1 }, (_, index) => from + index));
      expect(value).toEqual(step.map((one) => (one % 1_000 === 0 ? 'NaN' : one / 2)));
    }
  }
}, 120_000);
