import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendOperation, type ServerAddress } from 'importer/client';
import { REFERENCE_TRAINER } from '../runner/configuration.ts';
import { keyOf } from '../runner/job.ts';
import { runRunner } from '../runner/runner.ts';
import { sumsOfDemo } from './sums.ts';
import type { DemoTraining } from './training.ts';
import { environments } from './visits.ts';

const model = 'sums-mini';
const loopName = (seed: number): string => (seed === 1 ? 'demo: sums that failed' : `demo ${seed}: sums that failed`);
/** Names of their own: the demo's runner takes no job of another configuration. */
const commands = { base: 'demo-sums', loop: 'demo-sums-loop' } as const;

/** A few seconds on two cores. */
const shape = { width: 48, layers: 2, heads: 4, context_length: 18, batch_size: 24, sample_count: 6, logging_steps: 5, warmup_steps: 20 };
const trainings = {
  base: { ...shape, steps: 180, eval_steps: 60, learning_rate: 0.004 },
  loop: { ...shape, steps: 240, eval_steps: 40, learning_rate: 0.003 },
} as const;

const every = { ms: 500, tries: 240 } as const;

/**
 * Closes the loop once, for real: a small model is trained on sums below 10 and answers what customers ask; a reviewer corrects what it gets
 * wrong; the loop makes a dataset of it, a runner on this machine trains on from the same weights, and the new model answers the same prompts.
 * A seed has one loop: a later run leaves it as it is.
 */
export async function loopOnce(server: ServerAddress, { seed, signal, say }: DemoTraining): Promise<void> {
  const ask = <Data>(query: string, variables: object = {}): Promise<Data> => sendOperation<Data>(server, query, variables);
  const { loops } = await ask<{ loops: { name: string }[] }>('query DemoLoops { loops { name } }');
  if (loops.some(({ name }) => name === loopName(seed)) || signal.aborted) return;
  say('A small model is trained on its own failures, for real: the page Loop shows it.');
  const folder = resolve(process.env['DATA_DIR'] || '.data', 'demo-runner');
  await mkdir(folder, { recursive: true });
  const run = (): Promise<void> =>
    runRunner(server, { name: 'demo', folder, isOnce: true, stopping: signal, giveBack: signal, say: () => {} });
  const allow = (command: string, ...args: string[]): Promise<void> =>
    writeFile(
      join(folder, 'runner.json'),
      JSON.stringify({ commands: { [command]: { run: [process.execPath, REFERENCE_TRAINER, ...args] } } }),
    );

  const { learned, asked } = sumsOfDemo(seed);
  const data = join(folder, `sums-${seed}.jsonl`);
  const rows = [
    ...learned.map(({ prompt, answer }) => ({ prompt, completion: answer, split: 'train' })),
    ...asked.map(({ prompt, answer }) => ({ prompt, completion: answer, split: 'asked' })),
  ];
  await writeFile(data, rows.map((row) => JSON.stringify(row)).join('\n'));
  await allow(commands.base, '--data', data);
  const baseId = await startJob(ask, { seed, configuration: 'demo: sums below 10', command: commands.base, parameters: trainings.base });
  await run();
  const answers = await answersOf(ask, baseId, learned.length);
  if (answers.size === 0 || signal.aborted) return;
  await sendExchanges(ask, seed, asked, answers);

  const loopId = await startedLoop(ask, seed, signal);
  if (loopId === null) return;
  await correctRest(ask, loopId, new Map(asked.map(({ prompt, answer }) => [prompt, answer])));
  await ask('mutation DemoBuild($input: BuildLoopDatasetInput!) { buildLoopDataset(input: $input) { id } }', { input: { id: loopId } });
  // The weights stay on this machine, and so does their path.
  await allow(commands.loop, '--init-from', join(folder, 'outputs', keyOf(baseId)));
  const configurationId = await configurationOf(ask, {
    configuration: 'demo: on from sums below 10',
    command: commands.loop,
    parameters: trainings.loop,
  });
  await ask('mutation DemoLoopTraining($input: StartLoopTrainingInput!) { startLoopTraining(input: $input) { id } }', {
    input: { id: loopId, configurationId, outputModel: model },
  });
  await run();
  const ended = await stateOf(ask, loopId, signal, ({ status }) => status !== 'RUNNING');
  if (ended !== null && ended.verdict !== null) say(`The loop is closed. ${ended.verdict.sentence}`);
}

