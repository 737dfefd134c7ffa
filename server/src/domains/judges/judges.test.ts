import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { openFakeModels, type FakeModels, type FakeRequest } from '../model-connections/tests/fake-models.testing.ts';
import { setPrice } from '../model-connections/tests/stream.testing.ts';
import { connectModels } from '../playground/tests/runs.testing.ts';
import { sampleOnline } from './background/sample.ts';
import { drainJudging } from './background/work.ts';
import { claimItems } from './queries/items.ts';
import { evaluationsOf, modelJudge, must, rubricId, runAt, send, start } from './tests/api.testing.ts';
import { obedient, saidIn, verdictAnswer } from './tests/fake-judge.testing.ts';
import { injections } from './tests/injections.testing.ts';

let server: TestServer;
let fake: FakeModels;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  fake = await openFakeModels({ api: 'openai' });
});
afterAll(async () => {
  await fake?.close();
  await server?.close();
});
beforeEach(async () => {
  workspace = await openTestWorkspace(server);
  await connectModels(workspace, 'open', fake.url);
  fake.requests.length = 0;
  fake.answer(obedient);
});

const drain = (workers = 16): Promise<void> => drainJudging(server.stores, undefined, workers);
const wrong = 'Berlin is in France.';
const right = 'Berlin is in Germany.';
const cost = 120 * 2e-6 + 30 * 10e-6; // by the usage that the fake reports
/** What waits for its next attempt, or is held by a server that is gone, is due. */
const makeDue = (): Promise<unknown> =>
  inWorkspace(workspace.id, async () => {
    await server.stores.prisma.judgeItem.updateMany({
      where: { workspaceId: workspace.id },
      data: { retryAt: new Date(0), leasedUntil: new Date(0) },
    });
    await server.stores.prisma.judgeRun.updateMany({ where: { workspaceId: workspace.id }, data: { notBefore: null } });
  });

