import { clampWeight, debiasedEma, distanceEma, MOST_SMOOTHING, SMOOTHING_PARTS } from './smoothing.ts';
import { gaussianMean, windowMean } from './smoothing-windows.ts';

/** `ema` looks back and forgets; `gaussian` and `mean` look both ways; `trailing` is a mean of the last ones. */
export const smoothingKinds = ['ema', 'gaussian', 'mean', 'trailing'] as const;
export type SmoothingKind = (typeof smoothingKinds)[number];

export interface Smoothing {
  readonly kind: SmoothingKind;
  /** Of `ema` the weight, 0 to 0.999; of `gaussian` the standard deviation; of means the width of the window. 0: none. */
  readonly amount: number;
  /** Whether the amount is in points, or in thousandths of the x axis; for `ema`, what its weight is a step of. */
  readonly by: 'point' | 'distance';
}

const most: Record<SmoothingKind, number> = { ema: MOST_SMOOTHING, gaussian: 10_000, mean: 100_000, trailing: 100_000 };

/** An amount inside what can be computed; what is no number is none. */
export function clampAmount(kind: SmoothingKind, amount: number): number {
  return kind === 'ema' ? clampWeight(amount) : amount > 0 ? Math.min(amount, most[kind]) : 0;
}

/** A smoothed copy; the values themselves where nothing is smoothed. `range` is the length of the x axis. */
export function smoothedValues(x: Float64Array, values: Float64Array, { kind, amount: asked, by }: Smoothing, range: number): Float64Array {
  const amount = clampAmount(kind, asked);
  if (amount === 0) return values;
  if (kind === 'ema') return by === 'distance' ? distanceEma(x, values, amount, range) : debiasedEma(values, amount);
  if (by === 'distance' && !(range > 0)) return values;
  const at = by === 'distance' ? x.map((one) => (one / range) * SMOOTHING_PARTS) : null;
  if (kind === 'gaussian') return gaussianMean(at, values, amount);
  if (at !== null)
    return windowMean(at, values, kind === 'mean' ? { before: amount / 2, after: amount / 2 } : { before: amount, after: 0 });
  const width = Math.round(amount);
  if (width <= 1) return values;
  // Of an even width the one more is before.
  const before = kind === 'mean' ? Math.floor(width / 2) : width - 1;
  return windowMean(at, values, { before, after: width - 1 - before });
}

/** A bell's standard deviation for each value of a plain mean that quietens noise as much. */
const BELL_WIDTH = 2 * Math.sqrt(Math.PI);

/** The width of the plain mean that quietens noise as much. */
function widthOf(kind: SmoothingKind, amount: number): number {
  if (kind === 'ema') return (1 + amount) / (1 - amount);
  return kind === 'gaussian' ? amount * BELL_WIDTH : amount;
}

/** The amount of another kind that quietens noise as much: what a reader who changes the kind goes on with. */
export function sameStrength(from: SmoothingKind, amount: number, to: SmoothingKind): number {
  const known = clampAmount(from, amount);
  if (from === to || known === 0) return known;
  const width = Math.max(1, widthOf(from, known));
  if (to === 'ema') return clampWeight(Number(((width - 1) / (width + 1)).toFixed(4)));
  return to === 'gaussian' ? Number((width / BELL_WIDTH).toPrecision(3)) : Math.round(width);
}

/** Places of the slider of smoothing. */
export const SMOOTHING_PLACES = 60;

/** The amount at a place of the slider: 0 at its start; each third makes the average ten times as long: of `ema` 0.9, 0.99, 0.999. */
export function smoothingAt(kind: SmoothingKind, place: number): number {
  const weight = Number((1 - 10 ** ((-3 * place) / SMOOTHING_PLACES)).toFixed(4));
  if (place === 0 || kind === 'ema') return weight;
  const amount = sameStrength('ema', weight, kind);
  // Every place of a mean is another whole number.
  return kind === 'gaussian' ? amount : Math.max(amount, place + 1);
}

/** The place nearest to an amount. */
export function smoothingPlace(kind: SmoothingKind, amount: number): number {
  const known = clampAmount(kind, amount);
  if (known === 0) return 0;
  let nearest = 0;
  let least = Infinity;
  for (let place = 0; place <= SMOOTHING_PLACES; place += 1) {
    const there = smoothingAt(kind, place);
    const apart = Math.abs(Math.log(kind === 'ema' ? (1 - there) / (1 - known) : Math.max(there, 1e-9) / known));
    if (apart < least) [nearest, least] = [place, apart];
  }
  return nearest;
}
