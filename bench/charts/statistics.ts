/** A part (0–1) of the way through the values in order; between two of them in proportion. */
export function quantile(values: readonly number[], part: number): number {
  const ordered = values.toSorted((one, other) => one - other);
  const place = (ordered.length - 1) * part;
  const below = ordered[Math.floor(place)];
  const above = ordered[Math.ceil(place)];
  return below === undefined || above === undefined ? Number.NaN : below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Least-squares slope of values over their times. */
export function slope(points: readonly { readonly at: number; readonly value: number }[]): number {
  const mean = (of: (point: (typeof points)[number]) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [at, value] = [mean((point) => point.at), mean((point) => point.value)];
  const spread = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point.at - at) * (point.value - value), 0) / spread;
}

/** Frames of 60 a second that did not come, as a share of those that should have; and how long the gaps were. */
export function dropped(frames: readonly number[]): {
  readonly share: number;
  readonly over20Ms: number;
  readonly longestMs: number;
  readonly frameCount: number;
} {
  const gaps = frames.slice(1).map((at, place) => at - (frames[place] as number));
  const elapsed = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
  const expected = Math.round((elapsed * 60) / 1_000);
  return {
    share: expected === 0 ? 1 : Math.max(0, 1 - gaps.length / expected),
    over20Ms: gaps.filter((gap) => gap > 20).length,
    longestMs: gaps.length === 0 ? Number.NaN : Math.max(...gaps),
    frameCount: frames.length,
  };
}
