import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { openFakeModels, type FakeAnswer, type FakeModels } from '../model-connections/tests/fake-models.testing.ts';
import { setPrice } from '../model-connections/tests/stream.testing.ts';
import { endLostAnswers } from './background/lost.ts';
import { testsOfDrafts } from './tests/drafts.testing.ts';
import { testsOfInput } from './tests/input.testing.ts';
import { testsOfRuns } from './tests/kept.testing.ts';
import { begun, connectModels, follow, ran, read, textOf, tryRun, user } from './tests/runs.testing.ts';

let server: TestServer;
let openai: FakeModels;
let anthropic: FakeModels;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  openai = await openFakeModels({ api: 'openai' });
  anthropic = await openFakeModels({ api: 'anthropic' });
});
afterAll(async () => {
  await openai?.close();
  await anthropic?.close();
  await server?.close();
});
beforeEach(async () => {
  workspace = await openTestWorkspace(server);
  await connectModels(workspace, 'open', openai.url);
  await connectModels(workspace, 'claude', anthropic.url, { kind: 'ANTHROPIC', apiKey: 'key-of-the-fake' });
});

const weather = {
  name: 'weather',
  description: 'Weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const call = (json: string): FakeAnswer => [{ text: 'Let me see. ' }, { call: 'weather', json }];

describe('a run', () => {
  test('asks models of both APIs side by side, with system, parameters and the values of each row', async () => {
    openai.answer([{ text: 'Good ' }, { text: 'day.' }]);
    anthropic.answer([{ text: 'Hello.' }]);
    const before = openai.requests.length;
    const run = await ran(server, workspace, {
      prompt: {
        messages: [{ role: 'SYSTEM', text: 'Answer in {{language}}.' }, user('Greet {{ name }} and {{other}}.')],
        rows: [
          { language: 'English', name: 'Ada' },
          { language: 'German', name: 'Bob' },
        ],
        temperature: 0.3,
        topP: 0.9,
        seed: 7,
        maxOutputTokens: 200,
        stop: ['END'],
      },
      models: ['open/small', 'claude/large'],
    });
    expect(run).toMatchObject({
      title: 'Greet {{ name }} and {{other}}.',
      models: ['open/small', 'claude/large'],
      source: null,
      isOwn: true,
    });
    expect(run.answers.map(({ rowIndex, columnIndex, status }: Loose) => [rowIndex, columnIndex, status])).toEqual([
      [0, 0, 'DONE'],
      [0, 1, 'DONE'],
      [1, 0, 'DONE'],
      [1, 1, 'DONE'],
    ]);
    expect(run.answers.map(textOf)).toEqual(['Good day.', 'Hello.', 'Good day.', 'Hello.']);
    expect(run.answers[0].steps).toMatchObject([
      { end: 'STOP', inputTokens: 120, outputTokens: 30, cachedInputTokens: 20, isEstimated: false },
    ]);
    for (const { steps } of run.answers) expect(steps[0].timeToFirstTokenMs).toBeLessThanOrEqual(steps[0].durationMs);
    const [first, second] = openai.requests.slice(before).map(({ body }) => body);
    // What has no value stays as it stands.
    expect(first.messages).toEqual([
      { role: 'system', content: 'Answer in English.' },
      { role: 'user', content: 'Greet Ada and {{other}}.' },
    ]);
    expect(first).toMatchObject({ model: 'small', temperature: 0.3, top_p: 0.9, seed: 7, max_tokens: 200, stop: ['END'] });
    expect(second.messages[0].content).toBe('Answer in German.');
    expect(anthropic.requests.at(-1)?.body).toMatchObject({ model: 'large', max_tokens: 200, stop_sequences: ['END'] });
    // What an API has no place for is left out, and named.
    expect(run.answers.map(({ steps }: Loose) => steps[0].ignored.includes('seed'))).toEqual([false, true, false, true]);
  });

  test('streams each answer, and every event has only what has come on', async () => {
    openai.answer([{ text: 'One ' }, { waitMs: 50 }, { text: 'two ' }, 'stall']);
    anthropic.answer([{ text: 'Quick.' }]);
    const { id } = await begun(workspace, { prompt: { messages: [user('Count')] }, models: ['open/small', 'claude/small'] });
    const events: Loose[][] = [];
    const following = follow(server, workspace, id, events);
    const slow = (): Loose[] => events.flat().filter(({ columnIndex }) => columnIndex === 0);
    await expect.poll(() => slow().at(-1) !== undefined && textOf(slow().at(-1))).toBe('One two ');
    // One who comes later has all that was written before, also where nothing more comes.
    const late: Loose[][] = [];
    const followingLate = follow(server, workspace, id, late);
    await expect.poll(() => late.flat().some((answer) => textOf(answer) === 'One two ')).toBe(true);
    await workspace.run('mutation ($id: ID!) { stopPlaygroundRun(id: $id) { id } }', { id });
    await Promise.all([following, followingLate]);
    expect(events[0]).toHaveLength(2);
    for (const answer of slow()) expect('One two '.startsWith(textOf(answer))).toBe(true);
    expect(events.some((answers) => answers.length === 1)).toBe(true);
    expect(slow().at(-1)).toMatchObject({ status: 'STOPPED' });
    // What has ended is given once more, whole, and the subscription ends.
    expect((await follow(server, workspace, id)).map((answers) => answers.map(({ status }) => status))).toEqual([['STOPPED', 'DONE']]);
  });

  test('the same model may stand in two columns', async () => {
    openai.answer([{ text: 'a' }]);
    const run = await ran(server, workspace, { prompt: { messages: [user('x')] }, models: ['open/small', 'open/small'] });
    expect(run.answers.map(({ status }: Loose) => status)).toEqual(['DONE', 'DONE']);
  });

  test('costs by the price book, before and after; each call is a row of the ledger for its person', async () => {
    await setPrice(workspace, 'small', 2, 10);
    openai.answer([{ text: 'Yes.' }]);
    const prompt = { messages: [user('Well, {{what}}?')], rows: [{ what: 'a'.repeat(400) }, { what: 'b' }], maxOutputTokens: 100 };
    const estimate = await workspace.run(
      `query ($prompt: PlaygroundPromptInput!) { playgroundEstimate(prompt: $prompt, models: ["open/small", "open/large", "open/none"]) {
        inputTokens mostOutputTokens models { model inputUsd mostUsd } } }`,
      { prompt },
    );
    expect(estimate.errors).toBeUndefined();
    const { inputTokens, mostOutputTokens, models } = estimate.data.playgroundEstimate;
    // [{"role":"user","text":"Well, …?"}] has 32 characters beside the value of the row; 4 characters a token.
    const sent = (what: string): number => Math.ceil(JSON.stringify([{ role: 'user', text: `Well, ${what}?` }]).length / 4);
    expect([inputTokens, mostOutputTokens]).toEqual([sent('a'.repeat(400)) + sent('b'), 200]);
    expect(models).toEqual([
      {
        model: 'open/small',
        inputUsd: expect.closeTo((inputTokens * 2) / 1e6, 12),
        mostUsd: expect.closeTo((inputTokens * 2 + 200 * 10) / 1e6, 12),
      },
      { model: 'open/large', inputUsd: null, mostUsd: null },
      { model: 'open/none', inputUsd: null, mostUsd: null },
    ]);
    const run = await ran(server, workspace, { prompt, models: ['open/small', 'open/large'] });
    // 120 × 2 + 30 × 10 per million: the price names no rate for cached input.
    expect(run.answers[0].costUsd).toBeCloseTo(0.00054, 10);
    expect(run.answers[1].costUsd).toBeNull();
    const { today } = (await workspace.run('{ modelChoices { today { callCount tokens usd } } }')).data.modelChoices;
    expect(today).toEqual({ callCount: 4, tokens: 600, usd: expect.closeTo(0.00108, 10) });
  });

  test('a column that fails leaves the others, and no other model answers in its place', async () => {
    await workspace.run('mutation { setModelSettings(input: { fallbackModels: ["open/small"] }) { defaultModel } }');
    openai.answer(({ body }) => (body.model === 'small' ? [{ text: 'Fine.' }] : { status: 429, headers: { 'retry-after': '60' } }));
    anthropic.answer(({ body }) => (body.model === 'small' ? { status: 500 } : [{ text: 'Half' }, 'cut']));
    const run = await ran(server, workspace, {
      prompt: { messages: [user('x')] },
      models: ['open/small', 'open/large', 'claude/small', 'claude/large'],
    });
    expect(run.answers.map(({ status, failureCode, steps }: Loose) => [status, failureCode, steps[0].text])).toEqual([
      ['DONE', null, 'Fine.'],
      ['FAILED', 'RATE_LIMITED', ''],
      ['FAILED', 'SERVER_FAILED', ''],
      ['FAILED', 'CUT_OFF', 'Half'],
    ]);
    expect(run.answers[1].failureMessage).toMatch(/open\/large takes no more calls for now \(429\)/);
    // Once more, for one column alone.
    anthropic.answer([{ text: 'Whole.' }]);
    const again = await workspace.run('mutation ($id: ID!) { retryPlaygroundAnswer(id: $id) { failureCode } }', { id: run.answers[2].id });
    expect(again.data.retryPlaygroundAnswer).toEqual({ failureCode: null });
    await follow(server, workspace, run.id);
    expect((await read(workspace, run.id)).answers[2]).toMatchObject({ status: 'DONE', failureCode: null, steps: [{ text: 'Whole.' }] });
  });

  test.each<[string, string, FakeAnswer, RegExp]>([
    [
      'tools',
      'tools',
      { status: 400, body: { error: { message: 'small does not support tools' } } },
      /remove them, or set its connection to tools in text/,
    ],
    [
      'a schema',
      'output',
      { status: 400, body: { error: { message: "'response_format' is not supported" } } },
      /change or remove it, or set/,
    ],
    ['anything', 'none', { status: 400, body: { error: { message: 'too long' } } }, /too long$/],
  ])('a server that refuses %s is shown with what to do', async (_what, has, answer, words) => {
    openai.answer(answer);
    const prompt = {
      messages: [user('x')],
      ...(has === 'tools' && { tools: [weather] }),
      ...(has === 'output' && { outputSchema: { type: 'object' } }),
    };
    const run = await ran(server, workspace, { prompt, models: ['open/small'] });
    expect(run.answers[0]).toMatchObject({
      status: 'FAILED',
      failureCode: 'REQUEST_REFUSED',
      failureMessage: expect.stringMatching(words),
    });
  });

  test('a spent budget asks no server', async () => {
    await workspace.run('mutation { setModelSettings(input: { dailyTokensPerPerson: 100 }) { defaultModel } }');
    openai.answer([{ text: 'Yes.' }]);
    await ran(server, workspace, { prompt: { messages: [user('x')] }, models: ['open/small'] });
    const count = openai.requests.length;
    const run = await ran(server, workspace, { prompt: { messages: [user('x')] }, models: ['open/small'] });
    expect(run.answers[0]).toMatchObject({ status: 'FAILED', failureCode: 'BUDGET_SPENT' });
    expect(openai.requests).toHaveLength(count);
  });
});

describe('stopping', () => {
  test('one answer stops and the others go on; all stop, those that wait too', async () => {
    openai.answer(['forever']);
    anthropic.answer(['forever']);
    const { id, answers } = await begun(workspace, {
      prompt: { messages: [user('{{n}}')], rows: [{ n: '1' }, { n: '2' }] },
      models: ['open/small', 'claude/small'],
    });
    await expect.poll(() => openai.openCount() + anthropic.openCount()).toBe(2);
    const following = follow(server, workspace, id);
    await workspace.run('mutation ($id: ID!) { stopPlaygroundAnswer(id: $id) { id } }', { id: answers[0].id });
    await expect.poll(async () => (await read(workspace, id)).answers[0].status).toBe('STOPPED');
    // The next row of that column is asked.
    await expect.poll(async () => (await read(workspace, id)).answers[2].status).toBe('RUNNING');
    expect((await read(workspace, id)).answers[3].status).toBe('WAITING');
    await workspace.run('mutation ($id: ID!) { stopPlaygroundRun(id: $id) { id } }', { id });
    await following;
    const { answers: ended } = await read(workspace, id);
    expect(ended.map(({ status }: Loose) => status)).toEqual(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED']);
    expect(textOf(ended[0])).toMatch(/and on/);
    expect(ended[3].steps).toEqual([]);
    await expect.poll(() => openai.openCount() + anthropic.openCount()).toBe(0);
  });

  test('a run that is deleted stops', async () => {
    openai.answer(['forever']);
    const { id } = await begun(workspace, { prompt: { messages: [user('x')] }, models: ['open/small'] });
    await expect.poll(() => openai.openCount()).toBe(1);
    expect((await workspace.run('mutation ($id: ID!) { deletePlaygroundRun(id: $id) }', { id })).data.deletePlaygroundRun).toBe(id);
    await expect.poll(() => openai.openCount()).toBe(0);
    expect(await read(workspace, id)).toBeNull();
  });

  test('three runs of a person go on at most', async () => {
    openai.answer(['forever']);
    const input = { prompt: { messages: [user('x')] }, models: ['open/small'] };
    const runs = [await begun(workspace, input), await begun(workspace, input), await begun(workspace, input)];
    expect((await tryRun(workspace, input)).errors[0].extensions.code).toBe('PLAYGROUND_BUSY');
    const retry = 'mutation ($id: ID!) { retryPlaygroundAnswer(id: $id) { id } }';
    expect((await workspace.run(retry, { id: runs[0]?.answers[0].id })).errors[0].extensions.code).toBe('ANSWER_RUNNING');
    for (const { id } of runs) await workspace.run('mutation ($id: ID!) { stopPlaygroundRun(id: $id) { id } }', { id });
    await expect.poll(() => openai.openCount()).toBe(0);
  });

  test('an answer whose server has gone is ended', async () => {
    const { stores } = server;
    const run = await stores.prisma.playgroundRun.create({
      data: { workspaceId: workspace.id, owner: 'local', ownerName: 'x', title: 'x', prompt: {}, rows: [], models: [] },
    });
    const { id } = await stores.prisma.playgroundAnswer.create({
      data: { workspaceId: workspace.id, runId: run.id, rowIndex: 0, columnIndex: 0, model: 'a/b', beatAt: new Date(Date.now() - 600_000) },
    });
    await endLostAnswers(stores);
    expect(await stores.prisma.playgroundAnswer.findUnique({ where: { id } })).toMatchObject({ status: 'FAILED', failureCode: 'LOST' });
  });
});

describe.each(['open/small', 'claude/small', 'text/small'])('tools of %s', (model) => {
  const fake = (): FakeModels => (model.startsWith('claude') ? anthropic : openai);
  const isText = model.startsWith('text');
  const asks = (json: string): FakeAnswer =>
    isText ? [{ text: `Let me see. \`\`\`tool\n{"name": "weather", "arguments": ${json}}\n\`\`\`` }] : call(json);
  beforeEach(() => (isText ? connectModels(workspace, 'text', openai.url, { toolProtocol: 'TEXT' }) : undefined));

  test('are called, never run, and the answer goes on with results that are typed in', async () => {
    fake().answer(asks('{"city": "Rome"}'));
    const run = await ran(server, workspace, { prompt: { messages: [user('Is it warm?')], tools: [weather] }, models: [model] });
    const [answer] = run.answers;
    expect(answer).toMatchObject({
      status: 'DONE',
      steps: [{ end: 'TOOLS', calls: [{ name: 'weather', arguments: { city: 'Rome' }, error: null, result: null }] }],
    });
    const goOn = 'mutation ($input: ContinuePlaygroundAnswerInput!) { continuePlaygroundAnswer(input: $input) { status } }';
    const callId = answer.steps[0].calls[0].id;
    for (const [results, field] of [
      [[], 'input.results'],
      [[{ callId: 'no such', text: '' }], 'input.results[0].callId'],
      [[{ callId, text: '\u0000' }], 'input.results[0].text'],
    ] as const)
      expect((await workspace.run(goOn, { input: { id: answer.id, results } })).errors[0].extensions).toMatchObject({
        code: 'BAD_PLAYGROUND_INPUT',
        field,
      });
    fake().answer([{ text: 'Yes, 25 degrees.' }]);
    const going = await workspace.run(goOn, { input: { id: answer.id, results: [{ callId, text: '25 °C' }] } });
    expect(going.errors).toBeUndefined();
    await follow(server, workspace, run.id);
    const after = (await read(workspace, run.id)).answers[0];
    expect(after.steps).toMatchObject([{ calls: [{ result: '25 °C' }] }, { text: 'Yes, 25 degrees.', end: 'STOP', calls: [] }]);
    const sent = JSON.stringify(fake().requests.at(-1)?.body);
    for (const text of ['Is it warm?', 'Rome', '25 °C', 'weather']) expect(sent).toContain(text);
    // It is over: there is nothing to go on from.
    expect((await workspace.run(goOn, { input: { id: answer.id, results: [] } })).errors[0].extensions.field).toBe('input.id');
  });

  test('whose arguments are broken are shown as they came', async () => {
    fake().answer(asks('{"city": "Ro'));
    const run = await ran(server, workspace, { prompt: { messages: [user('x')], tools: [weather] }, models: [model] });
    expect(run.answers[0].steps[0].calls).toMatchObject([
      { arguments: null, error: expect.stringMatching(/JSON/), text: expect.stringMatching(/Ro/) },
    ]);
  });

  test('and a schema of the answer: it is sent, and the answer is checked', async () => {
    const outputSchema = { type: 'object', properties: { warm: { type: 'boolean' } }, required: ['warm'], additionalProperties: false };
    const prompt = { messages: [user('x')], outputSchema };
    for (const [text, problem] of [
      ['{"warm": true}', null],
      ['{"warm": "yes"}', /\/warm must be boolean/],
      ['{"warm": true, "more": 1}', /additional properties \("more"\)/],
      ['It is.', /no JSON/],
    ] as const) {
      // Anthropic's models without schemas of their own are given a tool for the answer.
      fake().answer(({ body }) =>
        model.startsWith('claude') && body.tools !== undefined && text.startsWith('{') ? [{ call: 'json', json: text }] : [{ text }],
      );
      const run = await ran(server, workspace, { prompt, models: [model] });
      expect(run.answers[0], text).toMatchObject({ status: 'DONE' });
      if (problem === null) expect(run.answers[0].outputProblem).toBeNull();
      else expect(run.answers[0].outputProblem).toMatch(problem);
    }
    expect(JSON.stringify(fake().requests.at(-1)?.body)).toContain('warm');
    if (model === 'open/small')
      expect(fake().requests.at(-1)?.body.response_format).toMatchObject({
        type: 'json_schema',
        json_schema: { name: 'answer', schema: outputSchema },
      });
  });
});

testsOfInput(
  () => server,
  () => openai,
);
testsOfDrafts(
  () => server,
  () => openai,
);
testsOfRuns(
  () => server,
  () => openai,
);
