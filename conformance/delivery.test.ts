import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from '../e2e/server.ts';
import type { Delivery, Order } from './clients/exporter.ts';
import { factsOf } from './facts.ts';
import { startProxy } from './proxy.ts';

/** A trace is listed a moment after it is acknowledged. */
const PATIENCE_MS = 15_000;
const encodings = ['proto', 'json'] as const;

let dataDir: string;
let running: RunningServer;
let key: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
  running = await startServer({ dataDir });
  key = running.key as string;
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await running?.stop();
  await removeDataDir(dataDir);
});

/** OpenTelemetry's exporter in a process of its own. */
async function startExporter(
  encoding: (typeof encodings)[number],
  server: string,
  shownKey = key,
): Promise<(order: Order) => Promise<Delivery>> {
  const child = fork(fileURLToPath(new URL('clients/exporter.ts', import.meta.url)), [encoding], {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '', ERRAND: JSON.stringify({ server, key: shownKey }) },
  });
  children.push(child);
  let isAwaited: ((error: Error) => void) | null = null;
  child.once('exit', (code) => isAwaited?.(new Error(`The exporter ended with ${code}`)));
  const answer = <Value>(): Promise<Value> =>
    new Promise((resolve, reject) => {
      isAwaited = reject;
      child.once('message', (message) => resolve(message as Value));
    });
  await answer<'ready'>();
  return (order) => {
    const delivery = answer<Delivery>();
    child.send(order);
    return delivery;
  };
}

const reply = async (traceId: string): Promise<string | undefined> =>
  (await factsOf({ address: running.address, key }, traceId))?.messages.at(-1)?.content;
const untilReplyIs = (traceId: string, words: string): Promise<void> =>
  expect.poll(() => reply(traceId), { timeout: PATIENCE_MS, interval: 200 }).toBe(words);

test.each(encodings)(
  'a bad span beside a good one reaches the %s exporter as a partial success, and the good one is kept',
  async (encoding) => {
    const deliver = await startExporter(encoding, running.address);
    const { traceId, isDelivered, complaints } = await deliver({ words: `kept ${encoding}`, badCount: 2 });
    expect(isDelivered).toBe(true);
    const partial = complaints.find((complaint) => complaint.startsWith('Received Partial Success response:')) ?? '';
    const { rejectedSpans, errorMessage } = JSON.parse(partial.slice(partial.indexOf('{'))) as {
      rejectedSpans: number | string;
      errorMessage: string;
    };
    // 64-bit numbers are texts in OTLP's JSON.
    expect(Number(rejectedSpans)).toBe(2);
    expect(errorMessage).toMatch(/trace/i);
    await untilReplyIs(traceId, `kept ${encoding}`);
  },
);

test.each(encodings)('a batch of good spans is no partial success to the %s exporter', async (encoding) => {
  const deliver = await startExporter(encoding, running.address);
  expect(await deliver({ words: 'all good', badCount: 0 })).toMatchObject({ isDelivered: true, error: null, complaints: [] });
});

test.each(encodings)('a wrong key is a failure to the %s exporter, and is not tried again', async (encoding) => {
  const proxy = await startProxy(running.address, { statuses: [], retryAfterS: 0 });
  const deliver = await startExporter(encoding, proxy.address, `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`);
  expect(await deliver({ words: 'never', badCount: 0 })).toMatchObject({ isDelivered: false });
  expect(proxy.answered).toEqual([401]);
  await proxy.close();
});

test.each(encodings)(
  'what is refused with 503 and then 429 comes again by the %s exporter’s own retry, and is there once',
  async (encoding) => {
    const proxy = await startProxy(running.address, { statuses: [503, 429], retryAfterS: 1 });
    const deliver = await startExporter(encoding, proxy.address);
    const { traceId, isDelivered } = await deliver({ words: `again ${encoding}`, badCount: 0 });
    expect(isDelivered).toBe(true);
    expect(proxy.answered).toEqual([503, 429, 200]);
    await untilReplyIs(traceId, `again ${encoding}`);
    expect((await factsOf({ address: running.address, key }, traceId))?.messages).toHaveLength(2);
    await proxy.close();
  },
);

// Over 10 s: on a slow machine; a server is killed and started again while an exporter waits for it.
test(
  'what was acknowledged is there after the server was killed, and the same exporter goes on when it is back',
  { timeout: 120_000 },
  async () => {
    const deliver = await startExporter('proto', running.address);
    const before: Delivery[] = [];
    for (let place = 0; place < 10; place += 1) before.push(await deliver({ words: `said before: ${place}`, badCount: 0 }));
    await running.stop('SIGKILL');
    expect(before.every(({ isDelivered }) => isDelivered)).toBe(true);

    running = await startServer({ dataDir, env: { PORT: new URL(running.address).port } });
    await Promise.all(before.map(({ traceId }, place) => untilReplyIs(traceId, `said before: ${place}`)));
    const after = await deliver({ words: 'said after', badCount: 0 });
    expect(after).toMatchObject({ isDelivered: true });
    await untilReplyIs(after.traceId, 'said after');
  },
);
