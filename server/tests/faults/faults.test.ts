import { spawn } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyNumber } from '../../../e2e/analytics.ts';
import { ask, until, untilProjected } from '../../../e2e/ask.ts';
import { makeUsedDataDir, postgresOf, postgresUrlOf, removeDataDir, ROOT, startServer, type RunningServer } from '../../../e2e/server.ts';
import { SENDER_COUNT, startSending, type Expected } from './faults.testing.ts';
import { openEmbeddedClickHouse } from '../../src/platform/store/clickhouse/open.ts';
import { randomOf } from '../../src/platform/store/projector/projection.testing.ts';
import { sql } from '../../src/platform/store/sql.ts';

const KILL_COUNT = 20;
/** Every so many kills PostgreSQL is killed too, as when the machine loses power. */
const POSTGRES_KILL_EVERY = 5;
/** Every so many kills the server is killed once more while it starts. */
const START_KILL_EVERY = 4;

const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);

let dataDir: string;
let server: RunningServer | null = null;
let expected: Expected;

beforeAll(async () => {
  dataDir = await makeUsedDataDir();
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
});

const start = async (): Promise<RunningServer> => (server = await startServer({ dataDir }));
const address = (): string | null => server?.address ?? null;

async function kill(withPostgres: boolean): Promise<void> {
  const killed = server as RunningServer;
  const postgres = withPostgres ? await postgresOf(dataDir) : null;
  server = null;
  const ended = killed.stop('SIGKILL');
  if (postgres !== null) process.kill(postgres, 'SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
}

/** Killed at a moment in which it may still be opening its stores, or just be ready. */
async function killWhileStarting(afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await sleep(afterMs);
  child.kill('SIGKILL');
  await gone;
}

describe(`killed ${KILL_COUNT} times at random moments of ingest (FAULT_SEED=${seed})`, () => {
  // Over 10 s: thirty starts of a server, one after the other, with PostgreSQL recovering at every fifth.
  test('every acknowledged message and judgment is there exactly once, in PostgreSQL and in analytics', async () => {
    const random = randomOf(seed);
    await start();
    const senders = startSending(address, random);
    for (let kills = 1; kills <= KILL_COUNT; kills += 1) {
      await sleep(50 + random() * 700);
      await kill(kills % POSTGRES_KILL_EVERY === 0);
      if (kills % START_KILL_EVERY === 0) await killWhileStarting(200 + random() * 1_500);
      await start();
    }
    // A slow machine acknowledges little in its short lives.
    await until(
      () => Promise.resolve(senders.acknowledgedCount()),
      (count) => count > KILL_COUNT,
    );
    expected = await senders.finish();
    console.log(
      `FAULT_SEED=${seed}: ${expected.messages.size} messages in ${expected.batchCount} batches, ${expected.resentCount} of them sent again, ${expected.ratingOf.size} judged`,
    );
    expect(expected.resentCount).toBeGreaterThan(0);
    expect(expected.batchCount).toBeGreaterThan(KILL_COUNT);

    await untilProjected(address() as string);
    await expectInPostgres();
    const { overview, ratings } = await everyNumber(address() as string, {});
    expect(overview).toMatchObject(overviewOf(expected));
    expect(ratings).toEqual(
      [1, 2, 3, 4, 5].map((rating) => ({ rating, count: [...expected.ratingOf.values()].filter((given) => given === rating).length })),
    );
  }, 300_000);

  test('the numbers do not depend on the road to them: rollup or facts, sum of the senders or all at once', async () => {
    const whole = await everyNumber(address() as string, {});
    // Sessions are answered from the facts alone.
    const sessions = Array.from({ length: SENDER_COUNT }, (_, index) => `sender-${index}`);
    const { overview } = await everyNumber(address() as string, { sessions });
    expect(overview).toEqual(whole.overview);
    const parts = await Promise.all(
      sessions.map(async (session) => (await everyNumber(address() as string, { sessions: [session] })).overview),
    );
    expect(parts.reduce((sum, part) => sum + part.messageCount, 0)).toBe(overview.messageCount);
    expect(parts.reduce((sum, part) => sum + part.inputTokens, 0)).toBe(overview.inputTokens);
  });

  // Over 10 s: on a slow machine; the rebuild runs beside the server's other work.
  test('a rebuild gives the same numbers', async () => {
    const before = await everyNumber(address() as string, {});
    const { rebuildFacts } = await ask<{ rebuildFacts: { id: string } }>(address() as string, 'mutation { rebuildFacts { id } }');
    await taskEnds(rebuildFacts.id);
    // Its hours are marked and so answered from the facts; the next test waits for their rollup.
    expect(await everyNumber(address() as string, {})).toEqual(before);
  }, 120_000);

  test('the facts hold each message once, with its last values', async () => {
    await server?.stop();
    server = null;
    // One process owns the folder: it is read here once the server has gone.
    const clickhouse = await openEmbeddedClickHouse(join(dataDir, 'clickhouse'));
    try {
      const rows = await clickhouse.query(
        'test.totals',
        sql`SELECT toUInt32(count()) AS facts, toUInt32(uniqExact(message_id)) AS messages, toFloat64(sum(uncached_input_tokens)) AS inputTokens,
                   toFloat64(sum(arraySum(ratings))) AS ratings, toString(sum(toUnixTimestamp64Milli(created_at))) AS times FROM message_facts FINAL`,
        { timeoutMs: 60_000 },
      );
      const messages = [...expected.messages.values()];
      expect(rows).toEqual([
        {
          facts: messages.length,
          messages: messages.length,
          inputTokens: sumOf(messages.map(({ inputTokens }) => inputTokens)),
          ratings: sumOf([...expected.ratingOf.values()]),
          times: String(messages.reduce((sum, { createdAt }) => sum + BigInt(Date.parse(createdAt)), 0n)),
        },
      ]);
    } finally {
      await clickhouse.close();
    }
  });

  // Over 10 s: a mark of an hour waits 20 seconds before its rollup is made.
  test('after the folder of ClickHouse is lost, the server brings every number back by itself', async () => {
    const whole = await start().then(() => everyNumber(address() as string, {}));
    await server?.stop();
    await rm(join(dataDir, 'clickhouse'), { recursive: true });
    await start();
    await untilTasksEnd();
    await untilRolledUp();
    expect(await everyNumber(address() as string, {})).toEqual(whole);
  }, 120_000);

  // Over 10 s: three processes one after the other: a stop, the rebuild, a start.
  test('so does `db rebuild`, without a server', async () => {
    const whole = await everyNumber(address() as string, {});
    await server?.stop();
    server = null;
    await rm(join(dataDir, 'clickhouse'), { recursive: true });
    const child = spawn(process.execPath, ['server/src/commands/db/main.ts', 'rebuild'], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: dataDir, PORT: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    expect(await new Promise((resolve) => child.once('close', resolve)), output).toBe(0);
    expect(output).toContain(`100 %  ${expected.messages.size} of ${expected.messages.size} messages`);
    expect(await postgresOf(dataDir)).toBeNull();
    await start();
    expect(
      (await ask<{ backgroundTasks: { status: string }[] }>(address() as string, '{ backgroundTasks { status } }')).backgroundTasks.every(
        ({ status }) => status === 'SUCCEEDED',
      ),
    ).toBe(true);
    expect(await everyNumber(address() as string, {})).toEqual(whole);
  }, 120_000);
});

/** Of each message of the export. */
const longText = 'x'.repeat(4_000);
const exportedCount = 4_000;
const exportBatch = 1_000;

// Over 10 s: the server is killed and started again, and the file is made twice.
test('an export whose server is killed while it writes is made again: until then nothing of it can be downloaded', async () => {
  if (server === null) await start();
  for (let from = 0; from < exportedCount; from += exportBatch)
    await ask(address() as string, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
      messages: Array.from({ length: exportBatch }, (_, n) => ({
        externalId: `export-${from + n}`,
        conversationId: `export-${from}`,
        role: 'ASSISTANT',
        content: longText,
        model: 'exported',
        createdAt: new Date(Date.UTC(2026, 6, 1) + (from + n) * 1_000).toISOString(),
      })),
    });
  await untilProjected(address() as string);
  const incoming = join(dataDir, 'artifacts', '.incoming');
  const parts = (): Promise<string[]> => readdir(incoming).catch(() => []);
  expect(await parts()).toEqual([]);
  const { createExport } = await ask<{ createExport: { id: string } }>(
    address() as string,
    'mutation ($input: ExportInput!) { createExport(input: $input) { id } }',
    { input: { type: 'COMPLETE', format: 'JSONL', filter: { models: ['exported'] } } },
  );
  while ((await parts()).length === 0) await sleep(1);
  await kill(false);
  // Cut off in the middle: the part is there, the file is not.
  expect(await parts()).toHaveLength(1);
  const key = Buffer.from(createExport.id, 'base64').toString().split(':')[1] as string;
  await start();
  const look = async () => {
    const query = 'query ($id: ID!) { node(id: $id) { ... on Export { status path writtenCount expectedCount failure } } }';
    const { node } = await ask<{ node: ExportSeen }>(address() as string, query, { id: createExport.id });
    const file = await fetch(`${address()}/v1/exports/${key}`);
    return { ...node, isOffered: file.ok, text: file.ok ? await file.text() : '' };
  };
  const made = await until(
    async () => {
      const seen = await look();
      // A file that is offered is whole, whatever the state was a moment before.
      if (seen.isOffered) expect(seen.text.trimEnd().split('\n').length).toBeGreaterThanOrEqual(exportedCount);
      return seen;
    },
    ({ status, isOffered }) => status === 'FAILED' || (status === 'READY' && isOffered),
    60_000,
  );
  expect(made).toMatchObject({ status: 'READY', writtenCount: exportedCount, expectedCount: exportedCount });
  const ids = made.text.match(/"export-\d+"/g) ?? [];
  expect(new Set(ids).size).toBeGreaterThanOrEqual(exportedCount);
}, 180_000);

interface ExportSeen {
  readonly status: string;
  readonly path: string | null;
  readonly writtenCount: number | null;
  readonly expectedCount: number | null;
  readonly failure: string | null;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function overviewOf({ messages, ratingOf }: Expected) {
  const answers = [...messages.values()].filter(({ role }) => role === 'ASSISTANT');
  const ratings = [...ratingOf.values()];
  return {
    messageCount: answers.length,
    conversationCount: new Set(answers.map(({ conversationId }) => conversationId)).size,
    inputTokens: sumOf(answers.map(({ inputTokens }) => inputTokens)),
    evaluatedCount: new Set([...ratingOf.keys()].map((key) => key.split(' ')[0])).size,
    ratedCount: ratings.length,
    averageRating: expect.closeTo(sumOf(ratings) / ratings.length, 9),
  };
}

async function expectInPostgres(): Promise<void> {
  const client = new pg.Client({ connectionString: await postgresUrlOf(dataDir) });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; tokens: number; at: Date }>(
      'SELECT external_id AS id, input_tokens AS tokens, created_at AS at FROM messages ORDER BY external_id COLLATE "C"',
    );
    const truth = [...expected.messages].map(([id, { inputTokens, createdAt }]) => ({ id, tokens: inputTokens, at: new Date(createdAt) }));
    expect(rows).toEqual(truth.sort((a, b) => (a.id < b.id ? -1 : 1)));
    const judgments = await client.query(
      'SELECT count(*)::int AS all, count(message_id)::int AS attached, sum(rating)::int AS ratings FROM evaluations',
    );
    expect(judgments.rows).toEqual([
      { all: expected.ratingOf.size, attached: expected.ratingOf.size, ratings: sumOf([...expected.ratingOf.values()]) },
    ]);
    expect((await client.query('SELECT FROM waiting_evaluations')).rowCount).toBe(0);
  } finally {
    await client.end();
  }
}

async function taskEnds(id: string): Promise<void> {
  const task = 'query ($id: ID!) { node(id: $id) { ... on BackgroundTask { status } } }';
  const { node } = await until(
    () => ask<{ node: { status: string } }>(address() as string, task, { id }),
    ({ node: { status } }) => status === 'SUCCEEDED' || status === 'FAILED',
    60_000,
  );
  expect(node.status).toBe('SUCCEEDED');
}

async function untilTasksEnd(): Promise<void> {
  await until(
    async () =>
      (await ask<{ backgroundTasks: { status: string }[] }>(address() as string, '{ backgroundTasks { status } }')).backgroundTasks,
    (tasks) => tasks.length > 1 && tasks.every(({ status }) => status === 'SUCCEEDED'),
    60_000,
  );
}

/** Until every hour is answered from its rollup; marks wait 20 seconds before they are taken. */
async function untilRolledUp(): Promise<void> {
  await until(
    async () =>
      (await ask<{ ingestStatus: { dirtyHourCount: number } }>(address() as string, '{ ingestStatus { dirtyHourCount } }')).ingestStatus
        .dirtyHourCount,
    (count) => count === 0,
    60_000,
  );
}
