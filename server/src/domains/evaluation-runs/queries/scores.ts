import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { scoreKinds, type Scored } from '../types.ts';

export interface NewScore extends Scored {
  readonly runId: string;
  /** Null: of the whole run. */
  readonly itemId: string | null;
  readonly metadata?: unknown;
  readonly traceId?: string | null;
  readonly author?: string | null;
}

/** Stores scores; one of the same scorer under the same name is replaced. Those of items and runs that are gone are left out. */
export const storeScores = definePgCommand({
  name: 'evaluationRuns.scores',
  sql: ({ scores }: { scores: readonly NewScore[] }, workspace) => pg`
    INSERT INTO evaluation_scores (workspace_id, run_id, item_id, slot, name, kind, scorer, version, value, label, passed, comment, error, nano_usd, metadata, trace_id, author)
    SELECT ${workspace}, r.id, i.id, coalesce(i.id::text, ''), s.name, s.kind::"EvaluationScoreKind", s.scorer, s.version, s.value, s.label, s.passed, s.comment,
      s.error, s.nano_usd, s.metadata, s.trace_id, s.author
    FROM jsonb_to_recordset(${pg.json(
      scores.map((score) => ({
        run_id: score.runId,
        item_id: score.itemId,
        name: score.name,
        kind: score.kind,
        scorer: score.scorer,
        version: score.version,
        value: score.value,
        label: score.label,
        passed: score.passed,
        comment: score.comment,
        error: score.error,
        nano_usd: String(score.nanoUsd),
        metadata: score.metadata ?? null,
        trace_id: score.traceId ?? null,
        author: score.author ?? null,
      })),
    )}) AS s (run_id uuid, item_id int8, name text, kind text, scorer text, version int4, value float8, label text, passed bool, comment text, error text, nano_usd int8,
      metadata jsonb, trace_id text, author text)
    JOIN evaluation_runs r ON r.id = s.run_id AND r.workspace_id = ${workspace}
    LEFT JOIN evaluation_run_items i ON i.id = s.item_id AND i.run_id = r.id
    WHERE s.item_id IS NULL OR i.id IS NOT NULL
    ON CONFLICT (run_id, slot, name, scorer) DO UPDATE SET kind = EXCLUDED.kind, version = EXCLUDED.version, value = EXCLUDED.value, label = EXCLUDED.label,
      passed = EXCLUDED.passed, comment = EXCLUDED.comment, error = EXCLUDED.error, nano_usd = evaluation_scores.nano_usd + EXCLUDED.nano_usd,
      metadata = EXCLUDED.metadata, trace_id = EXCLUDED.trace_id, author = EXCLUDED.author, created_at = now()`,
});

/** The value of a score: what was given, else 1 and 0 of what passed and failed. */
const valueOfScore = pg.raw('coalesce(s.value, s.passed::int)');

const Label = z.object({ label: z.string(), count: z.number() });

/** Sums of each score of some runs over rows: a row with several answers, or several scores of one name, counts once, with their mean. */
export const scoreSums = definePgQuery({
  name: 'evaluationRuns.scoreSums',
  row: z.object({
    runId: z.string(),
    name: z.string(),
    kinds: z.array(z.enum(scoreKinds)),
    n: z.number(),
    sum: z.number(),
    squares: z.number(),
    decided: z.number(),
    passed: z.number(),
    isWhole: z.boolean(),
    errorCount: z.number(),
    labels: z.array(Label).nullable(),
  }),
  sql: ({ runIds }: { runIds: readonly string[] }, workspace) => pg`
    WITH own AS MATERIALIZED (
      SELECT s.run_id, s.name, s.kind, s.label, s.error, s.passed, ${valueOfScore} AS value, i.row_key
      FROM evaluation_scores s JOIN evaluation_run_items i ON i.id = s.item_id
      WHERE s.workspace_id = ${workspace} AND s.run_id = ANY(${pg.uuids(runIds)})
    ), rows AS (
      SELECT run_id, name, row_key, avg(value) AS value, avg(passed::int)::float8 AS passed FROM own GROUP BY run_id, name, row_key
    ), labels AS (
      SELECT run_id, name, jsonb_agg(jsonb_build_object('label', label, 'count', n) ORDER BY n DESC, label) AS labels FROM (
        SELECT run_id, name, label, count(*)::int AS n, row_number() OVER (PARTITION BY run_id, name ORDER BY count(*) DESC, label) AS place
        FROM own WHERE label IS NOT NULL GROUP BY run_id, name, label) counted WHERE place <= 20 GROUP BY run_id, name
    ), kinds AS (
      SELECT run_id, name, array_agg(DISTINCT kind::text ORDER BY kind::text) AS kinds, count(error)::int AS errors FROM own GROUP BY run_id, name
    )
    SELECT r.run_id AS "runId", r.name, k.kinds, count(r.value)::int AS n, coalesce(sum(r.value), 0)::float8 AS sum, coalesce(sum(r.value * r.value), 0)::float8 AS squares,
      count(r.passed)::int AS decided, coalesce(sum(r.passed), 0)::float8 AS passed, coalesce(bool_and(r.passed IN (0, 1)), true) AS "isWhole", k.errors AS "errorCount", l.labels
    FROM rows r JOIN kinds k USING (run_id, name) LEFT JOIN labels l USING (run_id, name)
    GROUP BY r.run_id, r.name, k.kinds, k.errors, l.labels ORDER BY r.run_id, r.name`,
});

