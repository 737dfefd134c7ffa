import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw, sql, uuid } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { factOf, hourOf, writeFacts } from './analytics.testing.ts';
import { rebuildRollupHours } from './rollup.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

const at = (text: string): Date => new Date(`2026-03-${text}Z`);

/** What stands in the rollup, as grain, start, model and count. */
async function rollup(workspaceId: string): Promise<string[]> {
  const rows = await stores.clickhouse.query(
    'test.rollup',
    sql`SELECT concat(toString(grain), ' ', toString(started_at), ' ', model, ' ', toString(message_count), ' ', toString(groupBitmapMerge(conversations))) AS line
        FROM message_rollup FINAL WHERE workspace_id = ${uuid(workspaceId)} GROUP BY ${raw('grain, started_at, model, message_count')} ORDER BY line`,
    { timeoutMs: 5_000 },
  );
  return (rows as { line: string }[]).map(({ line }) => line);
}

test('hours come from their facts, days from their hours', async () => {
  const workspaceId = await createTestWorkspace(stores, 'sums');
  const facts = [
    factOf({ id: 1, at: at('04T05:00:00.000'), conversation: 1 }),
    factOf({ id: 2, at: at('04T05:59:59.999'), conversation: 1 }),
    factOf({ id: 3, at: at('04T06:00:00.000'), conversation: 2 }),
    factOf({ id: 4, at: at('04T06:30:00.000'), conversation: 2, role: 'USER' }),
    factOf({ id: 5, at: at('05T00:00:00.000'), conversation: 2, model: 'n' }),
  ];
  await writeFacts(stores, workspaceId, facts, 1);
  await rebuildRollupHours(
    stores.clickhouse,
    workspaceId,
    facts.map(({ at: moment }) => hourOf(moment)),
    2n,
  );
  expect(await rollup(workspaceId)).toEqual([
    'DAY 2026-03-04 00:00:00 m 3 2',
    'DAY 2026-03-05 00:00:00 n 1 1',
    'HOUR 2026-03-04 05:00:00 m 2 1',
    'HOUR 2026-03-04 06:00:00 m 1 1',
    'HOUR 2026-03-05 00:00:00 n 1 1',
  ]);
});

test('a combination that vanished is gone, and comes back with a later rebuild', async () => {
  const workspaceId = await createTestWorkspace(stores, 'vanishing');
  const fact = factOf({ at: at('04T05:00:00.000') });
  const rebuild = (version: bigint): Promise<void> => rebuildRollupHours(stores.clickhouse, workspaceId, [hourOf(fact.at)], version);
  await writeFacts(stores, workspaceId, [fact], 1);
  await rebuild(2n);
  await writeFacts(stores, workspaceId, [{ ...fact, model: 'n' }], 3);
  await rebuild(4n);
  expect(await rollup(workspaceId)).toEqual(['DAY 2026-03-04 00:00:00 n 1 1', 'HOUR 2026-03-04 05:00:00 n 1 1']);
  await writeFacts(stores, workspaceId, [fact], 5, true);
  await rebuild(6n);
  expect(await rollup(workspaceId)).toEqual([]);
  await writeFacts(stores, workspaceId, [fact], 7);
  await rebuild(8n);
  expect(await rollup(workspaceId)).toEqual(['DAY 2026-03-04 00:00:00 m 1 1', 'HOUR 2026-03-04 05:00:00 m 1 1']);
});

test('whatever stood there before, a rebuild makes it right', async () => {
  const workspaceId = await createTestWorkspace(stores, 'repairing');
  const fact = factOf({ at: at('04T05:00:00.000') });
  await writeFacts(stores, workspaceId, [fact], 1);
  for (const model of ['m', 'never']) {
    await stores.clickhouse.insert(
      'message_rollup',
      ['workspace_id', 'grain', 'started_at', 'model', 'message_count', 'version', 'is_deleted'],
      [
        JSON.stringify([workspaceId, 'HOUR', '2026-03-04 05:00:00', model, 17, 2, 0]),
        JSON.stringify([workspaceId, 'DAY', '2026-03-04 00:00:00', model, 40, 2, 0]),
      ].join('\n'),
    );
  }
  await rebuildRollupHours(stores.clickhouse, workspaceId, [hourOf(fact.at)], 3n);
  expect(await rollup(workspaceId)).toEqual(['DAY 2026-03-04 00:00:00 m 1 1', 'HOUR 2026-03-04 05:00:00 m 1 1']);
});

test('the same hour twice, in any order, over days and months, is rebuilt once each', async () => {
  const workspaceId = await createTestWorkspace(stores, 'many');
  const facts = Array.from({ length: 60 }, (_, index) =>
    factOf({ id: index + 1, at: new Date(at('29T12:30:00.000').getTime() + index * 2 * 3_600_000) }),
  );
  await writeFacts(stores, workspaceId, facts, 1);
  const hours = facts.map(({ at: moment }) => hourOf(moment));
  await rebuildRollupHours(stores.clickhouse, workspaceId, [...hours, ...hours].reverse(), 2n);
  const found = await rollup(workspaceId);
  expect(found.filter((line) => line.startsWith('HOUR'))).toHaveLength(60);
  expect(found.filter((line) => line.startsWith('DAY')).map((line) => Number(line.split(' ')[4]))).toEqual([6, 12, 12, 12, 12, 6]);
  await rebuildRollupHours(stores.clickhouse, workspaceId, [], 3n);
  expect(await rollup(workspaceId)).toEqual(found);
});

test('one workspace’s rebuild leaves another’s rollup alone', async () => {
  const [mine, theirs] = [await createTestWorkspace(stores, 'mine'), await createTestWorkspace(stores, 'theirs')];
  const fact = factOf({ at: at('04T05:00:00.000') });
  await writeFacts(stores, theirs, [fact], 1);
  await rebuildRollupHours(stores.clickhouse, theirs, [hourOf(fact.at)], 2n);
  const before = await rollup(theirs);
  await rebuildRollupHours(stores.clickhouse, mine, [hourOf(fact.at)], 3n);
  expect(await rollup(theirs)).toEqual(before);
  expect(await rollup(mine)).toEqual([]);
});
