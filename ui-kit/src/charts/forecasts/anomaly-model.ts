/** What a point outside its band is, by how far outside. */
export type Severity = 'low' | 'medium' | 'high';

/** Columns in the order of x; NaN where there is nothing. */
export interface Watched {
  readonly x: Float64Array;
  readonly value: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How many stand behind each value; null where it is not reported. */
  readonly count: Float64Array | null;
  /** Which values are out, by a rule of their own: 1, else 0. null: those outside the band. */
  readonly out: Float64Array | null;
}

/** Neighbouring points outside the band, on one side. */
export interface AnomalyRun {
  /** Places of the first and the last point. */
  readonly from: number;
  readonly to: number;
  /** Place of the point farthest outside. */
  readonly peak: number;
  readonly isAbove: boolean;
  /** Distance of the peak from the band's edge, in halves of the band's width. */
  readonly reach: number;
  readonly severity: Severity;
}

/** From how many half widths beyond the edge an anomaly is medium, and high. */
export const SEVERITY_REACH = { medium: 1, high: 2.5 } as const;

/** Of a value that is out by its own rule, inside the band. */
const LEAST_REACH = 1e-9;

/**
 * How far outside its band a value lies, in halves of the band's width: 0 inside or unknown, below the band negative. Where a rule of its
 * own says which values are out, the others are 0.
 */
export function reachAt({ value, low, high, out }: Watched, place: number): number {
  const one = value[place] as number;
  const [from, to] = [low[place] as number, high[place] as number];
  if (!Number.isFinite(one) || !(from <= to) || (out !== null && out[place] !== 1)) return 0;
  if (one >= from && one <= to) return out === null ? 0 : one >= (from + to) / 2 ? LEAST_REACH : -LEAST_REACH;
  const half = (to - from) / 2;
  const beyond = one > to ? one - to : one - from;
  return half > 0 ? beyond / half : beyond > 0 ? Infinity : -Infinity;
}

/** Whether too few stand behind a value to judge it. */
export function isFew({ count }: Watched, place: number, leastCount: number): boolean {
  return count !== null && (count[place] as number) < leastCount;
}

/**
 * Runs of points outside the band, ended by a point inside, by one without a value and by one on the other side. What stands on
 * fewer than `leastCount` is passed over: it neither begins nor ends one.
 */
export function anomalyRuns(watched: Watched, leastCount: number): AnomalyRun[] {
  const stretches: AnomalyRun[] = [];
  let open: { from: number; to: number; peak: number; reach: number } | null = null;
  const end = () => {
    if (open !== null)
      stretches.push({
        from: open.from,
        to: open.to,
        peak: open.peak,
        isAbove: open.reach > 0,
        reach: Math.abs(open.reach),
        severity: severityOf(Math.abs(open.reach)),
      });
    open = null;
  };
  for (let place = 0; place < watched.x.length; place += 1) {
    if (isFew(watched, place, leastCount)) continue;
    const reach = reachAt(watched, place);
    if (reach === 0 || (open !== null && reach > 0 !== open.reach > 0)) end();
    if (reach === 0) continue;
    open ??= { from: place, to: place, peak: place, reach };
    open.to = place;
    if (Math.abs(reach) > Math.abs(open.reach)) [open.peak, open.reach] = [place, reach];
  }
  end();
  return stretches;
}

export function severityOf(reach: number): Severity {
  return reach >= SEVERITY_REACH.high ? 'high' : reach >= SEVERITY_REACH.medium ? 'medium' : 'low';
}

/** Runs of places at which too few stand behind the value. */
export function fewRuns(watched: Watched, leastCount: number): { readonly from: number; readonly to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (let place = 0; place < watched.x.length; place += 1) {
    if (!isFew(watched, place, leastCount)) continue;
    const last = stretches.at(-1);
    if (last !== undefined && last.to === place - 1) last.to = place;
    else stretches.push({ from: place, to: place });
  }
  return stretches;
}
