import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coalesced } from '../src/platform/live/coalesce.ts';
import { openLocalBus } from '../src/platform/live/bus.ts';
import { testSchema } from '../src/platform/graphql/pipeline.testing.ts';
import { maxBodyBytes } from '../src/platform/graphql/limits/limits.ts';
import { ask, openTestServer, sendRaw, type TestServer } from '../src/server.testing.ts';

let server: TestServer;
const live = openLocalBus();
beforeAll(async () => {
  const ticks = () => coalesced(live, 'facts.landed', 'w', { everyMs: 1, first: true });
  server = await openTestServer({ live, schema: testSchema({ ticks }) });
});
afterAll(() => server.close());

/** fetch() sets Host and Origin itself; this sends what it is told. */
async function send(options: { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer }) {
  const request = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    method: options.method ?? 'POST',
    path: options.path ?? '/graphql',
    headers: options.headers,
  });
  request.end(options.body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const isJson = String(response.headers['content-type']).includes('json');
  return {
    status: response.statusCode as number,
    headers: response.headers as Record<string, string>,
    text,
    code: isJson ? JSON.parse(text).errors?.[0]?.extensions?.code : undefined,
  };
}

const jsonBody = JSON.stringify({ query: '{ hello }' });
const json = { 'content-type': 'application/json' };

describe('Host', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])('%s is a name of this server, with any port', async (name) => {
    for (const host of [name, `${name}:4000`, name.toUpperCase()])
      expect((await send({ headers: { ...json, host }, body: jsonBody })).status).toBe(200);
  });
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '127.0.0.2', 'localhost@evil.example'])(
    '%s is refused, as a name pointed here by others',
    async (host) => {
      for (const path of ['/graphql', '/', '/metrics', '/explorer/x'])
        expect(await send({ path, headers: { ...json, host }, body: jsonBody })).toMatchObject({ status: 403, code: 'HOST_REFUSED' });
    },
  );
  test('is not asked of probes', async () => {
    expect((await send({ method: 'GET', path: '/healthz', headers: { host: '10.0.0.7:4000' } })).status).toBe(200);
    expect((await send({ method: 'GET', path: '/readyz', headers: { host: '10.0.0.7:4000' } })).status).toBe(200);
  });
  test('a request without one is refused', async () => {
    expect(await sendRaw(server.port, 'GET /graphql HTTP/1.0\r\n\r\n')).toContain(' 403 ');
  });
});

