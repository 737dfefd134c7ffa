import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { factOf, hourOf, writeFacts } from './analytics.testing.ts';
import { sla } from './details.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());

test('hours stay hours where whole days are rolled up', async () => {
  const workspaceId = await createTestWorkspace(stores);
  // Every hour of four days, so that their days stand in the rollup whole.
  const facts = Array.from({ length: 96 }, (_, index) =>
    factOf({ id: index + 1, at: new Date(Date.UTC(2026, 1, 1, index, 5)), latencyMs: index }),
  );
  await writeFacts(stores, workspaceId, facts, 1);
  await rebuildRollupHours(
    stores.clickhouse,
    workspaceId,
    facts.map(({ at }) => hourOf(at)),
    2n,
  );
  const report = await Report.open(stores, workspaceId, {}, new Date(Date.UTC(2026, 1, 5)));
  const hours = facts.map(({ at }) => hourOf(at));
  const starts = (buckets: readonly { startedAt: Date }[]): Date[] => buckets.map(({ startedAt }) => startedAt);
  expect(report.interval).toBe('HOUR');
  expect(starts(await report.series(null))).toEqual(hours);
  expect(starts(await report.seriesOfModel('m'))).toEqual(hours);
  expect(starts((await report.seriesByModel(null, 6))[0]?.buckets ?? [])).toEqual(hours);
  expect(starts((await sla(report, 10)).series)).toEqual(hours);
  expect(starts(await report.series('DAY'))).toHaveLength(4);
});
