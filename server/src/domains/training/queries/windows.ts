import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, sql, strings, utc, uuid } from '../../../platform/store/sql.ts';
import { uuids } from './metrics.ts';

const whole = z.coerce.number();

const Window = z.object({
  jobId: z.string(),
  metric: z.string(),
  place: whole,
  attempt: z.number(),
  pointCount: whole,
  finiteCount: whole,
  median: z.number().nullable(),
  firstStep: whole,
  lastStep: whole,
  firstValue: z.number().nullable(),
  lastValue: z.number().nullable(),
  firstAtMs: whole,
  lastAtMs: whole,
});
export type WindowRow = z.infer<typeof Window>;

export interface WindowsAsked {
  readonly workspaceId: string;
  /** At most a few hundred. */
  readonly jobIds: readonly string[];
  /** Canonical names. */
  readonly metrics: readonly string[];
  /** Windows begin at it, and the last one ends at or after `to`; points from `to` on are left out. */
  readonly from: Date;
  readonly to: Date;
  readonly windowMs: number;
}

/**
 * What the points of some metrics were in windows of time, by the time of each point; of a window without points there is no row.
 *
 * `pointCount` counts all points; `finiteCount` and `median` are of finite values; `firstValue` and `lastValue` are those of the first and the last point by step, null where it is not finite.
 * Shape  one row for each job, metric, window and attempt, in the order of these.
 */
export const windowsOfPoints = defineQuery({
  name: 'training.windowsOfPoints',
  timeoutMs: 15_000,
  row: Window,
  sql: ({ workspaceId, jobIds, metrics, from, to, windowMs }: WindowsAsked) => sql`
    SELECT toString(job_id) AS jobId, metric, toString(intDiv(at_ms - ${int(from.getTime())}, ${int(windowMs)})) AS place, attempt,
      toString(count()) AS pointCount, toString(countIf(isFinite(point))) AS finiteCount, if(countIf(isFinite(point)) = 0, NULL, quantileExactInclusiveIf(0.5)(point, isFinite(point))) AS median,
      toString(min(step)) AS firstStep, toString(max(step)) AS lastStep,
      argMin(point, step) AS first_point, argMax(point, step) AS last_point,
      if(isFinite(first_point), first_point, NULL) AS firstValue, if(isFinite(last_point), last_point, NULL) AS lastValue,
      toString(min(at_ms)) AS firstAtMs, toString(max(at_ms)) AS lastAtMs
    FROM (
      SELECT job_id, metric, attempt, step, nth, argMax(value, version) AS point, toUnixTimestamp64Milli(argMax(at, version)) AS at_ms
      FROM training_points
      WHERE workspace_id = ${uuid(workspaceId)} AND job_id IN ${uuids(jobIds)} AND metric IN (${strings(metrics)})
        AND at >= ${utc(from)} AND at < ${utc(to)}
      GROUP BY job_id, metric, attempt, step, nth
    )
    GROUP BY job_id, metric, place, attempt ORDER BY job_id, metric, toInt64(place), attempt`,
});
