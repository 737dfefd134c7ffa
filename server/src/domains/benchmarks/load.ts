import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadBenchmark } from './errors.ts';
import { comparisonOf } from './pure/numbers.ts';
import { flipsBackwards, flipsForwards, pairCounts, suitesOfRuns, type ComparedRuns, type FlipPage } from './queries/paired.ts';
import { resultsBackwards, resultsForwards, resultsOfItems, type ResultPage, type StoredResult } from './queries/results.ts';
import type { ComparisonNumbers } from './types.ts';

export interface RunComparison extends ComparedRuns {
  readonly whole: ComparisonNumbers;
  readonly byCategory: readonly ComparisonNumbers[];
}

/** Two runs of one suite over the items that both decided. */
export async function compareRuns(
  { postgres }: Stores,
  workspaceId: string,
  runs: ComparedRuns,
): Promise<Result<RunComparison, NotFound | BadBenchmark>> {
  const { baseId, otherId } = runs;
  const found = await suitesOfRuns(postgres, { workspaceId, runIds: [baseId, otherId] });
  const [base, other] = [baseId, otherId].map((id) => found.find((run) => run.id === id));
  if (base === undefined) return fail(new NotFound('Benchmark run', baseId, 'baseId'));
  if (other === undefined) return fail(new NotFound('Benchmark run', otherId, 'otherId'));
  if (base.suiteId !== other.suiteId)
    return fail(new BadBenchmark('otherId', 'is a run of another suite; two runs of one suite are compared, since only those share items'));
  return succeed({ ...runs, ...comparisonOf(await pairCounts(postgres, { workspaceId, ...runs })) });
}

/** An item on which two runs differ, with the answers of both. */
export interface FlippedItem {
  readonly key: bigint;
  readonly first: StoredResult;
  readonly base: readonly StoredResult[];
  readonly other: readonly StoredResult[];
  readonly isGained: boolean;
}

/** One more than `limit` shows that there are further ones. */
export async function flippedItems(
  { postgres }: Stores,
  workspaceId: string,
  page: FlipPage & { readonly isInverted: boolean },
): Promise<FlippedItem[]> {
  const flips = await (page.isInverted ? flipsBackwards : flipsForwards)(postgres, { workspaceId, ...page });
  const results =
    flips.length === 0
      ? []
      : await resultsOfItems(postgres, { workspaceId, runIds: [page.baseId, page.otherId], itemKeys: flips.map(({ id }) => id) });
  return flips.flatMap(({ id, base, other }) => {
    const own = results.filter(({ itemKey }) => itemKey === id);
    const [first] = own;
    if (first === undefined) return [];
    const of = (runId: string) => own.filter((result) => result.runId === runId);
    return [{ key: id, first, base: of(page.baseId), other: of(page.otherId), isGained: other > base }];
  });
}

export const resultPage = (
  { postgres }: Stores,
  workspaceId: string,
  page: ResultPage & { readonly isInverted: boolean },
): Promise<StoredResult[]> => (page.isInverted ? resultsBackwards : resultsForwards)(postgres, { workspaceId, ...page });

/** Runs of models by name, and what the items of runs sum up to, for comparisons of models. */
export { runsOfModels, sumsOfRuns } from './queries/numbers.ts';
