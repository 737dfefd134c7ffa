/** A share with what it was counted over: `share` and the ends of its 95 % interval between 0 and 1. */
export interface MeasuredShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Difference of two shares with its 95 % interval, and whether the interval leaves 0 out. */
export interface Difference {
  readonly change: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: 'better' | 'worse' | 'not decisive';
}

/**
 * How much higher one share is than another.
 *
 * Method  Newcombe's interval for a difference of independent proportions, built from the two Wilson intervals that the
 *         API gives (Newcombe 1998, method 10). It holds for small counts and for shares near 0 and 1.
 * Units   shares, −1 to 1.
 */
export function differenceOf(one: MeasuredShare, baseline: MeasuredShare): Difference {
  const change = one.share - baseline.share;
  const low = change - Math.hypot(one.share - one.low, baseline.high - baseline.share);
  const high = change + Math.hypot(one.high - one.share, baseline.share - baseline.low);
  return { change, low, high, verdict: low > 0 ? 'better' : high < 0 ? 'worse' : 'not decisive' };
}

const Z = 1.959964;

/** A share with its 95 % interval (Wilson); null: nothing was counted. */
export function measuredShare(count: number, of: number): MeasuredShare | null {
  if (of === 0) return null;
  const share = count / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))) / (1 + Z ** 2 / of);
  return { share, low: middle - half, high: middle + half };
}

const opposite = { better: 'worse', worse: 'better', 'not decisive': 'not decisive' } as const;

/** The difference of two shares of which less is better: errors, breaches. null: of one nothing was counted. */
export function lessIsBetter(one: MeasuredShare | null, baseline: MeasuredShare | null): Difference | null {
  if (one === null || baseline === null) return null;
  const found = differenceOf(one, baseline);
  return { ...found, verdict: opposite[found.verdict] };
}
