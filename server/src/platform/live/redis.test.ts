import { Redis } from 'ioredis';
import pino from 'pino';
import { WebSocket } from 'ws';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testSchema } from '../graphql/pipeline.testing.ts';
import { openTestServer } from '../../server.testing.ts';
import { StartError } from '../store/start-error.ts';
import { openTestStores } from '../store/testing.ts';
import type { LiveBus } from './bus.ts';
import { coalesced } from './coalesce.ts';
import { openBus } from './open.ts';
import { hasRedis, noRedis, openTestRedis, type TestRedis } from './redis.testing.ts';

const logger = pino({ level: 'silent' });
if (!hasRedis) console.warn(noRedis);

describe.skipIf(!hasRedis)('topics on Redis', () => {
  let redis: TestRedis;
  let first: LiveBus;
  let second: LiveBus;
  beforeAll(async () => {
    redis = await openTestRedis();
    [first, second] = await Promise.all([openBus(redis.url, logger), openBus(redis.url, logger)]);
  });
  afterAll(async () => {
    await Promise.all([first.close(), second.close()]);
    await redis.close();
  });

  /** Payloads that a bus delivers on a topic, as they come. */
  function listen(bus: LiveBus, workspace: string): { heard: number[]; stop: () => void } {
    const heard: number[] = [];
    const stop = bus.subscribe('facts.landed', workspace, ({ messageCount }) => heard.push(messageCount));
    return { heard, stop };
  }

  test('reach the listeners of this server and of every other, once each', async () => {
    const here = listen(first, 'a');
    const there = listen(second, 'a');
    for (let count = 0; count < 100; count += 1) first.publish('facts.landed', 'a', { messageCount: count });
    const all = Array.from({ length: 100 }, (_, count) => count);
    expect(here.heard).toEqual(all);
    await expect.poll(() => there.heard).toEqual(all);
    expect(here.heard, 'no echo').toHaveLength(100);
    here.stop();
    there.stop();
  });
  test('reach only those who listen to this key', async () => {
    const right = listen(second, 'b');
    const wrong = listen(second, 'c');
    first.publish('facts.landed', 'b', { messageCount: 1 });
    await expect.poll(() => right.heard).toEqual([1]);
    expect(wrong.heard).toEqual([]);
  });
  test('carry any text', async () => {
    const heard: string[] = [];
    second.subscribe('task.changed', 'd\u2028"', ({ status }) => heard.push(status));
    first.publish('task.changed', 'd\u2028"', { status: 'a\nb "c" é\u0000' });
    await expect.poll(() => heard).toEqual(['a\nb "c" é\u0000']);
  });
  test('what others write on the channel is passed over', async () => {
    const there = listen(second, 'g');
    const stranger = new Redis(redis.url);
    for (const text of ['', 'no line', 'x\nfacts.landed\ng\n{', 'x\nfacts.landed\ng\nnull', 'x\nfacts.landed\ng'])
      await stranger.publish('fine-tune-lab:live', text);
    stranger.disconnect();
    first.publish('facts.landed', 'g', { messageCount: 1 });
    await expect.poll(() => there.heard).toEqual([1]);
  });
  test('stay within each server while Redis is away, and reach the others again when it is back', async () => {
    const here = listen(first, 'e');
    const there = listen(second, 'e');
    await redis.kill();
    first.publish('facts.landed', 'e', { messageCount: 1 });
    expect(here.heard).toEqual([1]);
    await redis.start();
    await expect
      .poll(
        () => {
          first.publish('facts.landed', 'e', { messageCount: 2 });
          return there.heard.at(-1);
        },
        { timeout: 20_000, interval: 100 },
      )
      .toBe(2);
  });
  test('a subscriber of one server hears what happens at the other', async () => {
    const stores = await openTestStores();
    const serve = (live: LiveBus) =>
      openTestServer({ stores, live, schema: testSchema({ ticks: () => coalesced(live, 'facts.landed', 'f', { everyMs: 10 }) }) });
    const [one, other] = await Promise.all([serve(first), serve(second)]);
    const client = createClient({ url: `ws://127.0.0.1:${other.port}/graphql`, webSocketImpl: WebSocket });
    const events = client.iterate({ query: 'subscription { ticks }' });
    const event = events.next();
    const publishing = setInterval(() => one.live.publish('facts.landed', 'f', { messageCount: 7 }), 20);
    expect((await event).value).toMatchObject({ data: { ticks: 7 } });
    clearInterval(publishing);
    await client.dispose();
    await Promise.all([one.close(), other.close()]);
    await stores.close();
  });
  test('a Redis that does not answer is named at start, without its password', async () => {
    const opened = openBus('redis://:hunter2@127.0.0.1:1', logger);
    await expect(opened).rejects.toThrow(StartError);
    await expect(opened).rejects.toThrow(/^Redis at REDIS_URL does not answer/);
    await expect(opened).rejects.not.toThrow(/hunter2/);
  });
});
