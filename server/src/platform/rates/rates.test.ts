import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../graphql/context.ts';
import { hasRedis, noRedis, openTestRedis, type TestRedis } from '../live/redis.testing.ts';
import { ConfigError } from '../config-values.ts';
import { LocalCounters, windowMs, type Counters } from './counters.ts';
import { readRateLimits } from './environment.ts';
import { itemCountOf } from './items.ts';
import { defaultRateLimits, RateLimited, Rates, type RateLimits } from './rates.ts';
import { openRedisCounters } from './redis.ts';

const none: RateLimits = { requestsPerMinute: null, pointsPerMinute: null, failuresPerMinute: null };
const local: Viewer = { workspaceId: 'w', role: 'OWNER', keyId: null, keyScope: null, person: null, sessionId: null };
const key = (keyId: string, more: Partial<Viewer> = {}): Viewer => ({ ...local, keyId, keyScope: 'FULL', ...more });
const person = { id: 'p', name: 'P', email: 'p@example.com' };

/** How many of so many calls at once are let through. */
async function passing(count: number, call: () => Promise<unknown>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: count }, call));
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(RateLimited);
  return results.filter(({ status }) => status === 'fulfilled').length;
}

function headersOf(): { sent: Record<string, string | number>; setHeader: (name: string, value: string | number) => void } {
  const sent: Record<string, string | number> = {};
  return { sent, setHeader: (name, value) => void (sent[name] = value) };
}

/** What holds for counts of any kind. */
function claims(open: () => Rates, name: string): void {
  test('50 calls at once are counted exactly', async () => {
    expect(await passing(50, () => open().enter(key(`${name} exact`)))).toBe(20);
  });
  test('points are taken whole or not at all, and what alone is above the limit is done at the beginning of a minute', async () => {
    const meter = await open().enter(key(`${name} points`));
    expect(await passing(4, () => meter.take(30))).toBe(3);
    await meter.take(10);
    await expect(meter.take(1)).rejects.toThrow('This key may use 100 points a minute, and this costs 1.');
    const large = await open().enter(key(`${name} large`));
    await large.take(5_000);
    await expect(large.take(1)).rejects.toThrow(RateLimited);
  });
}

describe('in one process', () => {
  const rates = new Rates({ requestsPerMinute: 20, pointsPerMinute: 100, failuresPerMinute: 3 });
  claims(() => rates, 'local');

  test('keys do not count for each other, sessions and personal keys of a person do', async () => {
    expect(await passing(30, () => rates.enter(key('one')))).toBe(20);
    expect(await passing(30, () => rates.enter(key('two')))).toBe(20);
    expect(await passing(15, () => rates.enter({ ...local, person, sessionId: 's' }))).toBe(15);
    expect(await passing(15, () => rates.enter(key('personal', { person })))).toBe(5);
  });
  test('the limit of a key wins over that of all, below and above it, and counts for itself', async () => {
    expect(await passing(30, () => rates.enter(key('small', { requestsPerMinute: 2 })))).toBe(2);
    expect(await passing(50, () => rates.enter(key('large', { requestsPerMinute: 40, person })))).toBe(40);
  });
  test('this machine without credentials has no limit, and no headers', async () => {
    const headers = headersOf();
    expect(await passing(1_000, () => rates.enter(local, headers))).toBe(1_000);
    await (await rates.enter(local)).take(1_000_000);
    expect(headers.sent).toEqual({});
  });
  test('the headers say what is left of each limit, and when to come again', async () => {
    const headers = headersOf();
    const meter = await rates.enter(key('headers'), headers);
    await meter.take(30);
    await meter.take(30);
    expect(headers.sent).toEqual({
      'RateLimit-Policy': '"requests";q=20;w=60, "points";q=100;w=60',
      RateLimit: '"requests";r=19;t=60, "points";r=40;t=60',
    });
    await expect(meter.take(50)).rejects.toThrow('Send this again in 60 s.');
    expect(headers.sent).toMatchObject({ RateLimit: '"requests";r=19;t=60, "points";r=40;t=60', 'retry-after': 60 });
  });
  test('wrong credentials are counted by address, and only by it', async () => {
    expect(await passing(5, () => rates.fail('10.0.0.1'))).toBe(3);
    expect(await passing(5, () => rates.fail('10.0.0.2'))).toBe(3);
  });
  test('a limit that is off counts nothing', async () => {
    const headers = headersOf();
    const free = new Rates(none);
    expect(await passing(500, () => free.enter(key('one'), headers))).toBe(500);
    expect(await passing(500, () => free.fail('10.0.0.1'))).toBe(500);
    expect(headers.sent).toEqual({});
  });
});

