import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw, sql } from '../../platform/store/sql.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { hexId } from './spans.testing.ts';
import { drainSummaries } from './background/summaries.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  const { workspaceId } = { workspaceId: server.defaultWorkspaceId };
  await server.stores.prisma.price.create({
    data: { workspaceId, scope: 'MODEL', model: 'gpt-4o', inputRate: 2_500_000_000n, outputRate: 10_000_000_000n },
  });
});
afterAll(() => server?.close());

const start = '2026-11-20T12:00:00.000Z';
const at = (ms: number): string => new Date(Date.parse(start) + ms).toISOString();
const traceId = 'a1'.repeat(16);
const spanId = (n: number): string => hexId(n, 16);

const capture = async (...spans: unknown[]): Promise<Loose> => {
  const { body } = await ask(
    server,
    'mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted updated rejected { index field reason } } }',
    { variables: { spans } },
  );
  expect(body.errors).toBeUndefined();
  return body.data.captureSpans;
};
const traceOf = async (selection: string, id = traceId, variables: object = {}): Promise<Loose> => {
  const { body } = await ask(server, `query ($id: String!) { trace(id: $id) { ${selection} } }`, { variables: { id, ...variables } });
  expect(body.errors).toBeUndefined();
  return body.data.trace;
};

const spans = [
  {
    traceId,
    spanId: spanId(0),
    name: 'support',
    kind: 'AGENT',
    startedAt: start,
    durationMs: 2_000,
    service: 'api',
    sessionId: 's1',
    userId: 'u1',
    tags: ['vip'],
    metadata: { plan: 'pro' },
    environment: 'production',
    inputTokens: 900,
  },
  {
    traceId,
    spanId: spanId(1),
    parentId: spanId(0),
    name: 'chat gpt-4o',
    startedAt: at(100),
    durationMs: 900,
    model: 'gpt-4o',
    provider: 'openai',
    inputTokens: 100,
    outputTokens: 20,
    reasoningTokens: 5,
    timeToFirstTokenMs: 80,
    costUsd: 0.0006,
    input: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Where is my order?' },
    ],
    output: { role: 'assistant', content: 'On its way.' },
    modelParameters: { temperature: 0.2 },
    tools: [{ name: 'track' }],
    finishReason: 'stop',
    promptName: 'support',
    promptVersion: '3',
    service: 'api',
  },
  {
    traceId,
    spanId: spanId(2),
    parentId: spanId(0),
    name: 'track',
    kind: 'TOOL',
    toolName: 'track',
    startedAt: at(1_100),
    durationMs: 300,
    errorType: 'timeout',
    errorMessage: 'The courier did not answer',
    input: { parcel: 'X-77' },
    service: 'worker',
    attributes: { 'http.route': '/courier/Berlin' },
  },
  { traceId, spanId: spanId(3), parentId: spanId(99), name: 'late step', startedAt: at(500), durationMs: 2_500, service: 'worker' },
];

