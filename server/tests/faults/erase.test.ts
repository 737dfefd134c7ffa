import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, until, untilProjected } from '../../../e2e/ask.ts';
import { makeUsedDataDir, postgresUrlOf, removeDataDir, startServer, type RunningServer } from '../../../e2e/server.ts';
import { openEmbeddedClickHouse } from '../../src/platform/store/clickhouse/open.ts';
import { sql } from '../../src/platform/store/sql.ts';

let dataDir: string;
let server: RunningServer | null = null;
beforeAll(async () => {
  dataDir = await makeUsedDataDir();
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
});

/** Stands in each text of the user, and in none of another. */
const theirs = 'zanzibarian-lighthouse-keeper';
const others = 'umbrella-mender-of-ghent';

/** Files with this text in them, without the log of PostgreSQL, which its next checkpoints overwrite. */
async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes('pg_wal')) continue;
    if ((await readFile(path).catch(() => Buffer.alloc(0))).includes(text)) found.push(relative(dataDir, path));
  }
  return found.sort();
}

const isIn =
  (folder: string) =>
  (path: string): boolean =>
    path.startsWith(folder);

// Over 10 s: a server is started and stopped, and ClickHouse rewrites each part of its tables.
test('what is deleted of a user is in no file of either store', async () => {
  server = await startServer({ dataDir });
  const { address } = server;
  const text = (word: string): string => `I am the ${word}, as my neighbours know.`;
  const message = (externalId: string, word: string, userId: string) => ({
    externalId,
    conversationId: externalId,
    role: 'USER',
    content: text(word),
    userId,
    toolCalls: [{ name: 'find', arguments: { of: word } }],
  });
  await ask(address, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    messages: [message('m-1', theirs, 'ada'), message('m-2', others, 'bob')],
  });
  await ask(address, 'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted } }', {
    evaluations: [{ externalId: 'e', messageExternalId: 'm-1', rating: 1, comment: theirs }],
  });
  await ask(address, 'mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted } }', {
    spans: [
      {
        traceId: 'a'.repeat(32),
        spanId: '1'.repeat(16),
        name: 'chat',
        userId: 'ada',
        startedAt: new Date(),
        endedAt: new Date(),
        input: text(theirs),
      },
      {
        traceId: 'b'.repeat(32),
        spanId: '2'.repeat(16),
        name: 'chat',
        userId: 'bob',
        startedAt: new Date(),
        endedAt: new Date(),
        input: text(others),
      },
    ],
  });
  await untilProjected(address);
  const owner = new pg.Client({ connectionString: await postgresUrlOf(dataDir) });
  await owner.connect();
  await owner.query('CHECKPOINT');
  const before = await filesWith(theirs);
  expect(before.some(isIn('postgres'))).toBe(true);
  expect(before.some(isIn('clickhouse'))).toBe(true);
  const { deleteUser } = await ask<{ deleteUser: { task: { id: string } } }>(
    address,
    'mutation { deleteUser(input: { userId: "ada" }) { task { id } } }',
  );
  await until(
    () =>
      ask<{ node: { status: string } }>(address, 'query ($id: ID!) { node(id: $id) { ... on BackgroundTask { status } } }', {
        id: deleteUser.task.id,
      }),
    ({ node }) => node.status === 'SUCCEEDED',
    60_000,
  );
  // Rows that are deleted leave PostgreSQL's files with a vacuum, which it makes by itself from time to time.
  await owner.query('VACUUM');
  await owner.query('CHECKPOINT');
  await owner.end();
  await server.stop();
  server = null;
  const [left, kept] = [await filesWith(theirs), await filesWith(others)];
  expect(left.filter(isIn('postgres'))).toEqual([]);
  expect(kept.some(isIn('postgres'))).toBe(true);
  // Files of parts that were written again without them are removed within minutes (old_parts_lifetime).
  const active = await activeParts();
  expect(left.filter((path) => active.has(partOf(path)))).toEqual([]);
  expect(kept.some((path) => active.has(partOf(path)))).toBe(true);
});

/** The table and the part of a file. */
const partOf = (path: string): string => path.split('/').slice(-3, -1).join('/');

/** Parts that ClickHouse reads. */
async function activeParts(): Promise<Set<string>> {
  const clickhouse = await openEmbeddedClickHouse(join(dataDir, 'clickhouse'));
  try {
    const rows = await clickhouse.query('test.parts', sql`SELECT path FROM system.parts WHERE active`, { timeoutMs: 10_000 });
    return new Set((rows as { path: string }[]).map(({ path }) => partOf(`${path}data.bin`)));
  } finally {
    await clickhouse.close();
  }
}
