import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { openLocalBus } from '../../platform/live/bus.ts';
import { raw, sql, uuid } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { amendSpans } from './commands/amend.ts';
import { captureSpans, type CaptureOptions } from './commands.ts';
import { deleteTraces, purgeDeleted } from './commands/delete.ts';
import { maxPieceLength } from './record/pieces.ts';
import { spanLogOf } from './record/span-log.ts';
import { spanWriterOf } from './record/writer.ts';
import { hexId, testModelCall, testSpan } from './spans.testing.ts';
import { storedSpans } from './load.ts';
import { stalePlaces } from './background/summaries.ts';
import type { Span } from './types.ts';
import { messageIdOfSpan } from '../messages/pure/trace-ids.ts';

let stores: Stores;
let workspaceId: string;
const live = openLocalBus();
const now = new Date('2026-11-21T00:00:00Z');
beforeAll(async () => {
  stores = await openTestStores();
});
beforeEach(async () => {
  workspaceId = await createTestWorkspace(stores, `w${Math.random()}`);
});
afterAll(() => stores.close());

async function capture(spans: readonly Span[], options?: CaptureOptions) {
  const result = await captureSpans({ stores, live }, workspaceId, spans, now, options);
  if (!result.ok) throw result.failure;
  return result.value;
}
const ask = async (columns: string, rest: string): Promise<Record<string, unknown>[]> => {
  await spanLogOf(stores).land();
  return (await stores.clickhouse.query(
    'test',
    sql`SELECT ${raw(columns)} FROM ${raw(rest.replace('WORKSPACE', `workspace_id = '${workspaceId}'`))}`,
    { timeoutMs: 10_000 },
  )) as Record<string, unknown>[];
};
const summaries = async () => {
  await drainProjection(stores);
  return ask('*', 'traces FINAL WHERE WORKSPACE ORDER BY started_at, trace_id');
};
const said = (text: Span['input']) => (text?.form === 'CHAT' ? text.messages : []);
const messages = async () =>
  (
    await stores.postgres.query(
      'SELECT m.*, c.external_id AS conversation FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.workspace_id = $1 ORDER BY m.created_at, m.id',
      [workspaceId],
    )
  ).rows;

