import { join, raw, sql, utc, uuid, type Sql } from '../../platform/store/sql.ts';

/** Two groups of users, and the time in which what they did counts. */
export interface Groups {
  readonly workspaceId: string;
  /** Statement that gives the ids of the cohort. */
  readonly members: Sql;
  /** Statement that gives those whom the cohort is compared with; null: everyone else. */
  readonly against: Sql | null;
  readonly from: Date;
  readonly to: Date;
}

/** The group of a user: "cohort", "base", "both" of one who is in two cohorts, or "" of one who is in none. */
function groupOf({ members, against }: Groups, column: string): Sql {
  const isIn = sql`${raw(column)} IN (${members})`;
  if (against === null) return sql`if(${isIn}, 'cohort', 'base')`;
  const isOther = sql`${raw(column)} IN (${against})`;
  return sql`multiIf(${isIn} AND ${isOther}, 'both', ${isIn}, 'cohort', ${isOther}, 'base', '')`;
}

/** Users whom a message of any role names in the time, as units that count from its begin: `unit`, `since`, and `place`, their group. */
export function activeUsers(groups: Groups): Sql {
  const { workspaceId, from, to } = groups;
  const within = [
    sql`m.workspace_id = ${uuid(workspaceId)}`,
    raw(`m.user_external_id != ''`),
    sql`m.created_at >= ${utc(from)}`,
    sql`m.created_at < ${utc(to)}`,
  ];
  return sql`SELECT s.unit AS unit, ${utc(from)} AS since, ${groupOf(groups, 's.unit')} AS place FROM (
    SELECT DISTINCT m.user_external_id AS unit FROM message_facts AS m FINAL WHERE ${join(within, ' AND ')}) AS s`;
}
