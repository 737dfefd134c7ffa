import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSchema } from '../../platform/graphql/pipeline.testing.ts';
import { openTestServer, sendRaw, type TestServer } from '../../server.testing.ts';
import { inlineScriptHashes } from './dashboard.ts';

const inline = "document.documentElement.dataset.theme = localStorage.theme ?? 'light';";
const html = `<!doctype html><script>${inline}</script><script type="module" src="/assets/index-abc123.js"></script>`;
const script = 'console.log("the dashboard");';
let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-dashboard-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), script);
  await writeFile(join(folder, 'assets', 'index-abc123.js.br'), brotliCompressSync(script));
  server = await openTestServer({ schema: testSchema(), dashboardFolder: folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const asBrowser = { accept: 'text/html,application/xhtml+xml' };

describe('the dashboard', () => {
  test.each(['/', '/index.html', '/messages', '/conversations/a.b', '/models/gpt-4.1?from=2026'])(
    '%s, opened in a browser, is the page',
    async (path) => {
      const response = await get(path, asBrowser);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe(html);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );
  test('the page may run its own scripts and the inline one it has, and stand in no frame', async () => {
    const policy = (await get('/', asBrowser)).headers.get('content-security-policy');
    expect(policy).toContain(`script-src 'self' 'sha256-${createHash('sha256').update(inline).digest('base64')}';`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });
  test('the page may start a worker of ours, which may ask this server and run our scripts', async () => {
    expect((await get('/', asBrowser)).headers.get('content-security-policy')).toContain("worker-src 'self';");
    expect((await get('/assets/index-abc123.js')).headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
  });
  test('the page is asked for again each time, and sent again only when it changed', async () => {
    const etag = (await get('/', asBrowser)).headers.get('etag') ?? '';
    expect((await get('/', { ...asBrowser, 'if-none-match': etag })).status).toBe(304);
    await writeFile(join(folder, 'index.html'), `${html}<p>`);
    await writeFile(join(folder, 'assets', 'new-def456.js'), script);
    expect((await get('/', { ...asBrowser, 'if-none-match': etag })).status).toBe(200);
    expect((await get('/assets/new-def456.js')).status, 'a new build is seen').toBe(200);
    await writeFile(join(folder, 'index.html'), html);
  });
  test('hashed files are kept for a year and come packed to those who take it', async () => {
    const response = await get('/assets/index-abc123.js', { 'accept-encoding': 'br, gzip' });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(await response.text()).toBe(script);
  });
  test('other files are asked for again each time', async () => {
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });
  test.each(['/assets/index-old999.js', '/missing.js', '/assets/missing'])('%s, which is not there, is 404 and no page', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
  test.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/assets/..%5c..%5cetc/passwd',
    '/.git/config',
    '/%00',
    '/%',
    '//etc/passwd',
    '//',
    '///..',
    '/?%',
  ])('%s gives nothing of the machine', async (path) => {
    const answer = await sendRaw(server.port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).not.toContain('root:');
    expect(answer).not.toMatch(/ 500 /);
  });
  test('takes only GET and HEAD', async () => {
    expect((await fetch(`${server.url}/`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${server.url}/`, { method: 'HEAD' })).status).toBe(200);
  });
});

test('hashes are of scripts that stand in the page, not of those it loads', () => {
  expect(inlineScriptHashes('<script src="/a.js"></script><SCRIPT>a</SCRIPT><script type="module">\nb\n</script>')).toEqual(
    ['a', '\nb\n'].map((source) => createHash('sha256').update(source).digest('base64')),
  );
});
