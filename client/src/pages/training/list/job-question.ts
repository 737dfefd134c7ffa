import type { TrainingJobFilter, TrainingJobOrder, TrainingListPageQueryVariables } from '../../../graphql/generated/graphql.ts';
import { isDescending, jobFilterOf, orderOf } from './job-list-view.ts';
import type { JobListView } from './job-list-view.ts';

/** What is asked: which jobs, in which words and which order. */
export interface JobQuestion {
  readonly filter: TrainingJobFilter;
  readonly search: string | null;
  readonly order: TrainingJobOrder;
  readonly descending: boolean;
}

const PAGE_SIZE = 60;

export function jobQuestion(view: JobListView): JobQuestion {
  return { filter: jobFilterOf(view), search: view.q ?? null, order: orderOf(view), descending: isDescending(view) };
}

export function firstPageOf(question: JobQuestion): TrainingListPageQueryVariables {
  return { ...question, first: PAGE_SIZE };
}
