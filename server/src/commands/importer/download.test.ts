import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { createApiKey } from '../../domains/access/commands.ts';
import { havePolicy } from '../../domains/policies/policies.testing.ts';
import { drainSummaries } from '../../domains/traces/background/summaries.ts';
import { captureSpans } from '../../domains/traces/commands.ts';
import { spansOfTrace } from '../../domains/traces/load/whole-trace.ts';
import { testModelCall, testSpan } from '../../domains/traces/spans.testing.ts';
import type { Span } from '../../domains/traces/types.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { importFiles } from './import.ts';

let server: TestServer;
let folder: string;
const other = { workspaceId: '', secret: '' };
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'download-'));
  other.workspaceId = await createTestWorkspace(server.stores, 'other');
  other.secret = (await createApiKey(server.stores, { workspaceId: other.workspaceId, name: 'other', role: 'EDITOR' })).secret;
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const importAs = async (apiKey: string | null, ...paths: string[]) => {
  let shown = '';
  const result = await importFiles(
    paths,
    { url: server.url, apiKey },
    { isTerminal: false, columns: 80, write: (text) => (shown += text) },
  );
  await drainSummaries(server.stores);
  return { ...result, shown };
};
const download = (id: string, init: RequestInit = {}) => fetch(`${server.url}/v1/traces/${encodeURIComponent(id)}`, init);
async function storedIn(workspaceId: string, traceId: string): Promise<Span[]> {
  const pages = await Array.fromAsync(spansOfTrace(server.stores, workspaceId, traceId));
  return pages.flat().map((span) => ({ ...span, read: span.read === null ? null : JSON.parse(span.read) }));
}
const asOther = () => ({ headers: { authorization: `Bearer ${other.secret}` } });
const headOf = async (id: string, options: { headers?: Record<string, string> } = {}): Promise<Loose> =>
  (
    await ask(
      server,
      'query ($id: String!) { trace(traceId: $id) { name startedAt durationMs spanCount modelCallCount errorCount inputTokens outputTokens costUsd reportedCostUsd sessionId userId tags services models inputPreview outputPreview columns } }',
      { variables: { id }, ...options },
    )
  ).body.data.trace;

/** Downloads a trace, imports the file into the other workspace, and compares what both hold. */
async function goesRound(id: string): Promise<Loose> {
  const response = await download(id);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  const text = await response.text();
  const path = join(folder, `${id}.json`);
  await writeFile(path, text);
  const { rejectedCount, shown } = await importAs(other.secret, path);
  expect(rejectedCount, shown).toBe(0);
  const sent = await storedIn(server.defaultWorkspaceId, id);
  expect(await storedIn(other.workspaceId, id)).toEqual(
    // What came without a source, by GraphQL or Langfuse's batches, has one now, which names the service.
    sent.map((span) => ({ ...span, source: span.source ?? (expect.any(Object) as Span['source']) })),
  );
  expect(await headOf(id, asOther())).toEqual(await headOf(id));
  return JSON.parse(text);
}

