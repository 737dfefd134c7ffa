import { firstAtOrAfter } from './columns.ts';

/**
 * Indexes of about `count` points that shape a line over [from, to] most (largest triangle three buckets): each bucket keeps
 * the point that spans the largest triangle with the point kept before it and the mean of the next bucket. Runs between gaps
 * are thinned one by one, each with its part of `count`; a gap survives as the index of its first value. Few points are
 * returned as they are. A lone spike may be lost: where none must be, use `reduceToColumns`.
 */
export function largestTriangles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  [from, to]: readonly [number, number],
  count: number,
): Uint32Array {
  const start = Math.max(0, firstAtOrAfter(x, from) - 1);
  let end = firstAtOrAfter(x, to);
  while (end < x.length && x[end] === to) end += 1;
  end = Math.min(x.length, end + 1);
  const all = end - start;
  if (all <= count) return Uint32Array.from({ length: Math.max(0, all) }, (_, place) => start + place);
  const kept: number[] = [];
  for (let place = start; place < end;) {
    if (!Number.isFinite(y[place])) {
      if (kept.length > 0 && Number.isFinite(y[kept.at(-1) as number])) kept.push(place);
      place += 1;
      continue;
    }
    let runEnd = place;
    while (runEnd < end && Number.isFinite(y[runEnd])) runEnd += 1;
    keepRun(x, y, place, runEnd, Math.max(3, Math.round((count * (runEnd - place)) / all)), kept);
    place = runEnd;
  }
  return Uint32Array.from(kept);
}

/** Thins the points [start, end), all finite, to `count`. */
function keepRun(x: ArrayLike<number>, y: ArrayLike<number>, start: number, end: number, count: number, kept: number[]): void {
  if (end - start <= count) {
    for (let place = start; place < end; place += 1) kept.push(place);
    return;
  }
  const perBucket = (end - start - 2) / (count - 2);
  const edge = (bucket: number) => start + 1 + Math.floor(bucket * perBucket);
  let last = start;
  kept.push(start);
  for (let bucket = 0; bucket < count - 2; bucket += 1) {
    const [nextFrom, nextTo] = [edge(bucket + 1), Math.min(end, Math.max(edge(bucket + 1) + 1, edge(bucket + 2)))];
    let [meanX, meanY] = [0, 0];
    for (let place = nextFrom; place < nextTo; place += 1) {
      meanX += x[place] as number;
      meanY += y[place] as number;
    }
    meanX /= nextTo - nextFrom;
    meanY /= nextTo - nextFrom;
    let best = edge(bucket);
    let largest = -1;
    for (let place = edge(bucket); place < nextFrom; place += 1) {
      const area = Math.abs(
        ((x[last] as number) - meanX) * ((y[place] as number) - (y[last] as number)) -
          ((x[last] as number) - (x[place] as number)) * (meanY - (y[last] as number)),
      );
      if (area > largest) {
        largest = area;
        best = place;
      }
    }
    kept.push(best);
    last = best;
  }
  kept.push(end - 1);
}
