import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';

/** The items of runs, each once: how many of its answers are correct or wrong, and how many of those correct. */
const itemsOfRuns = (runIds: readonly string[], workspace: PgParam): PgSql => pg`
  SELECT r.run_id, i.category, r.item_id, count(*)::int AS results, count(r.is_correct)::int AS decided,
    count(*) FILTER (WHERE r.is_correct)::int AS correct, count(r.error)::int AS errors, avg(r.score) AS score
  FROM benchmark_results r JOIN benchmark_items i ON i.id = r.item_id
  WHERE r.workspace_id = ${workspace} AND r.run_id = ANY(${pg.uuids(runIds)}) GROUP BY r.run_id, i.category, r.item_id`;

/** Sums over the items of runs, as a whole and by category. `shares`: of each decided item the share of its answers that is correct. */
export const sumsOfRuns = definePgQuery({
  name: 'benchmarks.sums',
  row: z.object({
    runId: z.string(),
    isWhole: z.boolean(),
    category: z.string().nullable(),
    itemCount: z.number(),
    resultCount: z.number(),
    errorCount: z.number(),
    decidedCount: z.number(),
    mostAnswers: z.number(),
    shares: z.number(),
    squares: z.number(),
    meanScore: z.number().nullable(),
  }),
  sql: ({ runIds }: { runIds: readonly string[] }, workspace) => pg`
    WITH items AS (${itemsOfRuns(runIds, workspace)}),
    shares AS (SELECT *, CASE WHEN decided > 0 THEN correct::float8 / decided END AS share FROM items)
    SELECT run_id AS "runId", grouping(category) = 1 AS "isWhole", category, count(*)::int AS "itemCount", sum(results)::int AS "resultCount",
      sum(errors)::int AS "errorCount", count(share)::int AS "decidedCount", max(decided) AS "mostAnswers",
      coalesce(sum(share), 0)::float8 AS shares, coalesce(sum(share * share), 0)::float8 AS squares, avg(score)::float8 AS "meanScore"
    FROM shares GROUP BY GROUPING SETS ((run_id), (run_id, category)) ORDER BY category`,
});

/** How many items of a run were answered so often, and so often correctly. */
export const answerCounts = definePgQuery({
  name: 'benchmarks.answerCounts',
  row: z.object({ decided: z.number(), correct: z.number(), itemCount: z.number() }),
  sql: ({ runId }: { runId: string }, workspace) => pg`
    SELECT decided, correct, count(*)::int AS "itemCount" FROM (${itemsOfRuns([runId], workspace)}) items
    WHERE decided > 0 GROUP BY decided, correct`,
});

/** Costs and times of runs over their answers. */
export const usageOfRuns = definePgQuery({
  name: 'benchmarks.usage',
  row: z.object({
    runId: z.string(),
    p50LatencyMs: z.number().nullable(),
    p95LatencyMs: z.number().nullable(),
    inputTokens: z.coerce.bigint().nullable(),
    outputTokens: z.coerce.bigint().nullable(),
    costUsd: z.number().nullable(),
  }),
  sql: ({ runIds }: { runIds: readonly string[] }, workspace) => pg`
    SELECT run_id AS "runId", percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) AS "p50LatencyMs",
      percentile_cont(0.95) WITHIN GROUP (ORDER BY latency_ms) AS "p95LatencyMs", sum(input_tokens)::text AS "inputTokens",
      sum(output_tokens)::text AS "outputTokens", (sum(cost_nano_usd) / 1e9)::float8 AS "costUsd"
    FROM benchmark_results WHERE workspace_id = ${workspace} AND run_id = ANY(${pg.uuids(runIds)}) GROUP BY run_id`,
});

/** How many items and runs suites have, and when their last run started. */
export const countsOfSuites = definePgQuery({
  name: 'benchmarks.suiteCounts',
  row: z.object({ suiteId: z.string(), itemCount: z.number(), runCount: z.number(), lastRunAt: z.date().nullable() }),
  sql: ({ suiteIds }: { suiteIds: readonly string[] }, workspace) => pg`
    SELECT id AS "suiteId", (SELECT count(*)::int FROM benchmark_items i WHERE i.suite_id = s.id) AS "itemCount",
      (SELECT count(*)::int FROM benchmark_runs r WHERE r.suite_id = s.id) AS "runCount",
      (SELECT max(started_at) FROM benchmark_runs r WHERE r.suite_id = s.id) AS "lastRunAt"
    FROM benchmark_suites s WHERE s.workspace_id = ${workspace} AND s.id = ANY(${pg.uuids(suiteIds)})`,
});

/** Runs of models with these names, latest start first. */
export const runsOfModels = definePgQuery({
  name: 'benchmarks.runsOfModels',
  row: z.object({
    runId: z.string(),
    suiteId: z.string(),
    suite: z.string(),
    model: z.string(),
    modelVersion: z.string().nullable(),
    startedAt: z.date(),
  }),
  sql: ({ models, limit }: { models: readonly string[]; limit: number }, workspace) => pg`
    SELECT r.id AS "runId", r.suite_id AS "suiteId", s.name AS suite, r.model, r.model_version AS "modelVersion", r.started_at AS "startedAt"
    FROM benchmark_runs r JOIN benchmark_suites s ON s.id = r.suite_id
    WHERE r.workspace_id = ${workspace} AND r.model = ANY(${pg.texts(models)}) ORDER BY r.started_at DESC, r.id DESC LIMIT ${pg.int8(limit)}`,
});
