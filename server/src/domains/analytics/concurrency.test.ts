import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildDirtyHours } from '../../platform/store/projector/rollup-hours.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { factOf, hourOf, markDirty, writeFacts } from './analytics.testing.ts';
import { dayMs, hourMs } from './pure/interval.ts';
import { randomNumbers } from './random-facts.testing.ts';
import { Report } from './report.ts';
import { rebuildRollupHours } from './rollup.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

test('while messages land and hours are rebuilt, no answer is short of what had landed or beyond what had been written', async () => {
  const workspaceId = await createTestWorkspace(stores);
  const random = randomNumbers(11);
  const from = new Date('2026-03-01T00:00:00Z');
  const filter = { from, to: new Date(from.getTime() + 3 * dayMs) };
  const batchCount = 60;
  const batchSize = 50;
  let written = 0;
  let landed = 0;
  let isOver = false;

  const writing = async (): Promise<void> => {
    for (let batch = 0; batch < batchCount; batch += 1) {
      const facts = Array.from({ length: batchSize }, (_, index) => {
        const id = batch * batchSize + index + 1;
        return factOf({
          id,
          conversation: id,
          at: new Date(from.getTime() + Math.floor(random() * 3 * 24) * hourMs + Math.floor(random() * hourMs)),
          model: random() < 0.5 ? 'm' : 'n',
        });
      });
      written += batchSize;
      await writeFacts(stores, workspaceId, facts, batch + 1);
      await markDirty(
        stores,
        workspaceId,
        facts.map(({ at }) => hourOf(at)),
      );
      landed += batchSize;
    }
    isOver = true;
  };
  const rebuilding = async (): Promise<number> => {
    let rebuilt = 0;
    while (!isOver) rebuilt += await rebuildDirtyHours(stores, rebuildRollupHours, { limit: 5, everything: true });
    return rebuilt;
  };
  const reading = async (): Promise<number> => {
    let reads = 0;
    for (; !isOver; reads += 1) {
      const least = landed;
      const report = await Report.open(stores, workspaceId, filter, new Date());
      const [overview, byModel, series] = await Promise.all([report.overview(), report.byModel(), report.series('DAY')]);
      const most = written;
      for (const groups of [[overview], byModel, series]) {
        const count = groups.reduce((sum, { messageCount }) => sum + messageCount, 0);
        expect(count).toBeGreaterThanOrEqual(least);
        expect(count).toBeLessThanOrEqual(most);
        expect(count).toBe(overview.messageCount);
        expect(groups.reduce((sum, { conversationCount }) => sum + conversationCount, 0)).toBe(count);
      }
    }
    return reads;
  };
  const [, rebuilt, reads] = await Promise.all([writing(), rebuilding(), reading()]);
  expect(Math.min(rebuilt, reads)).toBeGreaterThan(0);
  while ((await rebuildDirtyHours(stores, rebuildRollupHours, { limit: 1_000, everything: true })) > 0);
  const report = await Report.open(stores, workspaceId, filter, new Date());
  expect(report.scope.dirtyHours).toEqual([]);
  expect((await report.overview()).messageCount).toBe(batchCount * batchSize);
});
