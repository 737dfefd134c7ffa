import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { EvaluationRun } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadEvaluationRun } from '../errors.ts';
import { compareAll, compareAlone, type RowPair } from '../pure/compare.ts';
import { costPairs, scorePairs, sharedRows } from '../queries/scores.ts';
import type { ComparedNumber } from '../types.ts';

/** Two runs, row by row. */
export interface RunComparison {
  readonly a: EvaluationRun;
  readonly b: EvaluationRun;
  /** Rows that both have. */
  readonly sharedCount: number;
  /** Of these, rows whose input or expected output differ between the versions of the dataset. */
  readonly changedCount: number;
  readonly scores: readonly ComparedNumber[];
  readonly latencyMs: ComparedNumber;
  readonly costUsd: ComparedNumber;
}

/** Two runs of one workspace that can be compared: of one dataset, or both over messages. `a` is the base. */
async function runsToCompare(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  a: string,
  b: string,
): Promise<Result<{ readonly a: EvaluationRun; readonly b: EvaluationRun }, NotFound | BadEvaluationRun>> {
  const found = await prisma.evaluationRun.findMany({ where: { workspaceId, id: { in: [a, b] } } });
  const [one, other] = [a, b].map((id) => found.find((run) => run.id === id));
  if (one === undefined) return fail(new NotFound('Evaluation run', a, 'a'));
  if (other === undefined) return fail(new NotFound('Evaluation run', b, 'b'));
  if (one.datasetId !== other.datasetId)
    return fail(
      new BadEvaluationRun(
        'b',
        'is a run of another dataset; two runs of one dataset are compared, or two over messages, since only those share rows',
      ),
    );
  return succeed({ a: one, b: other });
}

/** Compares two runs over the rows that both scored. Latency and cost are those of answers that no cache gave. Source: PostgreSQL. */
export async function compareRuns(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  workspaceId: string,
  a: string,
  b: string,
): Promise<Result<RunComparison, NotFound | BadEvaluationRun>> {
  const runs = await runsToCompare(stores, workspaceId, a, b);
  if (!runs.ok) return runs;
  const [pairs, costs, [shared]] = await Promise.all([
    scorePairs(stores.postgres, { workspaceId, a, b }),
    costPairs(stores.postgres, { workspaceId, a, b }),
    sharedRows(stores.postgres, { workspaceId, a, b }),
  ]);
  const byName = Map.groupBy(pairs, ({ name }) => name);
  const rowsOf = (of: typeof pairs): RowPair[] => of.flatMap(({ count, ...pair }) => Array.from({ length: count }, () => pair));
  const plain = (name: string, values: readonly (readonly [number | null, number | null])[]) =>
    compareAlone({
      name,
      higherIsBetter: false,
      rows: values.flatMap(([one, other]) => (one === null || other === null ? [] : [{ a: one, b: other, aPassed: null, bPassed: null }])),
    });
  return succeed({
    ...runs.value,
    sharedCount: shared?.shared ?? 0,
    changedCount: shared?.changed ?? 0,
    scores: compareAll([...byName].map(([name, of]) => ({ name, rows: rowsOf(of), higherIsBetter: true }))),
    latencyMs: plain(
      'latency',
      costs.map(({ aLatency, bLatency }) => [aLatency, bLatency] as const),
    ),
    costUsd: plain(
      'cost',
      costs.map(({ aUsd, bUsd }) => [aUsd, bUsd] as const),
    ),
  });
}
