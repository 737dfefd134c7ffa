import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest } from '../../../platform/store/pg-sql.ts';
import { filterOfJson } from '../../exports/pure/filter.ts';
import { alertSeverities, alertSources, type AlertSchedule, type AlertSource, type Condition } from '../types.ts';

const ruleColumns = pg`
  r.id, r.workspace_id AS "workspaceId", r.name, r.severity::text AS severity, r.condition, r.for_minutes AS "forMinutes",
  r.dwell_minutes AS "dwellMinutes", r.channel_ids AS "channelIds", r.escalate_after_minutes AS "escalateAfterMinutes",
  r.escalate_to AS "escalateTo", r.repeat_minutes AS "repeatMinutes", r.schedule, r.muted_until AS "mutedUntil", r.armed_at AS "armedAt",
  r.updated_at AS "updatedAt", r.evaluated_to AS "evaluatedTo"`;

/** A stored condition, its filter with instants. */
export const conditionOfJson = (stored: unknown): Condition => {
  const condition = stored as Condition;
  return 'filter' in condition ? { ...condition, filter: filterOfJson(condition.filter) } : condition;
};

const RuleRow = z.object({
  id: z.string(),
  workspaceId: z.string(),
  name: z.string(),
  severity: z.enum(alertSeverities),
  condition: z
    .object({ source: z.enum(alertSources) })
    .loose()
    .transform(conditionOfJson),
  forMinutes: z.number(),
  dwellMinutes: z.number(),
  channelIds: z.array(z.string()),
  escalateAfterMinutes: z.number().nullable(),
  escalateTo: z.array(z.string()),
  repeatMinutes: z.number().nullable(),
  schedule: z.custom<AlertSchedule>().nullable(),
  mutedUntil: z.date().nullable(),
  armedAt: z.date(),
  updatedAt: z.date(),
  evaluatedTo: z.date().nullable(),
});

/** Most rules that one pass evaluates. */
const mostDue = 10_000;

/** Rules of these sources that were not evaluated for an instant yet. Those of an archived or deleted workspace are not. */
export const dueRules = definePgQuery({
  name: 'alerts.due',
  isPrepared: true,
  acrossWorkspaces: 'One evaluation goes through the rules of all workspaces.',
  row: RuleRow,
  sql: ({ at, sources }: { at: Date; sources: readonly AlertSource[] }) => pg`
    SELECT ${ruleColumns} FROM alert_rules r JOIN workspaces w ON w.id = r.workspace_id
    WHERE r.is_enabled AND r.source::text = ANY(${pg.texts(sources)}) AND (r.evaluated_to IS NULL OR r.evaluated_to < ${pg.at(at)})
      AND w.archived_at IS NULL AND w.delete_after IS NULL
    ORDER BY r.workspace_id, r.id LIMIT ${pg.int4(mostDue)}`,
});

/** One rule as it is evaluated. */
export const ruleById = definePgQuery({
  name: 'alerts.rule',
  row: RuleRow,
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT ${ruleColumns} FROM alert_rules r WHERE r.workspace_id = ${workspace} AND r.id = ${pg.uuid(id)}`,
});

interface Evaluated {
  readonly id: string;
  readonly updatedAt: Date;
  /** Why it came to nothing; null: it did not. */
  readonly problem: string | null;
}
const evaluatedColumns = [
  plainColumn<Evaluated>('id', 'uuid', ({ id }) => id),
  timeColumn<Evaluated>('updated_at', ({ updatedAt }) => updatedAt),
  textColumn<Evaluated>('problem', ({ problem }) => problem),
];

/**
 * Takes the evaluation of some rules for an instant: those that another server has evaluated for it, or that were changed since they were
 * read, are not among the answer, and nothing may be stored of them.
 */
export const claimRules = definePgQuery({
  name: 'alerts.claim',
  row: z.object({ id: z.string() }),
  sql: ({ at, rules }: { at: Date; rules: readonly Evaluated[] }, workspace) => pg`
    UPDATE alert_rules r SET evaluated_to = ${pg.at(at)}, problem = t.problem FROM ${unnest(evaluatedColumns, rules, 't')}
    WHERE r.workspace_id = ${workspace} AND r.id = t.id AND r.updated_at = t.updated_at AND r.is_enabled
      AND (r.evaluated_to IS NULL OR r.evaluated_to < ${pg.at(at)})
    RETURNING r.id`,
});

export const storeReplay = definePgCommand({
  name: 'alerts.storeReplay',
  sql: ({ id, noticesPerWeek, now }: { id: string; noticesPerWeek: number | null; now: Date }, workspace) => pg`
    UPDATE alert_rules SET notices_per_week = ${pg.text(noticesPerWeek === null ? null : String(noticesPerWeek))}::float8, replayed_at = ${pg.at(now)}
    WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace}`,
});

/** Rules whose replay is older than an instant, or was never made. */
export const rulesToReplay = definePgQuery({
  name: 'alerts.toReplay',
  acrossWorkspaces: 'A schedule of the server goes through all rules.',
  row: RuleRow,
  sql: ({ before }: { before: Date }) => pg`
    SELECT ${ruleColumns} FROM alert_rules r JOIN workspaces w ON w.id = r.workspace_id
    WHERE (r.replayed_at IS NULL OR r.replayed_at < ${pg.at(before)}) AND w.archived_at IS NULL AND w.delete_after IS NULL
    ORDER BY r.replayed_at NULLS FIRST LIMIT 500`,
});

/** A channel is deleted: no rule names it any more. */
export const forgetChannel = definePgCommand({
  name: 'alerts.forgetChannel',
  sql: ({ id }: { id: string }, workspace) => pg`
    UPDATE alert_rules SET channel_ids = array_remove(channel_ids, ${pg.uuid(id)}), escalate_to = array_remove(escalate_to, ${pg.uuid(id)})
    WHERE workspace_id = ${workspace} AND (${pg.uuid(id)} = ANY(channel_ids) OR ${pg.uuid(id)} = ANY(escalate_to))`,
});

/** Locks a rule; how many there are. */
export const lockRule = definePgCommand({
  name: 'alerts.lockRule',
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT FROM alert_rules WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace} FOR UPDATE`,
});

export const removeRule = definePgCommand({
  name: 'alerts.removeRule',
  sql: ({ id }: { id: string }, workspace) => pg`DELETE FROM alert_rules WHERE id = ${pg.uuid(id)} AND workspace_id = ${workspace}`,
});

/** Rules whose filter names one of these users. */
export const rulesNaming = definePgQuery({
  name: 'alerts.rulesNaming',
  row: z.object({ id: z.string() }),
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) => pg`
    SELECT id FROM alert_rules
    WHERE workspace_id = ${workspace}
      AND (condition->'filter'->'users' ?| ${pg.texts(userIds)} OR condition->'filter'->'not'->'users' ?| ${pg.texts(userIds)})`,
});
