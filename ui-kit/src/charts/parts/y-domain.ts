import { extent, logDomain, niceDomain, symlogDomain } from '../../axes/scale.ts';
import type { ScaleKind } from '../../axes/scale.ts';
import { yTickCount } from '../../axes/y-axis.tsx';
import type { Unit } from '../../format/unit.ts';
import type { Threshold } from '../../frame/annotations.tsx';

/** Numbers that cannot be outside these ends, whatever round step the axis would like. */
const limits: Partial<Record<Unit, readonly [number, number]>> = { share: [0, 1], rating: [0, 5] };

/** A threshold up to this many times as high as the data is drawn; above it, it is only named at the top edge. */
const THRESHOLD_REACH = 1.6;

export interface YDomainOptions {
  readonly unit: Unit;
  readonly baseline: 'zero' | 'data';
  readonly scale: ScaleKind;
  readonly heightPx: number;
  readonly thresholds: readonly Threshold[];
  /** What the page says; on a log scale only where it is above 0. */
  readonly given?: readonly [low: number, high: number] | undefined;
}

/** The y axis: round ends around the values (and the thresholds near them). A log scale falls back to linear when nothing is above 0. */
export function yDomainOf(
  columns: readonly ArrayLike<number>[],
  { unit, baseline, scale, heightPx, thresholds, given }: YDomainOptions,
): { readonly domain: [number, number]; readonly scale: ScaleKind } {
  if (given !== undefined && given[0] < given[1] && (scale !== 'log' || given[0] > 0)) return { domain: [...given], scale };
  let [low, high] = extent(...columns) ?? [0, unit === 'share' ? 1 : 10];
  for (const { value } of thresholds) {
    if (value > high && value <= high * THRESHOLD_REACH) high = value;
    if (value < low && baseline === 'data' && value >= low / THRESHOLD_REACH) low = value;
  }
  if (scale === 'log') {
    const domain = logDomain([low, high]);
    if (domain !== null) return { domain, scale };
  }
  if (scale === 'symlog') return { domain: symlogDomain(baseline === 'zero' ? [Math.min(0, low), Math.max(0, high)] : [low, high]), scale };
  if (baseline === 'zero') [low, high] = [Math.min(0, low), Math.max(0, high)];
  const [least, most] = limits[unit] ?? [-Infinity, Infinity];
  const nice = niceDomain([low, high], yTickCount(heightPx));
  const domain: [number, number] = [low >= least ? Math.max(least, nice[0]) : nice[0], high <= most ? Math.min(most, nice[1]) : nice[1]];
  return { domain, scale: 'linear' };
}
