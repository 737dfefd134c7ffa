import { at } from './numbers.ts';

/**
 * One metric of a job: one value a step, steps ascending. A value may be NaN or infinite; `ats` are milliseconds since 1970, NaN where no
 * time is known.
 */
export interface Series {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  readonly ats: Float64Array;
}

export const noPoints: Series = { steps: new Float64Array(), values: new Float64Array(), ats: new Float64Array() };

/** A series of points in any order; of several points at one step the last counts. */
export function seriesOf(points: readonly { readonly step: number; readonly value: number; readonly at?: number }[]): Series {
  const ascending = points.every((point, index) => index === 0 || point.step > (points[index - 1]?.step ?? 0));
  const last = ascending ? points : [...new Map(points.map((point) => [point.step, point])).values()].toSorted((a, b) => a.step - b.step);
  return {
    steps: Float64Array.from(last, ({ step }) => step),
    values: Float64Array.from(last, ({ value }) => value),
    ats: Float64Array.from(last, ({ at: time }) => time ?? Number.NaN),
  };
}

/** The points from index `from` up to, not including, `to`; nothing is copied. */
const sliceOf = ({ steps, values, ats }: Series, from: number, to: number): Series => ({
  steps: steps.subarray(from, to),
  values: values.subarray(from, to),
  ats: ats.subarray(from, to),
});

/** Index of the first point whose step is greater than `step`. */
export function firstAfter({ steps }: Series, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(steps, middle) > step) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The points before a step. */
export const before = (series: Series, step: number): Series => sliceOf(series, 0, firstAfter(series, step - 1));

/** The points whose value is finite. */
export function finite(series: Series): Series {
  let count = 0;
  for (const value of series.values) if (Number.isFinite(value)) count++;
  if (count === series.values.length) return series;
  const kept = { steps: new Float64Array(count), values: new Float64Array(count), ats: new Float64Array(count) };
  let next = 0;
  for (let index = 0; index < series.values.length; index++) {
    if (!Number.isFinite(at(series.values, index))) continue;
    kept.steps[next] = at(series.steps, index);
    kept.values[next] = at(series.values, index);
    kept.ats[next] = at(series.ats, index);
    next++;
  }
  return kept;
}

/** Every k-th point and the last, at most `most`: unlike extremes or means, they keep the noise as it is. */
export function thinned(series: Series, most: number): Series {
  const { length } = series.values;
  if (length <= most) return series;
  const stride = Math.ceil(length / most);
  const count = Math.ceil(length / stride);
  // The last point is one of them.
  const first = length - 1 - (count - 1) * stride;
  const every = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: count }, (_, index) => at(values, first + index * stride));
  return { steps: every(series.steps), values: every(series.values), ats: every(series.ats) };
}
