import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { watchesAnomaly } from '../pure/levels.ts';
import type { ReplayedEpisode } from '../pure/replay.ts';
import { anomalyName } from '../pure/words.ts';
import { alertSeverities, type Condition } from '../types.ts';
import { signalDimensions, signalMetrics } from '../../signals/types.ts';

const HistoryRow = z.object({ series: z.string(), event: z.string(), from: z.coerce.date(), to: z.coerce.date().nullable() });

/** Training jobs that failed or were lost since an instant, and warnings that were raised. Of stalls no history is kept. */
const trainingHistory = definePgQuery({
  name: 'alerts.trainingHistory',
  row: HistoryRow,
  sql: ({ since }: { since: Date }, workspace) => pg`
    SELECT name AS series, 'JOB_FAILED' AS event, ended_at AS "from", ended_at + interval '24 hours' AS "to" FROM training_jobs
    WHERE workspace_id = ${workspace} AND status IN ('FAILED', 'LOST') AND ended_at >= ${pg.at(since)} AND deleted_at IS NULL
    UNION ALL
    SELECT j.name, 'HEALTH_WARNING', w.raised_at, w.cleared_at FROM training_warnings w JOIN training_jobs j ON j.id = w.job_id
    WHERE w.workspace_id = ${workspace} AND w.raised_at >= ${pg.at(since)} AND j.deleted_at IS NULL
    ORDER BY 3 LIMIT 1000`,
});

/** Times at which guardrails paused experiments, of the last ones that are kept. */
const guardrailHistory = definePgQuery({
  name: 'alerts.guardrailHistory',
  row: HistoryRow,
  sql: ({ since }: { since: Date }, workspace) => pg`
    SELECT e.key AS series, 'GUARDRAIL' AS event, (p.pause ->> 'at')::timestamptz AS "from",
           CASE WHEN e.state = 'PAUSED' AND e.paused_reason IS NOT NULL AND p.place = 1 THEN NULL ELSE (p.pause ->> 'at')::timestamptz END AS "to"
    FROM experiments e, jsonb_array_elements(e.pauses) WITH ORDINALITY AS p (pause, place)
    WHERE e.workspace_id = ${workspace} AND (p.pause ->> 'at')::timestamptz >= ${pg.at(since)}
    ORDER BY 3 LIMIT 1000`,
});

/**
 * Anomalies that were found since an instant, from the hour that showed each. Not those that a mark on charts explained when they were found:
 * they are never announced.
 */
const anomalyHistory = definePgQuery({
  name: 'alerts.anomalyHistory',
  row: z.object({
    metric: z.enum(signalMetrics),
    dimension: z.enum(signalDimensions),
    value: z.string(),
    severity: z.enum(alertSeverities),
    from: z.date(),
    to: z.date().nullable(),
  }),
  sql: ({ since }: { since: Date }, workspace) => pg`
    SELECT a.metric::text AS metric, a.dimension::text AS dimension, coalesce(j.name, a.value) AS value, a.severity::text AS severity,
           f.opened_at AS "from", a.ended_at AS "to"
    FROM anomalies a LEFT JOIN training_jobs j ON a.dimension = 'TRAINING_JOB' AND j.id::text = a.value AND j.workspace_id = ${workspace}
    JOIN LATERAL (SELECT min(opened_at) AS opened_at FROM anomaly_findings WHERE anomaly_id = a.id) f ON f.opened_at IS NOT NULL
    WHERE a.workspace_id = ${workspace} AND f.opened_at >= ${pg.at(since)} AND (a.verdict IS DISTINCT FROM 'EXPECTED' OR a.verdict_at IS DISTINCT FROM a.detected_at)
    ORDER BY 5 LIMIT 1000`,
});

/** Episodes that a rule about events would have had since an instant. */
export async function eventHistory(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  condition: Condition,
  since: Date,
): Promise<ReplayedEpisode[]> {
  const rows =
    condition.source === 'TRAINING_EVENT'
      ? (await trainingHistory(postgres, { workspaceId, since })).filter(({ event }) =>
          (condition.trainingEvents as readonly string[]).includes(event),
        )
      : condition.source === 'GUARDRAIL'
        ? await guardrailHistory(postgres, { workspaceId, since })
        : condition.source === 'ANOMALY'
          ? (await anomalyHistory(postgres, { workspaceId, since }))
              .filter((row) => watchesAnomaly(condition, row))
              .map((row) => ({ series: anomalyName(row), from: row.from, to: row.to }))
          : [];
  const now = Date.now();
  return rows.map(({ series, from, to }) => ({
    series,
    from: from.getTime(),
    to: to === null || to.getTime() > now ? null : to.getTime(),
    peak: null,
  }));
}
