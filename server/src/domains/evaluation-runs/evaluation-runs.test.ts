import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inWorkspace } from '../../platform/store/scope.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { useArtifactStore } from '../artifacts/load.ts';
import { modelJudge, send } from '../judges/tests/api.testing.ts';
import { saidIn, verdictAnswer } from '../judges/tests/fake-judge.testing.ts';
import { openFakeModels, type FakeModels, type FakeRequest } from '../model-connections/tests/fake-models.testing.ts';
import { setPrice } from '../model-connections/tests/stream.testing.ts';
import { connectModels } from '../playground/tests/runs.testing.ts';
import { drainProjection } from '../../background.ts';
import { drainEvaluating } from './background/work.ts';
import { eraseItems } from './commands/erase.ts';
import { claimItems } from './queries/items.ts';
import { capitals, geographer, itemsOf, makeDataset, makePrompt, must, runAt, start } from './tests/api.testing.ts';

let server: TestServer;
let fake: FakeModels;
let folder: string;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  fake = await openFakeModels({ api: 'openai' });
  folder = await mkdtemp(join(tmpdir(), 'evaluation-runs-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await fake?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  workspace = await openTestWorkspace(server);
  await connectModels(workspace, 'open', fake.url);
  fake.requests.length = 0;
  fake.answer(geographer);
});

const drain = (workers = 16): Promise<void> => drainEvaluating(server.stores, undefined, workers);
/** What waits for its next attempt, or is held by a server that is gone, is due. */
const makeDue = (): Promise<unknown> =>
  inWorkspace(workspace.id, async () => {
    const where = { workspaceId: workspace.id };
    await server.stores.prisma.evaluationRunItem.updateMany({ where, data: { retryAt: new Date(0), leasedUntil: new Date(0) } });
    await server.stores.prisma.evaluationRun.updateMany({ where, data: { notBefore: null } });
  });
const equals = { kind: 'EQUALS' };
const failureOf = ({ errors }: Loose): Loose => errors[0].extensions;
const cost = 120 * 2e-6 + 30 * 10e-6; // by the usage that the fake reports

