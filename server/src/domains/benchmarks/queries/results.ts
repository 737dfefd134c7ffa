import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../../platform/store/pg-sql.ts';
import type { BenchmarkOutcome } from '../types.ts';

const numberOrNull = z.number().nullable();
const textOrNull = z.string().nullable();
const StoredResult = z.object({
  itemKey: z.coerce.bigint(),
  itemId: z.string(),
  category: textOrNull,
  input: textOrNull,
  target: textOrNull,
  runId: z.string(),
  sample: z.number(),
  isCorrect: z.boolean().nullable(),
  score: numberOrNull,
  scores: z.record(z.string(), numberOrNull),
  answer: textOrNull,
  error: textOrNull,
  latencyMs: numberOrNull,
  inputTokens: numberOrNull,
  outputTokens: numberOrNull,
  costUsd: numberOrNull,
  at: z.date(),
});
export type StoredResult = z.infer<typeof StoredResult>;

const columns = pg.raw(`
  r.item_id::text AS "itemKey", i.external_id AS "itemId", i.category, i.input, i.target, r.run_id AS "runId", r.sample, r.is_correct AS "isCorrect",
  r.score, r.scores, r.answer, r.error, r.latency_ms AS "latencyMs", r.input_tokens AS "inputTokens", r.output_tokens AS "outputTokens",
  (r.cost_nano_usd / 1e9)::float8 AS "costUsd", r.at`);

/** Where a result stands in its run. */
export interface ResultPlace {
  readonly itemKey: bigint;
  readonly sample: number;
}

export interface ResultPage {
  readonly runId: string;
  readonly outcome: BenchmarkOutcome | null;
  readonly category: string | null;
  readonly search: string | null;
  readonly after: ResultPlace | null;
  readonly before: ResultPlace | null;
  readonly limit: number;
}

const outcomes: Readonly<Record<BenchmarkOutcome, string>> = {
  CORRECT: 'r.is_correct',
  WRONG: 'NOT r.is_correct AND r.error IS NULL',
  ERROR: 'r.error IS NOT NULL',
  UNDECIDED: 'r.is_correct IS NULL AND r.error IS NULL',
};

const beyond = (comparison: '<' | '>', place: ResultPlace | null): PgSql =>
  place === null ? pg`true` : pg`(r.item_id, r.sample) ${pg.raw(comparison)} (${pg.int8(place.itemKey)}, ${pg.int4(place.sample)})`;

const resultPages = (direction: 'ASC' | 'DESC') =>
  definePgQuery({
    name: `benchmarks.resultPage ${direction}`,
    row: StoredResult,
    sql: ({ runId, outcome, category, search, after, before, limit }: ResultPage, workspace) => pg`
      SELECT ${columns} FROM benchmark_results r JOIN benchmark_items i ON i.id = r.item_id
      WHERE r.workspace_id = ${workspace} AND r.run_id = ${pg.uuid(runId)} AND ${beyond('>', after)} AND ${beyond('<', before)}
        AND ${pg.raw(outcome === null ? 'true' : outcomes[outcome])}
        AND ${category === null ? pg`true` : pg`i.category = ${pg.text(category)}`}
        AND ${search === null ? pg`true` : pg`position(lower(${pg.text(search)}) IN lower(concat_ws(E'\\n', i.external_id, i.input, i.target, r.answer, r.error))) > 0`}
      ORDER BY r.item_id ${pg.raw(direction)}, r.sample ${pg.raw(direction)} LIMIT ${pg.int8(limit)}`,
  });
export const resultsForwards = resultPages('ASC');
export const resultsBackwards = resultPages('DESC');

/** The results of two runs to some items. */
export const resultsOfItems = definePgQuery({
  name: 'benchmarks.resultsOfItems',
  row: StoredResult,
  sql: ({ runIds, itemKeys }: { runIds: readonly string[]; itemKeys: readonly bigint[] }, workspace) => pg`
    SELECT ${columns} FROM benchmark_results r JOIN benchmark_items i ON i.id = r.item_id
    WHERE r.workspace_id = ${workspace} AND r.run_id = ANY(${pg.uuids(runIds)}) AND r.item_id = ANY(${pg.int8s(itemKeys)})
    ORDER BY r.item_id, r.sample`,
});
