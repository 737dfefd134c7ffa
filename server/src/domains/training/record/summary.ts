import type { Stores } from '../../../platform/store/stores.ts';
import { readCurves } from '../load/series.ts';
import { noteStaleSummary, storeSummary, takeStaleSummary } from '../queries/summary.ts';

/** The least of a curve is among so many of its points. */
const maxPoints = 200;

/** Reads the losses of a job again where a later attempt has superseded points of them. */
export async function refreshSummary(stores: Stores, workspaceId: string, jobId: string): Promise<void> {
  const [job] = await takeStaleSummary(stores.postgres, { workspaceId, jobId });
  if (job === undefined) return;
  try {
    const request = { metrics: ['loss', 'eval_loss'], maxPoints, fromStep: null, toStep: null, isCurrentOnly: true };
    const curves = (await readCurves(stores, workspaceId, [job], request)).get(jobId);
    const evaluations = curves?.get('eval_loss');
    let [bestEvalLoss, bestEvalStep]: [number | null, number | null] = [null, null];
    for (const [index, value] of (evaluations?.value ?? []).entries())
      if (Number.isFinite(value) && value < (bestEvalLoss ?? Infinity))
        [bestEvalLoss, bestEvalStep] = [value, evaluations?.step[index] ?? null];
    const [loss, evalLoss] = [curves?.get('loss')?.value.at(-1) ?? null, evaluations?.value.at(-1) ?? null];
    await storeSummary(stores.postgres, { workspaceId, jobId, loss, evalLoss, bestEvalLoss, bestEvalStep });
  } catch (error) {
    await noteStaleSummary(stores.postgres, { workspaceId, jobId });
    throw error;
  }
}