test('a trace that was captured comes back whole: kinds, times, texts, tokens, failures, events, links, what still runs', async () => {
  const traceId = 'a1'.repeat(16);
  const at = Date.UTC(2026, 10, 20, 12) * 1_000;
  const spans = [
    testSpan(1, {
      traceId,
      kind: 'AGENT',
      sessionId: 's-1',
      conversationId: 'c-1',
      userId: 'u-1',
      tags: ['a', 'b, c'],
      traceName: 'answer',
      release: 'r1',
      appVersion: '1.2',
      environment: 'test',
      service: 'shop',
      metadata: { plan: 'pro', nested: { deep: [1, null, true] } },
      attributes: { 'my.flag': true, 'my.list': [1, 'two', { three: 3.5 }], 'my.big': '9007199254740993' },
      links: [{ traceId: 'b2'.repeat(16), spanId: 'c3'.repeat(8), attributes: { why: 'retry' } }],
      experimentName: 'e',
      variant: 'v',
    }),
    testModelCall(2, {
      traceId,
      parentId: testSpan(1).spanId,
      reportedCostUsd: 0.0123,
      timeToFirstTokenMs: 41,
      finishReason: 'stop',
      modelParameters: { temperature: 0.5, stop: ['x'] },
      tools: [{ type: 'function', function: { name: 'look', parameters: {} } }],
      output: {
        form: 'CHAT',
        messages: [
          {
            role: 'ASSISTANT',
            content: 'Look at this.',
            reasoning: 'I think.',
            toolCalls: [{ id: 'k', name: 'look', arguments: { at: 'x' } }],
            parts: [{ type: 'image_url', image_url: { url: 'https://example.org/a.png' } }],
          },
        ],
      },
    }),
    testSpan(3, {
      traceId,
      parentId: testSpan(2).spanId,
      kind: 'TOOL',
      toolName: 'look',
      toolCallId: 'k',
      input: { form: 'JSON', value: { at: 'x' } },
      output: { form: 'TEXT', text: '[1, 2]' },
      isError: true,
      errorType: 'TimeoutError',
      errorMessage: 'took too long',
      events: [{ name: 'exception', atUs: at + 7, attributes: { 'exception.type': 'TimeoutError', none: null } }],
    }),
    testSpan(4, { traceId, endUs: null, events: [{ name: 'exception', atUs: at, attributes: { 'exception.type': 'Retried' } }] }),
  ];
  await captureSpans(server, server.defaultWorkspaceId, spans, new Date(at / 1_000));
  await drainSummaries(server.stores);
  const file = await goesRound(traceId);
  const sent = file.resourceSpans.flatMap((group: Loose) => group.scopeSpans[0].spans) as Loose[];
  const namesOf = (span: Loose): string[] => span.attributes.map(({ key }: Loose) => key);
  // Other products read these names.
  expect(namesOf(sent[1])).toEqual(
    expect.arrayContaining(['gen_ai.input.messages', 'gen_ai.usage.input_tokens', 'gen_ai.request.model', 'gen_ai.usage.cost']),
  );
  expect(sent[2]).toMatchObject({ status: { code: 2, message: 'took too long' }, startTimeUnixNano: expect.stringMatching(/^\d{19}$/) });
  expect(sent[3]).not.toHaveProperty('endTimeUnixNano');
});

test('a trace of more spans than are read at once comes back whole', async () => {
  const traceId = 'a2'.repeat(16);
  const spans = Array.from({ length: 450 }, (_, n) =>
    testSpan(n, { traceId, ...(n > 0 && { parentId: testSpan(0).spanId }), attributes: { n } }),
  );
  await captureSpans(server, server.defaultWorkspaceId, spans, new Date(Date.UTC(2026, 10, 20, 13)));
  await drainSummaries(server.stores);
  await goesRound(traceId);
});

test.skipIf(sharedData === null)(`traces of real frameworks come back whole ${needsSharedData}`, async () => {
  const paths = globSync(join(sharedData ?? '', 'langfuse_traces/*.trace.json'))
    .toSorted()
    .slice(-3);
  await importAs(null, ...paths);
  const { body } = await ask(server, '{ traces(first: 50) { edges { node { id spanCount } } } }');
  const ids = body.data.traces.edges.map(({ node }: Loose) => node.id as string);
  expect(ids.length).toBeGreaterThanOrEqual(paths.length);
  for (const id of ids) await goesRound(id);
});

test('what was masked stays masked, and the file has the name of the trace', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'masked');
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'reader', role: 'VIEWER' });
  await havePolicy(server.stores, workspaceId, { maskingMode: 'MASK', maskingKinds: ['EMAIL'] });
  const traceId = 'a3'.repeat(16);
  const spans = [
    testModelCall(1, {
      traceId,
      input: { form: 'TEXT', text: 'Write to ada@example.org' },
      metadata: { contact: 'ada@example.org' },
      events: [{ name: 'sent', atUs: Date.UTC(2026, 10, 20) * 1_000, attributes: { to: 'ada@example.org' } }],
    }),
  ];
  await captureSpans(server, workspaceId, spans, new Date(Date.UTC(2026, 10, 20, 13)));
  const response = await download(traceId.toUpperCase(), { headers: { authorization: `Bearer ${secret}` } });
  expect([response.status, response.headers.get('content-disposition')]).toEqual([200, `attachment; filename="trace-${traceId}.json"`]);
  const text = await response.text();
  expect(text).toContain('Write to ');
  expect(text).not.toContain('ada@');
});

