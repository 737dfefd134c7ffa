import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApiKey } from '../src/domains/access/commands.ts';
import { openTestServer, type TestServer } from '../src/server.testing.ts';
import { rules, type Seen } from './passive-scan.testing.ts';

const client = join(import.meta.dirname, '../../client');
let folder: string;
let server: TestServer;
let https: TestServer;
const seen: Seen[] = [];

const page = { accept: 'text/html' };
const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  [path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }] as const;

/** What a scanner comes across: pages, files, every protocol, and each kind of refusal. */
const requests: readonly (readonly [path: string, init?: RequestInit])[] = [
  ...['/', '/messages', '/models/gpt-4.1?from=2026', '/sign-in', '/audit', '/graphql', '/%00', '/<script>'].map(
    (path) => [path, { headers: page }] as const,
  ),
  ...[
    '/theme.js',
    '/favicon.svg',
    '/assets/index-abc123.js',
    '/assets/',
    '/assets/missing.js',
    '/.env',
    '/.git/config',
    '/..%2f..%2fetc/passwd',
  ].map((path) => [path] as const),
  ...['/index.html.br', '/.built-from', '/robots.txt', '/server-status', '/healthz', '/readyz', '/metrics', '/explorer/x', '/version'].map(
    (path) => [path] as const,
  ),
  ['/', { method: 'POST' }],
  ['/', { method: 'OPTIONS' }],
  ['/graphql', { method: 'PUT' }],
  ['/graphql?query={__typename}'],
  post('/graphql', { query: '{ workspace { name } }' }),
  post('/graphql', { query: '{ none }' }),
  post('/graphql', { query: '{' }),
  post('/graphql', { query: 'mutation { saveView(input: { page: "", name: "" }) { id } }' }),
  post('/graphql', {}, { authorization: 'Bearer ftl_wrong' }),
  post('/graphql', {}, { host: 'evil.example' }),
  post('/graphql', {}, { origin: 'http://evil.example' }),
  ['/graphql', { method: 'POST', body: 'query={__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  post('/v1/traces', { resourceSpans: [] }),
  post('/v1/traces', { resourceSpans: 1 }),
  ['/v1/traces/0123456789abcdef0123456789abcdef'],
  post('/api/public/ingestion', { batch: [] }),
  ['/api/public/nothing'],
  ['/api/public/projects'],
  post('/api/2.0/mlflow/experiments/search', {}),
  post('/api/2.0/mlflow/runs/get', {}),
  post('/api/get_runs_for_project', { args: [], kwargs: {} }),
  post('/api/bulk_log', []),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-scan-'));
  await mkdir(join(folder, 'assets'));
  // The page as the build writes it, its script under a hashed name.
  const html = (await readFile(join(client, 'index.html'), 'utf8')).replace('/src/app/main.tsx', '/assets/index-abc123.js');
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, '.built-from'), 'x');
  await writeFile(join(folder, 'assets/index-abc123.js'), 'document.title;');
  for (const file of ['theme.js', 'favicon.svg']) await copyFile(join(client, 'public', file), join(folder, file));
  server = await openTestServer({ dashboardFolder: folder });
  https = await openTestServer({ stores: server.stores, dashboardFolder: folder, isHttps: true });
  for (const [path, init] of requests) {
    const response = await fetch(server.url + path, { redirect: 'manual', ...init });
    seen.push({ path, status: response.status, headers: response.headers, body: await response.text() });
  }
});
afterAll(async () => {
  await https.close();
  await server.close();
  await rm(folder, { recursive: true });
});

test('the scan comes across pages, files, answers and refusals of each kind', () => {
  const statuses = new Set(seen.map(({ status }) => status));
  for (const status of [200, 207, 400, 401, 403, 404, 405]) expect([...statuses]).toContain(status);
  expect(statuses.has(500)).toBe(false);
});

