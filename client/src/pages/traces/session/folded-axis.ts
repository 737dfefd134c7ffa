/** When something ran, ms since the epoch. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** A part of the axis on which something ran; places are shares of the axis, from 0 to 1. */
export interface Stretch extends Interval {
  readonly from: number;
  readonly to: number;
}

/** A time in which nothing ran, drawn narrower than it was. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly ms: number;
}

export interface FoldedAxis {
  readonly stretches: readonly Stretch[];
  readonly gaps: readonly Gap[];
  /** Whether gaps are few enough to be distinguished where all of them are drawn. */
  readonly hasFewGaps: boolean;
  /** The place of an instant, from 0 to 1. */
  readonly placeOf: (atMs: number) => number;
}

/** A gap is folded from this part of all the time in which something ran on. */
const FOLDED_PART = 0.15;
const LEAST_FOLDED_MS = 5_000;
/** What a folded gap takes of the axis, and what all of them take at most. */
const GAP_SHARE = 0.035;
const MOST_GAPS_SHARE = 0.5;

/** One axis for all that ran: times in which nothing ran are folded where they are long, or drawn to scale. */
export function foldedAxis(intervals: readonly Interval[], isFolded: boolean): FoldedAxis {
  const busy = timesOf(intervals);
  const busyMs = busy.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const least = isFolded ? Math.max(LEAST_FOLDED_MS, FOLDED_PART * busyMs) : Infinity;
  const runs = joined(busy, least);
  const gapCount = Math.max(0, runs.length - 1);
  const gapShare = gapCount === 0 ? 0 : Math.min(GAP_SHARE, MOST_GAPS_SHARE / gapCount);
  const lengthMs = runs.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const room = 1 - gapCount * gapShare;
  const stretches: Stretch[] = [];
  const gaps: Gap[] = [];
  let place = 0;
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    if (before !== undefined) {
      gaps.push({ from: place, to: place + gapShare, ms: run.startMs - before.endMs });
      place += gapShare;
    }
    // Where all took no time, each has the same part.
    const share = room * (lengthMs === 0 ? 1 / runs.length : (run.endMs - run.startMs) / lengthMs);
    stretches.push({ ...run, from: place, to: place + share });
    place += share;
  }
  return { stretches, gaps, hasFewGaps: gapCount * GAP_SHARE <= MOST_GAPS_SHARE, placeOf: (atMs) => placeIn(stretches, atMs) };
}

function placeIn(stretches: readonly Stretch[], atMs: number): number {
  const stretch = stretches.findLast(({ startMs }) => startMs <= atMs);
  if (stretch === undefined) return 0;
  const { startMs, endMs, from, to } = stretch;
  return endMs === startMs ? from : from + (to - from) * Math.min(1, (atMs - startMs) / (endMs - startMs));
}

/** Times in which anything ran, in order, none of which touches another. */
export function timesOf(intervals: readonly Interval[]): readonly Interval[] {
  return joined(
    intervals
      .map(({ startMs, endMs }) => ({ startMs, endMs: Math.max(startMs, endMs) }))
      .toSorted((one, other) => one.startMs - other.startMs),
    0,
  );
}

/** What lies no further apart than `mostMs` is one. */
function joined(inOrder: readonly Interval[], mostMs: number): readonly Interval[] {
  const runs: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of inOrder) {
    const last = runs.at(-1);
    if (last === undefined || startMs - last.endMs > mostMs) runs.push({ startMs, endMs });
    else last.endMs = Math.max(last.endMs, endMs);
  }
  return runs;
}
