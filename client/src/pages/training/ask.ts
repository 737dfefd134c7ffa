import type { LoaderContext } from '../../controls/page/route.ts';
import {
  TrainingCompareCurvesDocument,
  TrainingCompareJobsDocument,
  TrainingJobPageDocument,
  TrainingListPageDocument,
} from '../../graphql/generated/graphql.ts';
import { curvesInput } from './compare/curves-input.ts';
import type { CompareView } from './compare/compare-view.ts';
import { firstPageOf } from './list/job-query.ts';
import type { JobQuery } from './list/job-query.ts';

export const askJobs = ({ ask }: LoaderContext, query: JobQuery): void => ask(TrainingListPageDocument, firstPageOf(query));

export const askJob = ({ ask }: LoaderContext, id: string): void => ask(TrainingJobPageDocument, { id });

export function askComparison({ ask }: LoaderContext, view: Pick<CompareView, 'jobs' | 'metric' | 'x'>): void {
  const input = curvesInput(view);
  if (input.jobIds.length === 0) return;
  ask(TrainingCompareCurvesDocument, { input });
  ask(TrainingCompareJobsDocument, { ids: input.jobIds });
}