test.each([
  ['of an unknown trace', 404, 5, () => download('f'.repeat(32))],
  ['of a trace of another workspace', 404, 5, () => download('a3'.repeat(16))],
  ['with an unknown key', 401, 16, () => download('a1'.repeat(16), { headers: { authorization: 'Bearer ftl_unknown' } })],
  ['of a page from elsewhere', 403, undefined, () => download('a1'.repeat(16), { headers: { origin: 'http://evil.example' } })],
  ['by another method', 405, 12, () => download('a1'.repeat(16), { method: 'DELETE' })],
])('a download %s is refused with %d', async (_what, status, code, request) => {
  const response = await request();
  expect([response.status, ((await response.json()) as { code?: number }).code]).toEqual([status, code]);
});

test('judgments of the trace, its spans and its messages come with it; in its own workspace none is there twice', async () => {
  const traceId = 'e7'.repeat(16);
  const spans = [
    testModelCall(1, { traceId }),
    testSpan(2, { traceId, parentId: testModelCall(1).spanId, kind: 'TOOL', toolName: 'look' }),
  ];
  const [call, tool] = spans as [Span, Span];
  await captureSpans(server, server.defaultWorkspaceId, spans, new Date());
  await drainSummaries(server.stores);
  const evaluations = [
    {
      traceId,
      spanId: call.spanId,
      externalId: 'e-1',
      rating: 2,
      success: false,
      failureTags: ['tone', 'long'],
      evaluator: 'Ann',
      evaluatorKind: 'HUMAN',
    },
    {
      traceId,
      spanId: tool.spanId,
      name: 'tool choice',
      value: 0.25,
      label: 'poor',
      comment: 'an email: a@b.example',
      evaluatorKind: 'RULE',
    },
    { traceId, name: 'whole', value: 3, correctedOutput: 'Better.' },
    { traceId, spanId: 'f'.repeat(16), name: 'of a span that never came', value: 1 },
    { messageExternalId: `span:${traceId}:${call.spanId}`, success: true, createdAt: '2026-11-01T10:00:00.000Z' },
  ];
  const sent = await ask(
    server,
    'mutation ($e: [EvaluationInput!]!) { evaluateMessages(evaluations: $e) { accepted rejected { field reason } } }',
    {
      variables: { e: evaluations },
    },
  );
  expect(sent.body.data.evaluateMessages).toEqual({ accepted: 5, rejected: [] });
  const judged = await ask(server, 'mutation ($j: [MessageJudgmentInput!]!) { judgeMessages(judgments: $j) { accepted } }', {
    variables: { j: [{ messageExternalId: `span:${traceId}:${call.spanId}`, rating: 4 }] },
  });
  expect(judged.body.data.judgeMessages).toEqual({ accepted: 1 });
  const storedOf = async (workspaceId: string): Promise<Loose[]> =>
    (
      await server.stores.prisma.evaluation.findMany({
        where: { workspaceId, OR: [{ traceId }, { message: { traceId } }] },
        omit: { id: true, workspaceId: true, messageId: true },
        orderBy: { externalId: 'asc' },
      })
    ).map(({ externalId, ...one }) => ({ ...one, id: externalId.replace(/^from:[^:]*:/, '') }));
  const before = await storedOf(server.defaultWorkspaceId);
  expect(before).toHaveLength(6);
  const file = await goesRound(traceId);
  expect(JSON.stringify(file)).toContain('gen_ai.evaluation.result');
  const byId = (rows: Loose[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(byId(await storedOf(other.workspaceId))).toEqual(byId(before));
  const path = join(folder, `${traceId}.json`);
  for (const key of [null, other.secret]) expect(await importAs(key, path)).toMatchObject({ rejectedCount: 0 });
  expect(await storedOf(server.defaultWorkspaceId)).toEqual(before);
  expect(byId(await storedOf(other.workspaceId))).toEqual(byId(before));
});