describe('captureSpans', () => {
  test('takes what is right, in any order, and tells of the rest by index, field and reason', async () => {
    const answer = await capture(
      spans[2],
      spans[0],
      { traceId, name: 'no start is now', kind: 'NOTHING' },
      spans[1],
      'no span',
      { ...(spans[3] as object), surprise: 1 },
      spans[3],
      { name: 'no trace' },
      { traceId, name: 'backwards', startedAt: at(5), endedAt: at(1) },
      { traceId, name: 'early', startedAt: '1970-01-01T00:00:00Z' },
      { traceId, name: 'bad metadata', metadata: 'text' },
      { traceId, name: 'runs', isRunning: true, durationMs: 5 },
    );
    expect(answer).toMatchObject({ accepted: 4, updated: 0 });
    expect(answer.rejected.map(({ index, field }: Loose) => [index, field])).toEqual([
      [2, 'kind'],
      [4, ''],
      [5, 'surprise'],
      [7, 'traceId'],
      [8, 'endedAt'],
      [9, 'startedAt'],
      [10, 'metadata'],
      [11, 'isRunning'],
    ]);
    expect(await capture(...spans)).toEqual({ accepted: 0, updated: 4, rejected: [] });
  });

  test('more than 5,000 are refused, and none is stored', async () => {
    const { body } = await ask(server, 'mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted } }', {
      variables: { spans: Array.from({ length: 5_001 }, () => spans[0]) },
    });
    expect(body.errors[0].extensions.code).toBe('BATCH_TOO_LARGE');
  });

  test('literals in the document do, too, and ids of any form', async () => {
    const { body } = await ask(
      server,
      'mutation { captureSpans(spans: [{ traceId: "my trace", spanId: "my span", name: "x", startedAt: "2026-11-20T12:00:00Z" }]) { accepted rejected { reason } } }',
    );
    expect(body.data.captureSpans).toEqual({ accepted: 1, rejected: [] });
    const trace = await traceOf('id span(id: "my span") { id name durationMs isError }', 'my trace');
    expect(trace.span).toMatchObject({ name: 'x', durationMs: 0, isError: false });
    expect(trace.id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a trace', () => {
  const summary = `id name startedAt endedAt durationMs isRunning rootSpanId services environment sessionId userId tags models providers toolNames errorTypes spanCount modelCallCount
    toolCallCount errorCount openCount inputTokens outputTokens reasoningTokens costUsd reportedCostUsd timeToFirstTokenMs inputPreview outputPreview metadata`;
  const expected = {
    id: traceId,
    name: 'support',
    startedAt: start,
    endedAt: at(3_000),
    durationMs: 3_000,
    isRunning: false,
    rootSpanId: spanId(0),
    services: ['api', 'worker'],
    environment: 'production',
    sessionId: 's1',
    userId: 'u1',
    tags: ['vip'],
    models: ['gpt-4o'],
    providers: ['openai'],
    toolNames: ['track'],
    errorTypes: ['timeout'],
    spanCount: 4,
    modelCallCount: 1,
    toolCallCount: 1,
    errorCount: 1,
    openCount: 0,
    inputTokens: 100,
    outputTokens: 20,
    reasoningTokens: 5,
    costUsd: 0.00045,
    reportedCostUsd: 0.0006,
    timeToFirstTokenMs: 80,
    metadata: { plan: 'pro' },
  };

  test('reads the same from its spans, before it is summed up, as from its summary', async () => {
    const fromSpans = await traceOf(summary);
    expect(fromSpans).toMatchObject(expected);
    await drainSummaries(server.stores);
    expect(await traceOf(summary)).toEqual(fromSpans);
  });

  test('that is not here is null, whatever the id', async () => {
    expect(await traceOf('id', 'f'.repeat(32))).toBeNull();
    expect(await traceOf('id', '')).toBeNull();
    expect(await traceOf('id', '\u0000')).toBeNull();
  });

  test('comes whole as columns', async () => {
    const { columns } = await traceOf('columns');
    expect(columns).toMatchObject({
      spanCount: 4,
      isCut: false,
      startedAtMs: Date.parse(start),
      ids: [0, 1, 2, 3].map(spanId),
      parents: [-1, 0, 0, -1],
      isOrphan: [3],
      starts: [0, 100, 1_100, 500],
      durations: [2_000, 900, 300, 2_500],
      costsUsd: [null, 0.00045, null, null],
      subtreeCostsUsd: [0.00045, 0.00045, null, null],
      subtreeTokens: [120, 120, 0, 0],
      critical: [3],
    });
    expect(columns.errors.of.map((error: number) => columns.errors.values[error])).toEqual(['', '', 'timeout', '']);
  });

  test('gives its spans by windows, with what is under each', async () => {
    const page =
      'edges { node { id depth childCount spanCount isOrphan isOnCriticalPath offsetMs subtree { spanCount errorCount modelCallCount inputTokens outputTokens costUsd } } } pageInfo { hasNextPage endCursor }';
    const { roots, children, errors, found } = await traceOf(
      `roots: spans(maxDepth: 0) { ${page} } children: spans(parentId: "${spanId(0)}", first: 1) { ${page} } errors: spans(errorsOnly: true) { ${page} } found: spans(search: "COURIER") { ${page} }`,
    );
    expect(roots.edges.map(({ node }: Loose) => node)).toEqual([
      {
        id: spanId(0),
        depth: 0,
        childCount: 2,
        spanCount: 3,
        isOrphan: false,
        isOnCriticalPath: false,
        offsetMs: 0,
        subtree: { spanCount: 3, errorCount: 1, modelCallCount: 1, inputTokens: 100, outputTokens: 20, costUsd: 0.00045 },
      },
      {
        id: spanId(3),
        depth: 0,
        childCount: 0,
        spanCount: 1,
        isOrphan: true,
        isOnCriticalPath: true,
        offsetMs: 500,
        subtree: { spanCount: 1, errorCount: 0, modelCallCount: 0, inputTokens: 0, outputTokens: 0, costUsd: null },
      },
    ]);
    expect(children.edges.map(({ node }: Loose) => node.id)).toEqual([spanId(1)]);
    expect(children.pageInfo.hasNextPage).toBe(true);
    const next = await traceOf(`spans(parentId: "${spanId(0)}", first: 1, after: "${children.pageInfo.endCursor}") { ${page} }`);
    expect(next.spans.edges.map(({ node }: Loose) => node.id)).toEqual([spanId(2)]);
    for (const list of [errors, found]) expect(list.edges.map(({ node }: Loose) => node.id)).toEqual([spanId(2)]);
  });

  test.each([
    ['gpt-4o', [1]],
    ['where is MY order', [1]],
    ['on its way', [1]],
    ['x-77', [2]],
    ['courier did not', [2]],
    ['/courier/berlin', [2]],
    ['late', [3]],
    ['nowhere', []],
    ['', []],
    ['%', []],
  ])('holds %j in the spans %j', async (text, places) => {
    const { body } = await ask(server, 'query ($id: String!, $text: String!) { trace(id: $id) { search(text: $text) } }', {
      variables: { id: traceId, text },
    });
    expect(body.data.trace.search).toEqual(places.map(spanId));
  });

  test('is too dear to be asked whole for a page of traces', async () => {
    const { body } = await ask(server, '{ traces(first: 100) { edges { node { columns } } } }');
    expect(body.errors[0].extensions.code).toBe('QUERY_TOO_COSTLY');
  });
});

describe('a span', () => {
  test('says all that was sent, its texts as chat, and why it cost what it did', async () => {
    const { span } =
      await traceOf(`span(id: "${spanId(1)}") { id traceId parentId name kind startedAt durationMs model provider modelParameters finishReason inputTokens outputTokens cacheReadTokens
      reasoningTokens costUsd costNote timeToFirstTokenMs tools promptName promptVersion input { form text byteCount isCut messages { role content seenInSpans } } output { form json messages { role content toolCalls { name } } }
      attributes events { name } links { spanId } message { externalId content trace { id } span { id } } json }`);
    expect(span).toMatchObject({
      id: spanId(1),
      traceId,
      parentId: spanId(0),
      name: 'chat gpt-4o',
      kind: 'LLM',
      startedAt: at(100),
      durationMs: 900,
      model: 'gpt-4o',
      provider: 'openai',
      modelParameters: { temperature: 0.2 },
      finishReason: 'stop',
      inputTokens: 100,
      outputTokens: 20,
      cacheReadTokens: 0,
      reasoningTokens: 5,
      costUsd: 0.00045,
      timeToFirstTokenMs: 80,
      tools: [{ name: 'track' }],
      promptName: 'support',
      promptVersion: '3',
      input: {
        form: 'CHAT',
        isCut: false,
        messages: [
          { role: 'SYSTEM', content: 'Be kind.', seenInSpans: 1 },
          { role: 'USER', content: 'Where is my order?', seenInSpans: 1 },
        ],
      },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'On its way.', toolCalls: [] }] },
      attributes: {},
      events: [],
      links: [],
      message: { externalId: `span:${traceId}:${spanId(1)}`, content: 'On its way.', trace: { id: traceId }, span: { id: spanId(1) } },
    });
    expect(span.costNote).toMatch(/Priced by the price of gpt-4o/);
    expect(span.json).toMatchObject({ id: spanId(1), costUsd: 0.00045, output: [{ role: 'ASSISTANT', content: 'On its way.' }] });
    expect(Object.keys(span.json), 'which of two rows is the newer is nobody’s business').not.toContain('version');
  });

  test('that failed, and one that is no call of a model, say so', async () => {
    const { span } = await traceOf(
      `span(id: "${spanId(2)}") { isError errorType errorMessage toolName service costUsd costNote input { form json text messages { role } } output { form } attributes message { id } }`,
    );
    expect(span).toMatchObject({
      isError: true,
      errorType: 'timeout',
      errorMessage: 'The courier did not answer',
      toolName: 'track',
      service: 'worker',
      costUsd: null,
      input: { form: 'JSON', json: { parcel: 'X-77' }, messages: null },
      output: null,
      attributes: { 'http.route': '/courier/Berlin' },
      message: null,
    });
    expect(span.costNote).toMatch(/Only calls of models cost/);
  });

  test('that is not here is null', async () => expect((await traceOf('span(id: "ffffffffffffffff") { id }')).span).toBeNull());

  test('of a page is read with the others of the page: three queries of the store, however many spans', async () => {
    const asked: string[] = [];
    server.stores.clickhouse.observe = (statement) => asked.push(statement);
    await traceOf('spans(first: 50) { edges { node { id name attributes input { text } output { text } subtree { costUsd } } } }');
    server.stores.clickhouse.observe = () => {};
    expect(asked.filter((name) => !['traces.summaries', 'traces.stamp', 'traces.tree'].includes(name)).sort()).toEqual([
      'traces.contents',
      'traces.details',
      'traces.spans',
    ]);
  });
});

