import type { CompareTrainingJobsInput, TrainingAxis } from '../../../graphql/generated/graphql.ts';
import type { CompareView } from './compare-view.ts';

const axisOf: Record<NonNullable<CompareView['x']> | 'step', TrainingAxis> = {
  step: 'STEP',
  relative: 'RELATIVE_TIME',
  wall: 'WALL_TIME',
  epoch: 'EPOCH',
  tokens: 'TOKENS',
};
const MOST_POINTS = 1_000;
const LEAST_POINTS = 100;
/** Of many jobs each has fewer points: together they fill the same picture. */
const POINTS_IN_ALL = 60_000;

/** How the curves of a comparison are asked for. */
export function curvesInput({ jobs = [], metric = 'loss', x }: Pick<CompareView, 'jobs' | 'metric' | 'x'>): CompareTrainingJobsInput {
  const share = Math.floor(POINTS_IN_ALL / Math.max(1, jobs.length));
  return { jobIds: [...jobs], metric, maxPoints: Math.max(LEAST_POINTS, Math.min(MOST_POINTS, share)), x: axisOf[x ?? 'step'] };
}
