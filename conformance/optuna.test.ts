import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { makeUsedDataDir, ROOT, startServer } from '../e2e/server.ts';
import { findPackages } from './python.ts';
import { runErrand } from './training-python.ts';

/** JSON whose shape the test at hand knows. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

const python = await findPackages({ name: 'optuna', variable: 'OPTUNA_PYTHON', packages: ['optuna'], modules: ['optuna'] });

if ('missing' in python) {
  const why = `Optuna: skipped, its packages cannot be had here (${python.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  proveIt(python.program);
}

function proveIt(program: string): void {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer({ dataDir: await makeUsedDataDir() });
  });
  afterAll(() => server?.stop());
  const run = (query: string, variables: object): Promise<Loose> => ask(server.address, query, variables, { key: server.key as string });
  const searchSpace = [
    { name: 'rate', kind: 'FLOAT', low: 1e-5, high: 1e-1, isLog: true },
    { name: 'optimizer', kind: 'CATEGORICAL', choices: ['adam', 'sgd'] },
    { name: 'momentum', kind: 'FLOAT', low: 0, high: 0.9, when: { parameter: 'optimizer', values: ['sgd'] } },
  ];

  test('the programs of docs/studies.md run: a callback of Optuna sends its trials, and a loop asks for ours', async () => {
    const create = async (input: object): Promise<string> =>
      (await run('mutation Make($input: CreateStudyInput!) { createStudy(input: $input) { id } }', { input: { searchSpace, ...input } }))
        .createStudy.id;
    const [reported, asked] = [await create({ name: 'chosen by Optuna' }), await create({ name: 'chosen here', maxTrials: 5 })];
    const documentation = join(ROOT, 'docs/studies.md');
    const found = await runErrand<Loose>(program, 'optuna_client.py', [
      server.address,
      server.key as string,
      documentation,
      reported,
      asked,
    ]);
    const read = async (id: string): Promise<Loose> =>
      (
        await run(
          'query Read($id: ID!) { study(id: $id) { status best { externalId values } trials { edges { node { externalId state parameters reports { step value } } } } } }',
          { id },
        )
      ).study;
    const ours = await read(reported);
    expect(ours.best).toEqual({ externalId: String(found.bestNumber), values: [found.best] });
    const states: Readonly<Record<string, string>> = { COMPLETE: 'COMPLETE', PRUNED: 'PRUNED', FAIL: 'FAILED' };
    expect(ours.trials.edges.map(({ node }: Loose) => node)).toEqual(
      found.trials.map(({ number, state, params }: Loose) => ({
        externalId: String(number),
        state: states[state],
        parameters: params,
        reports: [1, 1 / 2, 1 / 3].map((value, step) => ({ step, value: params.rate + value })),
      })),
    );
    expect(found.trials.map(({ state }: Loose) => state).filter((state: string) => state !== 'COMPLETE')).toEqual(['PRUNED', 'FAIL']);
    const theirs = await read(asked);
    expect(theirs.status).toBe('COMPLETED');
    expect(theirs.trials.edges).toHaveLength(5);
  });
}
