import { fileURLToPath } from 'node:url';
import { PassThrough } from 'node:stream';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { bridge } from './bridge.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

test.each(['auto', 'legacy'] as const)('the official client speaks with the command (%s)', async (era) => {
  const client = new Client({ name: 'test', version: '1' }, era === 'auto' ? { versionNegotiation: { mode: 'auto' } } : {});
  const command = fileURLToPath(new URL('main.ts', import.meta.url));
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [command],
      env: { ...process.env, FTL_URL: server.url } as Record<string, string>,
      stderr: 'ignore',
    }),
  );
  expect((await client.listTools()).tools.length).toBeGreaterThan(10);
  const computed = (await client.callTool({ name: 'calculator', arguments: { expression: '2 + 2' } })) as Loose;
  expect(computed.structuredContent.facts[0].value).toBe(4);
  await client.close();
});

test('a server that does not answer, and a line that is no message, are answered', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const running = bridge({ url: 'http://127.0.0.1:1', apiKey: null }, { input, output });
  input.end('{"jsonrpc":"2.0","id":7,"method":"tools/list"}\nnonsense\n');
  await running;
  const lines = String(output.read())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Loose);
  expect(lines.find(({ id }) => id === 7).error.message).toContain('No server answers at http://127.0.0.1:1');
  expect(lines.find(({ id }) => id === null).error.code).toBe(-32_700);
});