describe('a span', () => {
  test('reads back as it was sent, with every field', async () => {
    const span: Span = {
      ...testModelCall(1),
      parentId: hexId(9, 16),
      isError: true,
      errorType: 'rate_limit',
      errorMessage: 'slow down',
      service: 'api',
      environment: 'production',
      release: 'r1',
      appVersion: '1.2',
      modelParameters: { temperature: 0.5 },
      usage: { inputTokens: 100, outputTokens: 20, cacheReadTokens: 30, cacheWriteTokens: 7, reasoningTokens: 5 },
      reportedCostUsd: 0.25,
      timeToFirstTokenMs: 120,
      finishReason: 'stop',
      tools: [{ type: 'function', function: { name: 'look' } }],
      sessionId: 's',
      conversationId: 'c',
      userId: 'u',
      traceName: 'checkout',
      tags: ['a', 'b'],
      metadata: { plan: 'pro' },
      experimentName: 'e',
      variant: 'v',
      promptName: 'p',
      promptVersion: '3',
      attributes: { 'http.route': '/x', list: [1, 'two', { three: null }] },
      events: [{ name: 'exception', atUs: 5, attributes: { 'exception.type': 'E' } }],
      links: [{ traceId: hexId(7, 32), spanId: hexId(7, 16), attributes: {} }],
      source: { resource: { 'service.name': 'api' }, scopeName: 'lib', scopeVersion: '2' },
    };
    await capture([span]);
    const [stored] = (await storedSpans(stores, workspaceId, [span])).values();
    expect(stored).toEqual({ ...span, judgments: [] });
  });

  test.each([
    ['without a trace id', { traceId: '' }, 'traceId', /missing/],
    ['with a trace id of 16 digits', { traceId: hexId(1, 16) }, 'traceId', /32 hex digits/],
    ['with upper-case ids', { spanId: 'ABCDEF0123456789' }, 'spanId', /16 hex digits/],
    ['with an id of zeros', { spanId: '0000000000000000' }, 'spanId', /zeros/],
    ['with a parent id of 15 digits', { parentId: hexId(1, 15) }, 'parentSpanId', /16 hex digits/],
    ['without a start', { startUs: 0 }, 'startTimeUnixNano', /missing/],
    ['of the year 1999', { startUs: Date.UTC(1999, 5) * 1_000 }, 'startTimeUnixNano', /2000-01-01/],
    ['of the day after tomorrow', { startUs: (now.getTime() + 2 * 86_400_000) * 1_000 }, 'startTimeUnixNano', /ahead/],
  ] as const)('%s is refused by its place, and costs no other', async (_name, said, field, reason) => {
    const result = await capture([testSpan(1), testSpan(2, said), testSpan(3)]);
    expect(result).toMatchObject({ accepted: 2, updated: 0, rejected: [{ index: 1, field, reason: expect.stringMatching(reason) }] });
    expect(await ask('count() AS n', 'spans WHERE WORKSPACE')).toEqual([{ n: 2 }]);
  });

  test('that ends before it starts is kept with a duration of 0, and says so', async () => {
    const result = await capture([testSpan(1, { endUs: testSpan(1).startUs - 2_000 })]);
    expect(result.warnings).toEqual([expect.stringContaining('ended before it started')]);
    const [stored] = (await storedSpans(stores, workspaceId, [testSpan(1)])).values();
    expect(stored).toMatchObject({ endUs: testSpan(1).startUs, attributes: { 'fine_tune_lab.ended_before_start_ms': 2 } });
  });

  test('sent twice with different content is the one that came last, also within one call', async () => {
    expect(await capture([testSpan(1, { name: 'first' }), testSpan(1, { name: 'second' })], { countsKnown: true })).toMatchObject({
      accepted: 1,
      updated: 1,
    });
    expect(await capture([testSpan(1, { name: 'third' })], { countsKnown: true })).toMatchObject({ accepted: 0, updated: 1 });
    expect([...(await storedSpans(stores, workspaceId, [testSpan(1)])).values()].map(({ name }) => name)).toEqual(['third']);
    expect(await summaries()).toMatchObject([{ name: 'third', span_count: 1 }]);
  });

  test('of another workspace with the same ids is another span', async () => {
    const other = await createTestWorkspace(stores, `other${Math.random()}`);
    await capture([testSpan(1, { name: 'ours' })]);
    await captureSpans({ stores, live }, other, [testSpan(1, { name: 'theirs' })], now);
    expect((await storedSpans(stores, workspaceId, [testSpan(1)])).values().next().value?.name).toBe('ours');
    await deleteTraces(stores, other, [testSpan(1).traceId]);
    expect((await summaries()).map(({ name }) => name)).toEqual(['ours']);
  });

  test('with NUL, half a surrogate pair and a text of 3 MiB is kept, cut where it must be', async () => {
    const long = 'x'.repeat(3 * maxPieceLength);
    await capture([
      testModelCall(1, {
        name: 'a\u0000b\ud800',
        errorMessage: '\ud800',
        input: { form: 'TEXT', text: `\u0000\udfff${long}` },
        output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: long }] },
      }),
    ]);
    const [stored] = (await storedSpans(stores, workspaceId, [testSpan(1)])).values();
    expect(stored?.name).toBe('a\ufffdb\ufffd');
    expect(stored?.input).toMatchObject({ form: 'TEXT', text: expect.stringMatching(/^\ufffd\ufffdx+… \[cut here/) });
    expect(stored?.output).toMatchObject({
      form: 'CHAT',
      messages: [{ role: 'ASSISTANT', content: expect.stringMatching(/^x+… \[cut here/) }],
    });
    expect((await messages()).map(({ role }) => role)).toEqual(['USER', 'ASSISTANT']);
  });

  test('that one store refuses does not cost the calls that share its commit', async () => {
    const writer = spanWriterOf(stores, live);
    // A name that JSON can carry and checkSpan would have mended: the writer is the last that stands in between.
    const bad = writer.write({ workspaceId, spans: [testSpan(1, { name: '\ud800' })], expiresOn: () => '2149-06-06' });
    const good = writer.write({ workspaceId, spans: [testSpan(2)], expiresOn: () => '2149-06-06' });
    await expect(bad).rejects.toMatchObject({ code: 'INGEST_BUSY', retryAfterS: 5 });
    await good;
    expect((await storedSpans(stores, workspaceId, [testSpan(1), testSpan(2)])).size).toBe(1);
  });
});

