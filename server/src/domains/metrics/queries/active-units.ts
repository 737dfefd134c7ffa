import { join, raw, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Metric, UnitKind } from '../types.ts';
import { answerUnit, eventNames } from './unit-sums.ts';

/** A SELECT of the units with an answer, or an event of a metric, in a range of time, as `unitSums` takes it: `since` is the first of them. */
export function activeUnits(
  { workspaceId, unit, from, to }: { readonly workspaceId: string; readonly unit: UnitKind; readonly from: Date; readonly to: Date },
  metrics: readonly Metric[],
): Sql {
  const id = raw(answerUnit[unit]);
  const names = eventNames(metrics);
  const answers = sql`
    SELECT ${id} AS unit, min(m.created_at) AS since FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND m.created_at >= ${utc(from)} AND m.created_at < ${utc(to)} AND ${id} != ''
    GROUP BY unit`;
  const events = sql`
    SELECT v.unit_id AS unit, min(v.at) AS since FROM events AS v FINAL
    WHERE v.workspace_id = ${uuid(workspaceId)} AND v.name IN ${strings(names)} AND v.at >= ${utc(from)} AND v.at < ${utc(to)}
    GROUP BY unit`;
  return sql`SELECT b.unit AS unit, min(b.since) AS since FROM (${join(names.length === 0 ? [answers] : [answers, events], ' UNION ALL ')}) AS b GROUP BY b.unit`;
}
