import { at, BLOCKS, blockMedians, clamp01, medianOf, noiseOf } from './numbers.ts';
import { type Curve, evaluationsOf, lossOf, normOf, objectiveOf, rewardOf, type SeriesByName, trustedUntil } from './roles.ts';
import { levelAt, lowestOf } from './detectors/overfitting.ts';
import { noPoints } from './series.ts';

/** From 0 to 1; null: there is no data for it. docs/training-health.md has the formulas. */
export interface Scores {
  /** How much of the held-out loss is above its best: 0 none. */
  readonly overfitting: number | null;
  /** How early it learned: the share of the whole gain that was there, on average over the steps. 1 at once, 0.5 evenly, 0 never. */
  readonly convergence: number | null;
  /** How calm the curves are: 1 without noise, spikes and values that are not finite. */
  readonly stability: number | null;
  /** How near held-out data comes to training data: 1 equally good. */
  readonly generalisation: number | null;
  /** Share of the time used that was not wasted. */
  readonly efficiency: number | null;
}

/** Evaluations at the end that stand for its level. */
const RECENT_EVALUATIONS = 3;
/** Points that a curve needs to say how it converged, and how calm it is. */
const CONVERGENCE_POINTS = 3;
const STABILITY_POINTS = 10;
/** A spike: so many standard deviations of the noise above its neighbours; a gradient norm so many times its median. */
const SPIKE_NOISES = 6;
const SPIKE_NORMS = 10;
/** As a share of the level: less is rounding, where there is no noise. */
const SMALLEST_SPIKE = 1e-6;
/** Points on either side that say where a curve is without a spike. */
const NEIGHBOURS = 2;

/** All but the efficiency, which follows from the waste. `hiddenFrom`: the step from which the loss stands for NaN. */
export function scoresOf(series: SeriesByName, hiddenFrom: number | null): Omit<Scores, 'efficiency'> {
  const objective = objectiveOf(trustedUntil(series, hiddenFrom));
  const evaluations = evaluationsOf(series)[0] ?? null;
  return {
    overfitting: finite(overfittingOf(evaluations)),
    convergence: finite(convergenceOf(objective)),
    stability: finite(stabilityOf(objective, series, hiddenFrom)),
    generalisation: finite(generalisationOf(evaluations, objective)),
  };
}

/** Differences of values near the greatest number are infinite: what is computed of them is no score. */
const finite = (score: number | null): number | null => (score !== null && Number.isFinite(score) ? score : null);

/** Excess of the last evaluations over the best ÷ (excess + size of the best): for positive losses 1 - best ÷ now. */
function overfittingOf(evaluations: Curve | null): number | null {
  const values = evaluations?.points.values ?? new Float64Array();
  if (values.length === 0) return null;
  const best = lowestOf(values);
  const recent = values.subarray(Math.max(best, values.length - RECENT_EVALUATIONS));
  return excessShare(medianOf(recent) - at(values, best), at(values, best));
}

/**
 * Gap between held-out and training loss where the last evaluation was made ÷ (gap + size of the training loss), from 1: for positive
 * losses training ÷ held-out.
 */
function generalisationOf(evaluations: Curve | null, objective: Curve | null): number | null {
  const { steps, values } = evaluations?.points ?? noPoints;
  if (values.length === 0 || objective === null) return null;
  const train = levelAt(objective.points, at(steps, steps.length - 1));
  return Number.isFinite(train) ? 1 - excessShare(at(values, values.length - 1) - train, train) : null;
}

const excessShare = (excess: number, level: number): number => (excess > 0 ? excess / (excess + Math.abs(level)) : 0);

/** Mean over the steps of (start - level so far) ÷ (start - best level), by levels of blocks; 0 where nothing was gained. */
function convergenceOf(objective: Curve | null): number | null {
  const { steps, values } = objective?.points ?? noPoints;
  if (values.length < CONVERGENCE_POINTS) return null;
  const size = Math.max(1, Math.floor(values.length / (5 * BLOCKS)));
  const levels = blockMedians(values, size);
  const start = at(levels, 0);
  const best = levels.reduce((low, level) => Math.min(low, level));
  if (!(best < start)) return 0;
  const skipped = values.length - levels.length * size;
  const middle = (block: number): number => at(steps, skipped + block * size + Math.floor((size - 1) / 2));
  let area = 0;
  let reached = 0;
  for (let block = 1; block < levels.length; block++) {
    const then = reached;
    reached = Math.max(reached, (start - at(levels, block)) / (start - best));
    area += ((then + reached) / 2) * (middle(block) - middle(block - 1));
  }
  return clamp01(area / (middle(levels.length - 1) - middle(0)));
}

/**
 * (1 - share of bad points) ÷ (1 + noise ÷ size of the level). Bad: not finite, hidden NaN, spikes of the curve or of the gradient norm.
 */
function stabilityOf(objective: Curve | null, series: SeriesByName, hiddenFrom: number | null): number | null {
  const reward = rewardOf(series);
  const raw = reward === undefined ? lossOf(series).points : (series.get(reward) ?? noPoints);
  const values = objective?.points.values ?? new Float64Array();
  if (raw.values.length < STABILITY_POINTS) return null;
  const notFinite = shareOf(
    raw.values,
    (value, index) => !Number.isFinite(value) || (hiddenFrom !== null && at(raw.steps, index) >= hiddenFrom),
  );
  const noise = noiseOf(values);
  const leastSpike = Math.max(SPIKE_NOISES * noise, SMALLEST_SPIKE * Math.abs(medianOf(values)));
  const spikes = shareOf(values, (value, index) => {
    if (index < NEIGHBOURS || index + NEIGHBOURS >= values.length) return false;
    const around = [...values.subarray(index - NEIGHBOURS, index), ...values.subarray(index + 1, index + 1 + NEIGHBOURS)];
    return value - medianOf(around) > leastSpike;
  });
  const norms = normOf(series).values;
  const usual = medianOf(norms);
  const badNorms = shareOf(norms, (value) => !(value <= SPIKE_NORMS * usual));
  const level = Math.max(Math.abs(medianOf(values)), (at(values, 0) - medianOf(values)) / 2);
  const calm = values.length < STABILITY_POINTS ? 1 : 1 / (1 + (level > 0 ? noise / level : noise > 0 ? 1 : 0));
  return clamp01((1 - Math.max(notFinite, badNorms, spikes * (1 - notFinite))) * calm);
}

function shareOf(values: Float64Array, isBad: (value: number, index: number) => boolean): number {
  if (values.length === 0) return 0;
  let count = 0;
  for (let index = 0; index < values.length; index++) if (isBad(at(values, index), index)) count++;
  return count / values.length;
}