test('each rule finds what it is for', () => {
  const bad: Seen = {
    path: '/',
    status: 302,
    headers: new Headers({
      'content-type': 'text/html; charset=utf-7',
      'cache-control': 'public',
      'content-security-policy': "default-src 'none'; script-src 'unsafe-eval'",
      'access-control-allow-origin': '*',
      server: 'x/1',
      'set-cookie': '__Host-a=b',
    }),
    body: `<a target="_blank"><script src="//cdn.example/x.js"></script><title>Directory listing</title> 10.0.0.1 ?sid=1
      at run (/app/x.ts:1:1) ftl_${'a'.repeat(38)}
import x from './y'`,
  };
  const noType: Seen = { path: '/x', status: 400, headers: new Headers({ 'content-type': 'text/plain' }), body: 'a@b.com' };
  const found = new Set(
    rules.filter(({ fault }) => [bad, noType, { ...bad, headers: new Headers() }].some((answer) => fault(answer) !== null)),
  );
  expect(rules.filter((rule) => !found.has(rule)).map(({ name }) => name)).toEqual([]);
});

describe('ZAP’s baseline finds none of', () => {
  test.each(rules)('$name ($id)', ({ fault }) => {
    expect(seen.flatMap((answer) => (fault(answer) === null ? [] : [`${answer.status} ${answer.path}: ${fault(answer)}`]))).toEqual([]);
  });
  test('https that browsers may leave (10035): every answer of a server that is reached by https keeps them there, and no other', async () => {
    for (const path of ['/', '/graphql?query={__typename}', '/healthz', '/missing.js', '/api/public/nothing'])
      expect((await fetch(https.url + path)).headers.get('strict-transport-security'), path).toBe('max-age=63072000');
    expect(seen.filter(({ headers }) => headers.has('strict-transport-security'))).toEqual([]);
  });
  test('text of a caller in a page (10031)', async () => {
    const sent = `x"><script>alert(1)</script>`;
    for (const headers of [page, {}]) {
      const answer = await fetch(`${server.url}/messages/${encodeURIComponent(sent)}?q=${encodeURIComponent(sent)}`, { headers });
      expect(await answer.text()).not.toContain('alert(1)');
    }
  });
});

test('a key in an address is refused on every path, and is repeated nowhere', async () => {
  const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'key', role: 'EDITOR' });
  for (const [path, init] of requests.filter(([, { method = 'GET' } = {}]) => method === 'GET' || method === 'POST')) {
    const answer = await fetch(`${server.url}${path}${path.includes('?') ? '&' : '?'}apiKey=${secret}`, init);
    const text = await answer.text();
    expect([path, answer.status >= 400, text.includes(secret)]).toEqual([path, true, false]);
  }
  const ways = [secret, secret.replace('_', '%5F'), `%66${secret.slice(1)}`, `Bearer%20${secret}`];
  for (const path of ways.flatMap((way) => [`/${way}`, `/members/${way}`, `/assets/${way}`, `/v1/traces/${way}`, `/?x=${way}`])) {
    const answer = await fetch(server.url + path);
    const text = await answer.text();
    expect([path, answer.status, text.includes('KEY_IN_ADDRESS'), text.includes(secret)]).toEqual([path, 400, true, false]);
  }
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql?apiKey=${secret}`, 'graphql-transport-ws');
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('400');
  expect(JSON.stringify(server.logged)).not.toContain(secret);
});

test.each(['\r\nset-cookie: a=b', '\nx: y', '\0', 'é\u2028'])('%j in an address comes into no header', async (text) => {
  const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'key', role: 'VIEWER' });
  for (const path of [
    `/v1/traces/${encodeURIComponent(text)}`,
    `/api/public/scores/${encodeURIComponent(text)}`,
    `/x${encodeURIComponent(text)}`,
  ]) {
    const { status, headers } = await fetch(server.url + path, { headers: { authorization: `Bearer ${secret}` } });
    expect(status).toBeLessThan(500);
    expect([headers.has('x'), headers.getSetCookie()]).toEqual([false, []]);
  }
});
