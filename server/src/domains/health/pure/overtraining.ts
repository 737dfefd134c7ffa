/** A training whose best evaluation came early, by the rule of the product's analytics specification (`detect_overtraining`). */
export interface Overtraining {
  readonly isOvertrained: boolean;
  /** Place of the best evaluation, from 0 (`argmin`); the first of equals. An evaluation stands for an epoch. */
  readonly bestEpoch: number;
  readonly totalEpochs: number;
  /** `totalEpochs` - `bestEpoch`, as the rule counts: the best one is among them. 0 where it is not overtrained. */
  readonly wastedEpochs: number;
  readonly wastedShare: number;
}

/** The rule speaks of histories longer than this, whose best came before this share of them. */
const LEAST_EVALUATIONS = 10;
const EARLY_SHARE = 0.7;

/** null: no evaluation is finite. One that is not finite is never the best, and counts. */
export function overtrainingOf(evaluations: Float64Array): Overtraining | null {
  let bestEpoch = -1;
  for (const [index, value] of evaluations.entries()) {
    if (Number.isFinite(value) && (bestEpoch < 0 || value < (evaluations[bestEpoch] ?? Infinity))) bestEpoch = index;
  }
  if (bestEpoch < 0) return null;
  const totalEpochs = evaluations.length;
  const isOvertrained = totalEpochs > LEAST_EVALUATIONS && bestEpoch < totalEpochs * EARLY_SHARE;
  const wastedEpochs = isOvertrained ? totalEpochs - bestEpoch : 0;
  return { isOvertrained, bestEpoch, totalEpochs, wastedEpochs, wastedShare: wastedEpochs / totalEpochs };
}
