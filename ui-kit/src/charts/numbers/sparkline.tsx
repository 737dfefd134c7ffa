import { useMemo } from 'react';
import { line } from '@visx/shape';
import { extent } from '../../axes/scale.ts';
import { tenth } from '../../marks/line-path.ts';
import { reduceToColumns } from '../../marks/reduce.ts';

export interface SparklineProps {
  /** One value per bucket, oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  /** The text for screen readers; without it the sparkline is decoration beside a number that says the same. */
  readonly label?: string | undefined;
  /** A CSS colour; the secondary ink by default. */
  readonly color?: string | undefined;
  /** px; 84 × 22 by default. */
  readonly width?: number | undefined;
  /** px; 22 by default. */
  readonly height?: number | undefined;
}

/** Room for the last point's dot, px. */
const EDGE_PX = 3;

/** A trend without axes, its last value marked. Scaled from its lowest to its highest value: for shape, never for size. */
export function Sparkline({ values, label, color = 'var(--uk-ink-3)', width = 84, height = 22 }: SparklineProps) {
  const { path, end } = useMemo(() => drawn(values, width, height), [values, width, height]);
  return (
    <svg
      className="uk-sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      <path d={path} style={{ stroke: color }} />
      {end !== null && <circle cx={end[0]} cy={end[1]} r={2} style={{ fill: color }} />}
    </svg>
  );
}

function drawn(values: readonly (number | null)[], width: number, height: number): { path: string; end: [number, number] | null } {
  const y = Float64Array.from(values, (value) => value ?? Number.NaN);
  const found = extent(y);
  if (found === null) return { path: '', end: null };
  const [low, high] = found;
  const stepPx = values.length > 1 ? (width - 2 * EDGE_PX) / (values.length - 1) : 0;
  const toX = (place: number) => EDGE_PX + place * stepPx;
  const toY = (value: number) => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
    return high === low ? height / 2 : height - EDGE_PX - share * (height - 2 * EDGE_PX);
  };
  const places = Float64Array.from(values, (_, place) => place);
  const kept = reduceToColumns(places, y, [0, Math.max(1, values.length - 1)], Math.round(width));
  const path = line<number>({
    x: (place) => tenth(toX(place)),
    y: (place) => tenth(toY(y[place] as number)),
    defined: (place) => Number.isFinite(y[place]),
  })(Array.from(kept));
  let last = y.length - 1;
  while (!Number.isFinite(y[last])) last -= 1;
  return { path: path ?? '', end: [toX(last), toY(y[last] as number)] };
}