type Ask = <Data>(query: string, variables?: object) => Promise<Data>;

interface Training {
  readonly configuration: string;
  readonly command: string;
  readonly parameters: object;
}

async function configurationOf(ask: Ask, { configuration: name, command, parameters }: Training): Promise<string> {
  const { trainingConfigurations: known } = await ask<{ trainingConfigurations: { id: string; name: string }[] }>(
    'query DemoLoopConfigurations { trainingConfigurations { id name } }',
  );
  const found = known.find((one) => one.name === name);
  if (found !== undefined) return found.id;
  const { saveTrainingConfiguration } = await ask<{ saveTrainingConfiguration: { id: string } }>(
    'mutation DemoLoopConfiguration($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }',
    { input: { name, command, project: 'demo', parameters } },
  );
  return saveTrainingConfiguration.id;
}

async function startJob(ask: Ask, { seed, ...training }: Training & { readonly seed: number }): Promise<string> {
  const input = {
    configurationId: await configurationOf(ask, training),
    requestId: `demo-${seed}-sums`,
    name: `demo ${seed}: sums below 10`,
    parameters: { seed },
  };
  const { startTrainingJob } = await ask<{ startTrainingJob: { id: string } }>(
    'mutation DemoSums($input: StartTrainingJobInput!) { startTrainingJob(input: $input) { id } }',
    { input },
  );
  return startTrainingJob.id;
}

