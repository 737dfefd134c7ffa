import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey, revokeApiKey } from '../../domains/access/commands.ts';
import { generateKey, prefixOf } from '../../domains/access/key.ts';
import type { Role } from '../../platform/permissions.ts';
import { createRequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { testSchema } from '../../platform/graphql/pipeline.testing.ts';
import { onIngest, type IngestObservation } from '../../platform/live/observations.ts';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { otlpLimits } from './limits.ts';
import { decodeProto } from './proto.fixtures.ts';
import { bodyOf, keyValue, logRequestOf, requestOf, sentSpan } from './requests.fixtures.ts';
import { storedSpans } from '../../domains/traces/load.ts';
import type { OtlpEncoding } from './types.ts';

let server: TestServer;
const secrets = {} as Record<Role, string>;
beforeAll(async () => {
  server = await openTestServer({ schema: testSchema() });
  for (const role of ['VIEWER', 'EDITOR'] as const)
    secrets[role] = (await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: role, role })).secret;
});
afterAll(() => server.close());

const encodings: OtlpEncoding[] = ['protobuf', 'json'];
const types = { protobuf: 'application/x-protobuf', json: 'application/json' };
let lastId = 0;
/** A span that no other test has sent. */
const newSpan = (fields: Record<string, unknown> = {}) => {
  lastId += 1;
  const startNano = BigInt(Date.now()) * 1_000_000n;
  return sentSpan({
    traceId: lastId.toString(16).padStart(32, 'a'),
    spanId: lastId.toString(16).padStart(16, 'b'),
    startTimeUnixNano: String(startNano),
    endTimeUnixNano: String(startNano + 5_000_000n),
    ...fields,
  });
};

