import { randomOf } from '../../../../platform/statistics/bootstrap.ts';
import { newFinder, observed, type Finding, type Found } from './findings.ts';
import type { Point, Series, SeriesKind } from './point.ts';

export const hourMs = 3_600_000;
export const monday = Date.UTC(2026, 2, 2);
export const seriesOf = (kind: SeriesKind, timeZone = 'UTC', bucketMs = hourMs): Series => ({ kind, bucketMs, timeZone });
export const hourOf = (at: number): number => (at - monday) / hourMs;

/** Buckets from Monday, 2 March 2026 on, in their order. */
export function watched(
  series: Series,
  buckets: number,
  valueAt: (bucket: number) => Omit<Point, 'at'>,
): { founds: Found[]; findings: Finding[] } {
  const finder = newFinder(series);
  const founds = Array.from({ length: buckets }, (_, bucket) =>
    observed(finder, { at: monday + bucket * series.bucketMs, ...valueAt(bucket) }),
  );
  return { founds, findings: founds.flatMap(({ change, finding }) => (change === 'OPENED' && finding !== null ? [finding] : [])) };
}

export function noiseOf(seed: number): () => number {
  const random = randomOf(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** How many events, of `mean` on average, below 100. */
export function eventsOf(random: () => number, mean: number): number {
  let count = -1;
  for (let left = Math.exp(mean); left > 1 || count < 0; left *= random()) count += 1;
  return Math.max(0, count);
}
