import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { evaluateMessages } from '../evaluations/commands.ts';
import { openBus } from '../../platform/live/open.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { ingestMessages } from '../messages/commands.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { ingestBatch } from '../../protocols/langfuse/commands.ts';
import { takers } from '../../protocols/otlp/take.ts';
import { logPredictions } from '../predictions/commands.ts';
import { testModelCall, testSpan } from '../traces/spans.testing.ts';
import { emptySpan, type Span } from '../traces/types.ts';
import { everyText, havePolicy, haveSpans } from './policies.testing.ts';
import { maskingModes } from './types.ts';

let stores: Stores;
let live: LiveBus;

beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
});
afterAll(async () => {
  await live?.close();
  await stores?.close();
});

let count = 0;
/** A personal value of its own for each place, so that what leaks says from where. */
const personal = (place: string): string => `${place.toLowerCase()}${(count += 1)}@example.org`;

/** An object whose every text is personal, whatever it is. */
const everywhere = (place: string): object => ({
  [personal(`${place}-key`)]: [personal(`${place}-list`), { deep: `“${personal(`${place}-deep`)}”\n${personal(`${place}-line`)}` }],
});

function message(): object {
  return {
    externalId: personal('message'),
    conversationId: personal('conversation'),
    role: 'ASSISTANT',
    content: `Write to ${personal('content')}.`,
    model: personal('model'),
    provider: personal('provider'),
    errorType: personal('error-type'),
    sessionId: personal('session'),
    experimentName: personal('experiment'),
    variant: personal('variant'),
    userId: personal('user'),
    environment: personal('environment'),
    traceId: personal('trace'),
    spanId: personal('span'),
    metadata: everywhere('metadata'),
    toolCalls: [
      {
        id: personal('call'),
        name: personal('tool'),
        error: personal('tool-error'),
        arguments: everywhere('arguments'),
        result: everywhere('result'),
      },
    ],
  };
}

function judgment(): object {
  return {
    messageExternalId: personal('judged'),
    externalId: personal('judgment'),
    name: personal('name'),
    label: personal('label'),
    comment: personal('comment'),
    correctedOutput: personal('corrected'),
    evaluator: personal('evaluator'),
    failureTags: [personal('tag')],
    success: false,
  };
}

const prediction = (sampleIndex: number): object => ({
  epoch: 1,
  sampleIndex,
  prompt: personal('prompt'),
  reference: personal('reference'),
  prediction: personal('prediction'),
  scores: { [personal('score')]: 1 },
});

function span(n: number): Span {
  const chat = (place: string) => ({
    role: 'USER' as const,
    content: personal(place),
    name: personal(`${place}-name`),
    reasoning: personal(`${place}-reasoning`),
    parts: [everywhere(`${place}-parts`)],
    toolCalls: [{ id: personal(`${place}-call`), name: personal(`${place}-tool`), arguments: everywhere(`${place}-arguments`) }],
    toolCallId: personal(`${place}-answered`),
  });
  const texts: (keyof Span)[] = [
    'name',
    'errorType',
    'errorMessage',
    'service',
    'environment',
    'release',
    'appVersion',
    'model',
    'provider',
    'finishReason',
    'toolName',
    'toolCallId',
    'sessionId',
    'conversationId',
    'userId',
    'traceName',
    'experimentName',
    'variant',
    'promptName',
    'promptVersion',
  ];
  return {
    ...(n % 2 === 0 ? testModelCall(n) : testSpan(n, { kind: 'TOOL' })),
    ...Object.fromEntries(texts.map((name) => [name, personal(name)])),
    isError: true,
    input:
      n % 3 === 0
        ? { form: 'TEXT', text: personal('input-text') }
        : { form: 'CHAT', messages: [chat('input'), { ...chat('answer'), role: 'ASSISTANT' }, chat('question')] },
    output:
      n % 3 === 1
        ? { form: 'JSON', value: everywhere('output-json') }
        : { form: 'CHAT', messages: [{ ...chat('output'), role: 'ASSISTANT' }] },
    tools: [everywhere('tools')],
    modelParameters: everywhere('parameters') as Span['attributes'],
    tags: [personal('tag')],
    metadata: everywhere('metadata') as Span['attributes'],
    attributes: everywhere('attributes') as Span['attributes'],
    events: [{ name: personal('event'), atUs: 1, attributes: everywhere('event') as Span['attributes'] }],
    read: JSON.stringify(everywhere('read')),
    links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), attributes: everywhere('link') as Span['attributes'] }],
    judgments: [
      {
        name: personal('judgment'),
        value: 1,
        label: personal('judgment-label'),
        explanation: personal('explanation'),
        evaluatorKind: 'MODEL',
        identifier: personal('identifier'),
      },
    ],
    source: {
      resource: everywhere('resource') as Span['attributes'],
      scopeName: personal('scope'),
      scopeVersion: personal('scope-version'),
    },
  };
}

