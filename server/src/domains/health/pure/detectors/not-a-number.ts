import { evident, type Evidence, type Finding, stepText, valueText } from '../finding.ts';
import { at } from '../numbers.ts';
import { evalLossNames, isNorm, LOSS_LIKE, lossOf, normOf, rateOf, rewardOf, type SeriesByName } from '../roles.ts';
import { firstAfter, noPoints, type Series } from '../series.ts';

/** So many finite values after one that is not end the matter: one lost step is no lost run. */
const RECOVERED_POINTS = 20;
const RECOVERED_EVALUATIONS = 2;
/**
 * Gradient scalers of half precision skip steps with an infinite norm, some in a row at the start; so many in a row are no search for a
 * scale.
 */
const SKIPPED_STEPS = 20;
/** Zeros in a row that a loss cannot reach by falling, where no gradient norm was logged. */
const BARE_ZEROS = 10;
const LEAST_LOSS_BEFORE_ZEROS = 0.01;

/** Index of the first value that is not finite in the episode that lasts to the end; -1 where none does. */
function lastingFrom(values: Float64Array, recoveredAfter: number): number {
  let from = -1;
  let finiteCount = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(at(values, index))) {
      if (from >= 0 && ++finiteCount >= recoveredAfter) from = -1;
    } else {
      if (from < 0) from = index;
      finiteCount = 0;
    }
  }
  return from;
}

/** A loss, reward or gradient norm that is NaN or infinite. */
export function notANumber(series: SeriesByName): Finding | null {
  const evaluations = new Set(evalLossNames(series));
  const reward = rewardOf(series);
  let first: { metric: string; points: Series; index: number } | null = null;
  for (const [metric, points] of series) {
    if (!LOSS_LIKE.test(metric) && !evaluations.has(metric) && metric !== reward && !isNorm(metric)) continue;
    const index = lastingFrom(points.values, evaluations.has(metric) ? RECOVERED_EVALUATIONS : isNorm(metric) ? 1 : RECOVERED_POINTS);
    if (index < 0 || (isNorm(metric) && points.values.length - index < SKIPPED_STEPS)) continue;
    if (first === null || at(points.steps, index) < at(first.points.steps, first.index)) first = { metric, points, index };
  }
  if (first === null) return null;
  const { metric, points, index } = first;
  const step = at(points.steps, index);
  const value = at(points.values, index);
  const before = index === 0 ? null : { step: at(points.steps, index - 1), value: at(points.values, index - 1) };
  return {
    kind: 'NAN',
    beganAtStep: step,
    evidence: {
      metric,
      value: evident(value),
      ...(before === null ? {} : { lastFiniteStep: before.step, lastFiniteValue: evident(before.value) }),
      ...around(series, step),
    },
    message:
      `${metric} is ${valueText(value)} since step ${stepText(step)}` +
      (before === null ? '.' : `; at step ${stepText(before.step)} it was ${valueText(before.value)}.`),
    advice:
      'Stop the job and start again from a checkpoint before this step, with a lower learning rate or gradient clipping. ' +
      'If it happens at the same step again, look at the data of that step; with fp16, try bf16.',
  };
}

/**
 * A loss of exactly 0 that stands for NaN: trainers that filter NaN losses log 0 (Hugging Face's `logging_nan_inf_filter`, on by
 * default).
 */
export function hiddenNotANumber(series: SeriesByName): Finding | null {
  const { points: loss } = lossOf(series);
  let zeros = loss.values.length;
  while (zeros > 0 && at(loss.values, zeros - 1) === 0) zeros--;
  const count = loss.values.length - zeros;
  if (count === 0) return null;

  const firstZero = at(loss.steps, zeros);
  const lastBefore = zeros === 0 ? null : { step: at(loss.steps, zeros - 1), value: at(loss.values, zeros - 1) };
  const isReward = rewardOf(series) !== undefined;

  const norm = normOf(series);
  const badNorms = nonFiniteFrom(norm, lastBefore === null ? -Infinity : lastBefore.step);
  const badEvaluations = evalLossNames(series).map((name) => ({ name, ...nonFiniteFrom(series.get(name) ?? noPoints, firstZero) }));
  const badEvaluation = badEvaluations.find((bad) => bad.count > 0);

  // Where rewards lead, a loss of 0 is usual, and one skipped step no sign.
  const isProven = isReward ? badNorms.count >= SKIPPED_STEPS / 2 : badNorms.count > 0 || badEvaluation !== undefined;
  const isBare =
    !isReward &&
    count >= BARE_ZEROS &&
    lastBefore !== null &&
    Math.abs(lastBefore.value) >= LEAST_LOSS_BEFORE_ZEROS &&
    firstAfter(norm, firstZero - 1) === norm.steps.length;
  if (!isProven && !isBare) return null;

  const began = badNorms.count > 0 ? Math.max(firstZero, badNorms.firstStep) : firstZero;
  const proof =
    badNorms.count > 0
      ? `the gradient norm is ${valueText(badNorms.lastValue)}`
      : badEvaluation === undefined
        ? 'no loss falls to 0 at once'
        : `${badEvaluation.name} is ${valueText(badEvaluation.lastValue)}`;
  return {
    kind: 'HIDDEN_NAN',
    beganAtStep: began,
    evidence: {
      zeroLosses: count,
      ...(lastBefore === null ? {} : { lastLossStep: lastBefore.step, lastLoss: evident(lastBefore.value) }),
      ...(badNorms.count === 0 ? {} : { nonFiniteGradNorms: badNorms.count, firstNonFiniteGradNormStep: badNorms.firstStep }),
      ...(badEvaluation === undefined
        ? {}
        : { nonFiniteEvaluations: badEvaluation.count, firstNonFiniteEvaluationStep: badEvaluation.firstStep }),
      ...around(series, began),
    },
    message:
      `The loss reads 0 since step ${stepText(began)}, but ${proof}: the trainer logs 0 for a loss that is NaN` +
      (lastBefore === null ? '.' : ` (before, at step ${stepText(lastBefore.step)}, it was ${valueText(lastBefore.value)}).`),
    advice:
      'Stop the job: nothing is learned any more. Start again from a checkpoint before this step with a lower learning rate or gradient clipping, ' +
      'and set logging_nan_inf_filter to false so that the loss shows what it is.',
  };
}

function nonFiniteFrom(points: Series, afterStep: number): { count: number; firstStep: number; lastValue: number } {
  const bad = { count: 0, firstStep: Number.NaN, lastValue: Number.NaN };
  for (let index = firstAfter(points, afterStep - 1); index < points.values.length; index++) {
    const value = at(points.values, index);
    if (Number.isFinite(value)) continue;
    if (bad.count++ === 0) bad.firstStep = at(points.steps, index);
    bad.lastValue = value;
  }
  return bad;
}

/** The learning rate and the last finite gradient norm at a step. */
export function around(series: SeriesByName, step: number): Evidence {
  const rate = valueAt(rateOf(series), step);
  const norm = valueAt(normOf(series), step);
  return {
    ...(Number.isFinite(rate) ? { learningRate: rate } : {}),
    ...(Number.isFinite(norm) ? { gradNorm: norm } : {}),
  };
}

/** The last finite value up to a step; NaN before the first. */
function valueAt(points: Series, step: number): number {
  for (let index = firstAfter(points, step) - 1; index >= 0; index--) {
    if (Number.isFinite(at(points.values, index))) return at(points.values, index);
  }
  return Number.NaN;
}
