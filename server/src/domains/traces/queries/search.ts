import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, string, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import { allOf } from './filter.ts';
import { holdsKnownName, holdsName } from './known-names.ts';
import { beyondPlaces, instantOf, isDescending, listPlaces, type TraceSortKey, type TracePageRange } from './list.ts';
import { anyOf, isUnstorable, saysTerms, type TraceSearch } from './search-terms.ts';

/** Traces that a round looks through, the next ones of the list; the last round looks through all that are left. */
const rounds = [4_000, 60_000, null] as const;

/** Which traces are looked through. */
export interface SearchedTraces {
  /** Over rows `t` of `traces`. */
  readonly where: Sql;
  /** Whether it may leave few of them. */
  readonly isNarrowing: boolean;
}

/**
 * The places of the traces for which `where` holds and that hold what is searched for, in the order of the range. A list by time is
 * looked through in rounds, so that a common word ends with its first page however many traces there are.
 */
export async function searchPlaces(
  clickhouse: ClickHouse,
  range: TracePageRange,
  filter: SearchedTraces,
  search: TraceSearch,
): Promise<TraceSortKey[]> {
  const { where } = filter;
  if (isUnstorable(search)) return [];
  const { workspaceId } = range;
  const found: TraceSortKey[] = [];
  for (const size of range.order === 'STARTED_AT' ? rounds : [null]) {
    const part = size === null ? null : await partOf(clickhouse, range, size);
    const names = part === null ? await holdsKnownName(clickhouse, workspaceId, search.text) : holdsName(search.text);
    const rest = { ...range, limit: range.limit - found.length, ...after(range, found) };
    found.push(
      ...(await listPlaces(
        clickhouse,
        rest,
        allOf([where, part && isWithin(part), isFound({ workspaceId, search, filter, part, names })]),
      )),
    );
    if (part === null || found.length >= range.limit) break;
  }
  return found;
}

/** From where the next round goes on. */
function after(range: TracePageRange, found: readonly TraceSortKey[]): Partial<TracePageRange> {
  const last = found.at(-1);
  return last === undefined ? {} : range.inverted ? { before: last } : { after: last };
}

/** The next traces of a list: from when to when they began, and when the last of them ended. */
interface Part {
  readonly firstUs: number;
  readonly lastUs: number;
  readonly endUs: number;
}

const partRows = defineQuery({
  name: 'traces.searchPart',
  timeoutMs: 5_000,
  row: z.object({ first_us: z.coerce.number(), last_us: z.coerce.number(), end_us: z.coerce.number(), row_count: z.coerce.number() }),
  workspaceOf: ({ range }) => range.workspaceId,
  sql: ({ range, size }: { range: TracePageRange; size: number }) => sql`
    SELECT toUnixTimestamp64Micro(min(at)) AS first_us, toUnixTimestamp64Micro(max(at)) AS last_us, toUnixTimestamp64Micro(max(until)) AS end_us, count() AS row_count FROM (
      SELECT t.started_at AS at, t.ended_at AS until FROM traces AS t
      WHERE t.workspace_id = ${uuid(range.workspaceId)} AND t.is_deleted = 0 AND ${beyondPlaces(range)}
      ORDER BY t.workspace_id ${direction(range)}, t.started_at ${direction(range)} LIMIT ${uint(size)})`,
});

const direction = (range: TracePageRange): Sql => raw(isDescending(range) ? 'DESC' : 'ASC');

/** Null: there are no more than so many left. */
async function partOf(clickhouse: ClickHouse, range: TracePageRange, size: number): Promise<Part | null> {
  const [row] = await partRows(clickhouse, { range, size });
  return row === undefined || row.row_count < size ? null : { firstUs: row.first_us, lastUs: row.last_us, endUs: row.end_us };
}

const isWithin = ({ firstUs, lastUs }: Part): Sql => sql`t.started_at >= ${instantOf(firstUs)} AND t.started_at <= ${instantOf(lastUs)}`;

const idStart = /^[0-9a-f]{8,32}$/;

interface Found {
  readonly workspaceId: string;
  readonly search: TraceSearch;
  readonly filter: SearchedTraces;
  /** null: all traces. */
  readonly part: Part | null;
  /** Conditions on names, any of which will do. */
  readonly names: readonly Sql[];
}

/**
 * Holds for rows `t` of `traces` that hold what is searched for: in a text, in a name, or as an id. Each source has an index of its own.
 */
function isFound({ workspaceId, search: { text, terms }, filter, part, names }: Found): Sql {
  const ofWorkspace = sql`t.workspace_id = ${uuid(workspaceId)} AND ${part === null ? raw('true') : isWithin(part)}`;
  const traces = (condition: Sql): Sql => sql`SELECT t.trace_id FROM traces AS t WHERE ${ofWorkspace} AND ${condition}`;
  // A text has the time of its span's start, between the start and the end of its trace.
  const when = part === null ? raw('true') : sql`c.at >= ${instantOf(part.firstUs)} AND c.at <= ${instantOf(part.endUs)}`;
  // A filter that leaves few traces keeps the set small, whatever other traces contain.
  const among = part === null && filter.isNarrowing ? sql`c.trace_id IN (${traces(filter.where)})` : raw('true');
  const id = text.toLowerCase().replaceAll('-', '');
  const ids = [
    sql`SELECT c.trace_id FROM contents AS c WHERE c.workspace_id = ${uuid(workspaceId)} AND ${when} AND ${saysTerms(terms)} AND ${among}`,
    traces(sql`t.session_id = ${string(text)}`),
    traces(sql`t.user_id = ${string(text)}`),
    ...(idStart.test(id) ? [traces(sql`startsWith(lower(hex(UUIDToNum(t.trace_id))), ${string(id)})`)] : []),
  ];
  return anyOf([sql`t.trace_id IN (${join(ids, ' UNION ALL ')})`, ...names]);
}
