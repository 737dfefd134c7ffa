import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { follow } from '../../subscription.testing.ts';
import { failSilentTrials } from './background/silence.ts';
import { timedOut } from './commands/tell.ts';
import { addedTests } from './tests/added.testing.ts';
import { jobTests } from './tests/jobs.testing.ts';
import { outlookTests } from './tests/outlook.testing.ts';
import { studying } from './tests/studying.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

describe('a study', () => {
  test('is made, listed and read as it was given, and ends with its last trial', async () => {
    const own = await studying(server);
    const study = await own.create({
      objectives: [{ name: 'eval_loss' }],
      maxTrials: 3,
      baseline: { values: [0.5], parameters: { rate: 0.001 } },
    });
    expect(study).toMatchObject({
      method: 'TPE',
      status: 'OPEN',
      maxTrials: 3,
      objectives: [{ name: 'eval_loss', direction: 'MINIMIZE', baseline: 0.5 }],
      searchSpace: [
        { name: 'rate', kind: 'FLOAT', low: 1e-5, high: 0.1, isLog: true, step: null, choices: null, when: null },
        { name: 'optimizer', choices: ['adam', 'sgd'] },
        { name: 'momentum', when: { parameter: 'optimizer', values: ['sgd'] } },
      ],
    });
    const trials = await own.ask(study.id, 5);
    expect(trials.map(({ number, state }: Loose) => [number, state])).toEqual([0, 1, 2].map((number) => [number, 'RUNNING']));
    for (const { number } of trials) await own.tell(study.id, number, { values: [1 / (number + 1)] });
    expect(await own.read(study.id, 'status trialCount counts { runningCount completeCount } best { number values }')).toEqual({
      status: 'COMPLETED',
      trialCount: 3,
      counts: { runningCount: 0, completeCount: 3 },
      best: { number: 2, values: [1 / 3] },
    });
    expect(await own.ask(study.id), 'a loop of trials ends').toEqual([]);
    expect((await own.run('{ studies { name } }')).data.studies).toEqual([{ name: 'rates' }]);
  });

  test('is refused with every field at fault', async () => {
    const own = await studying(server);
    await own.create();
    expect(await own.create()).toMatchObject({ code: 'BAD_STUDY', field: 'input.name' });
    const float = (rest: object) => [{ name: 'x', kind: 'FLOAT', low: 0, high: 1, ...rest }];
    const cases: readonly [object, string][] = [
      [{ searchSpace: [] }, 'input.searchSpace'],
      [{ searchSpace: float({ high: -1 }) }, 'input.searchSpace[0].high'],
      [{ searchSpace: float({ isLog: true }) }, 'input.searchSpace[0].low'],
      [{ searchSpace: float({ step: 0 }) }, 'input.searchSpace[0].step'],
      [{ searchSpace: [...float({}), ...float({})] }, 'input.searchSpace[1].name'],
      [{ searchSpace: [{ name: 'x', kind: 'CATEGORICAL', choices: ['a', 'a'] }] }, 'input.searchSpace[0].choices[1]'],
      [{ searchSpace: [{ name: 'x', kind: 'CATEGORICAL', choices: [{ a: 1 }] }] }, 'input.searchSpace[0].choices[0]'],
      [{ searchSpace: [{ name: 'x', kind: 'INT', low: 0.5, high: 2 }] }, 'input.searchSpace[0].low'],
      [{ searchSpace: float({ when: { parameter: 'y', values: [1] } }) }, 'input.searchSpace[0].when.parameter'],
      [{ objectives: [{ name: 'a' }, { name: 'b' }], method: 'GP' }, 'input.method'],
      [{ objectives: [{ name: 'a' }, { name: 'b' }], pruner: { kind: 'MEDIAN' } }, 'input.pruner.kind'],
      [{ baseline: { values: [1, 2] } }, 'input.baseline.values'],
      [{ maxTrials: 0 }, 'input.maxTrials'],
      [{ method: 'GRID', searchSpace: [1, 2, 3, 4].map((n) => ({ name: `x${n}`, kind: 'INT', low: 0, high: 99 })) }, 'input.searchSpace'],
      [{ configurationId: Buffer.from(`TrainingConfiguration:${randomUUID()}`).toString('base64') }, 'input.configurationId'],
    ];
    for (const [input, field] of cases) expect([field, await own.create({ name: 'other', ...input })]).toMatchObject([field, { field }]);
    expect(await own.create({ name: ' ', seed: -1, maxTrials: 0 })).toMatchObject({
      problems: [{ field: 'input.name' }, { field: 'input.seed' }, { field: 'input.maxTrials' }],
    });
  });

  test('that is stopped gives nothing and takes what runs; deleted it is gone', async () => {
    const own = await studying(server);
    const { id } = await own.create();
    await own.ask(id);
    const stop = (): Promise<Loose> => own.run('mutation ($id: ID!) { stopStudy(id: $id) { status } }', { id });
    for (const _again of [1, 2]) expect((await stop()).data.stopStudy).toEqual({ status: 'STOPPED' });
    expect(await own.ask(id)).toMatchObject({ code: 'STUDY_CLOSED' });
    expect(await own.tell(id, 0, { values: [1] })).toMatchObject({ trial: { state: 'COMPLETE' } });
    expect((await own.run('mutation ($id: ID!) { deleteStudy(id: $id) }', { id })).data.deleteStudy).toBe(id);
    expect(await own.read(id, 'name')).toBe(null);
    for (const gone of [own.ask(id), own.tell(id, 0, { values: [1] })])
      expect(await gone).toMatchObject({ code: 'NOT_FOUND', field: 'input.studyId' });
  });

  test('tells those who follow when trials come on', async () => {
    const own = await studying(server);
    const { id } = await own.create();
    const followed = await follow(server, own.secret, `subscription { studyChanged(id: "${id}") }`, 'studyChanged');
    await own.ask(id);
    await expect.poll(() => followed.events.length).toBeGreaterThan(0);
    await followed.close();
  });
});

