import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, until } from '../e2e/ask.ts';
import { findPackages, type Python } from './python.ts';
import { runProgram } from './run-client.ts';
import { startSuite, type Suite } from './suite.ts';

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite([]);
});
afterAll(async () => {
  await suite?.stop();
});

const langfuse = await findPackages({ name: 'langfuse-4', packages: ['langfuse>=4,<5'], modules: ['langfuse'], patienceMs: 120_000 });
const phoenix = await findPackages({
  name: 'phoenix',
  packages: ['arize-phoenix-client'],
  modules: ['phoenix.client'],
  patienceMs: 120_000,
});

// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

async function run(file: string, name: string, python: Python | null = null): Promise<Loose> {
  const path = fileURLToPath(new URL(`clients/${file}`, import.meta.url));
  const printed = await runProgram(path, suite.errand(name), {
    args: [name],
    ...(python !== null && 'program' in python && { program: python.program }),
  });
  return JSON.parse(printed.trim().split('\n').at(-1) as string);
}

/** The run of a dataset as the product has it, once every answer has come. */
async function runOf(datasetName: string, doneCount: number): Promise<Loose> {
  const question = `query ($name: String) { evaluationRuns(datasetName: $name, first: 10) { edges { node { name kind application state description metadata itemCount doneCount failedCount
    scores { name n mean passShare kinds } runScores { name value } items(first: 50) { edges { node { rowId input expected output error latencyMs traceId scores { name value label passed comment } } } } } } } }`;
  const read = async (): Promise<Loose> =>
    (await ask<Loose>(suite.address, question, { name: datasetName }, { key: suite.key })).evaluationRuns.edges[0]?.node;
  return until(read, (node: Loose) => node?.doneCount === doneCount && node.state === 'DONE', 20_000);
}

const expected = {
  outputs: expect.arrayContaining(['Berlin', 'Paris', 'Barcelona']),
  run: { name: 'first', description: 'By heart', metadata: { model: 'none' }, items: 3 },
  runs: ['first'],
};

describe('Langfuse', () => {
  const testOf = async (file: string, name: string, python: Python | null = null): Promise<void> => {
    const done = await run(file, name, python);
    expect(done).toMatchObject(expected);
    expect(done.items).toHaveLength(3);
    expect(done.items).toContainEqual({
      id: `${name} Spain`,
      input: { country: 'Spain' },
      expectedOutput: 'Madrid',
      metadata: { size: 1 },
    });
    const node = await runOf(name, 3);
    expect(node).toMatchObject({
      name: 'first',
      kind: 'SDK',
      application: 'langfuse',
      state: 'DONE',
      description: 'By heart',
      metadata: { model: 'none' },
      itemCount: 3,
      failedCount: 0,
    });
    expect(node.runScores).toEqual([{ name: 'items', value: 3 }]);
    expect(node.scores).toEqual([
      { name: 'correct', n: 3, mean: expect.closeTo(2 / 3, 9), passShare: expect.closeTo(2 / 3, 9), kinds: ['API'] },
      { name: 'length', n: 3, mean: expect.closeTo(20 / 3, 9), passShare: null, kinds: ['API'] },
    ]);
    const spain = node.items.edges.map(({ node: item }: Loose) => item).find(({ input }: Loose) => input.country === 'Spain');
    expect(spain).toMatchObject({ expected: 'Madrid', output: 'Barcelona', error: null, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(spain.scores).toContainEqual({ name: 'correct', value: 0, label: null, passed: false, comment: 'Compared.' });
  };

  test('@langfuse/client 5 makes a dataset and runs an experiment', () => testOf('experiments.ts', 'langfuse for JavaScript'));

  test.skipIf('missing' in langfuse)('langfuse-4 for Python does, too', () => testOf('experiments.py', 'langfuse for Python', langfuse));
  if ('missing' in langfuse) console.warn(`langfuse for Python: skipped, it cannot be had here (${langfuse.missing})`);
});

describe('Phoenix', () => {
  test.skipIf('missing' in phoenix)('arize-phoenix-client makes a dataset, runs an experiment and resumes it', async () => {
    const done = await run('phoenix_experiment.py', 'phoenix', phoenix);
    expect(done).toMatchObject({
      // One of an answer with an error; the other evaluator fails on it.
      evaluations: 7,
      listed: [['first', 4, 3, 1]],
      versions: 2,
      resumed: 'resumed',
    });
    expect(done.examples).toContainEqual({ input: { country: 'Spain' }, output: { capital: 'Madrid' }, metadata: { size: 1 } });
    expect(done.runs).toEqual(['null', '{"capital": "Barcelona"}', '{"capital": "Berlin"}', '{"capital": "Paris"}']);
    const node = await runOf('phoenix', 4);
    expect(node).toMatchObject({
      name: 'first',
      application: 'phoenix',
      state: 'DONE',
      description: 'By heart',
      metadata: { model: 'none' },
      itemCount: 4,
      failedCount: 0,
    });
    expect(node.scores).toEqual([
      { name: 'correct', n: 3, mean: expect.closeTo(2 / 3, 9), passShare: expect.closeTo(2 / 3, 9), kinds: ['API'] },
      { name: 'length', n: 3, mean: expect.closeTo(20 / 3, 9), passShare: null, kinds: ['API'] },
    ]);
  });
  if ('missing' in phoenix) console.warn(`arize-phoenix-client: skipped, it cannot be had here (${phoenix.missing})`);
});