describe('texts', () => {
  test('that repeat are stored once: history and instructions in the workspace, the rest in the trace', async () => {
    const history = [
      { role: 'SYSTEM', content: 'Be kind.' },
      { role: 'USER', content: 'One?' },
      { role: 'ASSISTANT', content: '1.' },
    ] as const;
    const turn = (n: number, traceId: string): Span =>
      testModelCall(n, {
        traceId,
        input: { form: 'CHAT', messages: [...history, { role: 'USER', content: 'Two?' }] },
        output: { form: 'TEXT', text: 'same' },
      });
    await capture([turn(1, hexId(1, 32)), turn(2, hexId(1, 32))]);
    await capture([turn(3, hexId(3, 32))]);
    // history 3, and in each trace the question and the answer
    expect(await ask('count() AS n, countIf(is_shared) AS shared', 'contents WHERE WORKSPACE')).toEqual([{ n: 3 + 2 * 2, shared: 3 }]);
    const stored = await storedSpans(stores, workspaceId, [turn(1, hexId(1, 32)), turn(2, hexId(1, 32)), turn(3, hexId(3, 32))]);
    expect(stored.size).toBe(3);
    for (const span of stored.values()) expect(span.input).toEqual(turn(1, '').input);
  });

  test('are written again when what repeats was first sent more than a day before', async () => {
    const dayUs = 86_400 * 1_000_000;
    const at = (n: number, startUs: number): Span =>
      testModelCall(n, { startUs, endUs: startUs + 1, tools: [{ name: 'tool' }], input: null, output: null });
    const start = testSpan(0).startUs - 3 * dayUs;
    await capture([at(1, start), at(2, start + dayUs - 1), at(3, start + dayUs + 1)]);
    expect(await ask('count() AS n', 'contents WHERE WORKSPACE')).toEqual([{ n: 2 }]);
  });
});

