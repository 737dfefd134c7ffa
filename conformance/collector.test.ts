import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, until } from '../e2e/ask.ts';
import { newSpanId, newTraceId } from '../e2e/made-traces.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from '../e2e/server.ts';
import { bodyOf, keyValue, type SentSpan } from '../server/src/protocols/otlp/requests.fixtures.ts';
import { buildCollector, startCollector, type Collector } from './collector.ts';

const isAsked = (process.env['CONFORMANCE'] ?? '') !== '';
const built = isAsked ? await buildCollector() : { missing: 'CONFORMANCE=all runs it' };

if ('missing' in built) {
  const why = `OpenTelemetry’s Collector: skipped, ${built.missing}`;
  console.warn(why);
  test.skip(why);
} else {
  proveIt(built.program);
}

function proveIt(program: string): void {
  let dataDir: string;
  let folder: string;
  let running: RunningServer;
  let collector: Collector;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ftl-collector-'));
    dataDir = await makeUsedDataDir();
    running = await startServer({ dataDir });
  });

  afterAll(async () => {
    await collector?.stop();
    await running?.stop();
    await removeDataDir(dataDir);
    await rm(folder, { recursive: true, force: true });
  });

  // Over 10 s: a server is killed and started again, and the collector is, while spans wait in its queue on the disk.
  test(
    'what a collector acknowledged is there once, though the server was away and the collector ended meanwhile',
    { timeout: 180_000 },
    async () => {
      const key = running.key as string;
      const port = new URL(running.address).port;
      const restartCollector = async (): Promise<void> => {
        await collector?.stop();
        collector = await startCollector(program, { server: `http://127.0.0.1:${port}`, key, folder });
      };
      const sent = new Map<string, number>();
      const send = async (count: number): Promise<void> => {
        for (let place = 0; place < count; place += 1) {
          const spans = spansOfTrace(1 + (place % 7));
          await post(collector.address, spans);
          sent.set(spans[0]?.traceId as string, spans.length);
        }
      };
      await restartCollector();
      await send(40);
      await running.stop('SIGKILL');
      await send(40);
      await restartCollector();
      await send(40);
      running = await startServer({ dataDir, env: { PORT: port } });
      await send(40);

      const missing = async (): Promise<string[]> => {
        const counts = await Promise.all([...sent].map(async ([id, count]) => [id, count, await spanCountOf(id)] as const));
        return counts.filter(([, count, read]) => count !== read).map(([id, count, read]) => `${id}: ${read} of ${count}`);
      };
      expect(await until(missing, ({ length }) => length === 0, 120_000)).toEqual([]);
      expect(sent.size).toBe(160);
    },
  );

  async function spanCountOf(id: string): Promise<number> {
    const query = 'query Count($id: String!) { trace(traceId: $id) { spans(first: 100) { edges { node { id } } } } }';
    type Answer = { readonly trace: { readonly spans: { readonly edges: readonly object[] } } | null };
    const { trace } = await ask<Answer>(running.address, query, { id }, { key: running.key ?? null });
    return trace?.spans.edges.length ?? 0;
  }
}

function spansOfTrace(count: number): SentSpan[] {
  const [traceId, root] = [newTraceId(), newSpanId()];
  const now = BigInt(Date.now()) * 1_000_000n;
  return Array.from({ length: count }, (_, place) => ({
    traceId,
    spanId: place === 0 ? root : newSpanId(),
    ...(place > 0 && { parentSpanId: root }),
    name: `step ${place}`,
    startTimeUnixNano: String(now + BigInt(place)),
    endTimeUnixNano: String(now + BigInt(place) + 1_000_000n),
    attributes: [keyValue('session.id', 'a session behind a collector')],
  }));
}

async function post(address: string, spans: readonly SentSpan[]): Promise<void> {
  const request = { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'made' }, spans: [...spans] }] }] };
  const body = new Uint8Array(bodyOf(request, 'protobuf'));
  const response = await fetch(`${address}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body });
  expect(response.status).toBe(200);
}
