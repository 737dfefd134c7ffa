import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace, openTestStores } from '../store/testing.ts';
import type { Stores } from '../store/stores.ts';
import { factOf, hourOf, writeFacts } from './analytics.testing.ts';
import { bySession, conversationLengths, errors, failureTags, ratings, sla, toolUses } from './details.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';
import { filterOptions } from './options.ts';

let stores: Stores;
beforeAll(async () => { stores = await openTestStores(); });
afterAll(() => stores.close());

test('smoke', async () => {
  const workspaceId = await createTestWorkspace(stores, 'smoke');
  const at = new Date('2026-03-04T05:06:07.008Z');
  const fact = factOf({ tools: [{ name: 't', success: true, durationMs: 5 }, { name: 't', success: false, durationMs: null }], latencyMs: 7, session: 's', evaluations: [{ rating: 4, success: true, tags: ['x'] }], error: 'e', costNanoUsd: 5_000_000_000 });
  await writeFacts(stores, workspaceId, [fact, { ...fact, id: 2, at: new Date('2026-03-05T05:06:07.008Z') }], 1);
  for (const pass of [0, 1]) {
    const report = await Report.open(stores, workspaceId, { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') }, new Date());
    console.log(pass, report.scope.dirtyHours, JSON.stringify(await Promise.all([report.overview(), report.previous(), report.series(null), report.byModel(), report.seriesByModel(null, 6), ratings(report), errors(report), failureTags(report), toolUses(report), bySession(report, 5), conversationLengths(report), sla(report, 5), report.byTrainingMethod(), report.byVariant()]), (_k, v) => typeof v === 'bigint' ? Number(v) : v, 1));
    await rebuildRollupHours(stores.clickhouse, workspaceId, [hourOf(at), hourOf(new Date('2026-03-05T05:06:07.008Z'))], 5n);
  }
  console.log(await filterOptions(stores, workspaceId, new Date()));
});