describe('a model call', () => {
  test('becomes the reply, and what is new in its prompt', async () => {
    const first = testModelCall(1, {
      traceId: hexId(1, 32),
      sessionId: 's-1',
      userId: 'ada',
      environment: 'production',
      timeToFirstTokenMs: 90,
    });
    const second = testModelCall(2, {
      traceId: hexId(1, 32),
      startUs: testSpan(2).startUs + 1_000_000,
      endUs: testSpan(2).startUs + 2_000_000,
      input: {
        form: 'CHAT',
        messages: [...said(first.input), { role: 'ASSISTANT', content: 'Answer 1.' }, { role: 'USER', content: 'And now?' }],
      },
      output: {
        form: 'CHAT',
        messages: [{ role: 'ASSISTANT', content: '', toolCalls: [{ id: 'call_1', name: 'look', arguments: { at: 1 } }] }],
      },
      isError: true,
      errorType: 'timeout',
    });
    await capture([first, second]);
    const rows = await messages();
    expect(rows.map(({ role, content }) => [role, content])).toEqual([
      ['SYSTEM', 'You are kind.'],
      ['USER', 'Question 1?'],
      ['ASSISTANT', 'Answer 1.'],
      ['USER', 'And now?'],
      ['ASSISTANT', ''],
    ]);
    expect(new Set(rows.map(({ conversation }) => conversation))).toEqual(new Set(['s-1']));
    expect(rows[2]).toMatchObject({
      external_id: messageIdOfSpan(first.traceId, first.spanId),
      model: 'gpt-4o',
      provider: 'openai',
      input_tokens: 100,
      output_tokens: 20,
      cache_read_tokens: 30,
      reasoning_tokens: 5,
      latency_ms: 500,
      time_to_first_token_ms: 90,
      error_type: null,
      session_id: 's-1',
      environment: 'production',
      trace_id: first.traceId,
      span_id: first.spanId,
    });
    expect(rows[4]).toMatchObject({ error_type: 'timeout', latency_ms: 1_000 });
    const { rows: calls } = await stores.postgres.query(
      'SELECT name, call_id, arguments, success FROM tool_calls WHERE workspace_id = $1',
      [workspaceId],
    );
    expect(calls).toEqual([{ name: 'look', call_id: 'call_1', arguments: { at: 1 }, success: null }]);
    await capture([first, second]);
    expect(await messages(), 'sent again').toHaveLength(5);
  });

  test('that is tried again leaves its user message where it was first sent', async () => {
    const failed = testModelCall(1, { traceId: hexId(1, 32), isError: true, errorType: 'timeout', output: null });
    const again = testModelCall(2, {
      traceId: failed.traceId,
      input: failed.input,
      startUs: failed.startUs + 2_000_000,
      endUs: failed.startUs + 3_000_000,
      output: { form: 'TEXT', text: 'At last.' },
    });
    await capture([failed]);
    await capture([again]);
    expect((await messages()).map(({ role, content }) => [role, content])).toEqual([
      ['SYSTEM', 'You are kind.'],
      ['USER', 'Question 1?'],
      ['ASSISTANT', ''],
      ['ASSISTANT', 'At last.'],
    ]);
  });

  test.each([
    ['an embedding', { kind: 'EMBEDDING' }],
    ['a tool', { kind: 'TOOL' }],
    ['one that has not ended', { endUs: null }],
  ] as const)('%s becomes no message', async (_name, said) => {
    await capture([testModelCall(1, said)]);
    expect(await messages()).toEqual([]);
  });

  test('takes session and user from its root, in the same call or a later one', async () => {
    const root = testSpan(1, { sessionId: 's-1', userId: 'ada', traceId: hexId(1, 32), startUs: testSpan(1).startUs - 5_000 });
    const call = testModelCall(2, { traceId: root.traceId, parentId: root.spanId });
    await capture([call, root]);
    expect((await messages()).at(-1)).toMatchObject({ conversation: 's-1', session_id: 's-1' });
    const late = testModelCall(3, { traceId: hexId(3, 32) });
    await capture([late]);
    expect((await messages()).at(-1)).toMatchObject({ conversation: late.traceId, session_id: null });
    await capture([testSpan(4, { traceId: late.traceId, sessionId: 's-2', userId: 'bob' })]);
    const { rows } = await stores.postgres.query(
      'SELECT c.session_id, u.external_id FROM conversations c JOIN end_users u ON u.id = c.end_user_id WHERE c.workspace_id = $1 AND c.external_id = $2',
      [workspaceId, late.traceId],
    );
    expect(rows).toEqual([{ session_id: 's-2', external_id: 'bob' }]);
  });

  test('receives the results of its tool calls from the spans of the tools, by id or by name, whichever comes first', async () => {
    const traceId = hexId(1, 32);
    const asking = testModelCall(1, {
      traceId,
      output: {
        form: 'CHAT',
        messages: [
          {
            role: 'ASSISTANT',
            content: '',
            toolCalls: [
              { id: 'a', name: 'look', arguments: {} },
              { id: null, name: 'book', arguments: {} },
              { id: null, name: 'book', arguments: {} },
            ],
          },
        ],
      },
    });
    const tool = (n: number, said: Partial<Span>): Span => testSpan(n, { traceId, kind: 'TOOL', ...said });
    await capture([asking, tool(2, { toolName: 'look', toolCallId: 'a', output: { form: 'JSON', value: { found: 3 } } })]);
    await capture([
      tool(3, { toolName: 'book', isError: true, errorType: 'Conflict', errorMessage: '409' }),
      tool(4, { toolName: 'book' }),
      tool(5, { toolName: 'unasked' }),
    ]);
    const { rows } = await stores.postgres.query(
      'SELECT name, success, duration_ms, error, result FROM tool_calls WHERE workspace_id = $1 ORDER BY position',
      [workspaceId],
    );
    expect(rows).toEqual([
      { name: 'look', success: true, duration_ms: 500, error: null, result: { found: 3 } },
      { name: 'book', success: false, duration_ms: 500, error: '409', result: null },
      { name: 'book', success: true, duration_ms: 500, error: null, result: null },
    ]);
  });

  test('keeps a tool’s result that PostgreSQL would refuse as its text', async () => {
    const traceId = hexId(1, 32);
    const asking = testModelCall(1, {
      traceId,
      output: {
        form: 'CHAT',
        messages: [{ role: 'ASSISTANT', content: '', toolCalls: [{ id: 'a', name: 'look', arguments: { at: '\u0000' } }] }],
      },
    });
    await capture([
      asking,
      testSpan(2, { traceId, kind: 'TOOL', toolName: 'look', toolCallId: 'a', output: { form: 'JSON', value: { found: 'x\u0000y' } } }),
    ]);
    const { rows } = await stores.postgres.query('SELECT arguments, result FROM tool_calls WHERE workspace_id = $1', [workspaceId]);
    expect(rows).toEqual([{ arguments: '{"at":"\ufffd"}', result: '{"found":"x\ufffdy"}' }]);
  });

  test('takes what log records say of it, whether they come before or after', async () => {
    const bare = (n: number): Span => testModelCall(n, { input: null, output: null });
    const logs = (n: number) =>
      [
        {
          traceId: bare(n).traceId,
          spanId: bare(n).spanId,
          atUs: bare(n).startUs,
          input: [{ role: 'USER', content: 'Asked?' }],
          output: [{ role: 'ASSISTANT', content: 'Said.' }],
        },
      ] as const;
    for (const order of ['logs first', 'span first'] as const) {
      const n = order === 'logs first' ? 1 : 2;
      if (order === 'span first') await capture([bare(n)]);
      for (const _twice of [1, 2]) await amendSpans({ stores, live }, workspaceId, logs(n), now);
      if (order === 'logs first') await capture([bare(n)]);
      const [stored] = (await storedSpans(stores, workspaceId, [bare(n)])).values();
      expect(stored, order).toMatchObject({ input: { messages: [{ content: 'Asked?' }] }, output: { messages: [{ content: 'Said.' }] } });
      const rows = (await messages()).filter(({ trace_id: id }) => id === bare(n).traceId);
      expect(
        rows.map(({ role, content }) => [role, content]),
        order,
      ).toEqual([
        ['USER', 'Asked?'],
        ['ASSISTANT', 'Said.'],
      ]);
    }
  });
});