interface PredictionPage {
  readonly trainingPredictions: {
    readonly edges: readonly { readonly node: { readonly sampleIndex: number; readonly prompt: string; readonly prediction: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** What the model answers to each prompt that is asked, by its last epoch. */
async function answersOf(ask: Ask, jobId: string, from: number): Promise<Map<string, string>> {
  const { trainingPredictionEpochs: epochs } = await ask<{ trainingPredictionEpochs: { epoch: number }[] }>(
    'query DemoEpochs($jobId: ID!) { trainingPredictionEpochs(jobId: $jobId) { epoch } }',
    { jobId },
  );
  const last = epochs.at(-1);
  const answers = new Map<string, string>();
  if (last === undefined) return answers;
  for (let after: string | null = null; ;) {
    const { trainingPredictions: page }: PredictionPage = await ask<PredictionPage>(
      `query DemoAnswers($jobId: ID!, $epoch: Int!, $after: String) { trainingPredictions(jobId: $jobId, epoch: $epoch, first: 200, after: $after) {
        edges { node { sampleIndex prompt prediction } } pageInfo { hasNextPage endCursor } } }`,
      { jobId, epoch: last.epoch, after },
    );
    for (const { node } of page.edges) if (node.sampleIndex >= from) answers.set(node.prompt, node.prediction);
    if (!page.pageInfo.hasNextPage) return answers;
    after = page.pageInfo.endCursor;
  }
}

/** Sends what was asked and answered as messages of today, with the verdicts of a reviewer, who corrects nine of ten failures. */
async function sendExchanges(
  ask: Ask,
  seed: number,
  asked: readonly { prompt: string; answer: string }[],
  answers: ReadonlyMap<string, string>,
): Promise<void> {
  const startMs = Date.now() - asked.length * 60_000;
  const simulated = { simulated: true };
  const messages = asked.flatMap(({ prompt }, n) => {
    const at = (seconds: number): string => new Date(startMs + n * 60_000 + seconds * 1_000).toISOString();
    const common = {
      conversationId: `demo-${seed}-sum-${n}`,
      environment: environments.main,
      metadata: simulated,
      userId: `demo-user-${seed}-sum-${n % 40}`,
    };
    return [
      { ...common, externalId: `demo-${seed}-sum-${n}-asked`, role: 'USER', content: prompt, createdAt: at(0) },
      {
        ...common,
        externalId: `demo-${seed}-sum-${n}`,
        role: 'ASSISTANT',
        content: answers.get(prompt) || '?',
        model,
        createdAt: at(1),
        latencyMs: 40,
      },
    ];
  });
  const evaluations = asked.map(({ prompt, answer }, n) => {
    const isRight = answers.get(prompt) === answer;
    return {
      externalId: `demo-${seed}-sum-${n}-verdict`,
      messageExternalId: `demo-${seed}-sum-${n}`,
      evaluator: 'demo reviewer',
      evaluatorKind: 'HUMAN',
      success: isRight,
      ...(!isRight && { failureTags: ['wrong_sum'], ...(n % 10 !== 0 && { correctedOutput: answer }) }),
    };
  });
  await ask(
    `mutation DemoSumMessages($messages: [MessageInput!]!, $evaluations: [EvaluationInput!]!) {
      ingestMessages(messages: $messages) { accepted } evaluateMessages(evaluations: $evaluations) { accepted } }`,
    { messages, evaluations },
  );
}

interface LoopState {
  readonly status: string;
  readonly step: string;
  readonly verdict: { readonly sentence: string } | null;
}

/** Waits until the loop is as wanted; null: it was deleted, or the demo ends. */
async function stateOf(ask: Ask, id: string, signal: AbortSignal, isWanted: (state: LoopState) => boolean): Promise<LoopState | null> {
  for (let tries = 0; tries < every.tries && !signal.aborted; tries += 1) {
    const { loop } = await ask<{ loop: LoopState | null }>(
      'query DemoLoop($id: ID!) { loop(id: $id) { status step verdict { sentence } } }',
      { id },
    );
    if (loop === null || isWanted(loop)) return loop;
    await sleep(every.ms, null, { signal }).catch(() => {});
  }
  return null;
}

/** A loop over the failed sums, at its corrections; null: the demo ends. Messages are found once they are projected. */
async function startedLoop(ask: Ask, seed: number, signal: AbortSignal): Promise<string | null> {
  const filter = { models: [model], environments: [environments.main], judgedPoorly: true };
  const { startLoop } = await ask<{ startLoop: { id: string } }>(
    'mutation DemoStartLoop($input: StartLoopInput!) { startLoop(input: $input) { id } }',
    {
      input: { name: loopName(seed), filter, seed },
    },
  );
  for (let tries = 0; tries < every.tries; tries += 1) {
    const state = await stateOf(ask, startLoop.id, signal, ({ status }) => status !== 'RUNNING');
    if (state === null) return null;
    if (state.status === 'NEEDS_PERSON') return startLoop.id;
    await sleep(every.ms, null, { signal }).catch(() => {});
    await ask('mutation DemoResumeLoop($id: ID!) { resumeLoop(id: $id) { id } }', { id: startLoop.id });
  }
  return null;
}

interface OpenItems {
  readonly loop: { readonly items: { readonly edges: readonly { readonly node: { readonly id: string; readonly prompt: string } }[] } };
}

/** Corrects in the loop's own review what the reviewer has left. */
async function correctRest(ask: Ask, id: string, right: ReadonlyMap<string, string>): Promise<void> {
  const { loop } = await ask<OpenItems>(
    'query DemoLoopItems($id: ID!) { loop(id: $id) { items(first: 200, isCorrected: false) { edges { node { id prompt } } } } }',
    { id },
  );
  const items = loop.items.edges.map(({ node }) => ({ loopItemId: node.id, expectedAnswer: right.get(node.prompt) }));
  if (items.length > 0)
    await ask('mutation DemoCorrect($input: CorrectLoopItemsInput!) { correctLoopItems(input: $input) { id } }', { input: { id, items } });
}