test('judgments of a trace, of a span and of a message stand with the trace; those of a span with the span', async () => {
  const evaluations = [
    { traceId, rating: 4, externalId: 'of the trace' },
    { traceId, spanId: spanId(2), success: false, externalId: 'of a span' },
    { messageExternalId: `span:${traceId}:${spanId(1)}`, rating: 2, externalId: 'of a message' },
  ];
  const sent = await ask(
    server,
    'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted rejected { reason } } }',
    { variables: { evaluations } },
  );
  expect(sent.body.data.evaluateMessages).toEqual({ accepted: 3, rejected: [] });
  const trace = await traceOf(
    `evaluations { externalId } messages { role content } one: span(id: "${spanId(1)}") { evaluations { externalId } } two: span(id: "${spanId(2)}") { evaluations { externalId } }`,
  );
  expect(trace.evaluations.map(({ externalId }: Loose) => externalId).sort()).toEqual(['of a message', 'of a span', 'of the trace']);
  expect(trace.messages.map(({ content }: Loose) => content)).toEqual(expect.arrayContaining(['Where is my order?', 'On its way.']));
  expect(trace.two.evaluations).toEqual([{ externalId: 'of a span' }]);
  expect(trace.one.evaluations.map(({ externalId }: Loose) => externalId)).toContain('of a message');
});

