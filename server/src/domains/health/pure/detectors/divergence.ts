import { evident, type Finding, stepText, valueText } from '../finding.ts';
import { at, blockMedians, medianOf, MEDIAN_ERROR, noiseAroundBends, noiseOf } from '../numbers.ts';
import { type Curve, rateOf } from '../roles.ts';
import type { Run } from '../run.ts';
import { around } from './not-a-number.ts';

/**
 * A loss at so many times its start, for a third of the points but at most ten, has left: no spike that recovers goes there for so long.
 */
const EXPLODED = 2;
const EXPLODED_POINTS = { least: 3, most: 10 };
/** A rise must last: this share of the points so far, and so many at least. Spikes are shorter. */
const LASTING_SHARE = 0.08;
const LASTING_POINTS = 30;
/** Of a series that is to stay short (sparse logging) a third of what is planned, and so many at least. */
const SHORT_LASTING_POINTS = 6;
/** The rise, in standard errors of a block's median. */
const ERRORS = 6;
/** The rise, as a share of what was learned, and of the level at the start. */
const LOST_SHARE = 0.25;
const START_SHARE = 0.05;
/** A reward wanders: half of what was gained must be gone. */
const LOST_REWARD_SHARE = 0.5;
/** Of positive losses: so many times the best level, whatever was learned. */
const TIMES_BEST = 2;
/** So many times the steps of the warm-up must have passed. */
const AFTER_WARM_UP = 1.5;

/**
 * A loss that left its best level and stays away, or a reward that fell and stays down. `isRaised`: half as much keeps a warning that is
 * open.
 */
export function divergence(curve: Curve | null, run: Run): Finding | null {
  if (curve === null) return null;
  const { steps, values } = curve.points;
  const rise =
    exploded(curve) ?? (isWarmingUp(steps, run) ? null : lasting(curve, plannedPoints(steps, run), run.raised.has('DIVERGENCE') ? 0.5 : 1));
  if (rise === null) return null;

  const last = values.length - 1;
  const onset = onsetOf(values, rise);
  const began = at(steps, onset);
  const sign = curve.isReward ? -1 : 1;
  const direction = curve.isReward ? 'fell' : 'rose';
  return {
    kind: 'DIVERGENCE',
    beganAtStep: began,
    evidence: {
      metric: curve.metric,
      level: sign * rise.best,
      now: sign * rise.now,
      noise: evident(rise.noise),
      points: last - onset + 1,
      ...around(run.series, began),
    },
    message: `${curve.metric} ${direction} from ${valueText(sign * rise.best)} to ${valueText(sign * rise.now)} since step ${stepText(began)} and does not come back.`,
    advice: curve.isReward
      ? 'Go back to a checkpoint before this step; lower the learning rate or raise the weight of the KL penalty.'
      : 'Go back to a checkpoint before this step and lower the learning rate (a half to a tenth), lengthen the warm-up, or clip gradients (max_grad_norm 1).',
  };
}

interface Rise {
  /** Level before, and now. */
  readonly best: number;
  readonly now: number;
  /** Standard deviation of the noise of one point. */
  readonly noise: number;
  /** What a rise is compared with: what was learned, or the level at the start. */
  readonly scale: number;
  /** Points of a block. */
  readonly size: number;
}

function exploded({ points: { values }, isReward }: Curve): Rise | null {
  const count = Math.min(EXPLODED_POINTS.most, Math.max(EXPLODED_POINTS.least, Math.ceil(values.length / 3)));
  if (isReward || values.length < count + 2) return null;
  // One good point is enough to show where it began.
  const start = values.subarray(0, 3).reduce((low, value) => Math.min(low, value));
  if (start <= 0) return null;
  let lowest = Infinity;
  for (let index = values.length - count; index < values.length; index++) lowest = Math.min(lowest, at(values, index));
  if (lowest < EXPLODED * start) return null;
  return { best: start, now: medianOf(values.subarray(values.length - count)), noise: 0, scale: start, size: 1 };
}

