import { type Finding, percentText, stepText, valueText } from '../finding.ts';
import { at, BLOCKS, changeOver, meanOf, medianOf, robustSigma } from '../numbers.ts';
import { type Curve, evaluationsOf, rateOf, taskMetricsOf, trend, ZERO_STD } from '../roles.ts';
import type { Run } from '../run.ts';
import { firstAfter } from '../series.ts';

/** "Flat" is shown, not assumed: the whole 95 % interval of the change lies within this share of the level. */
const FLAT_SHARE = 0.01;
/** From the start on: within this share, over so much of the plan, or so many points where no plan is known. */
const NOTHING_LEARNED_SHARE = 0.03;
const NOTHING_LEARNED_PLAN = 0.25;
const NOTHING_LEARNED_POINTS = { planned: 20, unplanned: 300 };
/** Later: the last part of the run so far, or a longer one, over which a curve may change more. */
const STRETCH = 0.4;
const LONG_STRETCH = 0.6;
const STRETCH_POINTS = 100;
/** A schedule that has brought the rate below this share of its peak is at its end, where curves are flat by plan. */
const DECAYED_RATE_SHARE = 0.2;
/** Evaluations without a better one, of all so far, and so many at least. */
const EVALUATION_SHARE = 0.35;
const EVALUATIONS = 5;

/** Training that goes on and brings nothing: from the start, or since a step. */
export function plateau(curve: Curve | null, run: Run): Finding | null {
  if (curve === null) return null;
  const rates = trend(rateOf(run.series));
  return (
    nothingLearned(curve, run, rates.values) ??
    flatStretch(curve, run, rates.values) ??
    neverBetter(run) ??
    flatEvaluations(run, rates.values)
  );
}

/** Whether too little of the plan is done. */
const isEarly = ({ isActive, totalSteps }: Run, step: number): boolean =>
  isActive && totalSteps !== null && step < NOTHING_LEARNED_PLAN * totalSteps;

/** Held-out loss that has stayed at the level of its first evaluations. */
function neverBetter(run: Run): Finding | null {
  const curve = evaluationsOf(run.series)[0];
  if (curve === undefined || curve.points.values.length < BLOCKS) return null;
  const { steps, values } = curve.points;
  if (isEarly(run, at(steps, steps.length - 1))) return null;
  const { change, low, high, means } = changeOver(values);
  const bound = NOTHING_LEARNED_SHARE * Math.abs(at(means, 0));
  if (!(low > -bound && high < bound && at(means, 0) - means.reduce((least, mean) => Math.min(least, mean)) < bound) || bound === 0)
    return null;
  const began = at(steps, 0);
  const last = at(steps, steps.length - 1);
  return flat(
    curve,
    began,
    last,
    { change, level: meanOf(values) },
    {
      message: `${curve.metric} has not moved since its first evaluation: ${valueText(signed(curve, at(means, 0)))} then, ${valueText(signed(curve, at(means, BLOCKS - 1)))} at step ${stepText(last)}.`,
      advice:
        'What is learned does not reach held-out data: compare the two data sets, and how their prompts are formatted; else lower or raise the learning rate.',
    },
  );
}

function nothingLearned(curve: Curve, run: Run, rates: Float64Array): Finding | null {
  const { steps, values } = curve.points;
  const first = at(steps, 0);
  const last = at(steps, steps.length - 1);
  const isPlanned = run.totalSteps !== null && run.totalSteps > 0;
  if (isEarly(run, last)) return null;
  if (values.length < (isPlanned || !run.isActive ? NOTHING_LEARNED_POINTS.planned : NOTHING_LEARNED_POINTS.unplanned)) return null;
  if (isWarmingUp(rates)) return null;

  const { change, low, high, means } = changeOver(values);
  const scale = curve.isReward ? Math.max(Math.abs(medianOf(values)), robustSigma(values)) : Math.abs(at(means, 0));
  const bound = NOTHING_LEARNED_SHARE * scale;
  // A curve that fell and came back is no flat one.
  const lowest = means.reduce((least, mean) => Math.min(least, mean));
  if (!(low > -bound && high < bound && at(means, 0) - lowest < bound) || scale === 0) return null;
  const zeroStd = meanOf(trend(run.series.get(ZERO_STD)).values);
  return flat(
    curve,
    first,
    last,
    { change, level: meanOf(values) },
    {
      message: `${curve.metric} has not moved since the start: ${valueText(signed(curve, at(means, 0)))} at first, ${valueText(signed(curve, at(means, BLOCKS - 1)))} at step ${stepText(last)}. Nothing is learned.`,
      advice:
        zeroStd > 0.5
          ? `In ${percentText(zeroStd)} of the groups every answer gets the same reward, which leaves no gradient: choose prompts of mixed difficulty, or a finer reward.`
          : 'Check that the parameters to train are not frozen, that labels are not masked, and that the learning rate is not far too low or too high; try a few examples alone: a model that cannot learn ten examples by heart has a fault.',
    },
  );
}

