import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import { allOf, tokenCount } from './filter.ts';
import type { TraceOrder } from './order.ts';
import { traceOfUuid, uuidOfTrace } from './uuid.ts';

/** Where a trace stands in a list: the whole sort key. */
export interface TracePlace {
  /** What the list is sorted by; equal to the start where it is sorted by that. */
  readonly key: number;
  readonly startedAtUs: number;
  readonly traceId: string;
}

/** A stretch of a list, from one place to another, neither included; read from its end where `inverted`. */
export interface TraceStretch {
  readonly workspaceId: string;
  readonly order: TraceOrder;
  readonly ascending: boolean;
  readonly after: TracePlace | null;
  readonly before: TracePlace | null;
  readonly limit: number;
  readonly inverted: boolean;
}

const Place = z
  .object({ sort_key: z.coerce.number(), started_at_us: z.coerce.number(), trace_id: z.string() })
  .transform((row): TracePlace => ({ key: row.sort_key, startedAtUs: row.started_at_us, traceId: traceOfUuid(row.trace_id) }));

/** Places of the traces for which `where` holds, in the order of the stretch. Narrow: what is shown is read for a page only. */
const placeRows = defineQuery({
  name: 'traces.list',
  timeoutMs: 10_000,
  row: Place,
  sql: ({ stretch, where }: { stretch: TraceStretch; where: Sql }) => sql`
    SELECT ${sortKey(stretch)} AS sort_key, toUnixTimestamp64Micro(t.started_at) AS started_at_us, t.trace_id AS trace_id
    FROM traces AS t FINAL
    WHERE t.workspace_id = ${uuid(stretch.workspaceId)} AND ${beyondPlaces(stretch)} AND ${where}
    ${inOrder(stretch)}`,
});

export const listPlaces = (clickhouse: ClickHouse, stretch: TraceStretch, where: Sql): Promise<TracePlace[]> =>
  placeRows(clickhouse, { stretch, where });

/** Without a known cost, a trace stands last whichever way the list goes. */
const unpriced = (ascending: boolean): number => (ascending ? Number.MAX_SAFE_INTEGER : -1);

function sortKey({ order, ascending }: TraceStretch): Sql {
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

export const isDescending = ({ ascending, inverted }: TraceStretch): boolean => ascending === inverted;

/** In the order of the table's own key a list ends with its page. */
function inOrder(stretch: TraceStretch): Sql {
  const direction = raw(isDescending(stretch) ? 'DESC' : 'ASC');
  const byKey = sql`t.workspace_id ${direction}, t.started_at ${direction}, t.trace_id ${direction} LIMIT ${uint(stretch.limit)}`;
  return stretch.order === 'STARTED_AT' ? sql`ORDER BY ${byKey}` : sql`ORDER BY ${sortKey(stretch)} ${direction}, ${byKey}`;
}

/** Holds for rows `t` between the places of a stretch. */
export const beyondPlaces = (stretch: TraceStretch): Sql =>
  allOf([
    stretch.after === null ? null : beyond(stretch, stretch.after, !stretch.ascending),
    stretch.before === null ? null : beyond(stretch, stretch.before, stretch.ascending),
  ]);

/** Holds for rows that stand below (above) a place in the ascending order of the whole sort key. */
function beyond(stretch: TraceStretch, { key, startedAtUs, traceId }: TracePlace, isBelow: boolean): Sql {
  const [than, orSame] = isBelow ? [raw('<'), raw('<=')] : [raw('>'), raw('>=')];
  const at = instantOf(startedAtUs);
  const ofStart = sql`(t.started_at, t.trace_id) ${than} (${at}, ${uuid(uuidOfTrace(traceId))})`;
  // The plain bound on the time lets the table's key narrow what is read.
  if (stretch.order === 'STARTED_AT') return sql`t.started_at ${orSame} ${at} AND ${ofStart}`;
  return sql`(${sortKey(stretch)} ${than} ${int(key)} OR (${sortKey(stretch)} = ${int(key)} AND ${ofStart}))`;
}

/** An instant to the microsecond, as `started_at` is. */
export const instantOf = (us: number): Sql => sql`fromUnixTimestamp64Micro(${int(us)}, 'UTC')`;
