import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { everyNumber } from '../../e2e/analytics.ts';
import { ask, until } from '../../e2e/ask.ts';
import {
  isAlive,
  makeDataDir,
  makeUsedDataDir,
  postgresOf,
  removeDataDir,
  runServer,
  startServer,
  type RunningServer,
} from '../../e2e/server.ts';
import { subscribe } from '../../e2e/subscribe.ts';
import { debianPostgres, redisServer, startClickHouse, startPostgres, startRedis, type Neighbour } from './switches.testing.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function freshFolder(make = makeDataDir): Promise<string> {
  const folder = await make();
  closers.push(() => removeDataDir(folder));
  return folder;
}

async function neighbour(starting: Promise<Neighbour>): Promise<Neighbour> {
  const started = await starting;
  closers.push(() => started.stop());
  return started;
}

async function start(env: Record<string, string>, dataDir?: string): Promise<RunningServer> {
  const server = await startServer({ dataDir: dataDir ?? (await freshFolder(makeUsedDataDir)), env });
  closers.push(() => server.stop('SIGKILL'));
  return server;
}

const INGEST =
  'mutation ($items: [MessageInput!]!) { ingestMessages(messages: $items) { accepted updated rejected { index field reason } } }';
const EVALUATE =
  'mutation ($items: [EvaluationInput!]!) { evaluateMessages(evaluations: $items) { accepted updated rejected { index field reason } } }';
const CHANGED = 'subscription { analyticsChanged(filter: {}) { overview { messageCount ratedCount } } }';
const ARRIVED = 'subscription { messageIngested { externalId content } }';

interface Changed {
  analyticsChanged: { overview: { messageCount: number; ratedCount: number } };
}
interface Arrived {
  messageIngested: { externalId: string; content: string };
}

const CONTENT = 'it\'s \\ a "test" {p1: String}\n🙂 ü';
const messages = Array.from({ length: 60 }, (_, index) => ({
  externalId: `m-${index}`,
  conversationId: `c-${index % 7}`,
  role: index % 4 === 0 ? 'USER' : 'ASSISTANT',
  content: `${CONTENT} ${index}`,
  createdAt: new Date(Date.UTC(2026, 3, 1, index, 20)).toISOString(),
  model: index % 2 === 0 ? "o'neil" : 'gpt-4o',
  inputTokens: index,
  latencyMs: 100 + index,
  userId: `u-${index % 5}`,
  toolCalls: index % 3 === 0 ? [{ name: 'find', success: true, durationMs: index }] : [],
}));
const judgments = messages
  .slice(0, 20)
  .map(({ externalId }, index) => ({ messageExternalId: externalId, rating: 1 + (index % 5), success: index % 2 === 0 }));

/** Put in, judge, count, search, and see it live: on every combination of stores the same. */
async function scenario({ address }: RunningServer): Promise<void> {
  const changes = await subscribe<Changed>(address, CHANGED);
  const arrivals = await subscribe<Arrived>(address, ARRIVED);
  await until(
    async () => changes.values.length,
    (count) => count > 0,
  );
  expect(changes.values[0]?.analyticsChanged.overview).toEqual({ messageCount: 0, ratedCount: 0 });

  expect(await ask(address, INGEST, { items: messages })).toEqual({ ingestMessages: { accepted: 60, updated: 0, rejected: [] } });
  expect(await ask(address, EVALUATE, { items: judgments })).toEqual({ evaluateMessages: { accepted: 20, updated: 0, rejected: [] } });
  const answers = messages.filter(({ role }) => role === 'ASSISTANT');
  const wanted = {
    messageCount: answers.length,
    ratedCount: judgments.filter(({ messageExternalId }) => answers.some(({ externalId }) => externalId === messageExternalId)).length,
  };
  await until(
    async () => changes.values.at(-1)?.analyticsChanged.overview,
    (overview) => overview?.messageCount === wanted.messageCount && overview.ratedCount === wanted.ratedCount,
  );
  await until(
    async () => arrivals.values.length,
    (count) => count > 0,
  );
  changes.close();
  arrivals.close();

  const { overview, byModel, tools } = await everyNumber(address, {});
  expect(overview).toMatchObject({
    ...wanted,
    conversationCount: 7,
    userCount: 5,
    inputTokens: answers.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
  });
  expect(byModel.map(({ model, messageCount }) => [model, messageCount])).toEqual([
    ['gpt-4o', 30],
    ["o'neil", 15],
  ]);
  expect(tools).toMatchObject([{ name: 'find', callCount: answers.filter(({ toolCalls }) => toolCalls.length > 0).length }]);
  const page = await ask<{ messages: { edges: { node: { externalId: string; content: string } }[] } }>(
    address,
    '{ messages(search: "\\"🙂 ü 17\\"", first: 5) { edges { node { externalId content } } } }',
  );
  expect(page.messages.edges.map(({ node }) => node)).toEqual([{ externalId: 'm-17', content: `${CONTENT} 17` }]);
}

