import type { Stores } from '../../../platform/store/stores.ts';
import { allOf, compileTraceFilter, isNarrowing, type TraceFilter } from './filter.ts';
import { judgedTraces } from './judged.ts';
import { listPlaces, type TracePlace, type TraceStretch } from './list.ts';
import { searchPlaces } from './search.ts';

export interface TraceListQuestion {
  readonly filter: TraceFilter;
  readonly search: string | null;
  readonly stretch: TraceStretch;
}

/**
 * The places of the traces that satisfy the filter and hold what is searched for, in the order of the stretch.
 *
 * Errors  throws BAD_USER_INPUT for a filter or a search that cannot be.
 */
export async function listTraces({ clickhouse, postgres }: Stores, { filter, search, stretch }: TraceListQuestion, now: Date): Promise<TracePlace[]> {
  const where = allOf([compileTraceFilter(filter, now), await judgedTraces(postgres, stretch.workspaceId, filter)]);
  return search === null || search.trim() === '' ? listPlaces(clickhouse, stretch, where) : searchPlaces(clickhouse, stretch, { where, isNarrowing: isNarrowing(filter) }, search);
}
