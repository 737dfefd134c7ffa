import type { Interval95 } from './wilson.ts';
import { student975 } from './distributions/student.ts';

/** A straight line through points: how much y rises with one of x, and the 95 % interval of that. */
export interface Slope {
  readonly slope: number;
  /** Null: fewer than three points. */
  readonly interval: Interval95 | null;
}

/** Ordinary least squares. Null: fewer than two points, or all at one x. */
export function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): Slope | null {
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const squares = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (count < 2 || squares === 0) return null;
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / squares;
  if (count < 3) return { slope, interval: null };
  const left = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  const half = student975(count - 2) * Math.sqrt(left / (count - 2) / squares);
  return { slope, interval: { low: slope - half, high: slope + half } };
}
