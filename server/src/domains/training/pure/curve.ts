/** Points of one curve, in the order of steps: entry `i` of every list is one point. */
export interface Curve {
  readonly step: number[];
  readonly value: number[];
  /** Milliseconds since the epoch. */
  readonly at: number[];
  readonly attempt: number[];
}

export const emptyCurve = (): Curve => ({ step: [], value: [], at: [], attempt: [] });

/** A value as JSON carries it. */
export const shownValue = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** What ClickHouse gives of a value that is not finite, beside a value that says nothing. */
export const valueKinds = [null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

export interface Picked {
  readonly step: number;
  readonly value: number;
  readonly at: number;
  readonly attempt: number;
}

/** The points of a bucket, each once, in the order of steps: a flat stretch has two, not four. */
export function distinctPoints(picked: readonly (Picked | null)[]): Picked[] {
  const kept: Picked[] = [];
  for (const point of picked) {
    if (point === null) continue;
    const isKnown = kept.some((one) => one.step === point.step && one.attempt === point.attempt && Object.is(one.value, point.value));
    if (!isKnown) kept.push(point);
  }
  return kept.sort((a, b) => a.step - b.step || a.attempt - b.attempt || a.at - b.at);
}

/** What is kept of the points of one bucket; null: there is none of the kind. */
export interface Bucket {
  readonly first: Picked | null;
  readonly last: Picked | null;
  readonly low: Picked | null;
  readonly high: Picked | null;
  readonly nan: Picked | null;
  readonly infinity: Picked | null;
}

type Rank = (a: Picked, b: Picked) => boolean;
const isEarlier: Rank = (a, b) => a.step < b.step;
/** Of each kind: whether the first point is kept, and not the second. */
const ranks: Readonly<Record<keyof Bucket, Rank>> = {
  first: isEarlier,
  last: (a, b) => a.step > b.step,
  low: (a, b) => a.value < b.value || (a.value === b.value && a.step < b.step),
  high: (a, b) => a.value > b.value || (a.value === b.value && a.step < b.step),
  nan: isEarlier,
  infinity: isEarlier,
};

/** Of two parts of one bucket the whole. A point may stand in both. */
export function mergedBucket(a: Bucket, b: Bucket): Bucket {
  const kept = (kind: keyof Bucket): Picked | null => {
    const [one, other] = [a[kind], b[kind]];
    if (one === null || other === null) return one ?? other;
    return ranks[kind](other, one) ? other : one;
  };
  return { first: kept('first'), last: kept('last'), low: kept('low'), high: kept('high'), nan: kept('nan'), infinity: kept('infinity') };
}

/** Steps of each attempt from which on a later attempt has superseded it: the least first step of those after it. Absent: none has. */
export function supersededFrom(attempts: readonly { attempt: number; firstStep: number | null }[]): Map<number, number> {
  const limits = new Map<number, number>();
  let least = Number.POSITIVE_INFINITY;
  for (const { attempt, firstStep } of attempts.toSorted((a, b) => b.attempt - a.attempt)) {
    if (Number.isFinite(least)) limits.set(attempt, least);
    if (firstStep !== null) least = Math.min(least, firstStep);
  }
  return limits;
}

/**
 * The value of a counter (epoch, tokens) at each step, by the straight line between its points; before the first and after the last along
 * the line through the two nearest. Null where it has no finite points.
 */
export function interpolated(counter: Curve, steps: readonly number[]): (number | null)[] {
  const places = counter.step.map((_, index) => index).filter((index) => Number.isFinite(counter.value[index]));
  const at = places.map((index) => counter.step[index] as number);
  const values = places.map((index) => counter.value[index] as number);
  if (at.length === 0) return steps.map(() => null);
  let place = 0;
  return steps.map((step) => {
    if (place > 0 && (at[place] as number) > step) place = 0;
    while (place < at.length - 2 && (at[place + 1] as number) <= step) place += 1;
    const next = Math.min(place + 1, at.length - 1);
    const [fromStep, toStep] = [at[place] as number, at[next] as number];
    const [from, to] = [values[place] as number, values[next] as number];
    if (toStep === fromStep) return fromStep > 0 && at.length === 1 ? (from * step) / fromStep : from;
    return from + ((to - from) * (step - fromStep)) / (toStep - fromStep);
  });
}