/** What Langfuse's SDKs send: a trace, an observation of each kind, a score. */
function langfuseBatch(place: string): object {
  const at = '2026-11-20T12:00:00.000Z';
  const traceId = `langfuse-${place}`;
  const shared = {
    name: personal('lf-name'),
    input: everywhere('lf-input'),
    output: personal('lf-output'),
    metadata: everywhere('lf-metadata'),
  };
  const observation = {
    traceId,
    startTime: at,
    ...shared,
    statusMessage: personal('lf-status'),
    version: personal('lf-version'),
    environment: personal('lf-environment'),
  };
  const bodies = {
    'trace-create': {
      id: traceId,
      timestamp: at,
      ...shared,
      userId: personal('lf-user'),
      sessionId: personal('lf-session'),
      release: personal('lf-release'),
      tags: [personal('lf-tag')],
    },
    'generation-create': {
      ...observation,
      id: 'g',
      model: personal('lf-model'),
      modelParameters: { stop: personal('lf-parameter') },
      promptName: personal('lf-prompt'),
    },
    'span-create': { ...observation, id: 's', level: 'ERROR' },
    'event-create': { ...observation, id: 'e' },
    'score-create': { id: personal('lf-score'), traceId, name: personal('lf-score-name'), value: 1, comment: personal('lf-comment') },
  };
  const batch = Object.entries(bodies).map(([type, body], n) => ({ id: `${place}-${n}`, type, timestamp: at, body }));
  return { batch, metadata: { sdk_name: personal('lf-sdk'), sdk_version: '3' } };
}

/** Log records of OpenTelemetry that hold the messages of a call, and a judgment of it. */
function logRecords(traceId: string): Buffer {
  const value = (text: string): object => ({ stringValue: text });
  const record = (eventName: string, body: object, attributes: object[] = []): object => ({
    traceId,
    spanId: '00000000000000ff',
    timeUnixNano: '1795860000000000000',
    eventName,
    body,
    attributes: [{ key: personal('log-key'), value: value(personal('log-value')) }, ...attributes],
  });
  const logRecordsOf = [
    record('gen_ai.user.message', { kvlistValue: { values: [{ key: 'content', value: value(personal('log-content')) }] } }),
    record('gen_ai.choice', {
      kvlistValue: {
        values: [{ key: 'message', value: { kvlistValue: { values: [{ key: 'content', value: value(personal('log-answer')) }] } } }],
      },
    }),
    record('gen_ai.evaluation.result', value(personal('log-body')), [
      { key: 'gen_ai.evaluation.name', value: value(personal('log-evaluation')) },
      { key: 'gen_ai.evaluation.score.label', value: value(personal('log-label')) },
      { key: 'gen_ai.evaluation.explanation', value: value(personal('log-explanation')) },
    ]),
  ];
  return Buffer.from(
    JSON.stringify({ resourceLogs: [{ scopeLogs: [{ scope: { name: personal('log-scope') }, logRecords: logRecordsOf }] }] }),
  );
}

