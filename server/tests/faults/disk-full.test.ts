import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, until, untilProjected } from '../../../e2e/ask.ts';
import { postgresOf, removeDataDir, runServer, startServer, type RunningServer } from '../../../e2e/server.ts';
import { bodyOf, requestOf, sentSpan } from '../../src/protocols/otlp/requests.fixtures.ts';
import { marksOf } from '../../src/platform/store/disk/room.ts';

const diskMB = 400;
const MB = 1024 * 1024;
/** A disk of its own, in memory; null: this system does not let us make one. */
const disk = await mountDisk();
if (disk === null) console.log('disk-full.test.ts is skipped: it needs root and a system that mounts a tmpfs.');

async function mountDisk(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMB}m`, 'tmpfs', folder], { stdio: 'ignore' });
    await chmod(folder, 0o755);
    return folder;
  } catch {
    await rmdir(folder);
    return null;
  }
}

describe.skipIf(disk === null)('on a disk that fills up', () => {
  const root = disk as string;
  const dataDir = join(root, 'data');
  const acknowledged = { messages: 0, spans: 0 };
  let server: RunningServer;

  beforeAll(async () => {
    server = await startServer({ dataDir });
  });
  afterAll(async () => {
    await server?.stop('SIGKILL');
    await removeDataDir(dataDir);
    execFileSync('umount', [root]);
    await rmdir(root);
  });

  const freeBytes = async (): Promise<number> => statfs(root).then(({ bavail, bsize }) => bavail * bsize);

  /** Takes room as another program would: all that is free now but for so many bytes. */
  async function fill(name: string, leaveBytes: number): Promise<void> {
    const file = await open(join(root, name), 'w');
    try {
      for (let left = (await freeBytes()) - leaveBytes; left > 0; left -= MB) await file.write(Buffer.alloc(Math.min(MB, left)));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    } finally {
      await file.close();
    }
  }

  const post = (path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> =>
    fetch(server.address + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  let sentCount = 0;
  async function sendMessages(count = 300, content = (): string => randomBytes(4_000).toString('hex')): Promise<Response> {
    const messages = Array.from({ length: count }, () => ({
      externalId: `m${sentCount++}`,
      conversationId: `c${sentCount >> 3}`,
      role: 'ASSISTANT',
      content: content(),
    }));
    const response = await post(
      '/graphql',
      JSON.stringify({
        query: 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }',
        variables: { messages },
      }),
    );
    if (response.status === 200)
      acknowledged.messages += (
        (await response.clone().json()) as { data: { ingestMessages: { accepted: number } } }
      ).data.ingestMessages.accepted;
    return response;
  }
  async function sendSpan(): Promise<Response> {
    const span = sentSpan({ traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') });
    const response = await post('/v1/traces', new Uint8Array(bodyOf(requestOf(span), 'json')));
    if (response.status === 200) acknowledged.spans += 1;
    return response;
  }

  const stored = async (): Promise<{ messages: number; spans: number }> => {
    const { analytics, traces } = await ask<{
      analytics: { overview: { messageCount: number } };
      traces: { edges: { node: { spanCount: number } }[] };
    }>(server.address, '{ analytics(filter: {}) { overview { messageCount } } traces(first: 200) { edges { node { spanCount } } } }');
    return { messages: analytics.overview.messageCount, spans: traces.edges.reduce((sum, { node }) => sum + node.spanCount, 0) };
  };
  const expectAllStored = async (): Promise<void> => {
    await untilProjected(server.address);
    expect(await until(stored, ({ messages, spans }) => messages >= acknowledged.messages && spans >= acknowledged.spans)).toEqual(
      acknowledged,
    );
  };
  const diskOf = async (): Promise<string | undefined> =>
    ((await (await fetch(`${server.address}/readyz`)).json()) as { disk?: string }).disk;

  test('what stores is refused on every path with a code that names the disk, before the disk is full', async () => {
    await fill('filler', marksOf(diskMB * MB).refuseBelowBytes + 20 * MB);
    let refused: Response;
    do {
      const [messages] = await Promise.all([sendMessages(), sendSpan()]);
      refused = messages;
    } while (refused.status === 200);
    expect([
      refused.status,
      refused.headers.get('retry-after'),
      ((await refused.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
    ]).toEqual([503, '30', 'DISK_FULL']);
    const spans = await sendSpan();
    expect([spans.status, spans.headers.get('retry-after')]).toEqual([503, '30']);
    const langfuse = await post('/api/public/ingestion', JSON.stringify({ batch: [] }));
    expect([langfuse.status, langfuse.headers.get('retry-after'), ((await langfuse.json()) as { error: string }).error]).toEqual([
      503,
      '30',
      'DISK_FULL',
    ]);
    expect(await diskOf()).toMatch(/TIGHT|FULL/);
    expect(await freeBytes()).toBeGreaterThan(0);
  });

  test('everything acknowledged is counted and answered meanwhile, and the log says once that the disk is full', async () => {
    await expectAllStored();
    expect(server.output().match(/The disk is full/g)).toHaveLength(1);
  });

  test('what makes room is taken', async () => {
    expect(await ask(server.address, 'mutation { deleteView(id: "none") }').catch((error: Error) => error.message)).not.toContain(
      'DISK_FULL',
    );
  });

  test('when others fill it to the last byte, queries are answered all the same', async () => {
    await fill('filler-2', 0);
    await until(diskOf, (state) => state === 'FULL');
    expect(await stored()).toEqual(acknowledged);
    expect((await sendMessages()).status).toBe(503);
  });

  test('PostgreSQL that ends on the full disk comes back in the room of the ballast, and queries are answered again', async () => {
    const ended = (await postgresOf(dataDir)) as number;
    process.kill(ended, 'SIGKILL');
    // What answers before another runs is what is left of the one that ended.
    await until(
      () => postgresOf(dataDir),
      (pid) => pid !== null && pid !== ended,
    );
    await until(
      () => stored().catch(() => null),
      (counts) => counts !== null,
    );
    expect(await stored()).toEqual(acknowledged);
    expect(await diskOf()).toBe('FULL');
  });

  test('once there is room it goes on by itself, and nothing acknowledged is lost', async () => {
    await Promise.all(['filler', 'filler-2'].map((name) => rm(join(root, name))));
    await until(diskOf, (state) => state === undefined);
    expect((await sendMessages()).status).toBe(200);
    expect((await sendSpan()).status).toBe(200);
    await expectAllStored();
    expect(server.output()).toContain('The disk has room again');
  });

  // Over 10 s: three starts of a server, and 100 MB of texts that are counted in small batches.
  test('what was taken before and does not fit at once is counted in smaller batches while the disk is short of room', async () => {
    await server.stop();
    server = await startServer({ dataDir, env: { ROLE: 'api' } }); // takes, and counts nothing
    for (let count = 0; count < 5_000; count += 1_000) expect((await sendMessages(1_000, () => 'said '.repeat(4_000))).status).toBe(200);
    await server.stop();
    const { pauseBelowBytes, refuseBelowBytes } = marksOf(diskMB * MB);
    await fill('filler', (pauseBelowBytes + refuseBelowBytes) / 2 + 16 * MB); // a segment of PostgreSQL's log comes with the start
    server = await startServer({ dataDir });
    expect(await diskOf()).toBe('TIGHT');
    await expectAllStored();
    expect(await diskOf()).toBe('TIGHT');
    expect(server.output()).not.toMatch(/failed|no room for what is derived/);
    await rm(join(root, 'filler'));
  }, 180_000);

  test('a start on the full disk says so in one line, and the next one with room has everything', async () => {
    await server.stop();
    await rm(join(dataDir, 'ballast'), { force: true });
    await fill('filler', 0);
    const { code, output } = await runServer({ dataDir });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      'Fine Tune Lab could not start.',
      expect.stringMatching(/^The disk of the data folder .* is full: .* are free, and a start needs .*\.$/),
    ]);
    await rm(join(root, 'filler'));
    server = await startServer({ dataDir });
    expect(await stored()).toEqual(acknowledged);
  });
});
