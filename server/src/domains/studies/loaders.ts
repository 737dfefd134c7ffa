import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { TrainingJob } from '../../platform/store/prisma/generated/client.ts';
import { stateCounts } from './queries/columns.ts';
import { reportsOfTrials } from './queries/reports.ts';

type Counts = Awaited<ReturnType<typeof stateCounts>>[number];

/** Trials of a study by their states. */
export const countsOfStudy = perOperation<string, Counts>(async (studyIds, { stores, viewer }) => {
  const rows = await stateCounts(stores.postgres, { workspaceId: viewer.workspaceId, studyIds });
  const byStudy = new Map(rows.map((row) => [row.studyId, row]));
  return studyIds.map((studyId) => byStudy.get(studyId) ?? { studyId, running: 0, complete: 0, pruned: 0, failed: 0 });
});

/** The training job with an id; null: it was deleted. */
export const jobById = perOperation<string, TrainingJob | null>(async (ids, { stores, viewer }) => {
  const jobs = await stores.prisma.trainingJob.findMany({ where: { workspaceId: viewer.workspaceId, id: { in: [...ids] } } });
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return ids.map((id) => byId.get(id) ?? null);
});

type Reports = readonly { readonly step: number; readonly value: number }[];

/** Reports of a trial by step, by `studyId number`. */
export const reportsOfTrial = perOperation<string, Reports>(async (keys, { stores, viewer }) => {
  const byStudy = Map.groupBy(
    keys.map((key) => key.split(' ') as [string, string]),
    ([studyId]) => studyId,
  );
  const found = new Map<string, Reports>();
  for (const [studyId, trials] of byStudy) {
    const numbers = trials.map(([, number]) => Number(number));
    const rows = await reportsOfTrials(stores.postgres, { workspaceId: viewer.workspaceId, studyId, numbers });
    for (const [number, reports] of Map.groupBy(rows, (row) => row.number)) found.set(`${studyId} ${number}`, reports);
  }
  return keys.map((key) => found.get(key) ?? []);
});
