import { perOperation } from '../../platform/graphql/per-operation.ts';
import { numbersOf } from './pure/numbers.ts';
import { countsOfSuites, sumsOfRuns, usageOfRuns } from './queries/numbers.ts';
import type { BenchmarkNumbers } from './types.ts';

export interface RunNumbers {
  readonly whole: BenchmarkNumbers;
  /** By name; items without a category are left out. */
  readonly byCategory: readonly BenchmarkNumbers[];
}

const nothing: BenchmarkNumbers = {
  category: null,
  itemCount: 0,
  resultCount: 0,
  errorCount: 0,
  decidedCount: 0,
  accuracy: null,
  interval: null,
  meanScore: null,
};

/** How a run did, by its id. */
export const numbersOfRun = perOperation<string, RunNumbers>(async (runIds, { stores, viewer }) => {
  const rows = await sumsOfRuns(stores.postgres, { workspaceId: viewer.workspaceId, runIds });
  const byRun = Map.groupBy(rows, ({ runId }) => runId);
  return runIds.map((id) => {
    const own = byRun.get(id) ?? [];
    const whole = own.find(({ isWhole }) => isWhole);
    return {
      whole: whole === undefined ? nothing : numbersOf(whole),
      byCategory: own.filter(({ isWhole, category }) => !isWhole && category !== null).map(numbersOf),
    };
  });
});

type Usage = Awaited<ReturnType<typeof usageOfRuns>>[number];

/** What a run used; null: it has no results. */
export const usageOfRun = perOperation<string, Usage | null>(async (runIds, { stores, viewer }) => {
  const rows = await usageOfRuns(stores.postgres, { workspaceId: viewer.workspaceId, runIds });
  const byRun = new Map(rows.map((row) => [row.runId, row]));
  return runIds.map((id) => byRun.get(id) ?? null);
});

type SuiteCounts = Awaited<ReturnType<typeof countsOfSuites>>[number];

export const countsOfSuite = perOperation<string, SuiteCounts>(async (suiteIds, { stores, viewer }) => {
  const rows = await countsOfSuites(stores.postgres, { workspaceId: viewer.workspaceId, suiteIds });
  const bySuite = new Map(rows.map((row) => [row.suiteId, row]));
  return suiteIds.map((suiteId) => bySuite.get(suiteId) ?? { suiteId, itemCount: 0, runCount: 0, lastRunAt: null });
});
