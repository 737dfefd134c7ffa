import { area } from '@visx/shape';
import { useMemo } from 'react';
import type { Scale } from '../axes/scale.ts';
import { firstAtOrAfter } from './columns.ts';
import type { SeriesColumns } from './columns.ts';
import { indexesOf, invalidPath, isDrawable, isNoise, linePath, lonePath, noisePath, tenth } from './line-path.ts';
import type { Thinning } from './line-path.ts';
import { reduceToColumns } from './reduce.ts';

export interface LineMarkProps {
  readonly series: SeriesColumns;
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  /** Starts of the first whole bucket and of the first after the last whole one; before and from there the line is light and dashed. */
  readonly whole?: readonly [from: number, to: number] | undefined;
  /** Tell series apart by dash as well: where no label stands at the line's end. */
  readonly isDashed?: boolean | undefined;
  readonly isFaint?: boolean | undefined;
  /** One of very many: thin. */
  readonly isCrowded?: boolean | undefined;
  readonly thinning?: Thinning | undefined;
}

/**
 * One line, reduced to what the px columns can show. Gaps stay gaps, a lone point between gaps is a dot, a value that is no number a cross
 * at the foot.
 */
export function LineMark({
  series,
  x,
  y,
  width,
  whole,
  isDashed = false,
  isFaint = false,
  isCrowded = false,
  thinning = 'extremes',
}: LineMarkProps) {
  const [from, to] = whole ?? [-Infinity, Infinity];
  const paths = useMemo(() => {
    const ground = { x, y, width };
    const indexes = indexesOf(series, ground, thinning);
    const placeOf = (at: number) => firstAtOrAfter(indexes, firstAtOrAfter(series.x, at));
    const [start, end] = [from === -Infinity ? 0 : placeOf(from), to === Infinity ? indexes.length : placeOf(to)];
    const noise = isNoise(series, indexes, ground);
    const draw = noise ? noisePath : linePath;
    const path = (first: number, last: number) => draw(series, indexes.subarray(Math.max(0, first), last), ground);
    return {
      isNoise: noise,
      whole: path(start, end),
      // Each light piece reaches to the whole one.
      partial: (start > 0 ? path(0, start + 1) : '') + (end < indexes.length ? path(end - 1, indexes.length) : ''),
      lone: lonePath(series, indexes, ground),
      invalid: series.invalid === undefined ? '' : invalidPath(series.invalid, ground),
    };
  }, [series, x, y, width, from, to, thinning]);
  const style = { stroke: series.style.color, '--uk-dash': series.style.dash === '' ? 'none' : series.style.dash };
  return (
    <g className="uk-line-group" data-faint={isFaint || undefined} data-crowded={isCrowded || undefined}>
      <path
        className="uk-line"
        data-noise={paths.isNoise || undefined}
        d={paths.whole}
        style={isDashed ? { ...style, strokeDasharray: 'var(--uk-dash)' } : style}
      />
      {paths.partial !== '' && <path className="uk-line-partial" d={paths.partial} style={style} />}
      {paths.lone !== '' && <path className="uk-lone" d={paths.lone} style={style} />}
      {paths.invalid !== '' && <path className="uk-invalid" d={paths.invalid} style={style} />}
    </g>
  );
}

export interface AreaMarkProps {
  readonly xs: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly fill: string;
  readonly opacity: number;
}

/** The surface between two columns; absent where either edge is. Reduced by its upper edge's and lower edge's extremes. */
export function AreaMark({ xs, low, high, x, y, width, fill, opacity }: AreaMarkProps) {
  const path = useMemo(() => {
    const columns = Math.max(1, Math.round(width));
    const indexes = union(reduceToColumns(xs, high, x.domain, columns), reduceToColumns(xs, low, x.domain, columns));
    return area<number>({
      x: (index) => tenth(x.toPx(xs[index] as number)),
      y0: (index) => tenth(y.toPx(low[index] as number)),
      y1: (index) => tenth(y.toPx(high[index] as number)),
      defined: (index) => isDrawable(low[index] as number, y) && isDrawable(high[index] as number, y),
    })(indexes);
  }, [xs, low, high, x, y, width]);
  return <path className="uk-area" d={path ?? ''} style={{ fill, fillOpacity: opacity }} />;
}

function union(one: Uint32Array, other: Uint32Array): number[] {
  if (one.length === other.length && one.every((index, place) => index === other[place])) return Array.from(one);
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}
