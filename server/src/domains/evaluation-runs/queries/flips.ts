import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

export interface FlipsAsked {
  readonly a: string;
  readonly b: string;
  /** Null: of any score. */
  readonly score: string | null;
  /** GAINED: b is better; null: either way. */
  readonly flip: 'GAINED' | 'LOST' | null;
  readonly after: string | null;
  readonly before: string | null;
  readonly limit: number;
}

const flippedRows = (direction: 'ASC' | 'DESC') =>
  definePgQuery({
    name: `evaluationRuns.flips ${direction}`,
    row: z.object({ rowKey: z.string(), aItem: z.string(), bItem: z.string(), gained: z.array(z.string()), lost: z.array(z.string()) }),
    sql: ({ a, b, score, flip, after, before, limit }: FlipsAsked, workspace) => {
      const rows = (runId: string) => pg`
        (SELECT s.name, i.row_key, min(i.id) AS item, avg(coalesce(s.passed::int, s.value)) AS value
         FROM evaluation_scores s JOIN evaluation_run_items i ON i.id = s.item_id
         WHERE s.workspace_id = ${workspace} AND s.run_id = ${pg.uuid(runId)} AND (${pg.text(score)} IS NULL OR s.name = ${pg.text(score)})
         GROUP BY s.name, i.row_key)`;
      return pg`
        SELECT row_key AS "rowKey", min(one.item)::text AS "aItem", min(other.item)::text AS "bItem",
          coalesce(array_agg(name ORDER BY name) FILTER (WHERE other.value > one.value), '{}') AS gained,
          coalesce(array_agg(name ORDER BY name) FILTER (WHERE other.value < one.value), '{}') AS lost
        FROM ${rows(a)} one JOIN ${rows(b)} other USING (name, row_key)
        WHERE one.value <> other.value GROUP BY row_key
        HAVING (${pg.int8(after)} IS NULL OR min(one.item) > ${pg.int8(after)}) AND (${pg.int8(before)} IS NULL OR min(one.item) < ${pg.int8(before)})
          AND ${pg.raw(flip === 'GAINED' ? 'bool_or(other.value > one.value)' : flip === 'LOST' ? 'bool_or(other.value < one.value)' : 'true')}
        ORDER BY min(one.item) ${pg.raw(direction)} LIMIT ${pg.int4(limit)}`;
    },
  });

/** Rows that two runs scored differently, in the order of the first run, with the names of the scores that rose and fell. */
export const flipsForwards = flippedRows('ASC');
export const flipsBackwards = flippedRows('DESC');