describe('rubrics', () => {
  const save =
    'mutation ($input: SaveRubricInput!) { saveRubric(input: $input) { id key version criteria isBuiltIn versions { version criteria } } }';

  test('are ready in every workspace, and can be edited: versions are kept', async () => {
    const { rubrics } = await must(workspace, '{ rubrics { key name scale version isBuiltIn createdAt } }');
    expect(rubrics.map(({ key }: Loose) => key)).toEqual(['faithfulness', 'format', 'helpfulness', 'refusal', 'tone', 'tool-choice']);
    expect(rubrics[0]).toMatchObject({ version: 1, isBuiltIn: true, createdAt: null });
    const id = await rubricId(workspace, 'tone');
    const { saveRubric } = await must(workspace, save, {
      input: { key: 'tone', name: 'Tone', scale: 'ONE_TO_FIVE', criteria: 'Be brief.' },
    });
    expect(saveRubric).toMatchObject({ id, version: 2, criteria: 'Be brief.', isBuiltIn: true });
    expect(saveRubric.versions.map(({ version }: Loose) => version)).toEqual([2, 1]);
    const { node } = await must(workspace, 'query ($id: ID!) { node(id: $id) { ... on Rubric { key version } } }', { id });
    expect(node).toEqual({ key: 'tone', version: 2 });
  });

  test('of one’s own; archived ones leave the list', async () => {
    const input = {
      key: 'mood',
      name: 'Mood',
      scale: 'CATEGORY',
      categories: ['glad', 'sad'],
      criteria: 'How it sounds.',
      examples: [{ question: 'q', answer: 'a', verdict: 'glad', reason: 'r' }],
    };
    const { saveRubric } = await must(workspace, save, { input });
    expect(saveRubric).toMatchObject({ key: 'mood', version: 1, isBuiltIn: false });
    await must(workspace, 'mutation ($id: ID!) { archiveRubric(id: $id) { archivedAt } }', { id: saveRubric.id });
    expect((await must(workspace, '{ rubrics { key } }')).rubrics.map(({ key }: Loose) => key)).not.toContain('mood');
    expect((await must(workspace, '{ rubrics(includesArchived: true) { key } }')).rubrics.map(({ key }: Loose) => key)).toContain('mood');
  });

  test('another scale is another rubric', async () => {
    const { errors } = await workspace.run(save, { input: { key: 'tone', name: 'Tone', scale: 'PASS_FAIL', criteria: 'x' } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_JUDGE', field: 'input.scale' });
  });
});

describe('a run over a set of messages', () => {
  test('stores each verdict as an evaluation, with cost and mean; human judgments are left alone', async () => {
    await setPrice(workspace, 'small', 2, 10);
    const messageExternalIds = await send(workspace, [right, wrong, right, right]);
    const judgeId = await modelJudge(workspace);
    const { judgeRunEstimate } = await must(
      workspace,
      'query ($input: JudgeRunInput!) { judgeRunEstimate(input: $input) { messageCount inputTokens costUsd mostUsd } }',
      { input: { judgeId, messageExternalIds } },
    );
    expect(judgeRunEstimate.messageCount).toBe(4);
    expect(judgeRunEstimate.costUsd).toBeGreaterThan(0);
    expect(judgeRunEstimate.mostUsd).toBeGreaterThan(judgeRunEstimate.costUsd);
    expect(fake.requests).toHaveLength(0);
    const id = await start(workspace, { judgeId, messageExternalIds });
    await drain();
    const run = await runAt(workspace, id);
    expect(run).toMatchObject({
      state: 'DONE',
      total: 4,
      done: 4,
      failed: 0,
      cached: 0,
      problem: null,
      mean: { mean: 0.75, n: 4 },
      corrected: null,
    });
    expect(run.costUsd).toBeCloseTo(4 * cost, 9);
    expect(run.labels).toEqual([
      { label: 'pass', count: 3 },
      { label: 'fail', count: 1 },
    ]);
    const [evaluation] = await evaluationsOf(workspace, 'm1');
    expect(evaluation).toMatchObject({
      name: 'faithfulness',
      value: 0,
      label: 'fail',
      rating: null,
      success: null,
      comment: 'As the criteria say.',
      evaluator: 'faithfulness judge',
      evaluatorKind: 'MODEL',
    });
    expect(evaluation.externalId).toMatch(/^judge:[0-9a-f-]{36}:1:\d+$/);
    const ledger = await inWorkspace(workspace.id, () => server.stores.prisma.modelCall.findMany({ where: { workspaceId: workspace.id } }));
    expect(ledger.map(({ purpose, outcome }) => [purpose, outcome])).toEqual(Array.from({ length: 4 }, () => ['judge', 'DONE']));
    // What is sent has a schema, and the texts as data.
    const { body } = fake.requests[0] as FakeRequest;
    expect(body).toMatchObject({ model: 'small', temperature: 0, max_tokens: 700 });
    expect(JSON.stringify(body.response_format)).toContain('"enum":["pass","fail"]');
    expect(saidIn(fake.requests[0] as FakeRequest).user).toContain('Where is Berlin?');
  });

  test('the same text is judged once by one version of a judge, and again by the next', async () => {
    const messageExternalIds = await send(workspace, [right, wrong]);
    const judgeId = await modelJudge(workspace);
    await start(workspace, { judgeId, messageExternalIds });
    await drain();
    await drainProjection(server.stores);
    const again = await start(workspace, { judgeId, filter: {} });
    await drain();
    expect(fake.requests).toHaveLength(2);
    expect(await runAt(workspace, again)).toMatchObject({ state: 'DONE', done: 2, cached: 2, costUsd: 0 });
    expect(await evaluationsOf(workspace, 'm0')).toHaveLength(1);
    await must(workspace, 'mutation ($input: SaveRubricInput!) { saveRubric(input: $input) { id } }', {
      input: { key: 'faithfulness', name: 'Faithfulness', scale: 'PASS_FAIL', criteria: 'Stricter.' },
    });
    await start(workspace, { judgeId, messageExternalIds });
    await drain();
    expect(fake.requests).toHaveLength(4);
    expect((await evaluationsOf(workspace, 'm0')).map(({ externalId }) => externalId.split(':')[2])).toEqual(['1', '2']);
  });

  test('an answer that is no verdict is repaired once, else the message has failed; a resume tries it again', async () => {
    const messageExternalIds = await send(workspace, [wrong]);
    const judgeId = await modelJudge(workspace);
    fake.answer([{ text: 'It fails, I think.' }], verdictAnswer('fail'));
    await start(workspace, { judgeId, messageExternalIds });
    await drain();
    expect(fake.requests).toHaveLength(2);
    expect(JSON.stringify(fake.requests[1]?.body.messages)).toContain('The answer is not one JSON object.');
    expect(await evaluationsOf(workspace, 'm0')).toMatchObject([{ label: 'fail' }]);
    await send(workspace, ['Berlin is in Spain.'], {}, 'n');
    fake.answer([{ text: '{"verdict": ' }]);
    const id = await start(workspace, { judgeId, messageExternalIds: ['n0'] });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 0, failed: 1, failures: [{ code: 'BAD_OUTPUT', count: 1 }] });
    fake.answer(verdictAnswer('pass'));
    await must(workspace, 'mutation ($id: ID!) { resumeJudgeRun(id: $id) { state } }', { id });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 1, failed: 0 });
  });

  test('rate limits, errors and broken connections are tried again after a pause; nothing is lost or doubled', async () => {
    const messageExternalIds = await send(
      workspace,
      Array.from({ length: 12 }, (_, at) => `${right} ${at}`),
    );
    const judgeId = await modelJudge(workspace);
    const asked = new Map<string, number>();
    // Each message meets one kind of failure after the other before it is judged.
    fake.answer((request) => {
      const { user } = saidIn(request);
      const times = (asked.get(user.replaceAll(/[0-9a-f]{24}/g, '')) ?? 0) + 1;
      asked.set(user.replaceAll(/[0-9a-f]{24}/g, ''), times);
      if (times === 1) return { status: 429, headers: { 'retry-after': '30' }, body: { error: { message: 'slow down' } } };
      if (times === 2) return { status: 500 };
      if (times === 3) return ['cut'];
      return obedient(request);
    });
    const id = await start(workspace, { judgeId, messageExternalIds });
    for (let round = 0; round < 8; round += 1) {
      await drain();
      if (round === 0) {
        const run = await inWorkspace(workspace.id, () =>
          server.stores.prisma.judgeRun.findFirstOrThrow({ where: { workspaceId: workspace.id } }),
        );
        expect(run.notBefore?.getTime()).toBeGreaterThan(Date.now() + 20_000);
      }
      await makeDue();
    }
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', total: 12, done: 12, failed: 0, mean: { mean: 1, n: 12 } });
    for (const externalId of messageExternalIds) expect(await evaluationsOf(workspace, externalId)).toHaveLength(1);
  });

  test('a refused key pauses the run, with the reason', async () => {
    const messageExternalIds = await send(workspace, [right, wrong]);
    const judgeId = await modelJudge(workspace);
    fake.answer({ status: 401, body: { error: { message: 'bad key' } } });
    const id = await start(workspace, { judgeId, messageExternalIds });
    await drain(1);
    expect(await runAt(workspace, id)).toMatchObject({ state: 'PAUSED', done: 0 });
    expect((await runAt(workspace, id)).problem).toContain('open/small');
    fake.answer(obedient);
    await must(workspace, 'mutation ($id: ID!) { resumeJudgeRun(id: $id) { state } }', { id });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 2, problem: null });
  });

  test('is stopped and gone on with', async () => {
    const messageExternalIds = await send(workspace, [right, wrong, right]);
    const judgeId = await modelJudge(workspace);
    const id = await start(workspace, { judgeId, messageExternalIds });
    await must(workspace, 'mutation ($id: ID!) { stopJudgeRun(id: $id) { state } }', { id });
    await drain();
    expect(fake.requests).toHaveLength(0);
    expect(await runAt(workspace, id)).toMatchObject({ state: 'STOPPED', done: 0 });
    const { errors } = await workspace.run('mutation ($id: ID!) { stopJudgeRun(id: $id) { state } }', { id });
    expect(errors[0].extensions.code).toBe('JUDGE_RUN_NOT_OPEN');
    await must(workspace, 'mutation ($id: ID!) { resumeJudgeRun(id: $id) { state } }', { id });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 3 });
  });

  test('what a server that is gone had in hand is judged by another; what the first one says later counts for nothing', async () => {
    const messageExternalIds = await send(workspace, [right, wrong]);
    const judgeId = await modelJudge(workspace);
    const id = await start(workspace, { judgeId, messageExternalIds });
    const lost = (await claimItems(server.stores.postgres, { limit: 100, leaseSeconds: 240 })).filter(
      ({ workspaceId }) => workspaceId === workspace.id,
    );
    expect(lost).toHaveLength(2);
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'RUNNING', done: 0 });
    await makeDue();
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 2 });
    expect(await evaluationsOf(workspace, 'm1')).toHaveLength(1);
  });

  test('a deleted message takes its verdict along, and the run ends without it', async () => {
    const messageExternalIds = await send(workspace, [right, wrong], { userId: 'ada' });
    const judgeId = await modelJudge(workspace);
    const id = await start(workspace, { judgeId, messageExternalIds });
    await inWorkspace(workspace.id, () =>
      server.stores.prisma.message.deleteMany({ where: { workspaceId: workspace.id, externalId: 'm0' } }),
    );
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 1 });
    await inWorkspace(workspace.id, () => server.stores.prisma.message.deleteMany({ where: { workspaceId: workspace.id } }));
    expect(await inWorkspace(workspace.id, () => server.stores.prisma.judgeItem.count({ where: { workspaceId: workspace.id } }))).toBe(0);
    expect(
      await inWorkspace(workspace.id, () =>
        server.stores.prisma.evaluation.count({ where: { workspaceId: workspace.id, messageId: { not: null } } }),
      ),
    ).toBe(0);
  });

  test('50 texts that want to pass fail all the same', async () => {
    const messageExternalIds = await send(workspace, injections('0123456789abcdef01234567'));
    const judgeId = await modelJudge(workspace);
    const id = await start(workspace, { judgeId, messageExternalIds });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ done: 50, mean: { mean: 0 } });
  });

  test('any text: empty, emoji, a megabyte, right to left, code, base64', async () => {
    const texts = [
      '😀',
      'א'.repeat(200_000),
      'x'.repeat(1_000_000),
      'مرحبا',
      '```js\nlet a = 1;\n```',
      Buffer.alloc(3_000, 7).toString('base64'),
    ];
    const messageExternalIds = await send(workspace, texts);
    const judgeId = await modelJudge(workspace);
    const id = await start(workspace, { judgeId, messageExternalIds });
    await drain();
    expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: texts.length, failed: 0 });
  });
});

