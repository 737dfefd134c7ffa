import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxEventCount } from '../src/protocols/langfuse/read.ts';
import { openTestServer, type TestServer } from '../src/server.testing.ts';
import { otlpLimits } from '../src/protocols/otlp/limits.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const protobuf = { 'content-type': 'application/x-protobuf' };
const takers = ['/graphql', '/v1/traces', '/v1/logs', '/api/public/ingestion', '/api/public/scores'] as const;

async function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: Buffer | string = '',
): Promise<{ status: number; text: string }> {
  const request = httpRequest({ host: '127.0.0.1', port: server.port, method, path, headers });
  request.end(body);
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, text };
}

/** Refused with a reason of the caller's, nothing of the inside is told, and the log has no fault. */
function expectRefused({ status, text }: { status: number; text: string }, statuses: readonly number[]): void {
  expect(statuses, text).toContain(status);
  expect(text).not.toMatch(/node_modules|prisma|SELECT |invocation|\.ts:\d|    at /);
  expect(server.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
}

describe('a body that is none', () => {
  const packed = JSON.stringify({ query: '{ __typename }' }).repeat(20);
  const bodies: [name: string, headers: Record<string, string>, body: Buffer | string, statuses: number[]][] = [
    ['empty', json, '', [400]],
    ['cut JSON', json, '{"query":', [400]],
    ['a list', json, '[]', [400]],
    ['a number', json, '1', [400]],
    ['null', json, 'null', [400]],
    ['no UTF-8', json, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), [400]],
    ['two hundred thousand lists', json, '['.repeat(200_000) + ']'.repeat(200_000), [400]],
    ['no type', {}, '{}', [415]],
    ['a type that is none', { 'content-type': ';;,' }, '{}', [415]],
    ['text', { 'content-type': 'text/plain' }, '{}', [403, 415]],
    ['an unknown encoding', { ...json, 'content-encoding': 'zstd' }, '{}', [415]],
    ['two encodings', { ...json, 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync('{}')), [415]],
    ['an encoding that every object has', { ...json, 'content-encoding': 'constructor' }, '{}', [415]],
    ['no gzip', { ...json, 'content-encoding': 'gzip' }, '{}', [400]],
    ['cut gzip', { ...json, 'content-encoding': 'gzip' }, gzipSync(packed).subarray(0, 20), [400]],
    ['gzip and more', { ...json, 'content-encoding': 'gzip' }, Buffer.concat([gzipSync(packed), Buffer.from('more')]), [400]],
    ['no brotli', { ...json, 'content-encoding': 'br' }, '{"a":1}', [400]],
    ['cut brotli', { ...json, 'content-encoding': 'br' }, brotliCompressSync(packed).subarray(0, 12), [400]],
    ['cut deflate', { ...json, 'content-encoding': 'deflate' }, deflateSync(packed).subarray(0, 12), [400]],
    ['no protobuf', protobuf, Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3]), [400, 415]],
    ['cut protobuf', protobuf, Buffer.from([0x0a, 0x7f, 1]), [400, 415]],
  ];
  test.each(bodies)('%s is refused on every path that takes one', async (_name, headers, body, statuses) => {
    for (const path of takers) {
      // Scores come in lists, too: an empty one is stored, and what stands in one is refused by its place.
      const isListOfScores = path === '/api/public/scores' && typeof body === 'string' && body.startsWith('[');
      expectRefused(await send('POST', path, headers, body), isListOfScores ? [body === '[]' ? 202 : 207] : statuses);
    }
  });

  test('cut off before its length is refused, and is no fault', async () => {
    for (const path of takers) {
      const socket = connect(server.port, '127.0.0.1');
      socket.end(`POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":`);
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      expectRefused({ status: Number(answer.split(' ')[1]), text: answer }, [400]);
    }
  });
});

describe('methods and addresses', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s is refused where only POST is taken', async (method) => {
    for (const path of takers) expectRefused(await send(method, path), [405]);
  });
  test('headers beyond what is read are refused', async () => {
    for (const path of takers) expectRefused(await send('POST', path, { ...json, 'x-large': 'a'.repeat(20_000) }, '{}'), [431]);
  });
  test.each([
    '/api/public/nothing',
    '/api/public/',
    '/api/public/scores/%',
    '/api/public/scores/%E0%A4%A',
    '/api/public/..%2f..',
    '/api/public//scores',
    '/api/public/[',
    '/api/public/v2/prompts/%00',
    '/explorer/../x',
  ])('%s leads nowhere', async (path) => {
    expectRefused(await send('GET', path), [404]);
  });
  test.each([
    '?variables=x&query={__typename}',
    '?extensions=x&query={__typename}',
    '?variables=[]&query={__typename}',
    '',
    '?query=',
    '?query={__typename}&operationName=x',
  ])('GraphQL by the address%s is refused', async (params) => {
    expectRefused(await send('GET', `/graphql${params}`), [400]);
  });
});

describe('impossible scores', () => {
  test.each([
    'fromTimestamp=0000-01-01',
    'toTimestamp=9999-12-31T23:59:59-14:00',
    'name=%00',
    'sessionId=a%00',
    'userId=%00',
    'scoreIds=%00,a',
    'value=1&operator=__proto__',
    'value=1&operator=constructor',
    'value=1e999',
    'page=0',
    'page=1000001',
    'limit=101',
    '__proto__=1',
    'dataType=constructor',
    'source=constructor',
  ])('%s is refused in every version of the list', async (params) => {
    for (const version of ['', 'v2/', 'v3/'])
      expectRefused(
        await send('GET', `/api/public/${version}scores?${params}`),
        params.startsWith('page') && version === 'v3/' ? [200] : [400],
      );
  });
  test('an id that no score can have leads nowhere', async () => {
    for (const id of ['%00', 'a%00b', 'x'.repeat(5_000)]) {
      expectRefused(await send('GET', `/api/public/scores/${id}`), [404]);
      expectRefused(await send('DELETE', `/api/public/scores/${id}`), [404]);
    }
  });
});

describe('more items than a call may have', () => {
  test('of Langfuse’s batch, nothing is taken', async () => {
    const answer = await send(
      'POST',
      '/api/public/ingestion',
      json,
      JSON.stringify({ batch: Array.from({ length: maxEventCount + 1 }, () => ({})) }),
    );
    expectRefused(answer, [400]);
    expect(JSON.parse(answer.text)).toMatchObject({ error: 'BATCH_TOO_LARGE', message: expect.stringContaining(String(maxEventCount)) });
  });
  test('of OpenTelemetry, the first are looked at and the others are named', async () => {
    const span = '{"traceId":"00000000000000000000000000000000"},';
    const body = `{"resourceSpans":[{"scopeSpans":[{"spans":[${span.repeat(otlpLimits.items + 1).slice(0, -1)}]}]}]}`;
    const answer = await send('POST', '/v1/traces', json, body);
    expectRefused(answer, [400]);
    expect(JSON.parse(answer.text).message).toContain(String(otlpLimits.items));
  });
});
