import type { TraceFilter, TraceListPageQueryVariables, TraceOrder } from '../../../graphql/generated/graphql.ts';
import { orderOf, traceFilterOf } from './trace-view.ts';
import type { TraceListView } from './trace-view.ts';

/** What is asked: which traces, in which words and which order. */
export interface TraceQuery {
  readonly filter: TraceFilter;
  readonly search: string | null;
  readonly order: TraceOrder;
  readonly ascending: boolean;
}

const PAGE_SIZE = 60;

/** What a view asks of the API in an hour, given by its start (ms since the epoch). */
export function traceQuery(view: TraceListView, hour: number): TraceQuery {
  return {
    filter: traceFilterOf(view, new Date(hour)),
    search: view.q ?? null,
    order: orderOf(view),
    ascending: view.ascending === 'true',
  };
}

export function firstPageOf(query: TraceQuery): TraceListPageQueryVariables {
  return { ...query, first: PAGE_SIZE };
}