interface Sending {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}
async function send(
  encoding: OtlpEncoding,
  { path = '/v1/traces', method = 'POST', headers = {}, body = bodyOf(requestOf(newSpan()), encoding) }: Sending = {},
) {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': types[encoding], ...headers },
    ...(method !== 'GET' && { body: new Uint8Array(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, type: response.headers.get('content-type'), bytes };
}
const successOf = (encoding: OtlpEncoding, bytes: Buffer) =>
  (encoding === 'json' ? JSON.parse(bytes.toString()) : decodeProto('ExportTraceServiceResponse', bytes)) as {
    partialSuccess?: { rejectedSpans?: string; errorMessage?: string };
  };
const statusOf = (encoding: OtlpEncoding, bytes: Buffer) =>
  (encoding === 'json' ? JSON.parse(bytes.toString()) : decodeProto('RpcStatus', bytes)) as { code: number; message: string };

/** The name of a span as it is stored; undefined: it is not there. */
async function storedName({ traceId, spanId }: Record<string, unknown>): Promise<string | undefined> {
  const stored = await storedSpans(server.stores, server.defaultWorkspaceId, [{ traceId: traceId as string, spanId: spanId as string }]);
  return [...stored.values()][0]?.name;
}

describe.each(encodings)('a request in %s', (encoding) => {
  test('is acknowledged when its spans are stored, with an empty message of its own type', async () => {
    const span = newSpan({ name: `stored ${encoding}` });
    const answer = await send(encoding, { body: bodyOf(requestOf(span), encoding) });
    expect([answer.status, answer.type, successOf(encoding, answer.bytes)]).toEqual([200, types[encoding], {}]);
    expect(await storedName(span)).toBe(`stored ${encoding}`);
  });
  test.each([
    '/v1/traces',
    '/api/public/otel/v1/traces',
    '/otel/v1/traces',
    '/api/v1/private/otel/v1/traces',
    '/i/v0/ai/otel',
    '/i/v0/ai/otel/v1/traces',
    '/v1/traces/',
    '/v1/traces?x=1',
    '/v1/logs',
    '/api/public/otel/v1/logs',
    '/otel/v1/logs',
    '/api/v1/private/otel/v1/logs',
    '/v1/metrics',
    '/api/public/otel/v1/metrics',
    '/otel/v1/metrics',
    '/api/v1/private/otel/v1/metrics',
  ])('is taken at %s', async (path) => {
    const body = path.includes('traces') || path.endsWith('otel') ? undefined : bodyOf(logRequestOf({}), encoding);
    const answer = await send(encoding, { path, ...(body !== undefined && { body }) });
    expect([answer.status, answer.type, successOf(encoding, answer.bytes)]).toEqual([200, types[encoding], {}]);
  });
  test.each([
    ['gzip', 'gzip', gzipSync],
    ['deflate', 'deflate in zlib’s format', deflateSync],
    ['deflate', 'bare deflate', deflateRawSync],
    ['br', 'br', brotliCompressSync],
  ] as const)('packed as %s is unpacked (%s)', async (name, _format, pack) => {
    const span = newSpan({ name: 'packed' });
    const answer = await send(encoding, { headers: { 'content-encoding': name }, body: pack(bodyOf(requestOf(span), encoding)) });
    expect(answer.status).toBe(200);
    expect(await storedName(span)).toBe('packed');
  });
  test('may have parameters in its content type', async () => {
    const answer = await send(encoding, { headers: { 'content-type': `${types[encoding].toUpperCase()}; charset=utf-8` } });
    expect([answer.status, answer.type]).toEqual([200, types[encoding]]);
  });
  test('of which some spans are bad is accepted except for those, and names which and why', async () => {
    const [first, last] = [newSpan({ name: 'good 0' }), newSpan({ name: 'good 4' })];
    const answer = await send(encoding, {
      body: bodyOf(
        requestOf(first, newSpan({ traceId: '' }), newSpan({ spanId: 'abcd' }), newSpan({ traceId: '0'.repeat(32) }), last),
        encoding,
      ),
    });
    const { partialSuccess } = successOf(encoding, answer.bytes);
    expect([answer.status, partialSuccess?.rejectedSpans]).toEqual([200, '3']);
    expect(partialSuccess?.errorMessage).toMatch(/^3 of 5 spans were not taken: span 1: traceId .*; span 2: spanId .*; span 3: traceId /);
    for (const span of [first, last]) expect(await storedName(span)).toBe(span['name']);
  });
  test('of which all spans are bad is refused', async () => {
    const answer = await send(encoding, { body: bodyOf(requestOf(newSpan({ traceId: '' }), newSpan({ spanId: '' })), encoding) });
    expect([answer.status, answer.type]).toEqual([400, types[encoding]]);
    expect(statusOf(encoding, answer.bytes)).toEqual({ code: 3, message: expect.stringContaining('2 of 2 spans were not taken') });
  });
  test('with 20 MB in one attribute is accepted, cut, and marked as cut', async () => {
    const answer = await send(encoding, {
      body: bodyOf(requestOf(newSpan({ attributes: [keyValue('big', 'x'.repeat(20_000_000))] })), encoding),
    });
    const { partialSuccess } = successOf(encoding, answer.bytes);
    expect([answer.status, partialSuccess?.rejectedSpans ?? '0']).toEqual([200, '0']);
    expect(partialSuccess?.errorMessage).toContain('cut at 1048576 bytes');
  });
  test.each([
    ['rubbish', {}, Buffer.from('\u0001\u0002 not a request')],
    ['what is not packed as it says', { 'content-encoding': 'gzip' }, Buffer.from('hello')],
    ['gzip that is cut', { 'content-encoding': 'gzip' }, gzipSync(bodyOf(requestOf(newSpan()), 'json')).subarray(0, 40)],
    ['deflate that is none', { 'content-encoding': 'deflate' }, Buffer.from([255, 255, 1])],
  ])('is refused with 400 when it is %s', async (_name, headers, body) => {
    for (const path of ['/v1/traces', '/v1/logs', '/v1/metrics']) {
      const answer = await send(encoding, { path, headers: headers as Record<string, string>, body });
      expect([answer.status, answer.type, statusOf(encoding, answer.bytes).code]).toEqual([400, types[encoding], 3]);
    }
  });
  test('cut in half is refused, and nothing of it is stored', async () => {
    const spans = Array.from({ length: 10 }, () => newSpan());
    const whole = bodyOf(requestOf(...spans), encoding);
    expect((await send(encoding, { body: whole.subarray(0, whole.length / 2) })).status).toBe(400);
    expect(await storedName(spans[0] ?? {})).toBeUndefined();
  });
  test('packed as something unknown is refused with 415', async () => {
    const answer = await send(encoding, { headers: { 'content-encoding': 'zstd' } });
    expect([answer.status, answer.type, statusOf(encoding, answer.bytes).code]).toEqual([415, types[encoding], 12]);
  });
  test('that unpacks to more than the limit is refused with 413, and not unpacked further', async () => {
    const bomb = gzipSync(Buffer.alloc(otlpLimits.bodyBytes * 4));
    const before = process.memoryUsage();
    const answer = await send(encoding, { headers: { 'content-encoding': 'gzip' }, body: bomb });
    expect([answer.status, answer.type, statusOf(encoding, answer.bytes).code]).toEqual([413, types[encoding], 8]);
    expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(otlpLimits.bodyBytes * 3);
  });
  test('of another method is refused with 405', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await send(encoding, { method });
      expect([answer.status, answer.headers.get('allow'), answer.type]).toEqual([405, 'POST', types[encoding]]);
    }
  });
  test('with a wrong key is refused with 401, whatever else it is', async () => {
    for (const headers of [
      { authorization: `Bearer ${generateKey()}` },
      { authorization: generateKey() },
      { 'x-api-key': 'sk-1' },
      { api_key: 'sk-1' },
      { 'lunary-project-key': 'p' },
      { authorization: 'Basic cGs6c2s=' },
    ]) {
      const answer = await send(encoding, { headers: headers as Record<string, string>, body: Buffer.alloc(2_000_000, 1) });
      expect([answer.status, answer.type, statusOf(encoding, answer.bytes).code], JSON.stringify(headers)).toEqual([
        401,
        types[encoding],
        16,
      ]);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });
  test('with a key that may only read is refused with 403', async () => {
    const answer = await send(encoding, { headers: { authorization: `Bearer ${secrets.VIEWER}` } });
    expect([answer.status, answer.type, statusOf(encoding, answer.bytes).code]).toEqual([403, types[encoding], 7]);
  });
  test('of a web page from elsewhere is refused with 403', async () => {
    const answer = await send(encoding, { headers: { origin: 'http://evil.example' } });
    expect([answer.status, answer.type, statusOf(encoding, answer.bytes).code]).toEqual([403, types[encoding], 7]);
  });
});

describe('credentials', () => {
  const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
  test('are taken where each product’s client puts them', async () => {
    const key = secrets.EDITOR;
    const basic = `Basic ${Buffer.from(`${prefixOf(key)}:${key}`).toString('base64')}`;
    for (const headers of [
      { authorization: `Bearer ${key}` },
      { authorization: basic },
      { authorization: key },
      { 'x-api-key': key },
      { api_key: key },
      { 'api-key': key },
      { 'lunary-project-key': key },
    ]) {
      expect(
        (await send('json', { headers: { ...elsewhere, ...(headers as Record<string, string>) } })).status,
        Object.keys(headers).join(),
      ).toBe(200);
    }
  });
  test('of none at all are enough on this machine only', async () => {
    expect((await send('json')).status).toBe(200);
    expect((await send('json', { headers: elsewhere })).status).toBe(401);
  });
  test('that were revoked are refused from the next request on', async () => {
    const { secret, apiKey } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'short', role: 'EDITOR' });
    const headers = { authorization: `Bearer ${secret}` };
    expect((await send('json', { headers })).status).toBe(200);
    await revokeApiKey(server, { workspaceId: server.defaultWorkspaceId, id: apiKey.id });
    expect((await send('json', { headers })).status).toBe(401);
  });
});

