import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw, sql, uuid } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { nextVersion } from '../../platform/store/projector/queue.ts';
import { rebuildIncompleteHours } from '../../platform/store/projector/rollup-hours.ts';
import { hourOf, writeFacts } from './analytics.testing.ts';
import { compareTag } from './compared.ts';
import { periodComparison } from './comparison.ts';
import { accuracy, agreement, compareAccuracy } from './evaluation-metrics.ts';
import { everyMeasure } from './pure/measures.ts';
import { randomFact, randomNumbers } from './random-facts.testing.ts';
import { Report } from './report.ts';
import { incompleteHours, rebuildRollupHours } from './rollup.ts';

const middle = new Date('2026-03-03T00:00:00Z');
const from = new Date('2026-03-01T00:00:00Z');
const to = new Date('2026-03-05T00:00:00Z');
const newerColumns = everyMeasure.map(({ column }) => column).slice(everyMeasure.findIndex(({ column }) => column === 'detailed_count'));

let stores: Stores;
let workspaceId: string;
let hours: Date[];

beforeAll(async () => {
  stores = await openTestStores();
  workspaceId = await createTestWorkspace(stores);
  const random = randomNumbers(5);
  const facts = Array.from({ length: 500 }, (_, index) => randomFact(random, index + 1, { from, to }));
  await writeFacts(stores, workspaceId, facts, 1);
  hours = [...new Set(facts.map(({ at }) => hourOf(at).getTime()))].map((ms) => new Date(ms));
  await rebuildRollupHours(stores.clickhouse, workspaceId, hours, BigInt(await nextVersion(stores.postgres)));
});
afterAll(() => stores.close());

/** What the newer columns are for. */
async function numbers() {
  const report = await Report.open(stores, workspaceId, { from: middle, to }, to);
  return {
    comparison: await periodComparison(report),
    tags: await Promise.all(['wrong', 'slow', 'never given'].map((tag) => compareTag(report, tag))),
    accuracy: [await accuracy(report), await compareAccuracy(report)],
    agreement: [await agreement(report), await agreement(report, 'previous')],
  };
}

/** Rows as an older version wrote them, in place of those of some hours and of their days. */
async function makeOld(which: string): Promise<void> {
  const columns = ['workspace_id', 'grain', 'started_at', 'model', 'provider', 'environment', 'experiment_name', 'variant', 'widget'];
  const older = everyMeasure.map(({ column }) => column).filter((column) => !newerColumns.includes(column));
  const list = [...columns, ...older].join(', ');
  const version = await nextVersion(stores.postgres);
  await stores.clickhouse.command(
    'test.old',
    sql`INSERT INTO message_rollup (${raw(list)}, version) SELECT ${raw(list)}, ${raw(String(version))} FROM message_rollup FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND ${raw(which)}`,
    { timeoutMs: 10_000 },
  );
}

const ofWorkspace = async () => (await incompleteHours(stores.clickhouse, 10_000)).filter((row) => row.workspaceId === workspaceId);

test('hours that an older version summed up are answered from the facts, and rebuilt until none is left', async () => {
  const expected = await numbers();
  expect(expected.agreement[0]?.verdicts.alpha).not.toBeNull();
  expect(expected.comparison?.metrics.find(({ metric }) => metric === 'COST_PER_MESSAGE')?.interval).not.toBeNull();
  expect(await ofWorkspace()).toEqual([]);

  await makeOld(`toDate(started_at) IN ('2026-03-02', '2026-03-04')`);
  const old = await ofWorkspace();
  expect(old.length).toBeGreaterThan(20);
  expect(new Set(old.map(({ hour }) => hour.toISOString().slice(0, 10)))).toEqual(new Set(['2026-03-02', '2026-03-04']));
  expect(await numbers()).toEqual(expected);

  const options = { incomplete: incompleteHours, limit: 10 };
  expect(await rebuildIncompleteHours(stores, rebuildRollupHours, options)).toBe(10);
  expect(await ofWorkspace()).toHaveLength(old.length - 10);
  expect(await numbers()).toEqual(expected);
  while (((await rebuildIncompleteHours(stores, rebuildRollupHours, options)) ?? 0) > 0);
  expect(await ofWorkspace()).toEqual([]);
  expect(await numbers()).toEqual(expected);
});