test.each(maskingModes.filter((mode) => mode !== 'OFF'))(
  'under %s no personal value reaches either store, by whatever path it comes',
  async (maskingMode) => {
    const workspaceId = await createTestWorkspace(stores, `paths-${maskingMode}`);
    await havePolicy(stores, workspaceId, { maskingMode });
    const before = count;
    const messages = [message(), message()];
    const ingested = await ingestMessages({ stores, live }, workspaceId, messages, new Date());
    expect(ingested).toMatchObject({ ok: true, value: { accepted: 2, rejected: [] } });
    expect(await evaluateMessages(stores, workspaceId, [judgment(), judgment()], new Date())).toMatchObject({
      ok: true,
      value: { accepted: 2, rejected: [] },
    });
    await haveSpans(
      stores,
      live,
      workspaceId,
      Array.from({ length: 6 }, (_, n) => span(n + 10 * count)),
    );
    const { id: jobId } = await stores.prisma.trainingJob.create({
      data: { workspaceId, name: 'job', status: 'RUNNING' },
    });
    expect(await logPredictions({ stores, live }, workspaceId, { jobId, items: [prediction(0), prediction(1)] }, new Date())).toMatchObject(
      {
        ok: true,
        value: { accepted: 2, rejected: [] },
      },
    );
    const batch = await ingestBatch({ stores, live }, workspaceId, langfuseBatch(maskingMode), new Date());
    expect(batch).toMatchObject({ ok: true, value: { successes: { length: 5 }, errors: [] } });
    const sent = { body: logRecords(String(count).padStart(32, '0')), encoding: 'json' as const };
    expect(await takers.logs({ stores, live }, workspaceId, sent, new Date())).toEqual({ rejectedCount: 0, message: '' });
    await drainProjection(stores);

    expect(count - before).toBeGreaterThan(300);
    const leaks = [...(await everyText(stores))]
      .filter(([, text]) => text.includes('@example.org'))
      .map(([column, text]) => `${column}: ${/\S*@example\.org/.exec(text)?.[0]}`);
    expect(leaks).toEqual([]);
  },
);

test('a judgment finds the message whose id was masked, and different people stay different', async () => {
  const workspaceId = await createTestWorkspace(stores, 'ids');
  await havePolicy(stores, workspaceId, { maskingMode: 'DROP' });
  const sent = ['ada@example.org', 'bob@example.org'].map((userId) => ({
    externalId: `m/${userId}`,
    conversationId: userId,
    role: 'ASSISTANT',
    content: 'Hello',
    userId,
  }));
  await ingestMessages({ stores, live }, workspaceId, sent, new Date());
  await evaluateMessages(stores, workspaceId, [{ messageExternalId: 'm/ada@example.org', rating: 4 }], new Date());
  expect(await stores.prisma.evaluation.count({ where: { workspaceId, messageId: { not: null } } })).toBe(1);
  expect(await stores.prisma.endUser.count({ where: { workspaceId } })).toBe(2);
  expect(await stores.prisma.conversation.count({ where: { workspaceId } })).toBe(2);
});

test('every field of a span is either masked or named here as one that holds no personal text', () => {
  const countedBy = [
    'traceId',
    'spanId',
    'parentId',
    'kind',
    'startUs',
    'endUs',
    'isError',
    'usage',
    'reportedCostUsd',
    'timeToFirstTokenMs',
    'usageReading', // one of our own words
  ];
  const filled = span(1);
  const masked = Object.keys(emptySpan).filter((name) => JSON.stringify(filled[name as keyof Span]).includes('@example.org'));
  expect([...countedBy, ...masked].sort()).toEqual(Object.keys(emptySpan).sort());
});

test('a policy that is changed holds for the next batch', async () => {
  const workspaceId = await createTestWorkspace(stores, 'changed');
  const contentAfter = async (externalId: string): Promise<string | undefined> => {
    await ingestMessages(
      { stores, live },
      workspaceId,
      [{ externalId, conversationId: 'c', role: 'USER', content: 'ada@example.org' }],
      new Date(),
    );
    return (await stores.prisma.message.findFirst({ where: { workspaceId, externalId } }))?.content;
  };
  expect(await contentAfter('a')).toBe('ada@example.org');
  await havePolicy(stores, workspaceId, { maskingMode: 'MASK' });
  expect(await contentAfter('b')).toBe('[email]');
  await havePolicy(stores, workspaceId, { maskingMode: 'MASK', maskingKinds: ['PHONE'] });
  expect(await contentAfter('c')).toBe('ada@example.org');
});