/** Scores of whole runs, as an application or a person gave them. */
export const runScores = definePgQuery({
  name: 'evaluationRuns.runScores',
  row: z.object({
    runId: z.string(),
    name: z.string(),
    kind: z.enum(scoreKinds),
    value: z.number().nullable(),
    label: z.string().nullable(),
    passed: z.boolean().nullable(),
    comment: z.string().nullable(),
  }),
  sql: ({ runIds }: { runIds: readonly string[] }, workspace) => pg`
    SELECT run_id AS "runId", name, kind::text AS kind, value, label, passed, comment FROM evaluation_scores
    WHERE workspace_id = ${workspace} AND run_id = ANY(${pg.uuids(runIds)}) AND slot = '' ORDER BY name, id LIMIT 1000`,
});

/** What two runs have of each row that both scored under one name: means over answers and scores. */
export const scorePairs = definePgQuery({
  name: 'evaluationRuns.scorePairs',
  row: z.object({
    name: z.string(),
    a: z.number(),
    b: z.number(),
    aPassed: z.number().nullable(),
    bPassed: z.number().nullable(),
    count: z.number(),
  }),
  sql: ({ a, b }: { a: string; b: string }, workspace) => {
    const rows = (runId: string) => pg`
      (SELECT s.name, i.row_key, avg(${valueOfScore})::float8 AS value, avg(s.passed::int)::float8 AS passed
       FROM evaluation_scores s JOIN evaluation_run_items i ON i.id = s.item_id
       WHERE s.workspace_id = ${workspace} AND s.run_id = ${pg.uuid(runId)} GROUP BY s.name, i.row_key HAVING count(${valueOfScore}) > 0)`;
    return pg`
      SELECT name, one.value AS a, other.value AS b, one.passed AS "aPassed", other.passed AS "bPassed", count(*)::int AS count
      FROM ${rows(a)} one JOIN ${rows(b)} other USING (name, row_key) GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3`;
  },
});

/** Latency and cost of each row that both runs answered. */
export const costPairs = definePgQuery({
  name: 'evaluationRuns.costPairs',
  row: z.object({
    aLatency: z.number().nullable(),
    bLatency: z.number().nullable(),
    aUsd: z.number().nullable(),
    bUsd: z.number().nullable(),
  }),
  sql: ({ a, b }: { a: string; b: string }, workspace) => {
    const rows = (runId: string) => pg`
      (SELECT row_key, avg(latency_ms)::float8 AS latency, (avg(nano_usd) / 1e9)::float8 AS usd FROM evaluation_run_items
       WHERE workspace_id = ${workspace} AND run_id = ${pg.uuid(runId)} AND is_answered AND NOT is_cached GROUP BY row_key)`;
    return pg`SELECT one.latency AS "aLatency", other.latency AS "bLatency", one.usd AS "aUsd", other.usd AS "bUsd" FROM ${rows(a)} one JOIN ${rows(b)} other USING (row_key)`;
  },
});

/** How many rows two runs share, and of how many input or expected output differ. */
export const sharedRows = definePgQuery({
  name: 'evaluationRuns.sharedRows',
  row: z.object({ shared: z.number(), changed: z.number() }),
  sql: ({ a, b }: { a: string; b: string }, workspace) => {
    const rows = (runId: string) => pg`
      (SELECT row_key, min(input_hash) AS hash FROM evaluation_run_items WHERE workspace_id = ${workspace} AND run_id = ${pg.uuid(runId)} GROUP BY row_key)`;
    return pg`SELECT count(*)::int AS shared, count(*) FILTER (WHERE one.hash <> other.hash)::int AS changed FROM ${rows(a)} one JOIN ${rows(b)} other USING (row_key)`;
  },
});
