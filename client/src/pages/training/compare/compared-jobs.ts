import type { TrainingCompareJobsQuery } from '../../../graphql/generated/graphql.ts';
import type { Curve } from '../job/curve-book.ts';
import { parametersOf } from '../parameters.ts';
import type { Parameter } from '../parameters.ts';
import type { Grouping } from './compare-view.ts';

type SentJob = TrainingCompareJobsQuery['trainingJobs']['edges'][number]['node'];

/** A job with its curve and its parameters, as a comparison reads it. */
export interface ComparedJob extends SentJob {
  /** null: not read yet, or it has no point of the metric. */
  readonly curve: Curve | null;
  readonly parameters: readonly Parameter[];
}

/** The jobs in the order in which they were chosen. */
export function comparedJobs(sent: readonly SentJob[], curves: ReadonlyMap<string, Curve> | null, order: readonly string[]): ComparedJob[] {
  const place = new Map(order.map((id, index) => [id, index]));
  return sent
    .map((job) => ({
      ...job,
      curve: curves?.get(job.id) ?? null,
      parameters: [
        ...parametersOf(job.hyperparameters),
        ...(job.baseModel == null ? [] : [{ name: 'base model', text: job.baseModel }]),
        ...(job.datasetName == null ? [] : [{ name: 'dataset', text: job.datasetName }]),
      ],
    }))
    .toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
}

/** What a job is grouped by; jobs without it are a group of their own. */
export function groupNameOf(job: ComparedJob, by: Grouping): string {
  const name = { group: job.groupName, project: job.project, base: job.baseModel, method: job.trainingMethod?.toLowerCase() }[by];
  return name ?? 'none';
}
