import type { Stores } from '../../../platform/store/stores.ts';
import { allOf, compileTraceFilter, isNarrowing, type TraceFilter } from './filter.ts';
import { judgedTraces } from './judged.ts';
import { listPlaces, type TracePlace, type TraceStretch } from './list.ts';
import { searchPlaces } from './search.ts';
import type { TraceSearch } from './search-terms.ts';

export interface TraceListQuestion {
  /** One that `checkTraceFilter` has passed. */
  readonly filter: TraceFilter;
  readonly search: TraceSearch | null;
  readonly stretch: TraceStretch;
}

/** The places of the traces that satisfy the filter and hold what is searched for, in the order of the stretch. */
export async function listTraces(
  { clickhouse, postgres }: Stores,
  { filter, search, stretch }: TraceListQuestion,
  now: Date,
): Promise<TracePlace[]> {
  const where = allOf([compileTraceFilter(filter, now), await judgedTraces(postgres, stretch.workspaceId, filter)]);
  return search === null
    ? listPlaces(clickhouse, stretch, where)
    : searchPlaces(clickhouse, stretch, { where, isNarrowing: isNarrowing(filter) }, search);
}
