import type { Stores } from '../../../platform/store/stores.ts';
import type { TrainingJob } from '../../../platform/store/prisma/generated/client.ts';
import { valueKinds } from '../pure/curve.ts';
import { latestOfMetric } from '../queries/history.ts';
import { foundJobs, knownJobIds, type JobSearch, type MetricValues, type SearchField } from '../queries/search.ts';
import { landPoints } from './land.ts';

export { type JobSearch, type SearchColumn, type SearchCondition, type SearchField, type SearchOrder } from '../queries/search.ts';

/** Jobs that a search finds, in its order. */
export async function searchJobs(stores: Stores, workspaceId: string, search: JobSearch): Promise<TrainingJob[]> {
  const fields = [...search.conditions, ...search.order].map(({ field }) => field);
  const names = [...new Set(fields.filter(isMetric).map(({ name }) => name))];
  if (names.length > 0) await landPoints(stores);
  const metrics = await Promise.all(names.map((name) => valuesOf(stores, workspaceId, name)));
  const found = await foundJobs(stores.postgres, { workspaceId, search, metrics });
  const ids = found.map(({ id }) => id);
  const jobs = new Map((await stores.prisma.trainingJob.findMany({ where: { workspaceId, id: { in: ids } } })).map((job) => [job.id, job]));
  return ids.flatMap((id) => jobs.get(id) ?? []);
}

const isMetric = (field: SearchField): field is SearchField & { kind: 'METRIC' } => field.kind === 'METRIC';

async function valuesOf({ clickhouse }: Stores, workspaceId: string, name: string): Promise<MetricValues> {
  const { jobId = [], finite = [], kind = [] } = await latestOfMetric(clickhouse, { workspaceId, metric: name });
  return {
    name,
    values: jobId.map((id, index) => ({
      jobId: id as string,
      value: valueKinds[kind[index] as 0 | 1 | 2 | 3] ?? (finite[index] as number),
    })),
  };
}

/** Which of these are ids of jobs, of whichever workspace. */
export const jobsThatExist = async ({ postgres }: Pick<Stores, 'postgres'>, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await knownJobIds(postgres, { ids })).map(({ id }) => id));
