import { isActive } from './transition.ts';
import type { TrainingStatus } from '../types.ts';

/** What the progress of a job follows from. */
export interface Course {
  readonly status: TrainingStatus;
  readonly currentStep: bigint | null;
  readonly totalSteps: bigint | null;
  readonly currentEpoch: number | null;
  readonly totalEpochs: number | null;
  readonly startedAt: Date | null;
  readonly stepMs: number | null;
}

/** Share of the job that is done, from 0 to 1; null: the total is not known. */
export function progressShare({ status, currentStep, totalSteps, currentEpoch, totalEpochs }: Course): number | null {
  if (status === 'FINISHED') return 1;
  if (totalSteps !== null && totalSteps > 0n) return Math.min(1, Number(currentStep ?? 0n) / Number(totalSteps));
  if (totalEpochs !== null && totalEpochs > 0) return Math.min(1, (currentEpoch ?? 0) / totalEpochs);
  return null;
}

/** Seconds until the end at the pace of the last steps, else at that of the whole job; null: not known, or nothing runs. */
export function etaSeconds(course: Course, now: Date): number | null {
  const { status, currentStep, totalSteps, stepMs, startedAt } = course;
  if (!isActive(status) || status === 'STALLED') return null;
  if (totalSteps !== null && currentStep !== null && stepMs !== null)
    return Math.round((Math.max(0, Number(totalSteps - currentStep)) * stepMs) / 1_000);
  const share = progressShare(course);
  if (share === null || share <= 0 || startedAt === null) return null;
  return Math.round(((now.getTime() - startedAt.getTime()) * (1 - share)) / share / 1_000);
}
