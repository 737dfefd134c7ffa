import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, uints, uuid } from '../../../platform/store/sql.ts';

interface Job {
  readonly workspaceId: string;
  readonly jobId: string;
}
const whole = z.coerce.number();

/** The first and the last step of each metric of a job, in each attempt. */
export const stepStretches = defineQuery({
  name: 'training.stepStretches',
  timeoutMs: 10_000,
  row: z.object({ metric: z.string(), attempt: whole, firstStep: whole, lastStep: whole }),
  sql: ({ workspaceId, jobId }: Job) => sql`
    SELECT m.metric AS metric, m.attempt AS attempt, toString(min(m.first_step)) AS firstStep, toString(max(m.last_step)) AS lastStep
    FROM training_metrics AS m WHERE m.workspace_id = ${uuid(workspaceId)} AND m.job_id = ${uuid(jobId)} GROUP BY m.metric, m.attempt`,
});

/** Stored points at these places, of every attempt. */
export const storedAmong = defineQuery({
  name: 'training.storedAmong',
  timeoutMs: 10_000,
  row: z.object({ metric: z.string(), step: whole, attempt: whole, nth: whole }),
  sql: ({ workspaceId, jobId, metrics, steps }: Job & { metrics: readonly string[]; steps: readonly number[] }) => sql`
    SELECT DISTINCT metric, toString(step) AS step, attempt, toString(nth) AS nth FROM training_points AS p
    WHERE p.workspace_id = ${uuid(workspaceId)} AND p.job_id = ${uuid(jobId)}
      AND (p.metric, p.step) IN (SELECT place.1, toInt64(place.2) FROM (SELECT arrayJoin(arrayZip(${strings(metrics)}, ${uints(steps)})) AS place))`,
});
