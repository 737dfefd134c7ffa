import { globalId } from '../../../platform/graphql/ids.ts';
import type { Loop } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { StepKind } from '../types.ts';

type Made = Pick<Loop, 'workspaceId' | 'datasetVersionId' | 'jobId' | 'modelId' | 'evaluationRunId'>;

/** Pages of the dashboard to what steps have made, as far as it is still there. */
export async function linksOf(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, datasetVersionId, jobId, modelId, evaluationRunId }: Made,
): Promise<Partial<Record<StepKind, string>>> {
  const [version, job, model, run] = await Promise.all([
    datasetVersionId === null
      ? null
      : prisma.datasetVersion.findUnique({ where: { id: datasetVersionId, workspaceId }, select: { datasetId: true } }),
    jobId === null ? null : prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId }, select: { id: true } }),
    modelId === null ? null : prisma.model.findUnique({ where: { id: modelId, workspaceId }, select: { name: true } }),
    evaluationRunId === null
      ? null
      : prisma.evaluationRun.findUnique({ where: { id: evaluationRunId, workspaceId }, select: { id: true } }),
  ]);
  return {
    ...(version !== null && { DATASET: `/datasets/${globalId('Dataset', version.datasetId)}` }),
    ...(job !== null && { TRAINING: `/training/${globalId('TrainingJob', job.id)}` }),
    ...(model !== null && { MODEL: `/models/${encodeURIComponent(model.name)}` }),
    ...(run !== null && { REPLAY: `/evaluations/${globalId('EvaluationRun', run.id)}` }),
  };
}
