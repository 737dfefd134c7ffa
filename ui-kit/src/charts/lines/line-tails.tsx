import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlotArea } from '../../frame/plot.tsx';
import { useEachFrame } from '../../frame/use-each-frame.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { useBrowserLayoutEffect } from '../../frame/size.ts';
import { indexesOf, isNoise, linePath, noisePath } from '../../marks/line-path.ts';
import type { LineStream } from './line-stream.ts';

/** A new layout no sooner after the last, ms: a burst of values beyond the axes is one. */
const LEAST_LAYOUT_MS = 120;
/** What came since the last layout joins the line (and the table, and the stops of the keyboard) after this long without more, ms. */
const REST_MS = 300;
/** … and at the latest after this long, ms. */
const MOST_LAYOUT_MS = 4000;

/**
 * Counts the layouts of a stream: one at first, one when a point lies beyond the axes, one when it rests. Between them only the
 * tails are drawn.
 */
export function useLayouts(stream: LineStream | null): readonly [layout: number, again: () => void] {
  const [layout, setLayout] = useState(0);
  const timers = useRef<{ last: number; soon: number | undefined; rest: number | undefined }>({
    last: 0,
    soon: undefined,
    rest: undefined,
  });
  const again = useCallback(() => {
    const held = timers.current;
    if (held.soon !== undefined) return;
    const wait = Math.max(0, held.last + LEAST_LAYOUT_MS - performance.now());
    held.soon = window.setTimeout(() => {
      held.soon = undefined;
      held.last = performance.now();
      setLayout((count) => count + 1);
    }, wait);
  }, []);
  useEffect(() => {
    if (stream === null) return;
    const held = timers.current;
    held.last = performance.now();
    const onAppend = () => {
      if (performance.now() - held.last > MOST_LAYOUT_MS) again();
      window.clearTimeout(held.rest);
      held.rest = window.setTimeout(again, REST_MS);
    };
    const leave = stream.subscribe(onAppend);
    // What came between the first render and now.
    onAppend();
    return () => {
      leave();
      window.clearTimeout(held.rest);
      window.clearTimeout(held.soon);
      held.soon = undefined;
    };
  }, [stream, again]);
  return [layout, again];
}

export interface LineTailsProps {
  readonly stream: LineStream;
  /** The lines as the last layout has them, without those that are switched off. */
  readonly series: readonly SeriesColumns[];
  /** Lines that the last layout knew of, switched off or not. */
  readonly knownCount: number;
  readonly area: PlotArea;
  readonly isDashed: boolean;
  /** A point lies beyond the axes. */
  readonly onOutgrown: () => void;
}

/**
 * The points that came since the last layout, drawn at the next frame straight into the document: no React, no axes, and nothing
 * of what is drawn already. However many come between two frames, they are one drawing.
 */
export function LineTails({ stream, series, knownCount, area, isDashed, onOutgrown }: LineTailsProps) {
  const group = useRef<SVGGElement>(null);
  const draw = useRef(() => {});
  useBrowserLayoutEffect(() => {
    // Points of each tail that lie inside the axes: they are not looked at again.
    const inside = new Map<string, number>();
    draw.current = () => {
      const now = new Map(stream.read().map((one) => [one.key, one]));
      let isOutgrown = now.size > knownCount;
      for (const [place, one] of series.entries()) {
        const path = group.current?.children[place];
        const last = one.x.at(-1);
        const grown = now.get(one.key);
        if (path === undefined || grown === undefined) continue;
        const from = last === undefined ? 0 : placeAfter(grown.x, grown.y, one);
        const tail = { x: grown.x.subarray(from), y: grown.y.subarray(from) };
        path.setAttribute('d', tail.x.length < 2 ? '' : tailPath(tail, area, path));
        isOutgrown ||= isBeyond(tail, inside.get(one.key) ?? 0, area);
        inside.set(one.key, tail.x.length);
      }
      if (isOutgrown) onOutgrown();
    };
    draw.current();
  });
  useEachFrame(stream, draw);
  return (
    <g ref={group} className="uk-line-group uk-line-live">
      {series.map(({ key, style }) => (
        <path
          key={key}
          className="uk-line"
          style={{ stroke: style.color, strokeDasharray: isDashed && style.dash !== '' ? style.dash : undefined }}
        />
      ))}
    </g>
  );
}

/** A tail drawn as the line before it is: as upright strokes where it is noise. */
function tailPath(tail: Pick<SeriesColumns, 'x' | 'y'>, area: PlotArea, path: Element): string {
  const indexes = indexesOf(tail, area, 'extremes');
  const ground = { ...area, width: Math.max(1, area.x.toPx(tail.x.at(-1) as number) - area.x.toPx(tail.x[0] as number)) };
  const noise = isNoise(tail, indexes, ground);
  path.toggleAttribute('data-noise', noise);
  return noise ? noisePath(tail, indexes, area) : linePath(tail, indexes, area);
}

/** Where the grown column goes on after the drawn one: the last drawn point, so that the tail joins it. */
function placeAfter(x: Float64Array, y: Float64Array, drawn: Pick<SeriesColumns, 'x'>): number {
  // Views of one buffer tell it by their places; after a move into a new buffer, by what the drawn column ends with.
  if (x.buffer === drawn.x.buffer) return Math.max(0, (drawn.x.byteOffset - x.byteOffset) / 8 + drawn.x.length - 1);
  const last = drawn.x.at(-1) ?? -Infinity;
  let place = x.length;
  while (place > 0 && (x[place - 1] as number) > last) place -= 1;
  return Math.max(0, Math.min(place, y.length) - 1);
}

/** A point from `start` on that the axes have no place for, at the right or above or below. */
function isBeyond({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }, start: number, area: PlotArea): boolean {
  const [, right] = area.x.domain;
  const [bottom, top] = area.y.domain;
  if ((x.at(-1) ?? -Infinity) > right) return true;
  for (let place = start; place < y.length; place += 1) {
    const value = y[place] as number;
    if ((value > top || value < bottom) && Number.isFinite(value)) return true;
  }
  return false;
}