/** Whether the learning rate is on its way to its first peak, or has just passed it: losses often bulge there. */
function isWarmingUp(steps: Float64Array, { series }: Run): boolean {
  const rates = rateOf(series);
  let peak = 0;
  for (let index = 1; index < rates.values.length; index++) if (at(rates.values, index) > at(rates.values, peak)) peak = index;
  return peak > 0 && at(steps, steps.length - 1) < AFTER_WARM_UP * at(rates.steps, peak);
}

/** How many points the whole job is to have; as many as there are where it has ended or has no plan. */
function plannedPoints(steps: Float64Array, { isActive, totalSteps }: Run): number {
  const share = isActive && totalSteps !== null ? at(steps, steps.length - 1) / totalSteps : 1;
  return share > 0 && share < 1 ? steps.length / share : steps.length;
}

function lasting({ points: { values }, isReward }: Curve, planned: number, strictness: number): Rise | null {
  const { length } = values;
  const patience = Math.max(SHORT_LASTING_POINTS, Math.min(LASTING_POINTS, Math.ceil(planned / 3)), Math.ceil(LASTING_SHARE * length));
  const size = Math.floor(patience / 3);
  const blocks = blockMedians(values, size);
  const history = blocks.subarray(0, -3);
  if (history.length < 2) return null;

  const best = history.reduce((low, value) => Math.min(low, value));
  const recent = blocks.subarray(-3).reduce((low, value) => Math.min(low, value));
  const start = medianOf(values.subarray(0, Math.max(3, size)));
  const noise = noiseOf(values);
  const error = Math.max(blockNoise(history), (MEDIAN_ERROR * noise) / Math.sqrt(size));
  const learned = Math.max(0, start - best);
  const least = isReward ? Math.max(LOST_REWARD_SHARE * learned, noise) : Math.max(LOST_SHARE * learned, START_SHARE * Math.abs(start));
  const rise = recent - best;
  if (!(rise > strictness * ERRORS * error)) return null;
  const isTimesBest = !isReward && best > 0 && recent > best * (1 + (TIMES_BEST - 1) * strictness) && isLogRise(values, size, strictness);
  return rise > strictness * least || isTimesBest ? { best, now: medianOf(values.subarray(-size)), noise, scale: least, size } : null;
}

/** Noise between blocks; each of the two estimates is too large where the curve moves in its own way. */
const blockNoise = (blocks: Float64Array): number => Math.min(noiseOf(blocks), noiseAroundBends(blocks));

/** The same test on the logarithm of the loss, whose noise is often in proportion to its level. */
function isLogRise(values: Float64Array, size: number, strictness: number): boolean {
  if (values.some((value) => value <= 0)) return false;
  const logs = values.map(Math.log);
  const blocks = blockMedians(logs, size);
  const history = blocks.subarray(0, -3);
  const low = history.reduce((least, value) => Math.min(least, value));
  const recent = blocks.subarray(-3).reduce((least, value) => Math.min(least, value));
  return recent - low > strictness * ERRORS * Math.max(blockNoise(history), (MEDIAN_ERROR * noiseOf(logs)) / Math.sqrt(size));
}

/**
 * Index of the first point of a rise. A level is passed where the last window at or below it ends; windows are as wide as the noise
 * needs against the rise. A jump begins where it passes a quarter of the rise; a slope is followed back from there to its foot.
 */
function onsetOf(values: Float64Array, { best, now, noise, scale, size }: Rise): number {
  // What ends far away left early.
  const rise = Math.min(now - best, scale);
  const width = Math.min(size, Math.max(1, Math.ceil(((10 * noise) / rise) ** 2)));
  const passed = (level: number): number => {
    let end = values.length;
    while (end >= width && medianOf(values.subarray(end - width, end)) > level) end--;
    return end < width ? 0 : Math.min(values.length - 1, end - Math.floor(width / 2));
  };
  const quarter = passed(best + 0.25 * rise);
  const threeQuarters = passed(best + 0.75 * rise);
  const foot = quarter - Math.round((threeQuarters - quarter) / 2);
  return threeQuarters - quarter <= width ? quarter : Math.max(0, foot);
}