describe('the list', () => {
  test('pages by cursors of its own order; those of another are refused', async () => {
    for (let n = 0; n < 5; n += 1)
      await capture({
        traceId: hexId(n, 32),
        spanId: spanId(n),
        name: `paged ${n}`,
        startedAt: at(n * 1_000),
        durationMs: 10 - n,
        sessionId: 'paging',
      });
    await drainSummaries(server.stores);
    const query =
      'query ($after: String, $order: TraceOrder, $first: Int) { traces(filter: { sessions: ["paging"] }, order: $order, first: $first, after: $after) { edges { node { name } } pageInfo { hasNextPage hasPreviousPage endCursor } } }';
    const names: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { traces }: Loose = (await ask(server, query, { variables: { after, first: 2 } })).body.data;
      names.push(...traces.edges.map(({ node }: Loose) => node.name));
      expect(traces.pageInfo.hasNextPage).toBe(page < 2);
      after = traces.pageInfo.endCursor;
    }
    expect(names).toEqual(['paged 4', 'paged 3', 'paged 2', 'paged 1', 'paged 0']);
    for (const cursor of [after, 'rubbish', Buffer.from('["traces DURATION down",1,2,"x"]').toString('base64url')]) {
      const { body } = await ask(server, query, { variables: { after: cursor, order: 'DURATION' } });
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_CURSOR', field: 'after' });
    }
  });
});

test('a trace of fifty thousand spans comes whole, in one answer', async () => {
  const huge = 'e'.repeat(32);
  await server.stores.clickhouse.command(
    'test',
    sql`INSERT INTO spans (workspace_id, trace_id, span_id, parent_id, started_at, duration_us, name, kind, service, version, expires_on)
    SELECT ${raw(`toUUID('${server.defaultWorkspaceId}')`)}, toUUID(${raw(`'${huge}'`)}), leftPad(lower(hex(number + 1)), 16, '0'), if(number = 0, '', leftPad(lower(hex(intDiv(number - 1, 5) + 1)), 16, '0')),
      toDateTime64('2026-11-20 12:00:00', 6, 'UTC') + toIntervalMicrosecond(number * 100), 5000, concat('step ', toString(number % 20)), 'CHAIN', 'api', 1, toDate('2149-01-01') FROM numbers(50000)`,
  );
  const { spanCount, columns, criticalPath } = await traceOf('spanCount columns criticalPath', huge);
  expect([spanCount, columns.ids.length, columns.parents.filter((parent: number) => parent === -1).length]).toEqual([50_000, 50_000, 1]);
  expect(criticalPath.length).toBeGreaterThan(0);
  expect(columns.names.values.length).toBe(20);
});
