import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApiKey } from '../../domains/access/commands.ts';
import { messageOf } from '../../domains/messages/message.fixtures.ts';
import { createSocketCaps } from '../../protocols/graphql/socket-caps.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { maxSocketCountOfViewer, maxWaitingSocketCountOfAddress } from '../graphql/limits/limits.ts';
import { Rates } from '../rates/rates.ts';

const pointsPerMinute = 100;
const failuresPerMinute = 40;
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ rates: new Rates({ requestsPerMinute: 1_000, pointsPerMinute, failuresPerMinute }) });
});
afterAll(() => server.close());

/** Credentials of a new key that may send so many requests a minute; absent: as many as all. */
async function newKey(requestsPerMinute?: number): Promise<Record<string, string>> {
  const { apiKey, secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'key', role: 'ADMIN' });
  if (requestsPerMinute !== undefined) await server.stores.prisma.apiKey.update({ where: { id: apiKey.id }, data: { requestsPerMinute } });
  return { authorization: `Bearer ${secret}` };
}

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
}
async function send({ method = 'POST', path, body }: Call, headers: Record<string, string>) {
  const response = await fetch(server.url + path, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? (JSON.parse(text) as Loose) : text };
}

const words = /^This key may send 2 requests a minute\. Send this again in \d+ s\.$/;
const rows: [protocol: string, call: Call, refusal: object][] = [
  [
    'GraphQL',
    { path: '/graphql', body: { query: '{ __typename }' } },
    { errors: [{ message: expect.stringMatching(words), extensions: { code: 'RATE_LIMITED' } }] },
  ],
  ['OTLP', { path: '/v1/traces', body: { resourceSpans: [] } }, { code: 8, message: expect.stringMatching(words) }],
  [
    'the download of a trace',
    { method: 'GET', path: '/v1/traces/0123456789abcdef0123456789abcdef' },
    { code: 8, message: expect.stringMatching(words) },
  ],
  ['Langfuse', { path: '/api/public/ingestion', body: { batch: [] } }, { message: expect.stringMatching(words), error: 'RATE_LIMITED' }],
  [
    'MLflow',
    { path: '/api/2.0/mlflow/experiments/search', body: {} },
    { error_code: 'REQUEST_LIMIT_EXCEEDED', message: expect.stringMatching(words) },
  ],
  [
    'Trackio',
    { path: '/api/get_runs_for_project', body: { args: [], kwargs: { project: 'p' } } },
    { data: null, error: expect.stringMatching(words) },
  ],
  ['metrics', { method: 'GET', path: '/metrics' }, expect.stringContaining('This key may send 2 requests a minute.')],
];

describe('requests', () => {
  test.each(rows)('of %s beyond the limit of a key are refused in its form, with the time to come again', async (_name, call, refusal) => {
    const headers = await newKey(2);
    for (const left of [1, 0]) {
      const answer = await send(call, headers);
      expect([200, 207, 404], JSON.stringify(answer.body)).toContain(answer.status);
      expect(answer.headers.get('ratelimit')).toMatch(new RegExp(`^"requests";r=${left};t=\\d+`));
      expect(answer.headers.get('ratelimit-policy')).toBe(`"requests";q=2;w=60, "points";q=${pointsPerMinute};w=60`);
      expect(answer.headers.get('retry-after')).toBeNull();
    }
    const refused = await send(call, headers);
    expect(refused).toMatchObject({ status: 429, body: refusal });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
  test('of all protocols count together', async () => {
    const headers = await newKey(rows.length - 1);
    const statuses: number[] = [];
    for (const [, call] of rows) statuses.push((await send(call, headers)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(statuses.at(-1)).toBe(429);
  });
  test('fifty at once are counted exactly', async () => {
    const headers = await newKey(20);
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(server, '{ __typename }', { headers })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.filter(({ status, body }) => status === 429 && body.errors[0].extensions.code === 'RATE_LIMITED')).toHaveLength(30);
  });
  test('of this machine without credentials have no limit and no such headers', async () => {
    const { headers, status } = await ask(server, '{ __typename }');
    expect([status, headers.get('ratelimit')]).toEqual([200, null]);
  });
});

describe('points', () => {
  test('of an operation are its cost: aliases do not hide it, and what is refused takes none', async () => {
    const headers = await newKey();
    const page = (aliases: string[]) => `{ ${aliases.map((alias) => `${alias}: workspace { slug }`).join(' ')} }`;
    const cost = (await ask(server, page(['a']), { headers })).body.extensions.cost.requested as number;
    const ten = page(Array.from({ length: 10 }, (_, index) => `a${index}`));
    expect((await ask(server, ten, { headers: await newKey() })).body.extensions.cost.requested).toBe(10 * cost);
    let used = cost;
    while (used + 10 * cost <= pointsPerMinute) {
      expect((await ask(server, ten, { headers })).status).toBe(200);
      used += 10 * cost;
    }
    const refused = await ask(server, ten, { headers });
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } });
    expect(refused.body.data).toBeUndefined();
    expect(refused.headers.get('ratelimit')).toContain(`"points";r=${pointsPerMinute - used};`);
    if (used + cost <= pointsPerMinute) expect((await ask(server, page(['a']), { headers })).status).toBe(200);
  });
  test('of ingest are the items, and nothing of a batch that is refused is stored', async () => {
    const headers = await newKey();
    const batch = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => messageOf({ externalId: `${name} ${index}` }));
    const store = (messages: object[]) =>
      ask(server, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
        variables: { messages },
        headers,
      });
    expect((await store(batch(60, 'first'))).body.data).toEqual({ ingestMessages: { accepted: 60 } });
    expect((await store(batch(60, 'second'))).status).toBe(429);
    expect((await store(batch(20, 'third'))).body.data).toEqual({ ingestMessages: { accepted: 20 } });
    expect(await server.stores.prisma.message.count({ where: { externalId: { startsWith: 'second' } } })).toBe(0);
  });
  test.each<[string, (count: number) => Call]>([
    [
      'spans of OTLP',
      (count) => ({ path: '/v1/traces', body: { resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: count }, spanOf) }] }] } }),
    ],
    ['events of Langfuse', (count) => ({ path: '/api/public/ingestion', body: { batch: Array.from({ length: count }, () => ({})) } })],
    [
      'points of MLflow',
      (count) => ({ path: '/api/2.0/mlflow/runs/log-batch', body: { run_id: 'r', metrics: Array.from({ length: count }, () => ({})) } }),
    ],
    [
      'entries of Trackio',
      (count) => ({ path: '/api/bulk_log', body: { args: [], kwargs: { logs: Array.from({ length: count }, () => ({})) } } }),
    ],
  ])('of %s are counted one by one', async (_name, call) => {
    const headers = await newKey();
    expect((await send(call(60), headers)).status).not.toBe(429);
    expect((await send(call(41), headers)).status).toBe(429);
    expect((await send(call(40), headers)).status).not.toBe(429);
  });
});