test('everything embedded', async () => {
  await scenario(await start({}));
});

// Over 10 s: a cluster of Debian is made and a server starts on it, and is asked everything.
test('DATABASE_URL: a PostgreSQL of Debian, and no embedded one', async ({ skip }) => {
  const programs = await debianPostgres();
  if (programs === null) return skip('Debian’s package postgresql is not installed');
  const postgres = await neighbour(startPostgres(programs, await freshFolder()));
  const dataDir = await freshFolder();
  const server = await start({ DATABASE_URL: postgres.url }, dataDir);
  await scenario(server);
  expect(await postgresOf(dataDir)).toBeNull();
  expect(await server.stop()).toMatchObject({ code: 0 });
});

test.each([
  ['a wrong password', (url: string) => url.replace('secret', 'hunter2'), 'password authentication failed'],
  ['a database that is not there', (url: string) => url.replace('/lab', '/nowhere'), 'database "nowhere" does not exist'],
])('DATABASE_URL with %s is refused in words', async (_name, wrong, reason) => {
  const programs = await debianPostgres();
  if (programs === null) return;
  const postgres = await neighbour(startPostgres(programs, await freshFolder()));
  const ended = await runServer({ dataDir: await freshFolder(), env: { DATABASE_URL: wrong(postgres.url) } });
  expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(`PostgreSQL at DATABASE_URL does not answer: ${reason}`) });
  expect(ended.output).not.toMatch(/hunter2|secret/);
});

// Over 10 s: a ClickHouse of its own process starts, a server starts on it, and is asked everything.
test('CLICKHOUSE_URL: ClickHouse over HTTP', async () => {
  const clickhouse = await neighbour(startClickHouse(join(await freshFolder(), 'clickhouse')));
  await scenario(await start({ CLICKHOUSE_URL: clickhouse.url }));
});

// Over 10 s: two servers start on three databases.
test('all three: two servers without a data folder of their own share everything, live updates too', async ({ skip }) => {
  const [programs, redisProgram] = [await debianPostgres(), await redisServer()];
  if (programs === null || redisProgram === null) return skip('Debian’s packages postgresql and redis-server are not installed');
  const folder = await freshFolder();
  for (const name of ['redis', 'postgres']) await mkdir(join(folder, name), { mode: 0o755 });
  const [postgres, redis, clickhouse] = await Promise.all([
    neighbour(startPostgres(programs, join(folder, 'postgres'))),
    neighbour(startRedis(redisProgram, join(folder, 'redis'))),
    neighbour(startClickHouse(join(folder, 'clickhouse'))),
  ]);
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, CLICKHOUSE_URL: clickhouse.url };
  // At once on an empty database: both migrate it, and it ends up migrated once.
  const [first, second] = await Promise.all([start({ ...env, ROLE: 'api' }), start({ ...env, ROLE: 'worker' })]);
  await scenario(first);

  const arrivals = await subscribe<Arrived>(second.address, ARRIVED);
  const changes = await subscribe<Changed>(first.address, CHANGED);
  await until(
    async () => changes.values.length,
    (count) => count > 0,
  );
  await ask(first.address, INGEST, { items: [{ ...messages[1], externalId: 'across', content: 'From one server to the other' }] });
  await until(
    async () => arrivals.values.map(({ messageIngested }) => messageIngested),
    (values) => values.some(({ externalId, content }) => externalId === 'across' && content === 'From one server to the other'),
  );
  // Projected by the worker, told to a reader of the other.
  await until(
    async () => changes.values.at(-1)?.analyticsChanged.overview.messageCount,
    (count) => count === 46,
  );
  expect(await everyNumber(second.address, {})).toEqual(await everyNumber(first.address, {}));

  // A server of role `api` does no background work.
  expect(await second.stop()).toMatchObject({ code: 0 });
  await ask(first.address, INGEST, { items: [{ ...messages[1], externalId: 'later' }] });
  const status = await ask<{ ingestStatus: { queuedCount: number } }>(first.address, '{ ingestStatus { queuedCount } }');
  expect(status.ingestStatus.queuedCount).toBe(1);
  await start({ ...env, ROLE: 'worker' });
  await until(
    async () => (await everyNumber(first.address, {})).overview.messageCount,
    (count) => count === 47,
  );
  expect(isAlive(first.pid)).toBe(true);
}, 180_000);

test('the server goes on when Redis goes away, with its own live updates', async ({ skip }) => {
  const program = await redisServer();
  if (program === null) return skip('Debian’s package redis-server is not installed');
  const redis = await startRedis(program, await freshFolder());
  const server = await start({ REDIS_URL: redis.url });
  const arrivals = await subscribe<Arrived>(server.address, ARRIVED);
  await redis.stop();
  expect(await ask(server.address, INGEST, { items: messages.slice(0, 1) })).toMatchObject({ ingestMessages: { accepted: 1 } });
  await until(
    async () => arrivals.values.length,
    (count) => count === 1,
  );
  expect(server.output()).not.toContain('secret');
});
