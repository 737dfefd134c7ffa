import { area, line } from '@visx/shape';
import { useMemo } from 'react';
import type { Scale } from '../axes/scale.ts';
import { firstAtOrAfter } from './columns.ts';
import type { SeriesColumns } from './columns.ts';
import { reduceToColumns } from './reduce.ts';

export interface LineMarkProps {
  readonly series: SeriesColumns;
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  /** From this x on the numbers are not complete yet: drawn light and dashed. */
  readonly partialFrom?: number | undefined;
  /** Tell series apart by dash as well: where no label stands at the line's end. */
  readonly isDashed?: boolean | undefined;
  readonly isFaint?: boolean | undefined;
}

/** A tenth of a px is as fine as anyone sees; more digits only make the path longer. */
export function tenth(px: number): number {
  return Math.round(px * 10) / 10;
}

/** One line, reduced to what the px columns can show. Gaps stay gaps; a lone point between gaps is a dot. */
export function LineMark({ series, x, y, width, partialFrom, isDashed = false, isFaint = false }: LineMarkProps) {
  const [whole, partial, lone] = useMemo(() => {
    const indexes = reduceToColumns(series.x, series.y, x.domain, Math.max(1, Math.round(width)));
    const draw = line<number>({
      x: (index) => tenth(x.toPx(series.x[index] as number)),
      y: (index) => tenth(y.toPx(series.y[index] as number)),
      defined: (index) => Number.isFinite(series.y[index]),
    });
    const dots = lonePoints(indexes, series.y).map((index) => `M${tenth(x.toPx(series.x[index] as number))},${tenth(y.toPx(series.y[index] as number))}h0`).join('');
    if (partialFrom === undefined) return [draw(Array.from(indexes)) ?? '', '', dots];
    const complete = firstAtOrAfter(indexes, firstAtOrAfter(series.x, partialFrom));
    return [
      draw(Array.from(indexes.subarray(0, complete))) ?? '',
      draw(Array.from(indexes.subarray(Math.max(0, complete - 1)))) ?? '',
      dots,
    ];
  }, [series, x, y, width, partialFrom]);
  const style = { stroke: series.style.color, '--uk-dash': series.style.dash === '' ? 'none' : series.style.dash };
  return (
    <g className="uk-line-group" data-faint={isFaint || undefined}>
      <path className="uk-line" d={whole} style={isDashed ? { ...style, strokeDasharray: 'var(--uk-dash)' } : style} />
      {partial !== '' && partialFrom !== undefined && <path className="uk-line-partial" d={partial} style={style} />}
      {lone !== '' && <path className="uk-lone" d={lone} style={style} />}
    </g>
  );
}

/** Points with a gap on both sides: a line would not show them. */
function lonePoints(indexes: Uint32Array, y: Float64Array): number[] {
  const isGap = (place: number) => place < 0 || place >= indexes.length || !Number.isFinite(y[indexes[place] as number]);
  const lone: number[] = [];
  for (let place = 0; place < indexes.length; place += 1) {
    if (!isGap(place) && isGap(place - 1) && isGap(place + 1)) lone.push(indexes[place] as number);
  }
  return lone;
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
      defined: (index) => Number.isFinite(low[index]) && Number.isFinite(high[index]),
    })(indexes);
  }, [xs, low, high, x, y, width]);
  return <path className="uk-area" d={path ?? ''} style={{ fill, fillOpacity: opacity }} />;
}

function union(one: Uint32Array, other: Uint32Array): number[] {
  if (one.length === other.length && one.every((index, place) => index === other[place])) return Array.from(one);
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}
