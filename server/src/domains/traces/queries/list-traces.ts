import { keyOfNode, userSetType } from '../../../platform/graphql/node-ids.ts';
import { sql, type Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { usersOfSet } from '../../../platform/user-sets.ts';
import { allOf, compileTraceFilter, isNarrowing, type TraceFilter } from './filter.ts';
import { judgedTraces } from './judged.ts';
import { promptedTraces } from './prompted.ts';
import { listPlaces, type TraceSortKey, type TracePageRange } from './list.ts';
import { searchPlaces } from './search.ts';
import type { TraceSearch } from './search-terms.ts';

export interface TraceListQuery {
  /** One that `checkTraceFilter` has passed. */
  readonly filter: TraceFilter;
  readonly search: TraceSearch | null;
  readonly range: TracePageRange;
}

/** The places of the traces that satisfy the filter and hold what is searched for, in the order of the range. */
export async function listTraces(
  { clickhouse, postgres }: Stores,
  { filter, search, range }: TraceListQuery,
  now: Date,
): Promise<TraceSortKey[]> {
  const where = allOf([
    compileTraceFilter(filter, now),
    promptedTraces(range.workspaceId, filter),
    await judgedTraces(postgres, range.workspaceId, filter),
    await ofCohort(postgres, range.workspaceId, filter),
  ]);
  return search === null
    ? listPlaces(clickhouse, range, where)
    : searchPlaces(clickhouse, range, { where, isNarrowing: isNarrowing(filter) }, search);
}

/** Holds for rows `t` of members of the cohort that the filter names; null: it names none. */
async function ofCohort(postgres: Stores['postgres'], workspaceId: string, { cohort }: TraceFilter): Promise<Sql | null> {
  if (cohort === null || cohort === undefined) return null;
  const id = keyOfNode(userSetType, cohort, 'filter.cohort');
  return sql`t.user_id IN (${await usersOfSet(postgres, { workspaceId, id, argument: 'filter.cohort' })})`;
}
