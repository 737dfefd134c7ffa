import { digits } from '../../../platform/statistics/words.ts';
import {
  fewestJobs,
  type Constraints,
  type HistoryJob,
  type JobGroup,
  type Recommendation,
  type Strategy,
  type StrategyGoal,
  type StrategyOutcome,
} from '../types.ts';
import { recommendationsOf } from './recommend.ts';

/** Jobs whose losses can be compared: of one base model and one dataset. The largest group first, of equals the one with the newest job. */
export function groupsOf(jobs: readonly HistoryJob[]): JobGroup[] {
  return [...Map.groupBy(jobs, ({ baseModel, datasetName }) => JSON.stringify([baseModel, datasetName])).values()]
    .map((own) => ({ baseModel: own[0]?.baseModel ?? null, datasetName: own[0]?.datasetName ?? null, jobs: own }))
    .toSorted((one, other) => other.jobs.length - one.jobs.length);
}

/** The strategy that the newest jobs of a workspace give. `jobs`: newest first. */
export function strategyOf(jobs: readonly HistoryJob[], goals: readonly StrategyGoal[], constraints: Constraints): Strategy {
  const { baseModel, datasetName } = constraints;
  const group = groupsOf(jobs).find(
    (one) => (baseModel === null || one.baseModel === baseModel) && (datasetName === null || one.datasetName === datasetName),
  );
  const count = group?.jobs.length ?? 0;
  if (group === undefined || count < fewestJobs) {
    const basis = `A strategy needs ${fewestJobs} finished jobs of one base model and dataset with an evaluation loss; there ${count === 1 ? 'is 1' : `are ${count}`}.`;
    return { group: null, jobCount: count, basis, recommendations: [], leftOut: [], improvement: null };
  }
  const all = recommendationsOf(group.jobs, goals);
  const beyond = all.flatMap((one) => beyondWords(one, constraints) ?? []);
  const recommendations = all.filter((one) => beyondWords(one, constraints) === null);
  const [best] = recommendations.flatMap(({ improvement }) => improvement ?? []).toSorted((one, other) => other.value - one.value);
  const of = [group.baseModel ?? 'no stated base model', group.datasetName ?? 'no stated dataset'].join(' on ');
  return {
    group: { baseModel: group.baseModel, datasetName: group.datasetName },
    jobCount: count,
    basis: `${count} similar jobs: finished, of ${of}, with an evaluation loss.`,
    recommendations,
    leftOut: beyond,
    improvement: best ?? null,
  };
}

/** Why a recommendation is beyond the constraints, or null. */
function beyondWords({ title, hours, costUsd }: Recommendation, { maxHours, maxCostUsd }: Constraints): string | null {
  if (maxHours !== null && hours !== null && hours > maxHours)
    return `${title}: a job takes ${digits(hours, 3)} hours, more than ${digits(maxHours, 3)}.`;
  if (maxCostUsd !== null && costUsd !== null && costUsd > maxCostUsd)
    return `${title}: a job costs $${digits(costUsd, 3)}, more than $${digits(maxCostUsd, 3)}.`;
  return null;
}

interface Promised {
  readonly predicted: number | null;
  readonly predictedLow: number | null;
  readonly predictedHigh: number | null;
}

/** How the best loss of the jobs by a recommendation compares with what was predicted. Null: nothing was predicted of the loss. */
export function outcomeOf({ predicted, predictedLow, predictedHigh }: Promised, bestLoss: number | null): StrategyOutcome | null {
  if (predicted === null || predictedLow === null || predictedHigh === null) return bestLoss === null ? 'WAITING' : null;
  if (bestLoss === null) return 'WAITING';
  if (bestLoss < predictedLow) return 'BETTER';
  return bestLoss > predictedHigh ? 'WORSE' : 'AS_PREDICTED';
}
