import { divergence } from './detectors/divergence.ts';
import { learningRate } from './detectors/learning-rate.ts';
import { hiddenNotANumber, notANumber } from './detectors/not-a-number.ts';
import { overfitting } from './detectors/overfitting.ts';
import { plateau } from './detectors/plateau.ts';
import { stalled } from './detectors/stalled.ts';
import { throughputDrop } from './detectors/throughput.ts';
import type { Finding } from './finding.ts';
import { objectiveOf, trustedUntil } from './roles.ts';
import type { Run } from './run.ts';

/** All that is going wrong in a job by what is known now, the earliest first; one of each kind at most. */
export function findingsOf(run: Run): readonly Finding[] {
  const hidden = hiddenNotANumber(run.series);
  // What a trainer logs in place of NaN says nothing about the loss.
  const trusted: Run = { ...run, series: trustedUntil(run.series, hidden?.beganAtStep ?? null) };
  const objective = objectiveOf(trusted.series);
  const diverged = divergence(objective, trusted);
  const broken = hidden ?? notANumber(run.series);
  const found = [
    broken,
    diverged,
    // A curve that broke off or left its level is neither flat nor learned by heart.
    diverged === null && broken === null ? plateau(objective, trusted) : null,
    diverged === null ? overfitting(objective, trusted) : null,
    stalled(run),
    throughputDrop(run),
    learningRate(run),
  ];
  return found.filter((finding) => finding !== null).toSorted((a, b) => a.beganAtStep - b.beganAtStep);
}