describe('a run over a dataset', () => {
  test('answers each row by the prompt, checks it, and says how it did', async () => {
    await setPrice(workspace, 'small', 2, 10);
    await makeDataset(workspace, 'capitals');
    await makePrompt(workspace, 'capital', 'What is the capital of {{country}}?');
    const input = {
      datasetName: 'capitals',
      promptName: 'capital',
      model: 'open/small',
      checks: [equals, { kind: 'CONTAINS', name: 'has it', ignoresCase: true }, { kind: 'NUMBER_NEAR' }],
    };
    const { evaluationRunEstimate } = await must(
      workspace,
      'query ($input: StartEvaluationRunInput!) { evaluationRunEstimate(input: $input) { itemCount callCount inputTokens costUsd mostUsd } }',
      { input },
    );
    expect(evaluationRunEstimate).toMatchObject({ itemCount: 4, callCount: 4 });
    expect(evaluationRunEstimate.costUsd).toBeGreaterThan(0);
    expect(evaluationRunEstimate.mostUsd).toBeGreaterThan(evaluationRunEstimate.costUsd);
    expect(fake.requests).toHaveLength(0);
    const id = await start(workspace, input);
    await drain();
    const run = await runAt(workspace, id);
    expect(run).toMatchObject({
      name: 'capital v1 · open/small',
      kind: 'OFFLINE',
      state: 'DONE',
      itemCount: 4,
      doneCount: 4,
      failedCount: 0,
      cachedCount: 0,
      promptName: 'capital',
      promptVersion: 1,
      dataset: { name: 'capitals' },
      datasetVersion: { number: 1 },
    });
    expect(run.costUsd).toBeCloseTo(4 * cost, 9);
    const [contains, exact, number] = [run.scores[1], run.scores[0], run.scores[2]];
    expect(exact).toMatchObject({
      name: 'exact match',
      kinds: ['RULE'],
      n: 4,
      mean: 0.75,
      passShare: 0.75,
      labels: [
        { label: 'pass', count: 3 },
        { label: 'fail', count: 1 },
      ],
    });
    expect(contains).toMatchObject({ name: 'has it', mean: 0.75 });
    // No row expects a number: the check says so, and counts nothing.
    expect(number).toMatchObject({ name: 'number', n: 0, mean: null, errorCount: 4 });
    const items = await itemsOf(workspace, id);
    expect(items.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect(items[2]).toMatchObject({
      state: 'DONE',
      input: { country: 'Spain' },
      expected: 'Madrid',
      output: 'Barcelona',
      error: null,
      isCached: false,
    });
    expect(items[2]?.costUsd).toBeCloseTo(cost, 9);
    expect(items[2]?.scores[0]).toMatchObject({ name: 'exact match', kind: 'RULE', value: 0, label: 'fail', passed: false });
    expect(await itemsOf(workspace, id, ', score: "exact match", passed: false')).toHaveLength(1);
    const ledger = await inWorkspace(workspace.id, () => server.stores.prisma.modelCall.findMany({ where: { workspaceId: workspace.id } }));
    expect(new Set(ledger.map(({ purpose }) => purpose))).toEqual(new Set(['evaluation']));
    expect(saidIn(fake.requests[0] as FakeRequest).user).toMatch(/^What is the capital of \w+\?$/);
  });

  test('does not ask again what was answered, unless it is to; a cached answer costs nothing', async () => {
    await makeDataset(workspace, 'capitals');
    const input = { datasetName: 'capitals', model: 'open/small', checks: [equals] };
    await start(workspace, input);
    await drain();
    expect(fake.requests).toHaveLength(4);
    const again = await start(workspace, { ...input, checks: [{ kind: 'CONTAINS' }] });
    await drain();
    expect(fake.requests).toHaveLength(4);
    expect(await runAt(workspace, again)).toMatchObject({ doneCount: 4, cachedCount: 4, costUsd: 0 });
    const fresh = await start(workspace, { ...input, usesCache: false });
    await drain();
    expect(fake.requests).toHaveLength(8);
    expect(await runAt(workspace, fresh)).toMatchObject({ cachedCount: 0 });
    await start(workspace, { ...input, repetitions: 2 });
    await drain();
    expect(fake.requests).toHaveLength(12);
  });

  test('is scored by judges, who see the expected output, and take over their verdicts of the same answer', async () => {
    await makeDataset(workspace, 'capitals', [
      { input: 'Where is Berlin?', expectedOutput: 'In Germany.' },
      { input: 'Where is Paris?', expectedOutput: 'In France.' },
    ]);
    fake.answer((request) =>
      saidIn(request).system.includes('You judge')
        ? verdictAnswer(saidIn(request).user.includes('Berlin') ? 'pass' : 'fail')
        : [{ text: 'Somewhere.' }],
    );
    const judge = await modelJudge(workspace);
    const rule = (
      await must(workspace, 'mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }', {
        input: { name: 'short', rule: { kind: 'LENGTH', maximum: 50 } },
      })
    ).saveJudge.id;
    const input = { datasetName: 'capitals', model: 'open/small', judgeIds: [judge, rule] };
    const id = await start(workspace, input);
    await drain();
    expect(fake.requests).toHaveLength(4);
    const { scores } = await runAt(workspace, id);
    expect(scores).toMatchObject([
      { name: 'faithfulness judge', kinds: ['MODEL'], n: 2, mean: 0.5, passShare: 0.5 },
      { name: 'short', kinds: ['RULE'], n: 2, mean: 1, passShare: 1 },
    ]);
    expect(JSON.stringify(fake.requests.map(({ body }) => body))).toContain('Where is Berlin?');
    await start(workspace, input);
    await drain();
    expect(fake.requests).toHaveLength(4);
  });

  test('takes a split, a version, and rows that were sent as chats', async () => {
    const { versionId } = await makeDataset(workspace, 'chats', [
      {
        split: 'test',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Capital of Italy?' },
          { role: 'assistant', content: 'Rome' },
        ],
      },
      { split: 'train', input: 'Capital of France?', expectedOutput: 'Paris' },
    ]);
    const id = await start(workspace, { versionId, split: 'test', model: 'open/small', checks: [equals] });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ itemCount: 1, split: 'test', scores: [{ mean: 1 }] });
    expect(saidIn(fake.requests[0] as FakeRequest)).toEqual({ system: 'Be brief.', user: 'Capital of Italy?' });
    const refused = await workspace.run(
      `mutation { startEvaluationRun(input: { versionId: "${versionId}", split: "none", model: "open/small" }) { id } }`,
    );
    expect(failureOf(refused)).toMatchObject({ code: 'BAD_EVALUATION_RUN', field: 'input.split' });
  });

  test('needs a model, and rows', async () => {
    await makeDataset(workspace, 'capitals');
    const missing = await workspace.run('mutation { startEvaluationRun(input: { datasetName: "capitals" }) { id } }');
    expect(failureOf(missing)).toMatchObject({ code: 'BAD_EVALUATION_RUN', field: 'input.model' });
    const unknown = await workspace.run('mutation { startEvaluationRun(input: { datasetName: "none", model: "open/small" }) { id } }');
    expect(failureOf(unknown)).toMatchObject({ code: 'NOT_FOUND', field: 'input.datasetName' });
  });

  test('is followed while it goes on', async () => {
    await makeDataset(workspace, 'capitals');
    const id = await start(workspace, { datasetName: 'capitals', model: 'open/small', checks: [equals] });
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${workspace.secret}` },
      body: JSON.stringify({ query: 'subscription ($id: ID!) { evaluationRunChanged(id: $id) { state doneCount } }', variables: { id } }),
    });
    const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    let text = '';
    const upTo = async (wanted: string): Promise<void> => {
      while (!text.includes(wanted)) text += new TextDecoder().decode((await reader.read()).value);
    };
    await upTo('"doneCount":0');
    await drainEvaluating(server.stores, server.live);
    await upTo('"state":"DONE","doneCount":4');
    await reader.cancel();
  });
});

describe('what goes wrong', () => {
  test('rate limits, errors and broken connections are tried again after a pause; nothing is lost or doubled', async () => {
    await makeDataset(
      workspace,
      'capitals',
      Array.from({ length: 12 }, (_, at) => ({ input: { country: 'Germany', at }, expectedOutput: 'Berlin' })),
    );
    const asked = new Map<string, number>();
    fake.answer((request) => {
      const { user } = saidIn(request);
      const times = (asked.get(user) ?? 0) + 1;
      asked.set(user, times);
      if (times === 1) return { status: 429, headers: { 'retry-after': '30' }, body: { error: { message: 'slow down' } } };
      if (times === 2) return { status: 500 };
      if (times === 3) return ['cut'];
      return geographer(request);
    });
    const id = await start(workspace, { datasetName: 'capitals', model: 'open/small', checks: [equals] });
    for (let round = 0; round < 8; round += 1) {
      await drain();
      await makeDue();
    }
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', doneCount: 12, failedCount: 0, scores: [{ n: 12, mean: 1 }] });
    expect(fake.requests).toHaveLength(12 * 4);
  });

  test('an answer is kept while a judge fails, and is not paid for twice; a resume tries the judge again', async () => {
    await makeDataset(workspace, 'capitals', [{ input: 'Where is Berlin?', expectedOutput: 'x' }]);
    fake.answer((request) => (saidIn(request).system.includes('You judge') ? [{ text: 'no verdict' }] : [{ text: 'In Germany.' }]));
    const judge = await modelJudge(workspace);
    const id = await start(workspace, { datasetName: 'capitals', model: 'open/small', judgeIds: [judge], checks: [equals] });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({
      state: 'DONE',
      doneCount: 0,
      failedCount: 1,
      failures: [{ code: 'BAD_OUTPUT', count: 1 }],
    });
    expect(await itemsOf(workspace, id)).toMatchObject([{ state: 'FAILED', output: 'In Germany.', scores: [{ name: 'exact match' }] }]);
    expect(fake.requests).toHaveLength(3);
    fake.answer(verdictAnswer('pass'));
    await must(workspace, 'mutation ($input: ResumeEvaluationRunInput!) { resumeEvaluationRun(input: $input) { state } }', {
      input: { id },
    });
    await drain();
    expect(fake.requests).toHaveLength(4);
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', doneCount: 1, failedCount: 0 });
  });

  test('a refused key pauses the run; stopping and going on is answered by state', async () => {
    await makeDataset(workspace, 'capitals');
    fake.answer({ status: 401, body: { error: { message: 'no' } } });
    const id = await start(workspace, { datasetName: 'capitals', model: 'open/small', checks: [equals] });
    await drain(1);
    expect(await runAt(workspace, id)).toMatchObject({ state: 'PAUSED', problem: expect.stringContaining('key'), doneCount: 0 });
    fake.answer(geographer);
    await must(workspace, 'mutation ($id: ID!) { stopEvaluationRun(id: $id) { state } }', { id });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'STOPPED', doneCount: 0 });
    expect(failureOf(await workspace.run('mutation ($id: ID!) { stopEvaluationRun(id: $id) { state } }', { id }))).toMatchObject({
      code: 'EVALUATION_RUN_NOT_OPEN',
    });
    await must(workspace, 'mutation ($input: ResumeEvaluationRunInput!) { resumeEvaluationRun(input: $input) { state } }', {
      input: { id },
    });
    await makeDue();
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', doneCount: 4 });
    await must(workspace, 'mutation ($id: ID!) { deleteEvaluationRun(id: $id) }', { id });
    expect(await runAt(workspace, id)).toBeNull();
  });

  test('the cap is not passed by 20 workers at once; with a higher one it goes on', async () => {
    await setPrice(workspace, 'small', 2, 10);
    await makeDataset(
      workspace,
      'capitals',
      Array.from({ length: 40 }, (_, at) => ({ input: { country: 'Germany', at }, expectedOutput: 'Berlin' })),
    );
    await makePrompt(workspace, 'short', 'Capital of {{country}} {{at}}?');
    // The most that a call may cost: some hundred bytes at 2, and 4,000 output tokens at 10 US dollars a million.
    const capUsd = 0.1;
    const id = await start(workspace, { datasetName: 'capitals', promptName: 'short', model: 'open/small', checks: [equals], capUsd });
    for (let round = 0; round < 3; round += 1) {
      await drain(20);
      await makeDue();
    }
    const paused = await runAt(workspace, id);
    expect(paused).toMatchObject({ state: 'PAUSED', problem: expect.stringContaining('The cap of 0.1') });
    expect(paused.costUsd).toBeLessThanOrEqual(capUsd);
    await must(workspace, 'mutation ($input: ResumeEvaluationRunInput!) { resumeEvaluationRun(input: $input) { state } }', {
      input: { id, capUsd: 10 },
    });
    await drain(20);
    const done = await runAt(workspace, id);
    expect(done).toMatchObject({ state: 'DONE', doneCount: 40, capUsd: 10 });
    expect(done.costUsd).toBeCloseTo(40 * cost, 9);
  });

  test('what a server that is gone had taken is done by another, and counted once', async () => {
    await makeDataset(workspace, 'capitals');
    const id = await start(workspace, { datasetName: 'capitals', model: 'open/small', checks: [equals] });
    expect(await claimItems(server.stores.postgres, { limit: 2, leaseSeconds: 600 })).toHaveLength(2);
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'RUNNING', doneCount: 2 });
    await makeDue();
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', doneCount: 4 });
  });
});

describe('a run over messages', () => {
  test('scores the answers that they hold, or has a model answer in their place', async () => {
    await send(workspace, ['Berlin is in Germany.', 'Berlin is in France.'], { latencyMs: 700 });
    await drainProjection(server.stores);
    const rule = (
      await must(workspace, 'mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }', {
        input: { name: 'germany', rule: { kind: 'CONTAINS', texts: ['Germany'] } },
      })
    ).saveJudge.id;
    const stored = await start(workspace, { filter: {}, judgeIds: [rule] });
    await drain();
    expect(fake.requests).toHaveLength(0);
    expect(await runAt(workspace, stored)).toMatchObject({
      name: 'Stored answers',
      state: 'DONE',
      doneCount: 2,
      scores: [{ name: 'germany', mean: 0.5 }],
      dataset: null,
    });
    const [item] = await itemsOf(workspace, stored);
    expect(item).toMatchObject({ rowId: null, input: [{ role: 'user', content: 'Where is Berlin?' }], latencyMs: 700 });
    fake.answer([{ text: 'In Germany.' }]);
    const asked = await start(workspace, { messageExternalIds: ['m0', 'm1'], model: 'open/small', judgeIds: [rule] });
    await drain();
    expect(await runAt(workspace, asked)).toMatchObject({ doneCount: 2, scores: [{ mean: 1 }] });
    expect(saidIn(fake.requests[0] as FakeRequest).user).toBe('Where is Berlin?');
    const { compareEvaluationRuns } = await must(
      workspace,
      'query ($a: ID!, $b: ID!) { compareEvaluationRuns(a: $a, b: $b) { sharedCount changedCount scores { name n difference gained lost test verdict } } }',
      { a: stored, b: asked },
    );
    expect(compareEvaluationRuns).toEqual({
      sharedCount: 2,
      changedCount: 0,
      scores: [{ name: 'germany', n: 2, difference: 0.5, gained: 1, lost: 0, test: 'MCNEMAR', verdict: 'NOT_DECISIVE' }],
    });
    const { errors } = await workspace.run('mutation { startEvaluationRun(input: { messageExternalIds: ["none"] }) { id } }');
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_EVALUATION_RUN', field: 'input.messageExternalIds[0]' });
  });
});

describe('two runs', () => {
  test('are compared row by row, with the rows that flipped', async () => {
    const rows = Array.from({ length: 14 }, (_, at) => ({
      input: { country: at < 9 ? 'Spain' : 'Germany', at },
      expectedOutput: at < 9 ? 'Madrid' : 'Berlin',
    }));
    await makeDataset(workspace, 'capitals', rows);
    const input = { datasetName: 'capitals', checks: [equals] };
    const a = await start(workspace, { ...input, model: 'open/small' });
    await drain();
    fake.answer((request) => [
      { text: saidIn(request).user.includes('Spain') ? 'Madrid' : saidIn(request).user.includes('"at":9}') ? 'Bonn' : 'Berlin' },
    ]);
    const b = await start(workspace, { ...input, model: 'open/large' });
    await drain();
    const compared = await must(
      workspace,
      `query ($a: ID!, $b: ID!) { compareEvaluationRuns(a: $a, b: $b) { a { name } b { name } sharedCount
        scores { name n a b difference low high pValue adjustedPValue test verdict gained lost } latencyMs { n test }
        flipped(first: 20) { edges { node { rowId gained lost a { output } b { output } } } } lost: flipped(flip: LOST) { edges { node { b { output } } } } } }`,
      { a, b },
    );
    const { scores, sharedCount, flipped, lost, latencyMs } = compared.compareEvaluationRuns;
    expect(sharedCount).toBe(14);
    // scipy.stats.binomtest(1, 10, 0.5).pvalue
    expect(scores).toMatchObject([
      { name: 'exact match', n: 14, a: 5 / 14, b: 13 / 14, gained: 9, lost: 1, test: 'MCNEMAR', verdict: 'BETTER' },
    ]);
    expect(scores[0].pValue).toBeCloseTo(0.021484375, 9);
    expect(latencyMs).toMatchObject({ n: 14 });
    expect(flipped.edges).toHaveLength(10);
    expect(flipped.edges[0].node).toMatchObject({ gained: ['exact match'], lost: [], a: { output: 'Barcelona' }, b: { output: 'Madrid' } });
    expect(lost.edges).toEqual([{ node: { b: { output: 'Bonn' } } }]);
  });

  test('of different datasets are not; pages of flipped rows meet without a gap', async () => {
    await makeDataset(workspace, 'one');
    await makeDataset(workspace, 'two');
    const [a, b] = [
      await start(workspace, { datasetName: 'one', model: 'open/small', checks: [equals] }),
      await start(workspace, { datasetName: 'two', model: 'open/small', checks: [equals] }),
    ];
    const refused = await workspace.run('query ($a: ID!, $b: ID!) { compareEvaluationRuns(a: $a, b: $b) { sharedCount } }', { a, b });
    expect(failureOf(refused)).toMatchObject({ code: 'BAD_EVALUATION_RUN', field: 'b' });
    await drain();
    fake.answer([{ text: 'none' }]);
    const c = await start(workspace, { datasetName: 'one', model: 'open/small', checks: [equals], usesCache: false });
    await drain();
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Loose = (
        await must(
          workspace,
          'query ($a: ID!, $b: ID!, $after: String) { compareEvaluationRuns(a: $a, b: $b) { flipped(first: 1, after: $after) { edges { node { rowId } } pageInfo { endCursor hasNextPage } } } }',
          { a, b: c, after },
        )
      ).compareEvaluationRuns.flipped;
      seen.push(...page.edges.map(({ node }: Loose) => node.rowId));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });
});

describe('an application', () => {
  const begin = async (input: object): Promise<string> =>
    (
      await must(workspace, 'mutation ($input: BeginReportedEvaluationRunInput!) { beginReportedEvaluationRun(input: $input) { id } }', {
        input,
      })
    ).beginReportedEvaluationRun.id;
  const record =
    'mutation ($runId: ID!, $items: [ReportedEvaluationItemInput!]!) { recordEvaluationItems(runId: $runId, items: $items) { doneCount failedCount state } }';

  test('reports answers, which are checked; the same again replaces them', async () => {
    const { versionId } = await makeDataset(workspace, 'capitals');
    const rows = (
      await must(workspace, 'query ($id: ID!) { datasetVersion(id: $id) { rows(first: 10) { edges { node { id } } } } }', { id: versionId })
    ).datasetVersion.rows.edges.map(({ node }: Loose) => node.id);
    const runId = await begin({
      name: 'nightly',
      datasetName: 'capitals',
      application: 'ci',
      model: 'mine',
      metadata: { commit: 'abc' },
      checks: [equals],
    });
    await must(workspace, record, {
      runId,
      items: [
        { rowId: rows[0], output: 'Berlin', latencyMs: 12, costUsd: 0.001, scores: [{ name: 'own', value: 0.5, comment: 'half' }] },
        { rowId: rows[1], output: 'Lyon' },
        { rowId: rows[2], error: 'It fell over.' },
      ],
    });
    await drain();
    expect(await runAt(workspace, runId)).toMatchObject({
      kind: 'SDK',
      application: 'ci',
      state: 'RUNNING',
      itemCount: 4,
      doneCount: 2,
      failedCount: 1,
    });
    await must(workspace, record, {
      runId,
      items: [
        { rowId: rows[1], output: 'Paris' },
        { rowId: rows[2], output: 'Madrid' },
        { rowId: rows[3], output: 'Rome' },
      ],
    });
    await drain();
    const run = await runAt(workspace, runId);
    expect(run).toMatchObject({ state: 'DONE', doneCount: 4, failedCount: 0 });
    expect(run.scores).toMatchObject([
      { name: 'exact match', n: 4, mean: 1 },
      { name: 'own', kinds: ['API'], n: 1, mean: 0.5 },
    ]);
    const refused = await workspace.run(record, {
      runId,
      items: [
        { rowId: rows[0], output: 1 },
        { rowId: 'none', output: 1 },
      ],
    });
    expect(failureOf(refused)).toMatchObject({ code: 'BAD_EVALUATION_RUN', field: 'items[1].rowId' });
    const offline = await start(workspace, { datasetName: 'capitals', model: 'open/small' });
    expect(failureOf(await workspace.run(record, { runId: offline, items: [{ rowId: rows[0] }] }))).toMatchObject({
      code: 'EVALUATION_RUN_NOT_OPEN',
    });
  });
});

describe('people', () => {
  test('score items in their own name, and take it back', async () => {
    await makeDataset(workspace, 'capitals', capitals.slice(0, 1));
    const id = await start(workspace, { datasetName: 'capitals', model: 'open/small' });
    await drain();
    const [item] = await itemsOf(workspace, id);
    const score =
      'mutation ($input: ScoreEvaluationItemInput!) { scoreEvaluationItem(input: $input) { scores { name kind value label passed comment isOwn } } }';
    const give = async (input: object): Promise<Loose> =>
      (await must(workspace, score, { input: { evaluationItemId: item?.id, name: 'taste', ...input } })).scoreEvaluationItem.scores;
    expect(await give({ value: 4, comment: 'Good.' })).toEqual([
      { name: 'taste', kind: 'HUMAN', value: 4, label: null, passed: null, comment: 'Good.', isOwn: true },
    ]);
    expect(await give({ passed: false })).toMatchObject([{ value: 0, label: 'fail', passed: false, comment: null }]);
    expect((await runAt(workspace, id)).scores).toMatchObject([{ name: 'taste', kinds: ['HUMAN'], n: 1, mean: 0 }]);
    expect(await give({})).toEqual([]);
    const refused = await workspace.run(score, { input: { evaluationItemId: item?.id, name: 'taste', value: 1, label: 'a' } });
    expect(failureOf(refused)).toMatchObject({ code: 'BAD_EVALUATION_RUN', field: 'input.value' });
  });

  test('whose data is erased take the answers to it with them', async () => {
    await send(workspace, ['Berlin is in Germany.', 'Berlin is in France.'], { userId: 'ada' });
    await drainProjection(server.stores);
    const id = await start(workspace, { filter: {} });
    await drain();
    expect(await itemsOf(workspace, id)).toHaveLength(2);
    const items = await inWorkspace(workspace.id, () =>
      server.stores.prisma.evaluationRunItem.findMany({ where: { workspaceId: workspace.id } }),
    );
    expect(items.map(({ userId }) => userId)).toEqual(['ada', 'ada']);
    await eraseItems(server.stores, { workspaceId: workspace.id, userIds: ['ada'] });
    expect(await itemsOf(workspace, id)).toHaveLength(0);
  });
});
