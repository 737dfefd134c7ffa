import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../e2e/ask.ts';
import { makeDataDir, removeDataDir, startServer, type RunningServer } from '../e2e/server.ts';
import { whyNoSharedData } from '../e2e/shared-data.ts';
import { clients, differencesOf } from './clients.ts';
import { expectedFacts, prices } from './expected.ts';
import { factsOf, judgmentsOf, type CallFacts } from './facts.ts';
import { startPlayer, type Player } from './player.ts';
import { cassetteCalls, ownCalls } from './recorded.ts';
import { runClient } from './run-client.ts';
import type { Done } from './clients/errand.ts';

const calls = [...ownCalls, ...(await cassetteCalls())];
/** A trace is listed a moment after it is acknowledged. */
const PATIENCE_MS = 15_000;

let dataDir: string;
let running: RunningServer;
let player: Player;
let server: { address: string; key: string };

beforeAll(async () => {
  player = await startPlayer(calls);
  dataDir = await makeDataDir();
  running = await startServer({ dataDir });
  server = { address: running.address, key: running.key as string };
  for (const { model, ...rates } of prices) {
    const price = { scope: 'MODEL', model, rates };
    await ask(server.address, 'mutation Price($price: PriceInput!) { savePrice(price: $price) { price { id } } }', { price }, { key: server.key });
  }
});

afterAll(async () => {
  await running?.stop();
  await player?.close();
  await removeDataDir(dataDir);
});

const errandOf = (name: string): { session: string; user: string; environment: string } => ({ session: `session of ${name}`, user: `user of ${name}`, environment: 'staging' });
const errand = (name: string) => ({ ...errandOf(name), server: server.address, key: server.key, provider: player.address, calls: calls.map(({ name: call, request }) => ({ name: call, request })) });

const results = new Map<string, Done>();

describe.each(clients)('$name', (client) => {
  beforeAll(async () => {
    const asked = player.asked.length;
    results.set(client.name, await runClient(client.file, errand(client.name), client));
    expect(player.asked.slice(asked), 'each call is made once, and nothing else').toEqual(calls.map(({ name }) => name));
  });

  test('exports without a complaint', () => {
    expect(results.get(client.name)?.complaints).toEqual([]);
  });

  test.each(calls)('tells the same of the call “$name” as every other client', async (recorded) => {
    const expected = differencesOf(client, recorded.name).reduce<CallFacts>((facts, { apply }) => apply(facts, recorded), expectedFacts(recorded, errandOf(client.name)));
    const traceId = results.get(client.name)?.traceIds[recorded.name] as string;
    await expect.poll(() => factsOf(server, traceId), { timeout: PATIENCE_MS, interval: 200 }).toEqual(expected);
  });
});

describe('scores', () => {
  test('of langfuse 3 become evaluations of the trace and of the model’s call', async () => {
    const traceId = results.get('langfuse 3')?.traceIds.own as string;
    await expect.poll(() => judgmentsOf(server, traceId), { timeout: PATIENCE_MS }).toMatchObject([
      { name: 'helpful', value: 1, comment: 'Said by the old SDK.', spanId: null },
      { name: 'tone', value: null, label: 'warm' },
    ]);
  });

  test('of @langfuse/client become evaluations, and one with the same id updates the first', async () => {
    const traceId = results.get('@langfuse/otel and @langfuse/tracing')?.traceIds.own as string;
    const spanId = await modelCallOf(traceId);
    await runClient('langfuse-scores.ts', errand('scores'), { args: [traceId, spanId] });
    await expect.poll(() => judgmentsOf(server, traceId), { timeout: PATIENCE_MS }).toEqual([
      { name: 'accuracy', value: 0.5, label: null, comment: 'Of the trace, corrected.', spanId: null },
      { name: 'correct', value: 1, label: null, comment: null, spanId },
      { name: 'tone', value: null, label: 'warm', comment: null, spanId },
    ]);
  });
});

test.runIf(calls.length === ownCalls.length)(`recordings of the real provider were skipped: ${whyNoSharedData}`, ({ skip }) => skip());

async function modelCallOf(traceId: string): Promise<string> {
  const { trace } = await ask<{ trace: { spans: { nodes: readonly { id: string; kind: string }[] } } }>(
    server.address, 'query Spans($id: String!) { trace(id: $id) { spans(first: 100) { nodes { id kind } } } }', { id: traceId }, { key: server.key },
  );
  return trace.spans.nodes.find(({ kind }) => kind === 'LLM')?.id as string;
}
