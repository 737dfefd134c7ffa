import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLocalBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { captureSpans } from '../commands.ts';
import { takeLogs } from './logs.ts';
import { hexId, testModelCall } from '../spans.testing.ts';
import { keyOfSpan, storedSpans } from '../load.ts';
import type { ReceivedLog, Span } from '../types.ts';

const now = new Date('2026-11-20T12:00:00Z');
const live = openLocalBus();
let stores: Stores;
let workspaceId: string;
beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
});
afterAll(() => stores.close());

const bare = (n: number): Span => testModelCall(n, { input: null, output: null });
const log = ({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>, said: Partial<ReceivedLog>): ReceivedLog => ({
  traceId,
  spanId,
  eventName: 'gen_ai.user.message',
  body: null,
  atUs: now.getTime() * 1_000,
  attributes: { 'gen_ai.system': 'openai', 'event.name': 'x' },
  source: { resource: {}, scopeName: '', scopeVersion: '' },
  ...said,
});
async function take(...logs: ReceivedLog[]) {
  const taken = await takeLogs({ stores, live }, workspaceId, logs, now);
  if (!taken.ok) throw taken.failure;
  return taken.value;
}
async function capture(...spans: Span[]): Promise<void> {
  const captured = await captureSpans({ stores, live }, workspaceId, spans, now);
  if (!captured.ok || captured.value.rejected.length > 0) throw new Error(JSON.stringify(captured));
}
async function textsOf(span: Span) {
  const stored = (await storedSpans(stores, workspaceId, [span])).get(keyOfSpan(span));
  return { input: stored?.input, output: stored?.output };
}
/** A whole exchange, as OpenTelemetry's instrumentations of OpenAI log it. */
const exchangeOf = (span: Span): ReceivedLog[] => [
  log(span, { eventName: 'gen_ai.system.message', body: { content: 'Be kind.' } }),
  log(span, { eventName: 'gen_ai.user.message', body: { content: 'Weather in Rome?' } }),
  log(span, {
    eventName: 'gen_ai.assistant.message',
    body: { tool_calls: [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } }] },
  }),
  log(span, { eventName: 'gen_ai.tool.message', body: { id: 'c1', content: 'sunny' } }),
  log(span, {
    eventName: 'gen_ai.choice',
    body: { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'It is sunny.' } },
  }),
];
const exchange = {
  input: {
    form: 'CHAT',
    messages: [
      { role: 'SYSTEM', content: 'Be kind.' },
      { role: 'USER', content: 'Weather in Rome?' },
      { role: 'ASSISTANT', content: '', toolCalls: [{ id: 'c1', name: 'weather', arguments: { city: 'Rome' } }] },
      { role: 'TOOL', content: 'sunny', toolCallId: 'c1' },
    ],
  },
  output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'It is sunny.' }] },
};

describe('messages of a model call', () => {
  test('become its input and output when they come after their span', async () => {
    const span = bare(1);
    await capture(span);
    expect(await take(...exchangeOf(span))).toEqual({ rejected: [], warnings: [] });
    expect(await textsOf(span)).toEqual(exchange);
  });
  test('become its input and output when they come before their span, in two requests', async () => {
    const span = bare(2);
    const logs = exchangeOf(span).map((record, place) => ({ ...record, atUs: record.atUs + place }));
    await take(...logs.slice(0, 2));
    await take(...logs.slice(2));
    await capture(span);
    expect(await textsOf(span)).toEqual(exchange);
  });
  test('may all stand in one record, as JSON text or as values', async () => {
    const messages = [{ role: 'user', parts: [{ type: 'text', content: 'Hi' }] }];
    const answer = [{ role: 'assistant', parts: [{ type: 'text', content: 'Hello.' }], finish_reason: 'stop' }];
    for (const [n, attributes] of [
      [3, { 'gen_ai.input.messages': messages, 'gen_ai.output.messages': answer }],
      [4, { 'gen_ai.input.messages': JSON.stringify(messages), 'gen_ai.output.messages': JSON.stringify(answer) }],
    ] as const) {
      const span = bare(n);
      await capture(span);
      await take(log(span, { eventName: 'gen_ai.client.inference.operation.details', attributes }));
      expect(await textsOf(span)).toEqual({
        input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Hi' }] },
        output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hello.' }] },
      });
    }
  });
  test('that are sent again change nothing', async () => {
    const span = bare(5);
    await capture(span);
    await take(...exchangeOf(span));
    await take(...exchangeOf(span));
    expect(await textsOf(span)).toEqual(exchange);
  });
  test('that name no span are refused by their index, once each, and the others are kept', async () => {
    const span = bare(6);
    await capture(span);
    const [first, ...rest] = exchangeOf(span);
    const taken = await take(
      first as ReceivedLog,
      log({ traceId: '', spanId: '' }, { body: { content: 'Lost' } }),
      log({ traceId: 'abc', spanId: span.spanId }, { body: { content: 'Lost' } }),
      ...rest,
    );
    expect(taken.rejected.map(({ index, field }) => [index, field])).toEqual([
      [1, 'traceId'],
      [2, 'traceId'],
    ]);
    expect(await textsOf(span)).toEqual(exchange);
  });
});

describe('a judgment', () => {
  const attributes = {
    'gen_ai.evaluation.name': 'relevance',
    'gen_ai.evaluation.score.value': 0.75,
    'gen_ai.evaluation.score.label': 'relevant',
    'gen_ai.evaluation.explanation': 'It answers.',
  };
  const stored = async () =>
    (
      await stores.postgres.query(
        'SELECT trace_id, span_id, name, value, label, comment, evaluator_kind, created_at FROM evaluations WHERE workspace_id = $1 ORDER BY id',
        [workspaceId],
      )
    ).rows as Record<string, unknown>[];
  test('becomes an evaluation of its span, sent again it stays one', async () => {
    const span = { traceId: hexId(70, 32), spanId: hexId(70, 16) };
    const record = log(span, { eventName: 'gen_ai.evaluation.result', attributes });
    expect(await take(record)).toEqual({ rejected: [], warnings: [] });
    await take(record);
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      span_id: span.spanId,
      name: 'relevance',
      value: 0.75,
      label: 'relevant',
      comment: 'It answers.',
      evaluator_kind: 'MODEL',
      created_at: now,
    });
    expect(String(rows[0]?.['trace_id']).replaceAll('-', '')).toBe(span.traceId);
  });
  test('of a whole trace names no span', async () => {
    expect(
      (await take(log({ traceId: hexId(71, 32), spanId: '' }, { eventName: 'gen_ai.evaluation.result', attributes }))).rejected,
    ).toEqual([]);
    expect((await stored()).at(-1)).toMatchObject({ span_id: null, name: 'relevance' });
  });
  test('of nothing is refused by its index', async () => {
    const { rejected } = await take(
      log(bare(72), { eventName: 'other' }),
      log({ traceId: '', spanId: '' }, { eventName: 'gen_ai.evaluation.result', attributes }),
    );
    expect(rejected).toEqual([{ index: 1, field: 'traceId', reason: expect.stringContaining('is missing') }]);
  });
});

test('other records are accepted and dropped', async () => {
  const span = bare(80);
  await capture(span);
  expect(
    await take(
      log(span, { eventName: '', body: 'GET /' }),
      log(span, { eventName: 'exception', body: { content: 'x' } }),
      log(span, { eventName: 'gen_ai.something.new', body: { content: 'x' } }),
    ),
  ).toEqual({ rejected: [], warnings: [] });
  expect(await textsOf(span)).toEqual({ input: null, output: null });
});
