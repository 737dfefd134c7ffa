import { NO_DATA, NO_DATA_WORDS } from '../format/number.ts';
import { nearest } from '../marks/columns.ts';
import type { PlotArea } from './plot.tsx';
import type { StopReading } from './tooltip.tsx';

/** Where a reader can stop on the x axis, and how wide a stop is where it stands for a bucket. */
export interface Stops {
  readonly stops: Float64Array;
  readonly columnAt?: ((stop: number) => readonly [from: number, to: number]) | undefined;
  readonly area: PlotArea;
}

/** Farthest that a lone stop reaches to either side, px. */
const MOST_REACH_PX = 60;

/** From how far left to how far right (px) the pointer reads a stop; of lone stops no more than a comfortable piece. */
export function reachOf({ stops, columnAt, area }: Stops, stop: number): readonly [number, number] {
  const column = columnAt?.(stop);
  if (column !== undefined) return [area.x.toPx(column[0]), area.x.toPx(column[1])];
  const px = area.x.toPx(stops[stop] ?? 0);
  const half = (other: number) =>
    other < 0 || other >= stops.length ? 0 : Math.min(MOST_REACH_PX, Math.abs(area.x.toPx(stops[other] as number) - px) / 2);
  return [px - half(stop - 1), px + half(stop + 1)];
}

/** A selection over buckets takes every bucket that it touches, whole. */
export function wholeBuckets(props: Stops, from: number, to: number): readonly [number, number] {
  const { columnAt } = props;
  if (columnAt === undefined) return [from, to];
  return [columnAt(nearestStop(props, from))[0], columnAt(nearestStop(props, to))[1]];
}

/** Buckets are found by where the pointer is inside them, points by which is nearest. */
export function nearestStop({ stops, columnAt }: Stops, x: number): number {
  const stop = nearest(stops, x);
  if (columnAt === undefined || stop < 0) return stop;
  if (stop > 0 && x < columnAt(stop)[0]) return stop - 1;
  return stop + 1 < stops.length && x >= columnAt(stop)[1] && x >= (stops[stop + 1] as number) ? stop + 1 : stop;
}

/** A stop's reading in one sentence. */
export function spoken(reading: StopReading): string {
  const rows = reading.rows.map((row) =>
    `${row.label} ${row.value === NO_DATA ? NO_DATA_WORDS : row.value}${row.before === undefined ? '' : ` (${row.before})`}`.trim(),
  );
  return [reading.heading, ...rows, ...(reading.note === undefined ? [] : [reading.note])].join(', ');
}
