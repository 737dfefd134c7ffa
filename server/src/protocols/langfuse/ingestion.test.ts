import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { spanIdOf, traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { messageIdOfSpan } from '../../domains/messages/pure/trace-ids.ts';
import { openLangfuse, type LangfuseWorkspace } from './langfuse.fixtures.ts';
import { rootIdOf } from './root.ts';

let server: TestServer;
let langfuse: LangfuseWorkspace;
let count = 0;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  langfuse = await openLangfuse(server, `w${(count += 1)}`);
});

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 12) + seconds * 1_000).toISOString();
const us = (seconds: number): number => Date.UTC(2026, 10, 20, 12) * 1_000 + seconds * 1_000_000;
const traceId = 'a7f5be8b-2f73-4f4d-9a4b-0f2f0c1f6b7d';
const trace = (body: object = {}) => ({ type: 'trace-create', body: { id: traceId, name: 'chat', timestamp: at(0), ...body } });
const generation = (body: object = {}, action = 'create') => ({ type: `generation-${action}`, body: { id: 'g-1', traceId, ...body } });
const messages = () =>
  server.stores.prisma.message.findMany({
    where: { workspaceId: langfuse.workspaceId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { conversation: true },
  });

describe('a batch', () => {
  test('is answered event by event: the good ones are taken, the bad ones say why', async () => {
    const { status, body } = await langfuse.send(
      { id: '1', ...trace() },
      { id: '2', ...generation({ startTime: 'yesterday' }) },
      { id: '3', type: 'moon-create', body: {} },
      { id: '4', type: 'score-create', body: { name: 'x', value: 1 } },
      { id: '5', type: 'span-create', body: { id: 's-1', traceId, name: 'step', startTime: at(1), level: 'LOUD' } },
      { id: '6', type: 'span-update', body: { id: 'never', endTime: at(1) } },
      { id: '7', type: 'dataset-run-item-create', body: {} },
      { id: '8', type: 'sdk-log', body: { log: 'x' } },
      { id: '9', type: 'span-create', body: 'x' },
      { id: '10', type: 'span-create', timestamp: '1990-01-01T00:00:00Z', body: { traceId } },
    );
    expect(status).toBe(207);
    expect(body.successes).toEqual([
      { id: '1', status: 201 },
      { id: '8', status: 201 },
    ]);
    for (const error of body.errors) expect(error).toMatchObject({ status: 400, message: 'Invalid request data' });
    expect(Object.fromEntries(body.errors.map(({ id, error }: { id: string; error: string }) => [id, error]))).toEqual({
      2: expect.stringContaining('startTime is no date'),
      3: 'type is "moon-create", which is not known here',
      4: expect.stringContaining('traceId is missing'),
      5: expect.stringContaining('level is "LOUD"'),
      6: 'traceId is missing, and no observation of the last day has this id',
      7: expect.stringContaining('runs of data sets are not kept here'),
      9: 'body is "x"; an object is taken',
      10: expect.stringContaining('dates start at 2000-01-01'),
    });
  });

  test.each([
    ['a list', '[]'],
    ['nothing', '{}'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['no JSON', '{'],
    ['a batch that is no list', '{"batch":{}}'],
  ])('that is %s is refused with 400, in the form of Langfuse', async (_what, body) => {
    expect(await langfuse.call('POST', 'ingestion', body)).toMatchObject({
      status: 400,
      body: { message: 'Invalid request data', error: expect.any(String) },
    });
  });

  test.each([
    null,
    1,
    'x',
    [],
    {},
    { id: 1 },
    { id: 'x' },
    { id: 'x', type: 1 },
    { id: 'x', type: 'trace-create' },
    { id: 'x', type: 'trace-create', body: null },
  ])('answers for the event %j', async (event) => {
    const { status, body } = await langfuse.call('POST', 'ingestion', { batch: [event] });
    expect(status).toBe(207);
    expect(body).toMatchObject({ successes: [], errors: [{ status: 400 }] });
  });

  test('that is empty is taken', async () => {
    expect(await langfuse.send()).toEqual(expect.objectContaining({ status: 207, body: { successes: [], errors: [] } }));
  });

  test('takes whatever stands in a body without a fault', async () => {
    const values = [
      null,
      0,
      -1,
      1e308,
      true,
      '',
      'x',
      '\u0000',
      '\ud800',
      [],
      [[]],
      {},
      { a: { b: 1 } },
      '2026-11-20T12:00:00Z',
      'x'.repeat(5_000),
    ];
    const fields = [
      'id',
      'traceId',
      'parentObservationId',
      'name',
      'startTime',
      'endTime',
      'completionStartTime',
      'model',
      'modelParameters',
      'input',
      'output',
      'metadata',
      'usage',
      'usageDetails',
      'costDetails',
      'level',
      'statusMessage',
      'version',
      'environment',
      'promptName',
      'promptVersion',
      'tags',
      'userId',
      'sessionId',
      'release',
      'public',
      'timestamp',
      'type',
      'value',
      'comment',
      'dataType',
    ];
    const events = ['trace-create', 'generation-create', 'span-update', 'event-create', 'score-create', 'tool-create'].flatMap((type) =>
      fields.flatMap((field) =>
        values.map((value) => ({ type, body: { id: `${type}-${field}`, traceId, name: 'n', value: 1, [field]: value } })),
      ),
    );
    const { status, body } = await langfuse.send(...events);
    expect(status).toBe(207);
    expect(body.successes.length + body.errors.length).toBe(events.length);
    expect(server.logged.filter((line) => Number(line['level']) >= 50)).toEqual([]);
  });

  test('nested a hundred thousand times deep costs one event', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"batch":[{"id":"deep","type":"trace-create","body":{"id":"t","input":${deep}}},${JSON.stringify({ id: 'flat', ...trace() })}]}`;
    expect((await langfuse.call('POST', 'ingestion', body)).body).toMatchObject({
      successes: [{ id: 'flat' }],
      errors: [{ id: 'deep', error: 'body is nested too deeply' }],
    });
  });

  test('of 5,000 events is taken whole', async () => {
    const events = Array.from({ length: 5_000 }, (_, n) => ({
      type: 'span-create',
      body: { id: `s-${n}`, traceId, name: `step ${n}`, startTime: at(n / 1_000), endTime: at(n / 1_000 + 1) },
    }));
    const { body } = await langfuse.send(trace(), ...events.slice(1));
    expect(body.successes).toHaveLength(5_000);
    expect(Object.keys(await langfuse.spans(traceId))).toHaveLength(5_000);
  });

  test('is refused without a key, with a wrong one, and with one that may only read', async () => {
    for (const authorization of ['Basic Zm9vOmJhcg==', 'Bearer pk-lf-1']) {
      expect(await langfuse.call('POST', 'ingestion', { batch: [] }, { authorization })).toMatchObject({
        status: 401,
        body: { message: expect.any(String), error: 'UNAUTHENTICATED' },
      });
    }
    const { createApiKey } = await import('../../domains/access/commands.ts');
    const { secret } = await createApiKey(server.stores, { workspaceId: langfuse.workspaceId, name: 'reader', role: 'VIEWER' });
    expect(await langfuse.call('POST', 'ingestion', { batch: [] }, { authorization: `Bearer ${secret}` })).toMatchObject({ status: 403 });
  });
});

describe('a trace', () => {
  test('becomes the root of its observations, and lasts from the first to the last of them', async () => {
    const { body } = await langfuse.send(
      trace({
        userId: 'anna',
        sessionId: 'visit',
        tags: ['a', 'b'],
        metadata: { plan: 'pro' },
        release: 'r1',
        version: 'v1',
        environment: 'staging',
        public: true,
        input: 'Hi?',
        output: { answer: 42 },
      }),
      { type: 'span-create', body: { id: 'outer', traceId, name: 'outer', startTime: at(1), endTime: at(9) } },
      {
        type: 'tool-create',
        body: {
          id: 'inner',
          traceId,
          name: 'search',
          parentObservationId: 'outer',
          startTime: at(2),
          endTime: at(3),
          input: { q: 'x' },
          output: ['y'],
        },
      },
    );
    expect(body.errors).toEqual([]);
    const { chat: root, outer, search } = await langfuse.spans(traceId);
    expect(root).toMatchObject({
      spanId: rootIdOf(traceIdOf(traceId)),
      parentId: null,
      kind: 'SPAN',
      name: 'chat',
      traceName: 'chat',
      startUs: us(0),
      endUs: us(9),
      sessionId: 'visit',
      userId: 'anna',
      tags: ['a', 'b'],
      metadata: { plan: 'pro' },
      release: 'r1',
      appVersion: 'v1',
      environment: 'staging',
      input: { form: 'TEXT', text: 'Hi?' },
      output: { form: 'JSON', value: { answer: 42 } },
      attributes: { 'langfuse.trace.id': traceId, 'langfuse.trace.public': true },
    });
    expect(outer).toMatchObject({
      spanId: spanIdOf('outer'),
      parentId: root?.spanId,
      sessionId: 'visit',
      userId: 'anna',
      environment: 'staging',
      endUs: us(9),
      attributes: { 'langfuse.observation.id': 'outer' },
    });
    expect(search).toMatchObject({
      kind: 'TOOL',
      parentId: outer?.spanId,
      toolName: 'search',
      input: { form: 'JSON', value: { q: 'x' } },
      output: { form: 'JSON', value: ['y'] },
    });
  });

  test('keeps what a later event does not say, and lays the rest over it', async () => {
    await langfuse.send(trace({ tags: ['a'], metadata: { kept: 1, changed: 1 }, input: 'q' }));
    await langfuse.send(trace({ name: null, timestamp: at(5), tags: ['b'], metadata: { changed: 2 }, output: 'a', userId: 'anna' }));
    expect(await langfuse.spans(traceId)).toMatchObject({
      chat: {
        startUs: us(0),
        tags: ['a', 'b'],
        metadata: { kept: 1, changed: 2 },
        input: { text: 'q' },
        output: { text: 'a' },
        userId: 'anna',
      },
    });
  });

  test('is open until something of it has ended', async () => {
    await langfuse.send({ timestamp: at(0), ...trace() });
    expect((await langfuse.spans(traceId))['chat']?.endUs).toBeNull();
    await langfuse.send(generation({ name: 'call', startTime: at(1) }));
    expect((await langfuse.spans(traceId))['chat']?.endUs).toBeNull();
    await langfuse.send(generation({ endTime: at(4) }, 'update'));
    expect((await langfuse.spans(traceId))['chat']?.endUs).toBe(us(4));
    await langfuse.send({ ...trace({ output: 'done', timestamp: null }), timestamp: at(6) });
    expect((await langfuse.spans(traceId))['chat']).toMatchObject({ startUs: us(0), endUs: us(6) });
  });

  test('holds for observations that came before it, and for their messages', async () => {
    await langfuse.send(
      generation({
        name: 'call',
        startTime: at(1),
        endTime: at(2),
        input: [{ role: 'user', content: 'Q' }],
        output: { role: 'assistant', content: 'A' },
      }),
    );
    expect((await langfuse.spans(traceId))['call']).toMatchObject({ parentId: null, sessionId: null });
    expect((await messages()).map(({ conversation }) => conversation.externalId)).toEqual([traceIdOf(traceId), traceIdOf(traceId)]);
    await langfuse.send(trace({ sessionId: 'visit', userId: 'anna', environment: 'production', timestamp: at(3) }));
    const spans = await langfuse.spans(traceId);
    expect(spans).toMatchObject({
      chat: { startUs: us(1), endUs: us(2) },
      call: { parentId: spans['chat']?.spanId, sessionId: 'visit', userId: 'anna', environment: 'production', output: { form: 'CHAT' } },
    });
    expect(
      (await messages()).map(({ content, conversation, sessionId, environment }) => [
        content,
        conversation.externalId,
        sessionId,
        environment,
      ]),
    ).toEqual([
      ['Q', 'visit', 'visit', 'production'],
      ['A', 'visit', 'visit', 'production'],
    ]);
    await langfuse.send(trace({ sessionId: 'another' }));
    expect((await langfuse.spans(traceId))['call']?.sessionId, 'was taken from the trace').toBe('another');
  });

  test('that is sent twice is one', async () => {
    const events = [trace({ input: 'x' }), generation({ name: 'call', startTime: at(1), endTime: at(2), output: 'A' })];
    await langfuse.send(...events);
    const before = await langfuse.spans(traceId);
    await langfuse.send(...events, ...events);
    expect(await langfuse.spans(traceId)).toEqual(before);
    expect(await messages()).toHaveLength(1);
  });
});

describe('an observation', () => {
  test('tells what a generation is', async () => {
    await langfuse.send(
      generation({
        name: 'call',
        startTime: '2026-11-20T12:00:00.123456Z',
        completionStartTime: at(0.5),
        endTime: at(2),
        model: 'gpt-4o',
        modelParameters: { temperature: 0.5 },
        promptName: 'greet',
        promptVersion: 3,
        usageDetails: { input: 10, output: 5, input_cache_read: 20, output_reasoning: 2 },
        costDetails: { input: 0.1, output: 0.2 },
        input: [{ role: 'user', content: 'Q' }],
        output: { role: 'assistant', content: 'A' },
        metadata: 'a text',
        version: 'v2',
      }),
    );
    expect((await langfuse.spans(traceId))['call']).toMatchObject({
      kind: 'LLM',
      startUs: us(0) + 123_456,
      endUs: us(2),
      timeToFirstTokenMs: 377,
      model: 'gpt-4o',
      modelParameters: { temperature: 0.5 },
      promptName: 'greet',
      promptVersion: '3',
      appVersion: 'v2',
      usage: { inputTokens: 30, outputTokens: 7, cacheReadTokens: 20, reasoningTokens: 2 },
      reportedCostUsd: expect.closeTo(0.3, 9),
      metadata: { metadata: 'a text' },
      input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Q' }] },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'A' }] },
    });
    expect(await messages()).toMatchObject([
      { role: 'USER', content: 'Q' },
      {
        role: 'ASSISTANT',
        content: 'A',
        model: 'gpt-4o',
        inputTokens: 30,
        outputTokens: 7,
        externalId: messageIdOfSpan(traceIdOf(traceId), spanIdOf('g-1')),
      },
    ]);
  });

  test.each([
    [
      'usage of Langfuse',
      { usage: { input: 3, output: 4, total: 7, unit: 'TOKENS', totalCost: 0.5 } },
      { usage: { inputTokens: 3, outputTokens: 4 }, reportedCostUsd: 0.5 },
    ],
    [
      'usage of OpenAI',
      { usage: { promptTokens: 3, completionTokens: 4, totalTokens: 7 } },
      { usage: { inputTokens: 3, outputTokens: 4 }, reportedCostUsd: null },
    ],
    [
      'usage that counts characters',
      { usage: { input: 3, output: 4, unit: 'CHARACTERS', inputCost: 1, outputCost: 2 } },
      { usage: { inputTokens: null, outputTokens: null }, reportedCostUsd: 3 },
    ],
    ['a cost of nothing', { costDetails: { total: 0 } }, { reportedCostUsd: 0 }],
  ])('tells %s', async (_what, body, expected) => {
    await langfuse.send(generation({ name: 'call', startTime: at(0), endTime: at(1), ...body }));
    expect((await langfuse.spans(traceId))['call']).toMatchObject(expected);
  });

  test('is merged across batches: what is not sent stays', async () => {
    await langfuse.send(trace(), generation({ name: 'call', startTime: at(0), model: 'gpt-4o', input: 'Q', metadata: { a: 1, b: 1 } }));
    await langfuse.send(generation({ completionStartTime: at(1), metadata: { b: 2 } }, 'update'));
    await langfuse.send(generation({ endTime: at(2), output: 'A', usage: { input: 1, output: 2 } }, 'update'));
    expect((await langfuse.spans(traceId))['call']).toMatchObject({
      kind: 'LLM',
      startUs: us(0),
      endUs: us(2),
      model: 'gpt-4o',
      timeToFirstTokenMs: 1_000,
      metadata: { a: 1, b: 2 },
      input: { text: 'Q' },
      output: { text: 'A' },
      usage: { inputTokens: 1, outputTokens: 2 },
      attributes: { 'langfuse.observation.id': 'g-1', 'langfuse.trace.id': traceId },
    });
    expect((await messages()).map(({ content }) => content)).toEqual(['Q', 'A']);
  });

  test('may be updated before it is created: the update wins', async () => {
    await langfuse.send(
      generation({ endTime: at(5), completionStartTime: at(3), output: 'A', metadata: { b: 2 }, level: 'WARNING' }, 'update'),
    );
    expect((await langfuse.spans(traceId))['unnamed']).toMatchObject({ endUs: us(5), attributes: { 'langfuse.awaits_creation': true } });
    await langfuse.send(generation({ name: 'call', startTime: at(0), output: 'not yet', metadata: { a: 1, b: 1 }, level: 'DEFAULT' }));
    const { call } = await langfuse.spans(traceId);
    expect(call).toMatchObject({
      startUs: us(0),
      endUs: us(5),
      timeToFirstTokenMs: 3_000,
      output: { text: 'A' },
      metadata: { a: 1, b: 2 },
      attributes: { 'langfuse.observation.level': 'WARNING' },
    });
    expect(call?.attributes).not.toHaveProperty('langfuse.awaits_creation');
  });

  test('in one batch is created before it is updated, in whatever order the two stand', async () => {
    await langfuse.send(
      generation({ endTime: at(2), output: 'last' }, 'update'),
      generation({ name: 'call', startTime: at(1), output: 'first' }),
    );
    expect((await langfuse.spans(traceId))['call']).toMatchObject({ startUs: us(1), endUs: us(2), output: { text: 'last' } });
  });

  test('loses nothing when its events come in many batches at once', async () => {
    await langfuse.send(trace(), generation({ name: 'call', startTime: at(0) }));
    await Promise.all(Array.from({ length: 20 }, (_, n) => langfuse.send(generation({ metadata: { [`field${n}`]: n } }, 'update'))));
    expect(Object.keys((await langfuse.spans(traceId))['call']?.metadata ?? {})).toHaveLength(20);
  });

  test('fails by its level, with its message', async () => {
    await langfuse.send(
      generation({ name: 'failed', startTime: at(0), statusMessage: 'rate limit' }),
      generation({ level: 'ERROR', endTime: at(1) }, 'update'),
      { type: 'span-create', body: { id: 'w', traceId, name: 'warned', startTime: at(0), level: 'WARNING', statusMessage: 'slow' } },
    );
    expect(await langfuse.spans(traceId)).toMatchObject({
      failed: { isError: true, errorMessage: 'rate limit' },
      warned: {
        isError: false,
        errorMessage: null,
        attributes: { 'langfuse.observation.level': 'WARNING', 'langfuse.observation.status_message': 'slow' },
      },
    });
    await langfuse.send(generation({ level: 'DEFAULT' }, 'update'));
    expect((await langfuse.spans(traceId))['failed']).toMatchObject({
      isError: false,
      errorMessage: null,
      attributes: { 'langfuse.observation.status_message': 'rate limit' },
    });
  });

  test.each([
    ['span-create', {}, 'SPAN'],
    ['generation-create', {}, 'LLM'],
    ['agent-create', {}, 'AGENT'],
    ['tool-create', {}, 'TOOL'],
    ['chain-create', {}, 'CHAIN'],
    ['retriever-create', {}, 'RETRIEVER'],
    ['evaluator-create', {}, 'EVALUATOR'],
    ['embedding-create', {}, 'EMBEDDING'],
    ['guardrail-create', {}, 'GUARDRAIL'],
    ['observation-create', { type: 'GENERATION' }, 'LLM'],
    ['span-create', { type: 'AGENT' }, 'AGENT'],
    ['observation-create', { type: 'EVENT' }, 'EVENT'],
  ])('of %s %j is %s, also after an update that calls it a span', async (type, body, kind) => {
    await langfuse.send({ type, body: { id: 'o', traceId, name: 'o', startTime: at(0), ...body } });
    await langfuse.send({ type: 'span-update', body: { id: 'o', traceId, output: 'x' } });
    expect((await langfuse.spans(traceId))['o']).toMatchObject({ kind });
  });

  test('that is an event is an instant', async () => {
    await langfuse.send(trace(), { type: 'event-create', body: { id: 'e', traceId, name: 'clicked', startTime: at(3) } });
    expect(await langfuse.spans(traceId)).toMatchObject({
      clicked: { kind: 'EVENT', startUs: us(3), endUs: us(3) },
      chat: { endUs: us(3) },
    });
  });

  test('is found by its own id where an update names no trace', async () => {
    const today = new Date().toISOString();
    await langfuse.send({ timestamp: today, ...generation({ name: 'call', startTime: today }) });
    await langfuse.send({ timestamp: today, ...generation({ traceId: undefined, output: 'A', endTime: today }, 'update') });
    expect((await langfuse.spans(traceId))['call']).toMatchObject({ output: { text: 'A' } });
  });

  test('without a trace is a trace of its own', async () => {
    const own = spanIdOf('alone');
    await langfuse.send({ type: 'generation-create', body: { id: 'alone', name: 'call', startTime: at(0), endTime: at(1) } });
    expect(await langfuse.spans(own + own)).toMatchObject({ call: { traceId: own + own, parentId: null } });
  });

  test('that names its trace as its parent stands under the trace', async () => {
    await langfuse.send(trace(), {
      type: 'span-create',
      body: { id: 's', traceId, parentObservationId: traceId, name: 'step', startTime: at(0) },
    });
    const { chat, step } = await langfuse.spans(traceId);
    expect(step?.parentId).toBe(chat?.spanId);
  });

  test('keeps ids of OpenTelemetry as they are', async () => {
    await langfuse.send({
      type: 'span-create',
      body: { id: '00f067aa0ba902b7', traceId: '4bf92f3577b34da6a3ce929d0e0e4736', name: 'step', startTime: at(0) },
    });
    expect(await langfuse.spans('4bf92f3577b34da6a3ce929d0e0e4736')).toMatchObject({
      step: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', attributes: {} },
    });
  });
});