describe('a trial', () => {
  test('is asked for once by one request, and numbers are given once to many who ask together', async () => {
    const own = await studying(server);
    const { id } = await own.create();
    const once = await Promise.all([1, 2, 3].map(() => own.ask(id, 2, 'once')));
    for (const trials of once) expect(trials).toEqual(once[0]);
    const others: Loose[] = (await Promise.all([1, 2, 3, 4, 5].map(() => own.ask(id, 3)))).flat();
    expect(others.map(({ number }) => number).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 15 }, (_, place) => place + 2),
    );
    expect(await own.ask(id, 101)).toMatchObject({ code: 'BAD_STUDY_TRIAL', field: 'input.count' });
  });

  test('has the parameters of its conditions, and is read by number and by page', async () => {
    const own = await studying(server);
    const { id } = await own.create();
    const trials: Loose[] = await own.ask(id, 30);
    for (const { parameters } of trials) expect('momentum' in parameters).toBe(parameters.optimizer === 'sgd');
    await own.tell(id, 3, { values: [1] });
    expect(await own.read(id, 'trial(number: 4) { number parameters } none: trial(number: 99) { number }')).toEqual({
      trial: { number: 4, parameters: trials[4].parameters },
      none: null,
    });
    const page = 'edges { cursor node { number } } pageInfo { hasNextPage }';
    const { trials: one } = await own.read(id, `trials(first: 10) { ${page} }`);
    expect(one.edges.map(({ node }: Loose) => node.number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const { trials: two } = await own.read(id, `trials(first: 50, after: "${one.edges[9].cursor}") { ${page} }`);
    expect([two.edges[0].node.number, two.edges.length, two.pageInfo.hasNextPage]).toEqual([10, 20, false]);
    expect((await own.read(id, `trials(state: COMPLETE) { ${page} }`)).trials.edges).toHaveLength(1);
    const { trialTable } = await own.read(
      id,
      'trialTable { numbers states parameters { name values } objectives { name values } durationsMs lastValues }',
    );
    expect(trialTable.numbers).toHaveLength(30);
    expect(trialTable.states[3]).toBe('COMPLETE');
    expect(trialTable.objectives).toEqual([{ name: 'value', values: trials.map(({ number }) => (number === 3 ? 1 : null)) }]);
    for (const { name, values } of trialTable.parameters) expect(values).toEqual(trials.map(({ parameters }) => parameters[name] ?? null));
    expect(trialTable.durationsMs.filter((duration: number | null) => duration !== null)).toHaveLength(1);
  });

  test('takes its end once: the same again changes nothing, another one is refused', async () => {
    const own = await studying(server);
    const { id } = await own.create();
    await own.ask(id, 4);
    for (const _again of [1, 2])
      expect(await own.tell(id, 0, { values: [1] })).toMatchObject({ trial: { state: 'COMPLETE', values: [1] } });
    expect(await own.tell(id, 0, { values: [2] })).toMatchObject({ code: 'STUDY_TRIAL_ENDED', field: 'input.number' });
    expect(await own.tell(id, 0, { step: 1, value: 2 })).toMatchObject({ code: 'STUDY_TRIAL_ENDED' });
    for (const _again of [1, 2])
      expect(await own.tell(id, 1, { state: 'FAILED', reason: 'out of memory' })).toMatchObject({
        trial: { state: 'FAILED', values: null, reason: 'out of memory' },
      });
    expect(await own.tell(id, 1, { values: [1] })).toMatchObject({ code: 'STUDY_TRIAL_ENDED' });
  });

  test('whose objective is no number has failed, with the reason', async () => {
    const own = await studying(server);
    const { id } = await own.create({ objectives: [{ name: 'loss' }, { name: 'speed', direction: 'MAXIMIZE' }] });
    await own.ask(id, 2);
    for (const _again of [1, 2])
      expect(await own.tell(id, 0, { values: [1, null] })).toMatchObject({
        trial: { state: 'FAILED', values: null, reason: 'The objective "speed" is no number.' },
      });
    expect(await own.tell(id, 1, { values: [1] })).toMatchObject({ code: 'BAD_STUDY_TRIAL', field: 'input.values' });
    expect(await own.tell(id, 1, {})).toMatchObject({ code: 'BAD_STUDY_TRIAL', field: 'input.values' });
    expect(await own.tell(id, 1, { state: 'COMPLETE' })).toMatchObject({ code: 'BAD_STUDY_TRIAL', field: 'input.values' });
    expect(await own.tell(id, 1, { step: -1, value: 1 })).toMatchObject({ code: 'BAD_STUDY_TRIAL', field: 'input.step' });
    expect(await own.tell(id, 9, { values: [1, 1] })).toMatchObject({ code: 'NOT_FOUND', field: 'input.number' });
  });

  test('without a report for too long has failed, and a late value is stored all the same', async () => {
    const own = await studying(server);
    const { id } = await own.create({ trialTimeoutSeconds: 60, maxTrials: 2 });
    await own.ask(id, 2);
    await own.tell(id, 1, { step: 1, value: 2 });
    const context = { stores: server.stores, live: server.live, onError: () => undefined } as never;
    await failSilentTrials(context, new Date(Date.now() + 59_000));
    expect(await own.read(id, 'counts { runningCount failedCount }')).toEqual({ counts: { runningCount: 2, failedCount: 0 } });
    await failSilentTrials(context, new Date(Date.now() + 61_000));
    expect(await own.read(id, 'status trial(number: 0) { state reason }')).toEqual({
      status: 'COMPLETED',
      trial: { state: 'FAILED', reason: timedOut },
    });
    expect(await own.tell(id, 0, { step: 5, value: 2 })).toMatchObject({ trial: { state: 'RUNNING', reason: null } });
    expect(await own.tell(id, 1, { values: [2] })).toMatchObject({ trial: { state: 'COMPLETE', values: [2] } });
  });

  test('is ended by the median of others, and a report of a step may be sent again', async () => {
    const own = await studying(server);
    const { id } = await own.create({ pruner: { kind: 'MEDIAN', startupTrials: 2 } });
    await own.ask(id, 3);
    for (const [number, value] of [
      [0, 1],
      [1, 2],
    ] as const) {
      expect(await own.tell(id, number, { step: 10, value })).toMatchObject({ shouldPrune: false });
      await own.tell(id, number, { values: [value] });
    }
    expect(await own.tell(id, 2, { step: 10, value: 9 })).toMatchObject({
      shouldPrune: true,
      pruneReason: expect.stringContaining('median of 2 complete trials'),
      trial: { state: 'RUNNING', lastStep: 10 },
    });
    expect(await own.tell(id, 2, { step: 10, value: 1 })).toMatchObject({
      shouldPrune: false,
      trial: { reports: [{ step: 10, value: 1 }] },
    });
    expect(await own.tell(id, 2, { step: 11 })).toMatchObject({
      trial: {
        reports: [
          { step: 10, value: 1 },
          { step: 11, value: null },
        ],
      },
    });
    expect(await own.tell(id, 2, { state: 'PRUNED' })).toMatchObject({ trial: { state: 'PRUNED', values: null } });
  });
});

test('importance has an interval, and needs 20 complete trials', async () => {
  const own = await studying(server);
  const { id } = await own.create({ method: 'RANDOM' });
  const trials: Loose[] = await own.ask(id, 60);
  for (const { number, parameters } of trials) {
    if (number === 19) expect(await own.read(id, 'importance { parameter }')).toEqual({ importance: null });
    await own.tell(id, number, { values: [(Math.log10(parameters.rate) + 3) ** 2 + 0.001 * number] });
  }
  const { importance } = await own.read(id, 'importance(method: PED_ANOVA) { parameter value low high }');
  expect(importance[0].parameter).toBe('rate');
  expect(importance.reduce((sum: number, { value }: Loose) => sum + value, 0)).toBeCloseTo(1, 12);
  for (const { value, low, high } of importance) expect(low <= value && value <= high && low >= 0 && high <= 1).toBe(true);
});

outlookTests(() => server);
addedTests(() => server);
jobTests(() => server);
