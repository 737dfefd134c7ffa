import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import { allOf, tokenCount } from './filter.ts';
import type { TraceOrder } from './order.ts';
import { traceOfUuid, uuidOfTrace } from './uuid.ts';

/** Where a trace stands in a list: the whole sort key. */
export interface TraceSortKey {
  /** What the list is sorted by; equal to the start where it is sorted by that. */
  readonly key: number;
  readonly startedAtUs: number;
  readonly traceId: string;
}

/** A range of a list, from one sort key to another, neither included; read from its end where `inverted`. */
export interface TracePageRange {
  readonly workspaceId: string;
  readonly order: TraceOrder;
  readonly ascending: boolean;
  readonly after: TraceSortKey | null;
  readonly before: TraceSortKey | null;
  readonly limit: number;
  readonly inverted: boolean;
}

const Place = z
  .object({ sort_key: z.coerce.number(), started_at_us: z.coerce.number(), trace_id: z.string() })
  .transform((row): TraceSortKey => ({ key: row.sort_key, startedAtUs: row.started_at_us, traceId: traceOfUuid(row.trace_id) }));

/** Places of the traces for which `where` holds, in the order of the range. Narrow: what is shown is read for a page only. */
const placeRows = defineQuery({
  name: 'traces.list',
  timeoutMs: 10_000,
  row: Place,
  workspaceOf: ({ range }) => range.workspaceId,
  sql: ({ range, where }: { range: TracePageRange; where: Sql }) => sql`
    SELECT ${sortKey(range)} AS sort_key, toUnixTimestamp64Micro(t.started_at) AS started_at_us, t.trace_id AS trace_id
    FROM traces AS t FINAL
    WHERE t.workspace_id = ${uuid(range.workspaceId)} AND ${beyondPlaces(range)} AND ${where}
    ${inOrder(range)}`,
});

export const listPlaces = (clickhouse: ClickHouse, range: TracePageRange, where: Sql): Promise<TraceSortKey[]> =>
  placeRows(clickhouse, { range, where });

/** Without a known cost, a trace stands last whichever way the list goes. */
const unpriced = (ascending: boolean): number => (ascending ? Number.MAX_SAFE_INTEGER : -1);

function sortKey({ order, ascending }: TracePageRange): Sql {
  switch (order) {
    case 'STARTED_AT':
      return raw('toUnixTimestamp64Micro(t.started_at)');
    case 'DURATION':
      return raw('t.duration_us');
    case 'COST':
      return sql`if(t.priced_count = 0, ${int(unpriced(ascending))}, t.cost_nano_usd)`;
    case 'TOKENS':
      return tokenCount;
    case 'ERRORS':
      return raw('t.error_count');
    case 'SPANS':
      return raw('t.span_count');
    default:
      return order satisfies never;
  }
}

export const isDescending = ({ ascending, inverted }: TracePageRange): boolean => ascending === inverted;

/** In the order of the table's own key a list ends with its page. */
function inOrder(range: TracePageRange): Sql {
  const direction = raw(isDescending(range) ? 'DESC' : 'ASC');
  const byKey = sql`t.workspace_id ${direction}, t.started_at ${direction}, t.trace_id ${direction} LIMIT ${uint(range.limit)}`;
  return range.order === 'STARTED_AT' ? sql`ORDER BY ${byKey}` : sql`ORDER BY ${sortKey(range)} ${direction}, ${byKey}`;
}

/** Holds for rows `t` between the places of a range. */
export const beyondPlaces = (range: TracePageRange): Sql =>
  allOf([
    range.after === null ? null : beyond(range, range.after, !range.ascending),
    range.before === null ? null : beyond(range, range.before, range.ascending),
  ]);

/** Holds for rows that stand below (above) a place in the ascending order of the whole sort key. */
function beyond(range: TracePageRange, { key, startedAtUs, traceId }: TraceSortKey, isBelow: boolean): Sql {
  const [than, orSame] = isBelow ? [raw('<'), raw('<=')] : [raw('>'), raw('>=')];
  const at = instantOf(startedAtUs);
  const ofStart = sql`(t.started_at, t.trace_id) ${than} (${at}, ${uuid(uuidOfTrace(traceId))})`;
  // The plain bound on the time lets the table's key narrow what is read.
  if (range.order === 'STARTED_AT') return sql`t.started_at ${orSame} ${at} AND ${ofStart}`;
  return sql`(${sortKey(range)} ${than} ${int(key)} OR (${sortKey(range)} = ${int(key)} AND ${ofStart}))`;
}

/** An instant to the microsecond, as `started_at` is. */
export const instantOf = (us: number): Sql => sql`fromUnixTimestamp64Micro(${int(us)}, 'UTC')`;