test('a rule judges without a model', async () => {
  await send(workspace, ['{"a": 1}', 'no JSON']);
  await drainProjection(server.stores);
  const input = { name: 'is JSON', rule: { kind: 'JSON_SCHEMA', schema: { type: 'object', required: ['a'] } } };
  const { saveJudge } = await must(
    workspace,
    'mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id kind rule { kind schema } rubric { key } } }',
    { input },
  );
  expect(saveJudge).toMatchObject({ kind: 'RULE', rule: { kind: 'JSON_SCHEMA', schema: { required: ['a'] } }, rubric: null });
  const id = await start(workspace, { judgeId: saveJudge.id, filter: {} });
  await drain();
  expect(await runAt(workspace, id)).toMatchObject({ state: 'DONE', done: 2, costUsd: 0, mean: { mean: 0.5 } });
  expect(await evaluationsOf(workspace, 'm1')).toMatchObject([{ name: 'is JSON', label: 'fail', evaluatorKind: 'RULE' }]);
  expect(fake.requests).toHaveLength(0);
});

describe('new answers, as they come', () => {
  const online = 'mutation ($input: JudgeOnlineInput!) { judgeOnline(input: $input) { id sampleShare dailyCapUsd spentTodayUsd } }';
  const spent = async (judgeId: string): Promise<number> =>
    (await must(workspace, 'query ($id: ID!) { judge(id: $id) { spentTodayUsd } }', { id: judgeId })).judge.spentTodayUsd;

  test('only those that come afterwards are drawn, each once', async () => {
    await setPrice(workspace, 'small', 2, 10);
    await send(workspace, [right, right]);
    const judgeId = await modelJudge(workspace);
    await must(workspace, online, { input: { judgeId, sampleShare: 1, dailyCapUsd: 5 } });
    await send(workspace, [wrong, right, wrong], {}, 'n');
    for (let turn = 0; turn < 3; turn += 1) await sampleOnline(server.stores);
    await drain();
    expect(fake.requests).toHaveLength(3);
    expect(await evaluationsOf(workspace, 'm0')).toHaveLength(0);
    expect(await evaluationsOf(workspace, 'n0')).toMatchObject([{ label: 'fail' }]);
    expect(await spent(judgeId)).toBeCloseTo(3 * cost, 8);
    await must(workspace, online, { input: { judgeId, sampleShare: 0 } });
    await send(workspace, [wrong], {}, 'o');
    await sampleOnline(server.stores);
    await drain();
    expect(fake.requests).toHaveLength(3);
  });

  test('a share of them', async () => {
    await setPrice(workspace, 'small', 2, 10);
    const judgeId = await modelJudge(workspace);
    await must(workspace, online, { input: { judgeId, sampleShare: 0.3, dailyCapUsd: 5 } });
    await send(
      workspace,
      Array.from({ length: 200 }, (_, at) => `${right} ${at}`),
    );
    await sampleOnline(server.stores);
    const drawn = await inWorkspace(workspace.id, () => server.stores.prisma.judgeItem.count({ where: { workspaceId: workspace.id } }));
    // Five standard deviations around 60.
    expect(drawn).toBeGreaterThan(27);
    expect(drawn).toBeLessThan(93);
  });

  test('the cap of the day is not passed by 20 workers at once', async () => {
    await setPrice(workspace, 'small', 2, 10);
    const judgeId = await modelJudge(workspace);
    const cap = 0.08;
    await must(workspace, online, { input: { judgeId, sampleShare: 1, dailyCapUsd: cap } });
    await send(
      workspace,
      Array.from({ length: 300 }, (_, at) => `${right} ${at}`),
    );
    await sampleOnline(server.stores);
    await Promise.all(Array.from({ length: 20 }, () => drain(1)));
    const ledger = await inWorkspace(workspace.id, () => server.stores.prisma.modelCall.findMany({ where: { workspaceId: workspace.id } }));
    const billed = ledger.reduce((sum, { nanoUsd }) => sum + Number(nanoUsd), 0) / 1e9;
    expect(ledger.length).toBeGreaterThan(20);
    expect(billed).toBeLessThanOrEqual(cap);
    const held = await spent(judgeId);
    expect(held).toBeLessThanOrEqual(cap);
    expect(held).toBeCloseTo(billed, 7);
    const states = await inWorkspace(workspace.id, () =>
      server.stores.prisma.judgeItem.groupBy({ by: ['state'], where: { workspaceId: workspace.id }, _count: true }),
    );
    expect(states.reduce((sum, { _count }) => sum + _count, 0)).toBe(300);
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['DONE', 'SKIPPED']));
    for (const { _count, state } of states) if (state === 'DONE') expect(_count).toBe(ledger.length);
  });

  test('a call that breaks off counts as the most that it may cost', async () => {
    await setPrice(workspace, 'small', 2, 10);
    const judgeId = await modelJudge(workspace);
    await must(workspace, online, { input: { judgeId, sampleShare: 1, dailyCapUsd: 5 } });
    await send(workspace, [wrong]);
    await sampleOnline(server.stores);
    fake.answer([{ text: '{"reason"' }, 'cut']);
    await drain(1);
    const first = await spent(judgeId);
    expect(first).toBeGreaterThan(5 * cost);
    fake.answer({ status: 429, body: {} });
    await makeDue();
    await drain(1);
    expect(await spent(judgeId)).toBeCloseTo(first, 9);
  });

  test.each([
    [{ sampleShare: 0.5 }, 'input.dailyCapUsd'],
    [{ sampleShare: 1.5, dailyCapUsd: 1 }, 'input.sampleShare'],
    [{ sampleShare: 0.5, dailyCapUsd: -1 }, 'input.dailyCapUsd'],
  ])('%j is refused', async (more, field) => {
    const judgeId = await modelJudge(workspace);
    const { errors } = await workspace.run(online, { input: { judgeId, ...more } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_JUDGE', field });
  });

  test('without a price no cap can be kept', async () => {
    const judgeId = await modelJudge(workspace);
    await must(workspace, online, { input: { judgeId, sampleShare: 1, dailyCapUsd: 1 } });
    await send(workspace, [wrong]);
    await sampleOnline(server.stores);
    await drain();
    expect(fake.requests).toHaveLength(0);
    const { judge } = await must(workspace, 'query ($id: ID!) { judge(id: $id) { runs { state problem } } }', { id: judgeId });
    expect(judge.runs).toMatchObject([{ state: 'PAUSED', problem: expect.stringContaining('No price is known for open/small') }]);
  });
});

