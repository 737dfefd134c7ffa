import { questionOf } from '../../controls/window.ts';
import type { AnalyticsFilter, MessagePageQueryVariables, MessageRole } from '../../graphql/generated/graphql.ts';
import type { MessageView } from './message-search.ts';

/** What is asked: which messages, and in which words. */
export interface MessageQuestion {
  readonly filter: AnalyticsFilter;
  readonly search: string | null;
  readonly roles: MessageRole[] | null;
}

const PAGE_SIZE = 60;

/** What a view asks of the API in an hour, given by its start (ms since the epoch). */
export function messageQuestion(view: MessageView, hour: number): MessageQuestion {
  return { filter: questionOf(view, hour).filter, search: view.q ?? null, roles: view.role === undefined ? null : [view.role] };
}

export function firstPageOf(question: MessageQuestion): MessagePageQueryVariables {
  return { ...question, first: PAGE_SIZE };
}