describe('windows', () => {
  test('begin again a minute after their first count', () => {
    const counters = new LocalCounters();
    expect(counters.add('a', 2, 0)).toEqual({ used: 2, endsInMs: windowMs });
    expect(counters.add('a', 3, windowMs - 1)).toEqual({ used: 5, endsInMs: 1 });
    expect(counters.add('a', 1, windowMs)).toEqual({ used: 1, endsInMs: windowMs });
  });
  test('that are over are forgotten while others begin', () => {
    const counters = new LocalCounters();
    for (let name = 0; name < 1_000; name += 1) counters.add(`old ${name}`, 1, 0);
    for (let name = 0; name < 600; name += 1) counters.add(`new ${name}`, 1, windowMs + name);
    expect(counters.size).toBe(600);
  });
  test('of any number of names stay within what is kept', () => {
    const counters = new LocalCounters();
    for (let name = 0; name < 210_000; name += 1) counters.add(String(name), 1, 0);
    expect(counters.size).toBeLessThanOrEqual(200_000);
  });
});

describe('from the environment', () => {
  test('come with defaults, numbers and off', () => {
    expect(readRateLimits({})).toEqual(defaultRateLimits);
    expect(readRateLimits({ RATE_LIMIT_REQUESTS: '60', RATE_LIMIT_POINTS: 'off', RATE_LIMIT_FAILURES: '' })).toEqual({
      requestsPerMinute: 60,
      pointsPerMinute: null,
      failuresPerMinute: defaultRateLimits.failuresPerMinute,
    });
  });
  test.each(['0', '-1', '1.5', 'many', '1e99'])('%s is refused', (value) => {
    expect(() => readRateLimits({ RATE_LIMIT_POINTS: value })).toThrow(ConfigError);
    expect(() => readRateLimits({ RATE_LIMIT_POINTS: value })).toThrow(`RATE_LIMIT_POINTS=${value} is no limit of a minute`);
  });
});

test.each([
  [{ batch: [1, 2, 3], metadata: {} }, 3],
  [[1, 2], 2],
  [{ metrics: [1], params: [2, 3], run_id: 'r' }, 3],
  [{ name: 'score' }, 0],
  [undefined, 0],
  ['text', 0],
])('of the body %j the items are %i', (body, count) => expect(itemCountOf(body)).toBe(count));

if (!hasRedis) console.warn(noRedis);
describe.skipIf(!hasRedis)('on one Redis', () => {
  let redis: TestRedis;
  let open: Counters[];
  let servers: Rates[];
  const logged: string[] = [];
  const logger = pino({}, { write: (line) => void logged.push((JSON.parse(line) as { msg: string }).msg) });
  beforeAll(async () => {
    redis = await openTestRedis();
    open = await Promise.all([openRedisCounters(redis.url, logger), openRedisCounters(redis.url, logger)]);
    servers = open.map((counters) => new Rates({ requestsPerMinute: 20, pointsPerMinute: 100, failuresPerMinute: 3 }, counters));
  });
  afterAll(async () => {
    for (const counters of open) counters.close();
    await redis.close();
  });
  let turn = 0;
  claims(() => servers[(turn += 1) % 2] as Rates, 'redis');

  test('while it is away each server counts by itself, says so once, and counts with the others again', async () => {
    const [first, second] = servers as [Rates, Rates];
    await redis.kill();
    expect(await passing(50, () => first.enter(key('away')))).toBe(20);
    expect(await passing(50, () => second.enter(key('away')))).toBe(20);
    expect(logged.filter((text) => text.startsWith('Redis is away'))).toHaveLength(2); // of two servers
    await redis.start();
    await expect
      .poll(async () => {
        await Promise.all([first.enter(key(`${Math.random()}`)), second.enter(key(`${Math.random()}`))]);
        return logged.filter((text) => text === 'Redis counts requests again').length;
      })
      .toBe(2);
    expect((await passing(25, () => first.enter(key('back')))) + (await passing(25, () => second.enter(key('back'))))).toBe(20);
  });
});