describe('beside people', () => {
  const human = (verdicts: readonly (readonly [string, boolean])[]): Promise<Loose> =>
    must(workspace, 'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted } }', {
      evaluations: verdicts.map(([messageExternalId, success]) => ({
        messageExternalId,
        success,
        evaluator: 'Ada',
        evaluatorKind: 'HUMAN',
      })),
    });
  const measured = `isTrusted agreement { n sameShare kappa { value low high } weightedKappa { value } alpha { value low high } spearman { value } }
    bias { length { value } position { pairCount firstShare { value } } }`;

  test('agreement, trust, disagreements and the corrected mean', async () => {
    const ids = await send(
      workspace,
      Array.from({ length: 60 }, (_, at) => `${at % 3 === 0 ? wrong : right} ${at}`),
    );
    const judgeId = await modelJudge(workspace);
    const id = await start(workspace, { judgeId, messageExternalIds: ids });
    await drain();
    expect((await must(workspace, `query ($id: ID!) { judge(id: $id) { ${measured} } }`, { id: judgeId })).judge).toMatchObject({
      isTrusted: null,
      agreement: { n: 0 },
    });
    // People judge 30, and find two of those bad that the judge has passed.
    await human(ids.slice(0, 30).map((externalId, at) => [externalId, at % 3 !== 0 && at !== 1 && at !== 2]));
    const { judge } = await must(workspace, `query ($id: ID!) { judge(id: $id) { ${measured} } }`, { id: judgeId });
    expect(judge).toMatchObject({ isTrusted: true, agreement: { n: 30, weightedKappa: null }, bias: { position: { pairCount: 0 } } });
    expect(judge.agreement.sameShare).toBeCloseTo(28 / 30, 9);
    expect(judge.agreement.kappa.value).toBeCloseTo(0.857, 2);
    expect(judge.agreement.kappa.low).toBeLessThan(judge.agreement.kappa.value);
    const { saveJudge } = await must(workspace, `mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { version ${measured} } }`, {
      input: {
        id: judgeId,
        name: 'strict',
        rubricId: await rubricId(workspace, 'faithfulness'),
        model: 'open/small',
        minimumAgreement: 0.95,
      },
    });
    expect(saveJudge).toMatchObject({ version: 1, isTrusted: false });
    const list =
      'query ($id: ID!, $after: String) { judgeDisagreements(judgeId: $id, first: 1, after: $after) { edges { node { message { externalId } judgeSays peopleSay distance } } pageInfo { endCursor hasNextPage } } }';
    const { judgeDisagreements: first } = await must(workspace, list, { id: judgeId });
    const { judgeDisagreements: second } = await must(workspace, list, { id: judgeId, after: first.pageInfo.endCursor });
    expect(
      [first, second].map(({ edges, pageInfo }) => [
        edges[0].node.message.externalId,
        edges[0].node.judgeSays,
        edges[0].node.peopleSay,
        pageInfo.hasNextPage,
      ]),
    ).toEqual([
      ['m2', '1', '0', true],
      ['m1', '1', '0', false],
    ]);
    const run = await runAt(workspace, id);
    expect(run.mean.mean).toBeCloseTo(2 / 3, 9);
    expect(run.corrected).toMatchObject({ n: 60, humanCount: 30, method: 'PPI' });
    expect(run.corrected.mean).toBeLessThan(run.mean.mean);
    expect(run.corrected.low).toBeLessThan(run.corrected.mean);
  });
});

