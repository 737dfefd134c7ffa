import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openEmbeddedClickHouse } from '../clickhouse/open.ts';
import { createTestDatabase } from '../testing.ts';
import { migrateClickHouse } from './clickhouse.ts';
import { migratePostgres, migrationStatus } from './postgres.ts';

const template = process.env['TEST_TEMPLATE_DATABASE_URL'] as string;

const emptyDatabase = () => createTestDatabase(template.replace(/\/[^/]*$/, '/template0'));

// Over 10 s: on a slow machine; all migrations of an empty database, begun four times and more and finished as often.
test('a migration of PostgreSQL that was cut off anywhere leaves nothing behind and is done at the next start', async () => {
  const admin = new pg.Client({ connectionString: template.replace(/\/[^/]*$/, '/postgres') });
  await admin.connect();
  let cutOffCount = 0;
  // On a busy machine a migration may be over before it is seen: then it is tried until one was cut off.
  for (let round = 0; round < 4 || (cutOffCount === 0 && round < 24); round += 1) {
    const afterCreates = [1, 4, 8, 12][round % 4] as number;
    const database = await emptyDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const migrating = migratePostgres(database.url).then(
      () => 'done',
      (error: unknown) => error,
    );
    const seen = new Set<string>();
    let isOver = false;
    void migrating.then(() => (isOver = true));
    // Cut off in the middle of its definitions, as seen from outside.
    while (!isOver && seen.size < afterCreates) {
      const { rows } = await admin.query(`SELECT query FROM pg_stat_activity WHERE datname = $1 AND query LIKE 'CREATE%'`, [name]);
      for (const { query } of rows) seen.add(query);
    }
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    if ((await migrating) !== 'done') {
      const { applied, pending } = await migrationStatus(database.url);
      // On a busy machine it may be the queue of jobs that is cut off: its migrations come after ours, which are all there then.
      if (applied.length > 0) expect(pending).toEqual([]);
      else cutOffCount += 1;
    }
    await migratePostgres(database.url);
    expect((await migrationStatus(database.url)).pending).toEqual([]);
    await database.drop();
  }
  await admin.end();
  expect(cutOffCount).toBeGreaterThan(0);
});

test('a migration of ClickHouse that was cut off after any of its statements is finished at the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-cut-off-'));
  const clickhouse = await openEmbeddedClickHouse(folder);
  let left = 0;
  const cutOff = new Proxy(clickhouse, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name === 'query' && typeof value === 'function') return value.bind(target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if ((left -= 1) < 0) throw new Error('killed');
        return value.apply(target, args) as unknown;
      };
    },
  });
  try {
    for (let statements = 0; ; statements += 1) {
      left = statements;
      // Goes a little further each time, over whatever the times before have left.
      if (
        await migrateClickHouse(cutOff).then(
          () => true,
          (error: Error) => (expect(error.message).toBe('killed'), false),
        )
      )
        break;
    }
    expect(await migrateClickHouse(clickhouse)).toEqual([]);
  } finally {
    await clickhouse.close();
    await rm(folder, { recursive: true, force: true });
  }
});