function flatStretch(curve: Curve, run: Run, rates: Float64Array): Finding | null {
  const { steps, values } = curve.points;
  if (values.length < STRETCH_POINTS || isDecayed(rates)) return null;
  const last = at(steps, steps.length - 1);
  const epochSteps = stepsOfEpoch(run, last);
  for (const stretch of [STRETCH, LONG_STRETCH]) {
    const from = Math.floor(values.length * (1 - stretch));
    // Within an epoch a language model's loss is flat by nature; it falls where texts come again.
    if (epochSteps !== null && last - at(steps, from) < epochSteps) continue;
    const { change, low, high, means } = changeOver(values.subarray(from));
    const level = at(means, BLOCKS - 1);
    const scale = curve.isReward ? Math.max(Math.abs(level), robustSigma(values.subarray(from))) : Math.abs(level);
    const bound = (FLAT_SHARE * scale * stretch) / STRETCH;
    if (!(low > -bound && high < bound) || scale === 0) continue;

    // Backwards while the blocks of the whole curve stay at that level.
    const size = Math.max(1, Math.floor(values.length / 50));
    let start = from;
    while (start - size >= 0 && Math.abs(meanOf(values.subarray(start - size, start)) - level) <= 2 * bound) start -= size;
    const began = at(steps, start);
    return flat(
      curve,
      began,
      last,
      { change, level: meanOf(values.subarray(start)) },
      {
        message: `${curve.metric} stays at ${valueText(signed(curve, level))} since step ${stepText(began)}: ${stepText(last - began)} steps changed it by less than ${percentText(bound / scale)}.`,
        advice: 'Lower the learning rate (a third, or let it decay), or stop: more steps at this rate bring nothing.',
      },
    );
  }
  return null;
}

function flatEvaluations(run: Run, rates: Float64Array): Finding | null {
  const curve = evaluationsOf(run.series)[0];
  if (curve === undefined || isDecayed(rates)) return null;
  const { steps, values } = curve.points;
  const needed = Math.max(EVALUATIONS, Math.ceil(EVALUATION_SHARE * values.length));
  if (values.length <= needed) return null;
  const scale = Math.abs(medianOf(values));
  let best = 0;
  // A better one is better by something.
  for (let index = 1; index < values.length; index++) if (at(values, index) < at(values, best) - (FLAT_SHARE / 10) * scale) best = index;
  const since = values.length - 1 - best;
  if (since < needed) return null;
  // Only flat: what rises is overfitting or divergence.
  if (meanOf(values.subarray(-needed)) > at(values, best) + 2 * FLAT_SHARE * scale) return null;
  const began = at(steps, best);
  if (taskMetricsOf(run.series).some((task) => improvedAfter(task, began))) return null;
  const last = at(steps, steps.length - 1);
  return flat(
    curve,
    began,
    last,
    { change: at(values, values.length - 1) - at(values, best), level: at(values, best) },
    {
      message: `${curve.metric} has not improved since step ${stepText(began)} (${valueText(signed(curve, at(values, best)))}): ${since} evaluations without a better one.`,
      advice: `Stop and keep the checkpoint of step ${stepText(began)}, or lower the learning rate and go on.`,
    },
  );
}

/** Whether a metric found a better value after a step. */
export function improvedAfter({ points: { steps, values } }: Curve, step: number): boolean {
  const split = firstAfter({ steps, values, ats: values }, step);
  const best = values.subarray(0, split).reduce((low, value) => Math.min(low, value), Infinity);
  const later = values.subarray(split).reduce((low, value) => Math.min(low, value), Infinity);
  return split > 0 && later < best - FLAT_SHARE * Math.abs(best);
}

const signed = ({ isReward }: Curve, value: number): number => (isReward ? -value : value);

function flat(
  curve: Curve,
  beganAtStep: number,
  last: number,
  { change, level }: { change: number; level: number },
  words: { message: string; advice: string },
): Finding {
  const evidence = { metric: curve.metric, level: signed(curve, level), change: signed(curve, change) + 0, steps: last - beganAtStep };
  return { kind: 'PLATEAU', beganAtStep, evidence, ...words };
}

/** Steps of one epoch where a job has several; null where that is not known. */
function stepsOfEpoch(run: Run, last: number): number | null {
  const epochs = trend(run.series.get('epoch'));
  const epoch = at(epochs.values, epochs.values.length - 1);
  if (run.totalEpochs !== null && run.totalEpochs <= 1) return null;
  if (Number.isFinite(epoch) && epoch > 0) return last / epoch;
  return run.totalEpochs === null || run.totalSteps === null ? null : run.totalSteps / run.totalEpochs;
}

/** Whether the rate is still on its way up from the start. */
function isWarmingUp(rates: Float64Array): boolean {
  if (rates.length < 2) return false;
  const peak = rates.reduce((high, rate) => Math.max(high, rate));
  return at(rates, rates.length - 1) >= peak && at(rates, rates.length - 1) > at(rates, rates.length - 2);
}

function isDecayed(rates: Float64Array): boolean {
  if (rates.length === 0) return false;
  const peak = rates.reduce((high, rate) => Math.max(high, rate));
  return medianOf(rates.subarray(Math.floor(rates.length * (1 - STRETCH)))) < DECAYED_RATE_SHARE * peak;
}
