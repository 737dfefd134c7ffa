import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column } from '../../platform/store/pg-sql.ts';
import type { CheckedResult } from './types.ts';

/** Of a workspace. */
export const maxSuites = 1_000;

/** A suite by its name, made where there is none. */
export const namedSuite = definePgQuery({
  name: 'benchmarks.suite',
  row: z.object({ id: z.string() }),
  sql: ({ name }: { name: string }, workspace) => pg`
    WITH made AS (
      INSERT INTO benchmark_suites (workspace_id, name) SELECT ${workspace}, ${pg.text(name)}
      WHERE (SELECT count(*) FROM benchmark_suites WHERE workspace_id = ${workspace}) < ${pg.int8(maxSuites)}
      ON CONFLICT (workspace_id, name) DO NOTHING RETURNING id
    )
    SELECT id FROM made UNION ALL SELECT id FROM benchmark_suites WHERE workspace_id = ${workspace} AND name = ${pg.text(name)} LIMIT 1`,
});

const itemColumns: readonly Column<CheckedResult>[] = [
  textColumn('external_id', ({ itemId }) => itemId),
  textColumn('category', ({ category }) => category),
  textColumn('input', ({ input }) => input),
  textColumn('target', ({ target }) => target),
];

/** Items by their ids, each once. What a result does not name stays as it was. */
export const storeItems = definePgCommand({
  name: 'benchmarks.items',
  sql: ({ suiteId, items }: { suiteId: string; items: readonly CheckedResult[] }, workspace) => pg`
    INSERT INTO benchmark_items AS known (workspace_id, suite_id, external_id, category, input, target)
    SELECT ${workspace}, ${pg.uuid(suiteId)}, external_id, category, input, target FROM ${unnest(itemColumns, items, 'sent')}
    ORDER BY external_id COLLATE "C"
    ON CONFLICT (suite_id, external_id) DO UPDATE
    SET category = coalesce(EXCLUDED.category, known.category), input = coalesce(EXCLUDED.input, known.input),
      target = coalesce(EXCLUDED.target, known.target)
    WHERE (EXCLUDED.category, EXCLUDED.input, EXCLUDED.target) IS DISTINCT FROM (known.category, known.input, known.target)`,
});

const resultColumns: readonly Column<CheckedResult>[] = [
  textColumn('external_id', ({ itemId }) => itemId),
  plainColumn('sample', 'int4', ({ sample }) => sample),
  plainColumn('is_correct', 'bool', ({ isCorrect }) => isCorrect),
  plainColumn('score', 'float8', ({ score }) => score),
  textColumn('scores', ({ scores }) => scores, 'jsonb'),
  textColumn('answer', ({ answer }) => answer),
  textColumn('error', ({ error }) => error),
  plainColumn('latency_ms', 'int4', ({ latencyMs }) => latencyMs),
  plainColumn('input_tokens', 'int4', ({ inputTokens }) => inputTokens),
  plainColumn('output_tokens', 'int4', ({ outputTokens }) => outputTokens),
  plainColumn('cost_nano_usd', 'int8', ({ costNanoUsd }) => costNanoUsd),
  timeColumn('at', ({ at }) => at),
];

/**
 * Results of a run, each once by item and sample; those of stored items. An answer without a verdict is correct where its score is 1, wrong
 * where it is 0, and without a score correct where it is the target, blanks around both aside; an error decides nothing, whatever score a
 * program gives it.
 */
export const storeResults = definePgQuery({
  name: 'benchmarks.results',
  row: z.object({ isNew: z.boolean() }),
  sql: ({ runId, suiteId, results }: { runId: string; suiteId: string; results: readonly CheckedResult[] }, workspace) => pg`
    INSERT INTO benchmark_results (run_id, item_id, sample, workspace_id, is_correct, score, scores, answer, error, latency_ms, input_tokens, output_tokens, cost_nano_usd, at)
    SELECT ${pg.uuid(runId)}, i.id, sample, ${workspace},
      CASE
        WHEN is_correct IS NOT NULL THEN is_correct
        WHEN error IS NOT NULL THEN NULL
        WHEN score IN (0, 1) THEN score = 1
        WHEN score IS NULL THEN btrim(answer, E' \\n\\r\\t') = btrim(i.target, E' \\n\\r\\t')
      END,
      score, scores, answer, error, latency_ms, input_tokens, output_tokens, cost_nano_usd, at
    FROM ${unnest(resultColumns, results, 'sent')}
    JOIN benchmark_items i ON i.workspace_id = ${workspace} AND i.suite_id = ${pg.uuid(suiteId)} AND i.external_id = sent.external_id
    ORDER BY i.id, sample
    ON CONFLICT (run_id, item_id, sample) DO UPDATE
    SET is_correct = EXCLUDED.is_correct, score = EXCLUDED.score, scores = EXCLUDED.scores, answer = EXCLUDED.answer, error = EXCLUDED.error,
      latency_ms = EXCLUDED.latency_ms, input_tokens = EXCLUDED.input_tokens, output_tokens = EXCLUDED.output_tokens,
      cost_nano_usd = EXCLUDED.cost_nano_usd, at = EXCLUDED.at
    RETURNING xmax = 0 AS "isNew"`,
});