const spanOf = (_: unknown, index: number) => ({
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: (index + 1).toString(16).padStart(16, '0'),
  name: 'span',
  startTimeUnixNano: '1700000000000000000',
  endTimeUnixNano: '1700000000000000001',
});

describe('on a socket', () => {
  const connect = (headers: Record<string, string>) =>
    createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket, connectionParams: headers, retryAttempts: 0 });
  /** The first answer: a result, or the errors that refused the operation. */
  const first = (client: ReturnType<typeof connect>, query: string) =>
    new Promise<Loose>((resolve) => client.subscribe({ query }, { next: resolve, error: resolve, complete: () => {} }));

  test('operations count as requests, and are refused while the socket stays open', async () => {
    const client = connect(await newKey(4));
    for (let count = 0; count < 3; count += 1)
      expect(await first(client, '{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    for (let count = 0; count < 2; count += 1)
      expect(await first(client, '{ __typename }')).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(await first(client, 'subscription { messageIngested { externalId } }')).toMatchObject([
      { extensions: { code: 'RATE_LIMITED' } },
    ]);
    await client.dispose();
  });
  test('each event of a subscription costs its points, and one beyond the limit ends it with the reason', async () => {
    const client = connect(await newKey());
    const fields = Array.from({ length: 24 }, (_, n) => `f${n}: externalId`).join(' ');
    const events = client.iterate<Loose>({ query: `subscription { messageIngested { ${fields} } }` });
    const given: Loose[] = [];
    const reading = (async () => {
      for await (const event of events) given.push(event);
    })();
    const sending = await newKey();
    for (let n = 0; given.length < 4 && n < 30; n += 1) {
      const messages = `[{ externalId: "event ${n}", conversationId: "c", role: USER, content: "x" }]`;
      expect((await ask(server, `mutation { ingestMessages(messages: ${messages}) { accepted } }`, { headers: sending })).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await reading;
    // 25 points at the beginning, and for each event.
    expect(given.map(({ data, errors }) => errors?.[0].extensions.code ?? typeof data.messageIngested.f0)).toEqual([
      'string',
      'string',
      'string',
      'RATE_LIMITED',
    ]);
    await client.dispose();
  });
  test('one that is opened beyond the limit is closed with 1013, after which clients come again', async () => {
    const headers = await newKey(1);
    expect((await ask(server, '{ __typename }', { headers })).status).toBe(200);
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: headers }));
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect([code, String(reason)]).toEqual([1013, 'RATE_LIMITED']);
  });
  test('places of an address and of a viewer are as many as are stated, and are given back once', () => {
    const caps = createSocketCaps();
    for (const [take, most] of [
      [caps.waitAt, maxWaitingSocketCountOfAddress],
      [caps.openFor, maxSocketCountOfViewer],
    ] as const) {
      const leaves = Array.from({ length: most }, () => take('a'));
      expect(take('a')).toBeNull();
      expect(take('b')).not.toBeNull();
      leaves[0]?.();
      leaves[0]?.();
      expect(take('a')).not.toBeNull();
      expect(take('a')).toBeNull();
    }
  });
});

// Last: it uses up what this machine's address may fail.
describe('credentials that are not valid', () => {
  test('are refused with 429 beyond the limit of an address, on every protocol, while valid ones of it are answered', async () => {
    const valid = await newKey();
    const wrong = { authorization: 'Bearer ftl_wrong' };
    const statuses = await Promise.all(
      Array.from({ length: failuresPerMinute + 10 }, () => ask(server, '{ __typename }', { headers: wrong })),
    );
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(10);
    for (const [, call] of rows) {
      const { status, headers } = await send(call, wrong);
      expect([status, headers.get('ratelimit-policy')]).toEqual([429, `"failures";q=${failuresPerMinute};w=60`]);
    }
    expect((await ask(server, '{ __typename }', { headers: valid })).status).toBe(200);
  });
});
