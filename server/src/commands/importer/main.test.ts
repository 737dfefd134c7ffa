import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { openTestServer, type TestServer } from '../../server.testing.ts';

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'ingest-command-'));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command as `pnpm ingest` does. */
async function ingest(paths: string[], env: Record<string, string> = {}): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'main.ts'), ...paths], {
    env: { PATH: process.env['PATH'], FTL_URL: server.url, ...env },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output, errors };
}

async function fileOf(name: string, lines: object[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
}

const line = (externalId: string, changes: object = {}): object => ({
  externalId,
  conversationId: 'c',
  role: 'USER',
  content: 'x',
  ...changes,
});

describe('pnpm ingest --dataset', () => {
  test('takes files and folders into a dataset, names what is bad, and ends with 1', async () => {
    const files = await mkdtemp(join(tmpdir(), 'ingest-dataset-'));
    useArtifactStore(server.stores, { dataDir: files, url: null });
    await writeFile(join(files, 'train.jsonl'), '{"prompt":"p","completion":"c"}\n{"a":1}\n');
    await writeFile(join(files, 'test.csv'), 'question,answer\nq,a\n');
    await writeFile(join(files, 'README.md'), '# about');
    const done = await ingest(['--dataset', 'by command', files]);
    await rm(files, { recursive: true, force: true });
    expect(done).toMatchObject({ code: 1, errors: '' });
    expect(done.output).toContain('3 files into the dataset “by command”');
    expect(done.output).toContain('without rows: README.md');
    expect(done.output).toContain('train.jsonl:2: has the fields a; known are');
    expect(done.output).toContain('2 rows in version 1 (1 rejected)');
    expect(await ingest(['--dataset', 'x', join(files, 'none')])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('there is no such file'),
    });
  });
});

describe('pnpm ingest', () => {
  test('ends with 0 when all was taken, 1 when some was rejected', async () => {
    expect(await ingest([await fileOf('good.jsonl', [line('a'), line('b')])])).toMatchObject({
      code: 0,
      errors: '',
      output: expect.stringContaining('2 messages (2 new, 0 known)'),
    });
    expect(await ingest([await fileOf('half.jsonl', [line('c'), line('d', { inputTokens: -1 })])])).toMatchObject({
      code: 1,
      output: expect.stringContaining('half.jsonl:2: inputTokens is -1'),
    });
  });

  test('ends with 2 and says what to do for no file, an unknown format, a missing file, a wrong key', async () => {
    expect(await ingest([])).toMatchObject({ code: 2, output: expect.stringContaining('Known formats:') });
    expect(await ingest([resolve(import.meta.dirname, 'main.ts')])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('Known formats:'),
    });
    expect(await ingest([join(folder, 'nowhere.csv')])).toMatchObject({ code: 2, errors: expect.stringContaining('cannot be read') });
    const empty = await fileOf('empty.jsonl', []);
    expect(await ingest([empty])).toEqual({ code: 2, output: '', errors: `${empty}: it is empty.\n` });
    expect(await ingest([await fileOf('key.jsonl', [line('k')])], { FTL_API_KEY: 'ftl_wrong' })).toMatchObject({
      code: 2,
      errors: expect.stringContaining('FTL_API_KEY'),
    });
  });

  test('reads a table by a mapping that the workspace keeps, and by what is named beside it', async () => {
    await server.stores.prisma.importMapping.create({
      data: {
        workspaceId: server.defaultWorkspaceId,
        name: 'calls',
        columns: [
          { field: 'content', column: 'reply' },
          { field: 'externalId', column: 'call' },
          { field: 'metadata.where', column: 'shelf' },
        ],
        constants: [
          { field: 'model', value: 'gpt-4' },
          { field: 'provider', value: 'openai' },
        ],
        keepsUnknown: false,
      },
    });
    const path = join(folder, 'calls.csv');
    await writeFile(path, 'call,reply,shelf,other\nkept-1,Yes,top,x\n');
    expect(await ingest([path, '--mapping', 'calls', '--map', 'model:=gpt-5'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('its column "other" is no field: it is left out (--map'),
    });
    expect(await server.stores.prisma.message.findFirst({ where: { externalId: 'kept-1' } })).toMatchObject({
      model: 'gpt-5',
      provider: 'openai',
      metadata: { where: 'top' },
    });
    expect(await ingest([path, '--mapping', 'cals'])).toMatchObject({ code: 2, errors: expect.stringContaining('it keeps "calls"') });
  });

  test('goes on when the connection breaks in the middle, and counts each record once', async () => {
    let requestCount = 0;
    const flaky: Server = createServer((request, response) => {
      requestCount += 1;
      if (requestCount % 3 === 2) return request.socket.destroy();
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const answer = await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: Buffer.concat(chunks),
        });
        // every fourth answer is lost after it was given: the batch is durable, and comes again
        if (requestCount % 4 === 0) return request.socket.destroy();
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      });
    });
    await new Promise<void>((listening) => flaky.listen(0, '127.0.0.1', listening));
    const lines = Array.from({ length: 6_000 }, (_, index) => line(`flaky-${index}`));
    const { code, output } = await ingest([await fileOf('flaky.jsonl', lines)], {
      FTL_URL: `http://127.0.0.1:${(flaky.address() as AddressInfo).port}`,
    });
    flaky.close();
    expect(output).toContain('6,000 messages');
    expect(code).toBe(0);
    expect(await server.stores.prisma.message.count({ where: { externalId: { startsWith: 'flaky-' } } })).toBe(6_000);
  });
});