describe('a body', () => {
  test.each([
    ['nothing', 200, 'protobuf'],
    ['nothing', 400, 'json'],
  ] as const)('of %s is answered with %d in %s, where it is a message', async (_name, status, encoding) => {
    expect((await send(encoding, { body: Buffer.alloc(0) })).status).toBe(status);
  });
  test.each(['text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded', ''])(
    'of type "%s" is refused with 415, in JSON',
    async (type) => {
      const answer = await send('json', { headers: { 'content-type': type } });
      expect([answer.status, answer.type]).toEqual([415, 'application/json']);
      expect(statusOf('json', answer.bytes)).toEqual({ code: 12, message: 'Send the body as application/x-protobuf or application/json.' });
    },
  );
  test('above the limit is refused with 413', async () => {
    const answer = await send('protobuf', { body: Buffer.alloc(otlpLimits.bodyBytes + 1) });
    expect([answer.status, statusOf('protobuf', answer.bytes).code]).toEqual([413, 8]);
  });
  test('that comes while others fill the memory is asked to come again, and is taken when they are done', async () => {
    const requestMemory = createRequestMemory({ maxBytes: 1_000_000 });
    const small = await openTestServer({ schema: testSchema(), stores: server.stores, requestMemory });
    const headers = { 'content-type': types.json };
    const padded = (bytes: number): Buffer => Buffer.concat([bodyOf(requestOf(newSpan()), 'json'), Buffer.alloc(bytes, ' ')]);
    const [first, second] = [padded(700_000), padded(400_000)];
    const slow = httpRequest({ host: '127.0.0.1', port: small.port, method: 'POST', path: '/v1/traces', headers });
    const slowAnswer = once(slow, 'response');
    const sendSecond = () => fetch(`${small.url}/v1/traces`, { method: 'POST', headers, body: new Uint8Array(second) });
    slow.write(first.subarray(0, -1));
    await expect.poll(() => requestMemory.heldBytes()).toBe(first.length - 1);
    const refused = await sendSecond();
    expect([refused.status, refused.headers.get('retry-after'), ((await refused.json()) as { code: number }).code]).toEqual([503, '2', 14]);
    slow.end(first.subarray(-1));
    const [response] = (await slowAnswer) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect((await sendSecond()).status).toBe(200);
    expect(requestMemory.heldBytes()).toBe(0);
    await small.close();
  });
  test('is counted once for the metrics', async () => {
    const seen: IngestObservation[] = [];
    const stop = onIngest((observation) => seen.push(observation));
    await send('json', { body: bodyOf(requestOf(newSpan(), newSpan({ traceId: 'x' })), 'json') });
    stop();
    expect(seen).toEqual([{ kind: 'span', accepted: 1, updated: 0, rejected: 1 }]);
  });
});