describe('the summary of a trace', () => {
  const traceId = hexId(1, 32);
  test('sums up its spans, however late and out of order they come, and stands once', async () => {
    const base = testSpan(1).startUs;
    const call = testModelCall(2, { traceId, parentId: hexId(1, 16), startUs: base + 10_000, endUs: base + 400_000 });
    await capture([call]);
    expect(await summaries()).toMatchObject([{ name: 'chat gpt-4o', span_count: 1, root_span_id: '' }]);
    await capture([
      testSpan(3, {
        traceId,
        parentId: hexId(1, 16),
        kind: 'TOOL',
        toolName: 'look',
        isError: true,
        startUs: base + 5_000,
        endUs: base + 900_000,
        service: 'tools',
      }),
    ]);
    await summaries();
    await capture([
      testSpan(1, {
        traceId,
        kind: 'AGENT',
        name: 'handle',
        startUs: base,
        endUs: base + 800_000,
        sessionId: 's',
        userId: 'u',
        service: 'api',
        tags: ['x'],
        usage: call.usage,
      }),
    ]);
    expect(await summaries()).toMatchObject([
      {
        name: 'handle',
        root_span_id: hexId(1, 16),
        root_kind: 'AGENT',
        span_count: 3,
        model_call_count: 1,
        tool_call_count: 1,
        error_count: 1,
        error_types: ['error'],
        duration_us: 900_000,
        uncached_input_tokens: 70,
        cache_read_tokens: 30,
        visible_output_tokens: 15,
        reasoning_tokens: 5,
        session_id: 's',
        user_id: 'u',
        services: ['api', 'tools'],
        models: ['gpt-4o'],
        tool_names: ['look'],
        tags: ['x'],
        input_preview: 'Question 2?',
        output_preview: 'Answer 2.',
      },
    ]);
    expect(
      await ask(
        'count() AS n',
        `traces FINAL WHERE WORKSPACE AND trace_id = '${traceId.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}'`,
      ),
    ).toEqual([{ n: 1 }]);
  });

  test('leaves removals where it stood before: each start that was the earliest once', () => {
    const places = [5, 7, 3, 3, 4, 1].map((startUs) => ({ traceId: 'a', startUs })).concat([{ traceId: 'b', startUs: 2 }]);
    expect(stalePlaces(places)).toEqual([
      { traceId: 'a', startUs: 5 },
      { traceId: 'a', startUs: 3 },
    ]);
  });
});

