import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';
import type { Flip } from '../types.ts';

export interface ComparedRuns {
  readonly baseId: string;
  readonly otherId: string;
}

/** Items that both runs decided, with the share of correct answers in each. */
const pairs = ({ baseId, otherId }: ComparedRuns, workspace: PgParam): PgSql => {
  const shares = (runId: string): PgSql => pg`
    (SELECT item_id, count(*) FILTER (WHERE is_correct)::float8 / count(is_correct) AS share FROM benchmark_results
     WHERE workspace_id = ${workspace} AND run_id = ${pg.uuid(runId)} GROUP BY item_id HAVING count(is_correct) > 0)`;
  return pg`
    SELECT i.id, i.external_id, i.category, base.share AS base, other.share AS other
    FROM ${shares(baseId)} base JOIN ${shares(otherId)} other ON other.item_id = base.item_id JOIN benchmark_items i ON i.id = base.item_id`;
};

/** How many shared items have which pair of shares, by category. */
export const pairCounts = definePgQuery({
  name: 'benchmarks.pairs',
  row: z.object({ category: z.string().nullable(), base: z.number(), other: z.number(), itemCount: z.number() }),
  sql: (runs: ComparedRuns, workspace) => pg`
    SELECT category, base, other, count(*)::int AS "itemCount" FROM (${pairs(runs, workspace)}) pairs GROUP BY category, base, other`,
});

export interface FlipPage extends ComparedRuns {
  readonly flip: Flip | null;
  readonly category: string | null;
  readonly after: bigint | null;
  readonly before: bigint | null;
  readonly limit: number;
}

const flippedItems = (direction: 'ASC' | 'DESC') =>
  definePgQuery({
    name: `benchmarks.flips ${direction}`,
    row: z.object({ id: z.coerce.bigint(), base: z.number(), other: z.number() }),
    sql: ({ flip, category, after, before, limit, ...runs }: FlipPage, workspace) => pg`
      SELECT id::text AS id, base, other FROM (${pairs(runs, workspace)}) pairs
      WHERE ${pg.raw(flip === 'GAINED' ? 'other > base' : flip === 'LOST' ? 'other < base' : 'other <> base')}
        AND (${pg.text(category)} IS NULL OR category = ${pg.text(category)})
        AND (${pg.int8(after)} IS NULL OR id > ${pg.int8(after)}) AND (${pg.int8(before)} IS NULL OR id < ${pg.int8(before)})
      ORDER BY pairs.id ${pg.raw(direction)} LIMIT ${pg.int8(limit)}`,
  });
export const flipsForwards = flippedItems('ASC');
export const flipsBackwards = flippedItems('DESC');

/** Whether two runs of a workspace are of one suite; fewer than two rows: one of them is not there. */
export const suitesOfRuns = definePgQuery({
  name: 'benchmarks.suitesOfRuns',
  row: z.object({ id: z.string(), suiteId: z.string() }),
  sql: ({ runIds }: { runIds: readonly string[] }, workspace) =>
    pg`SELECT id, suite_id AS "suiteId" FROM benchmark_runs WHERE workspace_id = ${workspace} AND id = ANY(${pg.uuids(runIds)})`,
});
