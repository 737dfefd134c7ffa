import { type Finding, percentText, stepText, valueText } from '../finding.ts';
import { at, medianOf, noiseAroundBends } from '../numbers.ts';
import { type Curve, evaluationsOf, taskMetricsOf, trend } from '../roles.ts';
import type { Run } from '../run.ts';
import { firstAfter, type Series } from '../series.ts';
import { improvedAfter } from './plateau.ts';

/** How far evaluations must be above the best, as a share of it; more while few have come after it. */
const RISE_SHARE = 0.02;
const EARLY_RISE_SHARE = 0.05;
const LATER_EVALUATIONS = 3;
/** And in standard deviations of their noise. */
const NOISES = 3;
/** The training loss may be so much above what it was and still count as not rising. */
const TRAIN_SLACK = 1.02;
/** Points of the training loss that stand for it at a step, as a share of all, and so many at least. */
const TRAIN_SHARE = 0.05;
const TRAIN_POINTS = 5;
/** Without held-out data: a loss at this share of its first epoch's, after so many epochs, is known by heart. */
const BY_HEART_SHARE = 0.05;
const BY_HEART_EPOCHS = 5;

/**
 * Held-out loss that rises from its best while the training loss falls; without held-out data, a training loss that is next to nothing
 * after many epochs.
 */
export function overfitting(objective: Curve | null, run: Run): Finding | null {
  const strictness = run.raised.has('OVERFITTING') ? 0.5 : 1;
  const evaluations = evaluationsOf(run.series);
  if (evaluations.length === 0) return learnedByHeart(objective, run);
  let worst: { curve: Curve; rise: Rise } | null = null;
  for (const curve of evaluations) {
    const rise = riseOf(curve, objective, strictness);
    if (rise !== null && (worst === null || rise.share > worst.rise.share)) worst = { curve, rise };
  }
  if (worst === null) return null;

  const { curve, rise } = worst;
  const sign = curve.isReward ? -1 : 1;
  const disagreeing = taskMetricsOf(run.series).find((task) => improvedAfter(task, rise.bestStep));
  return {
    kind: 'OVERFITTING',
    beganAtStep: rise.bestStep,
    evidence: {
      metric: curve.metric,
      best: sign * rise.best,
      bestStep: rise.bestStep,
      now: sign * rise.now,
      nowStep: rise.nowStep,
      riseShare: rise.share,
      evaluationsSince: rise.since,
      ...(objective === null || !Number.isFinite(rise.trainThen)
        ? {}
        : { trainAtBest: (objective.isReward ? -1 : 1) * rise.trainThen, trainNow: (objective.isReward ? -1 : 1) * rise.trainNow }),
      ...(disagreeing === undefined ? {} : { disagreeingMetric: disagreeing.metric }),
    },
    message:
      `${curve.metric} was best at step ${stepText(rise.bestStep)} (${valueText(sign * rise.best)}) and is ${valueText(sign * rise.now)} now, ` +
      `${percentText(rise.share)} worse, while the training ${objective?.isReward === true ? 'reward rises' : 'loss does not rise'}.` +
      (disagreeing === undefined ? '' : ` ${disagreeing.metric} still improved after that step.`),
    advice:
      disagreeing === undefined
        ? `Stop, and keep the checkpoint of step ${stepText(rise.bestStep)}. Next time: fewer epochs, early stopping, more data, or more regularisation (dropout, weight decay, a smaller LoRA rank).`
        : `Decide by the metric that matters: if ${disagreeing.metric} does, keep its best checkpoint, else that of step ${stepText(rise.bestStep)}.`,
  };
}

interface Rise {
  readonly best: number;
  readonly bestStep: number;
  readonly now: number;
  readonly nowStep: number;
  readonly share: number;
  readonly since: number;
  readonly trainThen: number;
  readonly trainNow: number;
}

function riseOf({ points: { steps, values } }: Curve, objective: Curve | null, strictness: number): Rise | null {
  const best = lowestOf(values);
  const since = values.length - 1 - best;
  if (since < 2) return null;
  const recent = values.subarray(-Math.min(LATER_EVALUATIONS, since));
  const bestValue = at(values, best);
  const now = medianOf(recent);
  const share = since < LATER_EVALUATIONS ? EARLY_RISE_SHARE : RISE_SHARE;
  // Each of the two is too large where the curve bends in its own way; of so few no noise can be estimated.
  const noise = since < LATER_EVALUATIONS ? 0 : Math.min(noiseAroundBends(values), noiseAroundBends(values.subarray(best + 1)));
  const least = strictness * Math.max(share * Math.abs(bestValue), NOISES * noise);
  if (!(now - bestValue > least) || recent.some((value) => value - bestValue < least / 2)) return null;

  const bestStep = at(steps, best);
  const nowStep = at(steps, values.length - 1);
  const trainThen = objective === null ? Number.NaN : levelAt(objective.points, bestStep);
  const trainNow = objective === null ? Number.NaN : levelAt(objective.points, nowStep);
  if (trainNow > trainThen + (TRAIN_SLACK - 1) * Math.abs(trainThen)) return null;
  return {
    best: bestValue,
    bestStep,
    now,
    nowStep,
    share: (now - bestValue) / Math.abs(bestValue),
    since,
    trainThen,
    trainNow,
  };
}

/** Index of the lowest value, the first of equals. */
export function lowestOf(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (at(values, index) < at(values, best)) best = index;
  return best;
}

/** The level of a curve at a step: the median of some points up to it. */
export function levelAt(points: Series, step: number): number {
  const end = firstAfter(points, step);
  const count = Math.max(TRAIN_POINTS, Math.ceil(TRAIN_SHARE * points.values.length));
  return medianOf(points.values.subarray(Math.max(0, end - count), end));
}

function learnedByHeart(objective: Curve | null, run: Run): Finding | null {
  if (objective === null || objective.isReward) return null;
  const epochs = trend(run.series.get('epoch'));
  const { steps, values } = objective.points;
  const last = at(steps, steps.length - 1);
  const epoch = Number.isFinite(at(epochs.values, epochs.values.length - 1))
    ? at(epochs.values, epochs.values.length - 1)
    : run.totalEpochs !== null && run.totalSteps !== null
      ? (run.totalEpochs * last) / run.totalSteps
      : 0;
  if (epoch < BY_HEART_EPOCHS) return null;
  const perEpoch = last / epoch;
  const inFirst = firstAfter(objective.points, perEpoch);
  const first = medianOf(values.subarray(0, Math.max(1, inFirst)));
  const now = levelAt(objective.points, last);
  if (!(first > 0 && now < BY_HEART_SHARE * first)) return null;
  // From where on the level of each next window of the same width is that low.
  const width = Math.max(TRAIN_POINTS, Math.ceil(TRAIN_SHARE * values.length));
  let from = values.length - width;
  while (from - width >= 0 && medianOf(values.subarray(from - width, from)) < BY_HEART_SHARE * first) from -= width;
  const began = at(steps, Math.max(0, from));
  return {
    kind: 'OVERFITTING',
    beganAtStep: began,
    evidence: { metric: objective.metric, firstEpoch: first, now, epochs: epoch, evaluations: 0 },
    message: `${objective.metric} is ${valueText(now)} after ${valueText(epoch)} epochs, ${percentText(now / first)} of its first epoch's: the data is known by heart, and no held-out data shows what that costs.`,
    advice: 'Evaluate on held-out data, and keep the checkpoint that is best there; most fine-tuning needs 1 to 5 epochs.',
  };
}