describe('deleting a trace', () => {
  test('takes its spans, its summary and the texts that nothing else names off the disk, and leaves what others name', async () => {
    const turn = (n: number): Span =>
      testModelCall(n, {
        input: {
          form: 'CHAT',
          messages: [
            { role: 'SYSTEM', content: 'shared secret' },
            { role: 'USER', content: `private ${n}` },
          ],
        },
      });
    await capture([turn(1), turn(2), testModelCall(3, { input: { form: 'CHAT', messages: [{ role: 'SYSTEM', content: 'only mine' }] } })]);
    await summaries();
    await deleteTraces(stores, workspaceId, [turn(1).traceId, hexId(3, 32)]);
    await purgeDeleted(stores);
    expect(await ask('text', 'contents WHERE WORKSPACE ORDER BY text')).toEqual([
      { text: '{"role":"ASSISTANT","content":"Answer 2."}' },
      { text: '{"role":"SYSTEM","content":"shared secret"}' },
      { text: '{"role":"USER","content":"private 2"}' },
    ]);
    expect(await ask('count() AS n', 'spans WHERE WORKSPACE')).toEqual([{ n: 1 }]);
    expect(await summaries()).toMatchObject([{ span_count: 1 }]);
    expect(
      await stores.clickhouse.query(
        'test',
        sql`SELECT count() AS n FROM system.parts WHERE active AND has_lightweight_delete AND table IN ('spans', 'contents', 'traces') AND ${uuid(workspaceId)} != toUUID('00000000-0000-0000-0000-000000000000')`,
        { timeoutMs: 5_000 },
      ),
    ).toEqual([{ n: 0 }]);
    await capture([turn(1)]);
    expect((await storedSpans(stores, workspaceId, [turn(1)])).values().next().value?.input, 'sent again it is whole').toEqual(
      turn(1).input,
    );
  });
});