describe('Origin', () => {
  const host = 'localhost:4000';
  test('a page of this server may call it', async () => {
    expect(
      (await send({ headers: { ...json, host, origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }, body: jsonBody })).status,
    ).toBe(200);
  });
  test.each([
    'http://evil.example',
    'http://localhost:3000',
    'http://127.0.0.1:4000',
    'null',
    'file://',
    'http://localhost:4000.evil.example',
  ])('a page of %s is refused', async (origin) => {
    expect(await send({ headers: { ...json, host, origin }, body: jsonBody })).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
  });
  test.each(['cross-site', 'same-site'])('an image or script of a %s page is refused, which sends no Origin', async (site) => {
    const headers = { host, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
    expect(await send({ method: 'GET', path: '/graphql?query={hello}', headers })).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
  });
  test('a link from elsewhere opens the page', async () => {
    const headers = {
      host,
      accept: 'text/html',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await send({ method: 'GET', headers })).status).toBe(200);
  });
  test('no answer grants another site anything (CORS)', async () => {
    const { headers } = await send({ method: 'OPTIONS', headers: { host, 'access-control-request-method': 'POST' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('forged requests (CSRF)', () => {
  const mutation = 'mutation { store(items: []) }';
  test.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(mutation)}`],
    ['plain text', 'text/plain', JSON.stringify({ query: mutation })],
    ['a form with files', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--'],
  ])('%s, which any page can send, is refused', async (_name, type, body) => {
    expect(await send({ headers: { 'content-type': type }, body })).toMatchObject({ status: 403, code: 'CSRF_REFUSED' });
  });
  test('a mutation by GET is refused', async () => {
    expect((await send({ method: 'GET', path: `/graphql?query=${encodeURIComponent(mutation)}` })).status).toBe(405);
  });
  test.each(['', 'application/xml', 'application/graphql'])('a body of type "%s" is refused', async (type) => {
    expect(await send({ headers: type === '' ? {} : { 'content-type': type }, body: '{ hello }' })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });
});

describe('the body', () => {
  test.each([
    ['not JSON', '{'],
    ['empty', ''],
    ['an empty object', '{}'],
    ['a number', '1'],
    ['null', 'null'],
    ['text', '"{ hello }"'],
    ['a query that is no text', '{"query":1}'],
    ['variables that are no object', '{"query":"{ hello }","variables":[]}'],
    ['a parameter that is unknown', '{"query":"{ hello }","sql":"x"}'],
  ])('%s is refused with 400 and a code', async (_name, body) => {
    expect(await send({ headers: json, body })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
  test('a list of operations is refused: no batching', async () => {
    expect(await send({ headers: json, body: `[${jsonBody},${jsonBody}]` })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
  test('more than the limit is refused before it is read, as announced', async () => {
    expect(await send({ headers: { ...json, 'content-length': String(maxBodyBytes + 1) }, body: '' })).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
    });
  });
  test('more than the limit is refused while it comes, when it was not announced', async () => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: server.port,
      method: 'POST',
      path: '/graphql',
      headers: { ...json, 'transfer-encoding': 'chunked' },
    });
    const answered = once(request, 'response');
    request.on('error', () => {}); // the server stops reading
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    for (let sent = 0; sent <= maxBodyBytes / chunk.length; sent += 1) request.write(chunk);
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    request.destroy();
  });
  test.each(['gzip', 'deflate', 'br'] as const)('%s is unpacked', async (encoding) => {
    const { deflateSync, brotliCompressSync } = await import('node:zlib');
    const body = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[encoding](jsonBody);
    expect((await send({ headers: { ...json, 'content-encoding': encoding }, body })).text).toContain('"hello":"hello"');
  });
  test('a packed body that unpacks to more than the limit is refused', async () => {
    const body = gzipSync(Buffer.alloc(maxBodyBytes + 1, ' '));
    expect(await send({ headers: { ...json, 'content-encoding': 'gzip' }, body })).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });
  test('what is not packed as it says is refused', async () => {
    expect(await send({ headers: { ...json, 'content-encoding': 'gzip' }, body: jsonBody })).toMatchObject({
      status: 400,
      code: 'BAD_REQUEST',
    });
    expect(await send({ headers: { ...json, 'content-encoding': 'zstd' }, body: jsonBody })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_ENCODING',
    });
  });
  test('a batch near the limit is taken', async () => {
    const items = Array.from({ length: 20 }, () => ({ text: 'x'.repeat(1024 * 1024) }));
    const answer = await ask(server, 'mutation ($items: [Nested!]!) { store(items: $items) }', { variables: { items } });
    expect(answer.body.data).toEqual({ store: 20 });
  });
  test('another method is refused', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await send({ method, headers: json, body: jsonBody })).status).toBe(405);
  });
});

describe('answers', () => {
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/html, application/*', 'application/json'],
    ['application/graphql-response+json, application/json, text/event-stream', 'application/graphql-response+json'],
    ['application/json, application/graphql-response+json', 'application/json'],
  ])('for the accepted types %s are the same with and without the pipeline’s own Response', async (accept, type) => {
    const query = 'query Named($text: String) { hello(text: $text) item { name } expected }';
    for (const fields of [query, query.replace(' expected', '')]) {
      const body = JSON.stringify({ query: fields, variables: { text: 'ü' }, operationName: 'Named' });
      const answerTo = async (accepted: string | undefined) => {
        const { status, headers, text } = await send({
          headers: { ...json, ...(accepted === undefined ? {} : { accept: accepted }) },
          body,
        });
        const { date: _, 'x-request-id': __, ...others } = headers;
        return { status, headers: others, text };
      };
      const plain = await answerTo(accept);
      // With a parameter the type is left to Yoga.
      expect(plain).toEqual(await answerTo(`${type};charset=utf-8`));
      expect(plain.headers['content-type']).toBe(`${type}; charset=utf-8`);
    }
  });
  test('an operation that fails is executed once', async () => {
    let readCount = 0;
    const schema = testSchema();
    const bug = schema.getQueryType()?.getFields()['bug'];
    if (bug === undefined) throw new Error('The schema has no such field.');
    bug.resolve = () => {
      readCount += 1;
      throw new Error('not shown');
    };
    const other = await openTestServer({ schema, stores: server.stores });
    const { body } = await ask(other, '{ bug }');
    await other.close();
    expect([readCount, body.errors[0].extensions.code]).toEqual([1, 'INTERNAL_SERVER_ERROR']);
  });
  test('carry headers that keep pages apart, and policies that load nothing', async () => {
    const { headers } = await send({ headers: json, body: jsonBody });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });
  test('an unexpected error tells no path, statement or stack', async () => {
    const answer = await ask(server, '{ bug }');
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|\.ts|node_modules| at /);
    expect(answer.body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(server.logged)).toContain(answer.body.errors[0].extensions.errorId);
  });
  test('a subscription over HTTP is refused to those who take no stream, and leaves nothing behind', async () => {
    const answer = await ask(server, 'subscription { ticks }');
    expect(answer).toMatchObject({ status: 406, body: { errors: [{ extensions: { code: 'SUBSCRIPTION_NEEDS_STREAM' } }] } });
    expect(live.hasListeners('facts.landed', 'w')).toBe(false);
  });
  test('a subscription over HTTP comes as server-sent events, and ends with the connection', async () => {
    const leave = new AbortController();
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      signal: leave.signal,
      headers: { ...json, accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { ticks }' }),
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    while (!text.includes('event: next')) text += new TextDecoder().decode((await reader.read()).value);
    expect(live.hasListeners('facts.landed', 'w')).toBe(true);
    leave.abort();
    await expect.poll(() => live.hasListeners('facts.landed', 'w')).toBe(false);
  });
});

describe('what watches over the server', () => {
  test('it is alive and ready', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok\n');
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ready: true, postgres: true, clickhouse: true });
  });
  test('it is measured', async () => {
    await ask(server, '{ hello }');
    const text = await (await fetch(`${server.url}/metrics`)).text();
    for (const name of [
      'ftl_graphql_request_seconds_count{status="200"}',
      'ftl_clickhouse_statement_seconds',
      'ftl_projection_queue_messages 0',
      'ftl_projection_lag_seconds 0',
      'ftl_rollup_dirty_hours 0',
      'ftl_websocket_connections 0',
      'ftl_ingested_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ]) {
      expect(text).toContain(name);
    }
  });
  test('the metrics of another machine need a key', async () => {
    expect((await send({ method: 'GET', path: '/metrics', headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(401);
  });
});
