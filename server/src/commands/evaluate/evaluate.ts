import { setTimeout as sleep } from 'node:timers/promises';
import { sendOperation, type ServerAddress } from 'importer/client';
import { UsageProblem, type EvaluateOptions } from './options.ts';
import type { Baseline, EndedRun } from './summary.ts';

/** The run can't come to its end. */
export class RunProblem extends Error {}

const runFields = `id name state problem itemCount doneCount failedCount cachedCount costUsd promptName promptVersion model
  dataset { name } datasetVersion { number } scores { name n mean low high passShare errorCount } failures { code message count }`;
const comparedFields = 'name n a b difference low high adjustedPValue verdict gained lost';
const pollMs = 1_000;

interface FollowedRun extends EndedRun {
  readonly state: string;
  readonly problem: string | null;
}

/** Starts a run, follows it to its end, and compares it with the baseline. `say`: progress, for people. Errors: throws. */
export async function evaluate(
  server: ServerAddress,
  options: EvaluateOptions,
  say: (text: string) => void,
): Promise<{ readonly run: EndedRun; readonly baseline: Baseline | null }> {
  const judges = await judgesOf(server, options);
  // Looked up before anything is spent.
  const baselineId = options.baseline === null ? null : await baselineOf(server, options.baseline, options.dataset);
  const input = {
    name: options.name,
    datasetName: options.dataset,
    split: options.split,
    rowCount: options.rowCount,
    promptName: options.prompt,
    promptVersion: options.promptVersion,
    promptLabel: options.promptLabel,
    model: options.model,
    checks: options.checks,
    judgeIds: judges,
    repetitions: options.repetitions,
    usesCache: !options.isFresh,
    capUsd: options.capUsd,
  };
  const { evaluationRunEstimate: estimate } = await sendOperation<{
    evaluationRunEstimate: { itemCount: number; callCount: number; costUsd: number | null };
  }>(server, 'query ($input: StartEvaluationRunInput!) { evaluationRunEstimate(input: $input) { itemCount callCount costUsd } }', {
    input,
  });
  say(
    `${estimate.itemCount} items, ${estimate.callCount} calls of models, ${estimate.costUsd === null ? 'no price is known' : `about ${estimate.costUsd.toFixed(4)} US dollars`}.`,
  );
  // Once: a run that is begun twice is paid for twice.
  const { startEvaluationRun: started } = await sendOperation<{ startEvaluationRun: { id: string } }>(
    server,
    'mutation ($input: StartEvaluationRunInput!) { startEvaluationRun(input: $input) { id } }',
    { input },
    { attempts: 1 },
  );
  const run = await followed(server, started.id, say);
  return { run, baseline: baselineId === null ? null : await compared(server, baselineId, run.id) };
}

/** Ids of judges by their names. */
async function judgesOf(server: ServerAddress, { dataset, judges }: EvaluateOptions): Promise<string[]> {
  const found = await sendOperation<{ dataset: { id: string } | null; judges: { id: string; name: string }[] }>(
    server,
    'query ($name: String!) { dataset(name: $name) { id } judges { id name } }',
    { name: dataset },
  );
  if (found.dataset === null) throw new UsageProblem(`There is no dataset "${dataset}" in this workspace.`);
  return judges.map((name) => {
    const judge = found.judges.find((one) => one.name === name);
    if (judge === undefined)
      throw new UsageProblem(`There is no judge "${name}"; there are ${found.judges.map((one) => `"${one.name}"`).join(', ') || 'none'}.`);
    return judge.id;
  });
}

/** A run by its id, else the newest of the dataset with the name. */
async function baselineOf(server: ServerAddress, baseline: string, datasetName: string): Promise<string> {
  const { evaluationRuns } = await sendOperation<{ evaluationRuns: { edges: { node: { id: string; name: string } }[] } }>(
    server,
    'query ($datasetName: String) { evaluationRuns(datasetName: $datasetName, first: 200) { edges { node { id name } } } }',
    { datasetName },
  );
  const nodes = evaluationRuns.edges.map(({ node }) => node);
  const found = nodes.find(({ id }) => id === baseline) ?? nodes.find(({ name }) => name === baseline);
  if (found === undefined) throw new UsageProblem(`The dataset has no run with the id or the name "${baseline}" among its newest 200.`);
  return found.id;
}

async function followed(server: ServerAddress, id: string, say: (text: string) => void): Promise<EndedRun> {
  let saidCount = -1;
  for (;;) {
    const { evaluationRun: run } = await sendOperation<{ evaluationRun: FollowedRun | null }>(
      server,
      `query ($id: ID!) { evaluationRun(id: $id) { ${runFields} } }`,
      { id },
    );
    if (run === null) throw new RunProblem('The run was deleted.');
    if (run.state === 'DONE') return run;
    if (run.state !== 'WAITING' && run.state !== 'RUNNING')
      throw new RunProblem(`The run is ${run.state.toLowerCase()}. ${run.problem ?? ''}`.trim());
    const count = run.doneCount + run.failedCount;
    if (count !== saidCount) say(`${count} of ${run.itemCount}`);
    saidCount = count;
    await sleep(pollMs);
  }
}

async function compared(server: ServerAddress, a: string, b: string): Promise<Baseline> {
  const { compareEvaluationRuns } = await sendOperation<{ compareEvaluationRuns: Baseline }>(
    server,
    `query ($a: ID!, $b: ID!) { compareEvaluationRuns(a: $a, b: $b) { a { name } sharedCount changedCount scores { ${comparedFields} }
      latencyMs { ${comparedFields} } costUsd { ${comparedFields} } } }`,
    { a, b },
  );
  return compareEvaluationRuns;
}
