/** Heaviest smoothing: about a thousand points count. */
export const MOST_SMOOTHING = 0.999;

/** Parts into which distance-aware smoothing divides the x axis: what one step of the weight is measured by. */
export const SMOOTHING_PARTS = 1000;

/**
 * Exponential moving average without the pull towards its start: s = w·s + (1 − w)·x from 0, shown as s / (1 − wⁿ), so the first
 * value is the first value. 0 leaves everything as it is.
 *
 * A value that is not finite (a gap, a NaN) stays one, neither counts nor restarts the average: what comes after is smoothed
 * with what came before.
 */
export function debiasedEma(values: Float64Array, weight: number): Float64Array {
  const w = clampWeight(weight);
  if (w === 0) return values;
  const smoothed = new Float64Array(values.length);
  let sum = 0;
  let decay = 1; // w to the number of values so far
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] as number;
    if (!Number.isFinite(value)) {
      smoothed[place] = Number.NaN;
      continue;
    }
    sum = w * sum + (1 - w) * value;
    decay *= w;
    smoothed[place] = sum / (1 - decay);
  }
  return smoothed;
}

/**
 * Goes on with `debiasedEma` while values come: every call gets all values since it began and smooths those that are new.
 * `last` is the last smoothed value before them, and `count` how many finite ones that had gone into it.
 */
export function growingEma(weight: number, last: number, count: number): (values: Float64Array) => Float64Array {
  const w = clampWeight(weight);
  let decay = w ** count;
  let sum = count === 0 ? 0 : last * (1 - decay);
  let smoothed = new Float64Array(256);
  let done = 0;
  return (values) => {
    if (values.length > smoothed.length) {
      const longer = new Float64Array(values.length * 2);
      longer.set(smoothed.subarray(0, done));
      smoothed = longer;
    }
    for (; done < values.length; done += 1) {
      const value = values[done] as number;
      const isFinite = Number.isFinite(value);
      if (isFinite) {
        sum = w * sum + (1 - w) * value;
        decay *= w;
      }
      smoothed[done] = isFinite ? sum / (1 - decay) : Number.NaN;
    }
    return smoothed.subarray(0, done);
  };
}

/**
 * The same, but a value's weight fades with its distance on the x axis, not with the number of points between: series logged
 * every step and every tenth step become equally smooth. The weight is √w per thousandth of `range`, as W&B has it.
 */
export function distanceEma(x: Float64Array, values: Float64Array, weight: number, range: number): Float64Array {
  const w = Math.min(Math.sqrt(clampWeight(weight)), MOST_SMOOTHING);
  if (w === 0 || !(range > 0)) return values;
  const smoothed = new Float64Array(values.length);
  let sum = 0;
  let count = 0;
  let before = Number.NaN;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] as number;
    const at = x[place] as number;
    if (!Number.isFinite(value)) {
      smoothed[place] = Number.NaN;
      continue;
    }
    const fade = Number.isNaN(before) ? 0 : w ** (((at - before) / range) * SMOOTHING_PARTS);
    sum = sum * fade + value;
    count = count * fade + 1;
    smoothed[place] = sum / count;
    before = at;
  }
  return smoothed;
}

/** A weight inside what can be computed; not a number is none. */
export function clampWeight(weight: number): number {
  return weight > 0 ? Math.min(weight, MOST_SMOOTHING) : 0;
}
