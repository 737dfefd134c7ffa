/*
 * How new a piece of a series is: the distance of its last values from the nearest piece of the same length before it (the "left" matrix
 * profile, Yeh et al. 2016, without normalising). A value outside of all before is new, and so are a known value at an unknown place, a
 * flat day and another level; what has happened before is not new a second time.
 */

/** Values of a series in their order; NaN where there is none. */
export interface Past {
  values: Float64Array;
  /** The oldest one that is compared with lies at `begin`, the newest before `end`. */
  begin: number;
  end: number;
}

/** So many values are compared with: 60 days of hours take a tenth of it. */
const compared = 16_384;

export const noPast = (): Past => ({ values: new Float64Array(256), begin: 0, end: 0 });

export function remember(past: Past, value: number): void {
  if (past.end === past.values.length) {
    const kept = past.values.subarray(past.begin, past.end);
    // It doubles until half of it is enough; from then on the newest half moves to its beginning.
    const room = new Float64Array(Math.min(2 * compared, 2 * past.values.length));
    room.set(kept);
    past.values = room;
    past.end = kept.length;
    past.begin = 0;
  }
  past.values[past.end] = value;
  past.end += 1;
  past.begin = Math.max(past.begin, past.end - compared);
}

/**
 * The root of the mean squared distance of the last `length` values from the nearest earlier ones that do not overlap them. null where
 * one of them is missing, or nothing lies before.
 */
export function noveltyOf({ values, begin, end }: Past, length: number): number | null {
  const last = end - 1;
  for (let place = last; place > last - length; place -= 1) if (place < begin || Number.isNaN(values[place])) return null;
  let nearest = Number.POSITIVE_INFINITY;
  for (let other = begin + length - 1; other <= last - length; other += 1) {
    let sum = 0;
    // A missing value makes the sum NaN, which is not below the nearest one.
    for (let back = 0; back < length && !(sum >= nearest); back += 1) {
      const difference = (values[last - back] as number) - (values[other - back] as number);
      sum += difference * difference;
    }
    if (sum < nearest) nearest = sum;
  }
  return nearest === Number.POSITIVE_INFINITY ? null : Math.sqrt(nearest / length);
}
