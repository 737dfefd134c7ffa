import { dayMs } from '../../../platform/ingest/time.ts';
import { raw, sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { TraceFilter } from './filter.ts';

/**
 * Holds for rows `t` of `traces` with an answer that was asked with a prompt, or a version of one, as the filter says; null: it says nothing
 * of that. Answers from more than a day before the time range are not looked at: an answer is not older than its trace, and the clocks of those
 * who send both differ by less.
 *
 * Source  `message_facts`: the answers that a version's numbers count.
 */
export function promptedTraces(workspaceId: string, { from, promptNames, promptVersions }: TraceFilter): Sql | null {
  const names = oneOf('m.prompt_name', promptNames);
  const versions = oneOf('m.prompt_version', promptVersions);
  if (names === null && versions === null) return null;
  const since = from === null || from === undefined ? raw('true') : sql`m.created_at >= ${utc(new Date(from.getTime() - dayMs))}`;
  return sql`t.trace_id IN (
    SELECT m.trace_id FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.role = 'ASSISTANT' AND ${since} AND ${names ?? raw('true')} AND ${versions ?? raw('true')})`;
}

const oneOf = (column: string, values: readonly string[] | null | undefined): Sql | null =>
  values === null || values === undefined || values.length === 0 ? null : sql`${raw(column)} IN ${strings(values)}`;
