import { expect, test } from 'vitest';
import { statementObjections, strayStatements } from './statements.ts';

test.each([
  ['domains/models/commands.ts', "await postgres.query('SELECT 1');"],
  ['domains/models/queries.ts', "const { rows } = await client.query<{ id: string; at: Date }>({ text: 'SELECT id' });"],
  ['domains/models/queries.ts', 'clickhouse.query(`models.any`, sql`SELECT 1`, limits)'],
  ['protocols/otlp/take.ts', "stores.postgres\n  .query('SELECT 1')"],
])('%s may not send a statement without a definition', (path, text) => {
  expect(statementObjections(`server/src/${path}`, text)).toEqual([expect.stringContaining('has a name and decoded rows')]);
});

test('Prisma sends no SQL of ours', () => {
  expect(statementObjections('server/src/domains/access/commands.ts', 'await transaction.$executeRaw`SELECT 1`')).toEqual([
    expect.stringContaining('not through Prisma'),
  ]);
});

test('ClickHouse is commanded by definition', () => {
  const text = "await stores.clickhouse.command('spans.reprice', statement, limits);";
  expect(statementObjections('server/src/domains/traces/background/queries.ts', text)).toEqual([expect.stringContaining('defineCommand')]);
  expect(statementObjections('server/src/platform/store/clickhouse/mutations.ts', text)).toEqual([]);
});

test.each(['sql`workspace_id = ${uuid(workspaceId)}`', 'pg`SELECT 1`'])(
  'a fragment stands where statements do, or is computed: %s',
  (text) => {
    for (const path of ['domains/models/commands.ts', 'domains/models/domain.ts', 'protocols/otlp/take.ts']) {
      expect(statementObjections(`server/src/${path}`, text)).toEqual([expect.stringContaining('SQL lives in')]);
    }
    for (const path of ['domains/models/queries.ts', 'domains/models/record/queries/rows.ts', 'domains/models/pure/filter.ts']) {
      expect(statementObjections(`server/src/${path}`, text)).toEqual([]);
    }
  },
);

test.each(['definePgQuery({', 'definePgCommand<Args>({', 'defineQuery({', 'defineCommand({', 'defineQueue({'])(
  '%s stands in the queries of a domain',
  (text) => {
    for (const path of [
      'domains/models/commands.ts',
      'domains/models/record/models.ts',
      'domains/models/old-queries.ts',
      'protocols/otlp/take.ts',
    ]) {
      expect(statementObjections(`server/src/${path}`, text)).toEqual([expect.stringContaining('SQL lives in')]);
    }
    for (const path of [
      'domains/models/queries.ts',
      'domains/models/queries/list.ts',
      'domains/models/record/queries.ts',
      'platform/store/queue.ts',
    ]) {
      expect(statementObjections(`server/src/${path}`, text)).toEqual([]);
    }
  },
);

test('a list of columns beside a list of values is a second way to write rows', () => {
  const text = "await clickhouse.insert('message_facts', ['workspace_id'], lines);";
  expect(statementObjections('server/src/domains/facts/messages.ts', text)).toEqual([expect.stringContaining('defineTable')]);
  expect(
    statementObjections('server/src/domains/facts/messages.ts', 'await clickhouse.insert(table.name, table.columnNames, lines);'),
  ).toEqual([]);
});

test('the stores themselves, tests and comments are left alone', () => {
  const text = "await client.query('SELECT 1');";
  for (const path of [
    'platform/store/postgres/postgres.ts',
    'platform/store/migrations/postgres.ts',
    'domains/models/models.test.ts',
    'domains/models/models.testing.ts',
  ]) {
    expect(statementObjections(`server/src/${path}`, text)).toEqual([]);
  }
  expect(statementObjections('server/src/domains/models/commands.ts', '  // not client.query(…)\n/** Never postgres.query(…). */')).toEqual(
    [],
  );
});

test('the server keeps to it', async () => {
  expect(await strayStatements()).toEqual([]);
});
