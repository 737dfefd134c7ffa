import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { streamChat } from '../load.ts';
import { callsFor } from '../queries.ts';
import type { ChatPart, ChatRequest, ChatTool } from '../types.ts';
import { fakeUsage, openFakeModels, type FakeAnswer, type FakeModels } from './fake-models.testing.ts';

const tools: readonly ChatTool[] = [
  {
    name: 'get_session_metrics',
    description: 'Numbers of sessions.',
    parameters: { type: 'object', properties: { period: { type: 'string' } }, additionalProperties: false },
  },
];
const limits = { firstPartMs: 400, silenceMs: 300, totalMs: 1_500 };

/** Every way in which a server of models can behave has a defined end, on both APIs and through text. */
export function testsOfStreams(serverOf: () => TestServer): void {
  describe.each([
    ['openai', 'NATIVE'],
    ['anthropic', 'NATIVE'],
    ['openai', 'TEXT'],
  ] as const)('a model behind %s with tools in %s', (api, toolProtocol) => {
    let fake: FakeModels;
    let workspace: TestWorkspace;
    const isText = toolProtocol === 'TEXT';
    beforeAll(async () => {
      fake = await openFakeModels({ api });
      workspace = await openTestWorkspace(serverOf());
      const kind = api === 'openai' ? 'OPENAI_COMPATIBLE' : 'ANTHROPIC';
      await connect(workspace, {
        name: 'fake',
        kind,
        baseUrl: fake.url,
        apiKey: 'key-of-the-fake',
        allowedModels: ['small'],
        toolProtocol,
      });
    });
    afterAll(() => fake?.close());

    const chat = (request: Partial<ChatRequest> = {}): Promise<ChatPart[]> => partsOf(serverOf(), workspace, { tools, limits, ...request });
    const call = (name: string, json: string): FakeAnswer =>
      isText ? [{ text: `\`\`\`tool\n{"name": "${name}", "arguments": ${json}}\n\`\`\`` }] : [{ call: name, json }];

    test('streams its text, and reports what it took', async () => {
      fake.answer([{ text: 'Good ' }, { text: 'day.' }]);
      const parts = await chat({ reference: 'one' });
      expect(parts[0]).toEqual({ kind: 'model', model: 'fake/small', reason: 'FIRST' });
      expect(textOf(parts)).toBe('Good day.');
      expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'stop', usage: { ...fakeUsage, isEstimated: false } });
      const ledger = await callsFor(serverOf().stores.postgres, { workspaceId: workspace.id, reference: 'one' });
      expect(ledger).toMatchObject([{ connection: 'fake', model: 'small', outcome: 'DONE', code: null, ...fakeUsage }]);
    });

    test('is sent the key, the instructions, the conversation and the tools', async () => {
      fake.answer([{ text: 'ok' }]);
      await chat({
        instructions: 'Be brief.',
        messages: [
          { role: 'user', text: 'How many?' },
          { role: 'assistant', text: '', calls: [{ id: 'c9', name: 'get_session_metrics', arguments: { period: 'week' } }] },
          { role: 'tool', id: 'c9', name: 'get_session_metrics', text: 'r1: 5 sessions' },
        ],
      });
      const { body, headers, path } = fake.requests.at(-1) as (typeof fake.requests)[number];
      const sent = JSON.stringify(body);
      expect(path).toBe(api === 'openai' ? '/v1/chat/completions' : '/v1/messages');
      expect(headers[api === 'openai' ? 'authorization' : 'x-api-key']).toContain('key-of-the-fake');
      for (const text of ['Be brief.', 'How many?', 'r1: 5 sessions', 'get_session_metrics']) expect(sent).toContain(text);
      expect(body.tools === undefined).toBe(isText);
      expect(body.max_tokens).toBe(4_000);
      expect(body.model).toBe('small');
    });

    test('calls a tool', async () => {
      fake.answer(call('get_session_metrics', '{"period": "week"}'));
      const parts = await chat();
      expect(parts.filter(({ kind }) => kind === 'call')).toMatchObject([{ name: 'get_session_metrics', arguments: { period: 'week' } }]);
      expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'tools' });
    });

    test.each([
      ['broken JSON', 'get_session_metrics', '{"period": "we'],
      ['a list for arguments', 'get_session_metrics', '[1]'],
      ['a tool that there is not', 'delete_everything', '{}'],
    ])('%s is a bad call with its reason', async (_what, name, json) => {
      fake.answer(call(name, json));
      const parts = await chat();
      expect(parts.filter(({ kind }) => kind === 'call')).toEqual([]);
      expect(parts.find(({ kind }) => kind === 'badCall')).toMatchObject({
        kind: 'badCall',
        error: expect.stringMatching(/JSON|object|tool/),
      });
      expect(parts.at(-1)).toMatchObject({ kind: 'end', reason: 'tools' });
    });

    test.each<[string, FakeAnswer, string, RegExp]>([
      ['says nothing at all', ['stall'], 'NO_ANSWER', /sent nothing for 0.4 s/],
      ['ends without a word', [], 'NO_ANSWER', /without saying anything/],
      ['stalls in the middle', [{ text: 'Well' }, 'stall'], 'STALLED', /nothing more for 0.3 s/],
      ['talks without end', ['forever'], 'TOO_LONG', /not done after 1.5 s/],
      ['cuts the connection', [{ text: 'Well' }, 'cut'], 'CUT_OFF', /cut the connection/],
      [
        'refuses the key',
        { status: 401, body: { type: 'error', error: { type: 'authentication_error', message: 'bad key sk-abcdefgh12345678' } } },
        'KEY_REFUSED',
        /bad key •••/,
      ],
      ['has no such model', { status: 404 }, 'MODEL_NOT_FOUND', /404/],
      ['refuses the request', { status: 400 }, 'REQUEST_REFUSED', /400/],
      ['fails', { status: 500 }, 'SERVER_FAILED', /500/],
      ['is limited for long', { status: 429, headers: { 'retry-after': '60' } }, 'RATE_LIMITED', /429/],
      ['sends elsewhere', { status: 302, headers: { location: 'http://169.254.169.254/' } }, 'ADDRESS_REFUSED', /not followed/],
    ])('one that %s', async (_what, answer, code, message) => {
      fake.answer(answer);
      const parts = await chat({ reference: `fault ${code} ${JSON.stringify(answer)}` });
      expect(parts.at(-1)).toMatchObject({ kind: 'failed', code, message: expect.stringMatching(message), model: 'fake/small' });
      const ledger = await callsFor(serverOf().stores.postgres, {
        workspaceId: workspace.id,
        reference: `fault ${code} ${JSON.stringify(answer)}`,
      });
      expect(ledger).toMatchObject([{ outcome: 'FAILED', code }]);
      await expect.poll(() => fake.openCount()).toBe(0);
    });

    test('a rate limit of a moment is waited for once', async () => {
      fake.answer({ status: 429, headers: { 'retry-after-ms': '20' } }, [{ text: 'Now.' }]);
      expect(textOf(await chat())).toBe('Now.');
      fake.answer({ status: 429, headers: { 'retry-after-ms': '20' } });
      expect((await chat()).at(-1)).toMatchObject({ kind: 'failed', code: 'RATE_LIMITED' });
    });

    test('one who stops is left at once, and the server sees it', async () => {
      fake.answer(['forever']);
      const stop = new AbortController();
      const begun = chat({ signal: stop.signal, limits: { ...limits, totalMs: 60_000 }, reference: 'stopped' });
      await expect.poll(() => fake.openCount()).toBe(1);
      stop.abort();
      expect((await begun).at(-1)).toMatchObject({ kind: 'failed', code: 'STOPPED', usage: { isEstimated: true } });
      await expect.poll(() => fake.openCount()).toBe(0);
      expect(await callsFor(serverOf().stores.postgres, { workspaceId: workspace.id, reference: 'stopped' })).toMatchObject([
        { outcome: 'STOPPED' },
      ]);
    });
  });

  test('a server that leaves out roles, types and tokens is understood, its tokens estimated', async () => {
    const fake = await openFakeModels({ api: 'openai', isSloppy: true, reportsUsage: false });
    const workspace = await openTestWorkspace(serverOf());
    await connect(workspace, { name: 'fake', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small'] });
    fake.answer([{ text: 'Hm. ' }, { call: 'get_session_metrics', json: '{}' }]);
    const parts = await partsOf(serverOf(), workspace, { tools });
    expect(parts.find(({ kind }) => kind === 'call')).toMatchObject({ name: 'get_session_metrics' });
    expect(parts.at(-1)).toMatchObject({ kind: 'end', usage: { isEstimated: true } });
    await fake.close();
  });

  test('the next model answers where one fails before its first word', async () => {
    const [bad, good] = await Promise.all([openFakeModels({ api: 'openai' }), openFakeModels({ api: 'anthropic' })]);
    const workspace = await openTestWorkspace(serverOf());
    await connect(workspace, { name: 'bad', kind: 'OPENAI_COMPATIBLE', baseUrl: bad.url, allowedModels: ['small'] });
    await connect(workspace, { name: 'good', kind: 'ANTHROPIC', baseUrl: good.url, allowedModels: ['large'] });
    await workspace.run(
      'mutation { setModelSettings(input: { defaultModel: "bad/small", fallbackModels: ["good/large"] }) { defaultModel } }',
    );
    bad.answer({ status: 503 });
    const parts = await partsOf(serverOf(), workspace, {});
    expect(parts.filter(({ kind }) => kind === 'model')).toEqual([
      { kind: 'model', model: 'bad/small', reason: 'WORKSPACE' },
      { kind: 'model', model: 'good/large', reason: 'FALLBACK' },
    ]);
    expect(textOf(parts)).toBe('Hello.');
    // What one has begun is not begun again by another.
    bad.answer([{ text: 'Half' }, 'cut']);
    expect((await partsOf(serverOf(), workspace, {})).at(-1)).toMatchObject({ kind: 'failed', code: 'CUT_OFF', model: 'bad/small' });
    await Promise.all([bad.close(), good.close()]);
  });

  test('a person whose budget of the day is spent asks no server', async () => {
    const fake = await openFakeModels({ api: 'openai' });
    const workspace = await openTestWorkspace(serverOf());
    await connect(workspace, { name: 'fake', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small'] });
    await setPrice(workspace, 'small', 1000, 1000);
    await workspace.run('mutation { setModelSettings(input: { dailyUsdPerPerson: 0.2 }) { defaultModel } }');
    // 150 tokens at 1,000 dollars a million.
    expect((await partsOf(serverOf(), workspace, {})).at(-1)).toMatchObject({ kind: 'end', usage: { costUsd: 0.15 } });
    expect((await partsOf(serverOf(), workspace, {})).at(-1)).toMatchObject({ kind: 'end' });
    expect((await partsOf(serverOf(), workspace, {})).at(-1)).toMatchObject({
      kind: 'failed',
      code: 'BUDGET_SPENT',
      message: expect.stringMatching(/0.20 US dollars/),
    });
    expect(fake.requests).toHaveLength(2);
    await fake.close();
  });

  test('no model, and a model that there is not, are said so', async () => {
    const workspace = await openTestWorkspace(serverOf());
    expect(await partsOf(serverOf(), workspace, {})).toMatchObject([{ kind: 'failed', code: 'NO_MODEL' }]);
    await connect(workspace, { name: 'fake', kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:1/v1', allowedModels: ['small'] });
    expect(await partsOf(serverOf(), workspace, { model: 'fake/smal' })).toMatchObject([
      { kind: 'failed', code: 'MODEL_NOT_FOUND', message: expect.stringMatching(/fake\/small/) },
    ]);
    expect((await partsOf(serverOf(), workspace, {})).at(-1)).toMatchObject({ kind: 'failed', code: 'UNREACHABLE' });
  });
}

async function connect(workspace: TestWorkspace, input: object): Promise<void> {
  const { errors } = await workspace.run('mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
    input,
  });
  expect(errors).toBeUndefined();
}

/** US dollars for a million tokens, of input and of output. */
export async function setPrice(
  workspace: TestWorkspace,
  model: string,
  inputUsdPerMillion: number,
  outputUsdPerMillion: number,
): Promise<void> {
  const input = { scope: 'MODEL', model, rates: { inputUsdPerMillion, outputUsdPerMillion } };
  const { errors } = await workspace.run('mutation ($input: PriceInput!) { savePrice(input: $input) { price { id } } }', { input });
  expect(errors).toBeUndefined();
}

const viewerIn = (workspaceId: string): Viewer => ({
  workspaceId,
  role: 'OWNER',
  keyScope: null,
  keyId: null,
  person: null,
  sessionId: null,
});

async function partsOf({ stores }: TestServer, { id }: TestWorkspace, request: Partial<ChatRequest>): Promise<ChatPart[]> {
  const parts: ChatPart[] = [];
  const whole: ChatRequest = { instructions: 'Answer.', messages: [{ role: 'user', text: 'Hi' }], tools: [], purpose: 'test', ...request };
  await inWorkspace(id, async () => {
    for await (const part of streamChat({ stores, viewer: viewerIn(id) }, whole)) parts.push(part);
  });
  return parts;
}

const textOf = (parts: readonly ChatPart[]): string => parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
