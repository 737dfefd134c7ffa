import { queryOf } from '../../controls/window.ts';
import type { AnalyticsFilter, MessagePageQueryVariables, MessageRole } from '../../graphql/generated/graphql.ts';
import type { MessageView } from './message-search.ts';

/** What is asked: which messages, and in which words. */
export interface MessageQuery {
  readonly filter: AnalyticsFilter;
  readonly search: string | null;
  readonly roles: MessageRole[] | null;
}

const PAGE_SIZE = 60;

/** What a view asks of the API in an hour, given by its start (ms since the epoch). */
export function messageQuery(view: MessageView, hour: number): MessageQuery {
  return { filter: queryOf(view, hour).filter, search: view.q ?? null, roles: view.role === undefined ? null : [view.role] };
}

/** What a file of the list holds: words that are searched for are a part of its filter. */
export function exportedFilter({ filter, search }: Pick<MessageQuery, 'filter' | 'search'>): AnalyticsFilter {
  return search === null ? filter : { ...filter, text: filter.text == null ? search : `${filter.text} ${search}` };
}

export function firstPageOf(query: MessageQuery): MessagePageQueryVariables {
  return { ...query, first: PAGE_SIZE };
}