describe('a comparison of two sides', () => {
  const begin = 'mutation ($input: StartPairwiseInput!) { startPairwise(input: $input) { id total sides } }';
  const sides = [
    { name: 'old', filter: { models: ['old'] } },
    { name: 'new', filter: { models: ['new'] } },
  ];

  test('ranks them by pairs in both orders', async () => {
    await send(
      workspace,
      Array.from({ length: 8 }, (_, at) => `${wrong} ${at}`),
      { model: 'old' },
      'o',
    );
    await send(
      workspace,
      Array.from({ length: 8 }, (_, at) => `${right} ${at}`),
      { model: 'new' },
      'n',
    );
    await drainProjection(server.stores);
    const judgeId = await modelJudge(workspace);
    fake.answer((request) => {
      const { user } = saidIn(request);
      return verdictAnswer(user.indexOf(wrong) < user.indexOf(right) ? 'second' : 'first');
    });
    const { startPairwise } = await must(workspace, begin, { input: { judgeId, sides } });
    // All were asked the same.
    expect(startPairwise).toMatchObject({ total: 2, sides: ['old', 'new'] });
    await drain();
    const { pairwiseRanking } = await must(
      workspace,
      'query ($input: PairwiseRankingInput!) { pairwiseRanking(input: $input) { pairCount consistentShare firstShare { value } sides { name wins losses ties winChance { value low high } } } }',
      {
        input: { runId: startPairwise.id },
      },
    );
    expect(pairwiseRanking).toMatchObject({
      pairCount: 1,
      consistentShare: 1,
      firstShare: { value: 0.5 },
      sides: [
        { name: 'new', wins: 1, losses: 0 },
        { name: 'old', wins: 0, losses: 1 },
      ],
    });
    expect(await evaluationsOf(workspace, 'n0')).toHaveLength(0);
  });

  test('answers to different texts make no pair', async () => {
    const judgeId = await modelJudge(workspace);
    const { errors } = await workspace.run(begin, { input: { judgeId, sides } });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_JUDGE', field: 'input.sides' });
    const { errors: twice } = await workspace.run(begin, { input: { judgeId, sides: [sides[0], { ...sides[1], name: ' old ' }] } });
    expect(twice[0].extensions).toMatchObject({ code: 'BAD_JUDGE', field: 'input.sides[1].name' });
  });
});
