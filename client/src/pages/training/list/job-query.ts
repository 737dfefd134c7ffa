import type { TrainingJobFilter, TrainingJobOrder, TrainingListPageQueryVariables } from '../../../graphql/generated/graphql.ts';
import { isDescending, jobFilterOf, orderOf } from './job-list-view.ts';
import type { JobListView } from './job-list-view.ts';

/** What is asked: which jobs, in which words and which order. */
export interface JobQuery {
  readonly filter: TrainingJobFilter;
  readonly search: string | null;
  readonly order: TrainingJobOrder;
  readonly descending: boolean;
}

const PAGE_SIZE = 60;

export function jobQuery(view: JobListView): JobQuery {
  return { filter: jobFilterOf(view), search: view.q ?? null, order: orderOf(view), descending: isDescending(view) };
}

export function firstPageOf(query: JobQuery): TrainingListPageQueryVariables {
  return { ...query, first: PAGE_SIZE };
}
