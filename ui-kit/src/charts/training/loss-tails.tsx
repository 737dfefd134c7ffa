import { useRef } from 'react';
import { useBrowserLayoutEffect } from '../../frame/size.ts';
import type { PlotArea } from '../../frame/plot.tsx';
import { useEachFrame } from '../../frame/use-each-frame.ts';
import { firstAtOrAfter } from '../../marks/columns.ts';
import { indexesOf, linePath } from '../../marks/line-path.ts';
import { shapePath } from '../../marks/shapes.ts';
import type { LineStream } from '../lines/line-stream.ts';
import { trackKey } from './loss-lines.ts';
import type { DrawnTrack, SmoothingView } from './loss-lines.ts';
import type { LossStreamKey } from './loss-stream.ts';
import { growingEma } from './smoothing.ts';

export interface LossTailsProps {
  readonly stream: LineStream;
  readonly keyOf: (key: string) => LossStreamKey;
  /** The curves as the last layout has them, without those that are switched off. */
  readonly tracks: readonly DrawnTrack[];
  /** Curves that the last layout knew of, switched off or not. */
  readonly knownCount: number;
  readonly smoothing: SmoothingView;
  readonly area: PlotArea;
  /** The reader looks at a part of the axis: points after it don't ask for a new layout. */
  readonly isZoomed: boolean;
  /** A layout is needed: for a point beyond the axes, a value that is no number, a new curve. */
  readonly onOutgrown: () => void;
}

/** One curve's end since the last layout. Both columns begin with the last point that is drawn. */
interface Tail {
  readonly x: Float64Array;
  readonly logged: Float64Array;
  /** null: is not known before the next layout. */
  readonly smooth: Float64Array | null;
}

/**
 * What was logged since the last layout, drawn at the next frame straight into the document. The average by point goes on from
 * its last value; other kinds of smoothing look at both sides or at the length of the axis, so their line waits for a layout,
 * which is asked for at once, and until then there is only what was logged.
 */
export function LossTails(props: LossTailsProps) {
  const group = useRef<SVGGElement>(null);
  const draw = useRef(() => {});
  useBrowserLayoutEffect(() => {
    const { stream, keyOf, tracks, area, onOutgrown } = props;
    const goOn = tracks.map((track) => tailOf(track, props.smoothing));
    draw.current = () => {
      const now = new Map(
        stream
          .read()
          .filter(({ x }) => x.length > 0)
          .map((one) => {
            const { run = '', split } = keyOf(one.key);
            return [trackKey({ key: run }, split), one] as const;
          }),
      );
      let isOutgrown = now.size > props.knownCount;
      for (const [place, track] of tracks.entries()) {
        const paths = group.current?.children[place]?.children;
        const grown = now.get(track.key);
        if (paths === undefined || grown === undefined) continue;
        const last = track.line.x.at(-1);
        const from = last === undefined ? 0 : firstAtOrAfter(grown.x, last);
        const tail = goOn[place]?.(grown.x.subarray(from), grown.y.subarray(from));
        if (tail === undefined) continue;
        const [logged, smooth, points] = paths;
        smooth?.setAttribute('d', tail.smooth === null ? '' : pathOf(tail.x, tail.smooth, area));
        logged?.setAttribute('d', track.isSmoothed ? pathOf(tail.x, tail.logged, area) : '');
        points?.setAttribute('d', track.split === 'eval' ? pointsOf(tail, track, area) : '');
        isOutgrown ||= (tail.smooth === null && tail.x.length > 1) || isBeyond(tail, area, props.isZoomed);
      }
      if (isOutgrown) onOutgrown();
    };
    draw.current();
  });
  useEachFrame(props.stream, draw);
  return (
    <g ref={group} className="uk-loss-tails">
      {props.tracks.map(({ key, style, split }) => (
        <g key={key} className="uk-line-group">
          <path className="uk-line uk-loss-tail-logged" style={{ stroke: style.color }} />
          <path
            className="uk-line"
            style={{ stroke: style.color, strokeDasharray: split === 'eval' && style.dash !== '' ? style.dash : undefined }}
          />
          <path className="uk-eval-points" style={{ stroke: style.color }} />
        </g>
      ))}
    </g>
  );
}

/** How a curve goes on, frame by frame: only what is new is smoothed. */
function tailOf(
  { line, smooth, isSmoothed }: DrawnTrack,
  { smoothing, smoothingKind, smoothBy }: SmoothingView,
): (x: Float64Array, logged: Float64Array) => Tail {
  if (!isSmoothed) return (x, logged) => ({ x, logged, smooth: logged });
  if (smoothingKind !== 'ema' || smoothBy !== 'point') return (x, logged) => ({ x, logged, smooth: null });
  let count = 0;
  for (let place = 0; place < line.value.length; place += 1) if (Number.isFinite(line.value[place])) count += 1;
  const hasDrawn = line.x.length > 0;
  const grow = growingEma(smoothing, smooth.findLast(Number.isFinite) ?? 0, count);
  return (x, logged) => {
    if (!hasDrawn) return { x, logged, smooth: grow(logged) };
    // The first is drawn already: the average has it.
    const joined = new Float64Array(x.length);
    joined[0] = smooth.at(-1) as number;
    joined.set(grow(logged.subarray(1)), 1);
    return { x, logged, smooth: joined };
  };
}

function pathOf(x: Float64Array, y: Float64Array, area: PlotArea): string {
  return x.length < 2 ? '' : linePath({ x, y }, indexesOf({ x, y }, area, 'extremes'), area);
}

function pointsOf({ x, logged }: Tail, { line, style }: DrawnTrack, area: PlotArea): string {
  let points = '';
  for (let place = line.x.length === 0 ? 0 : 1; place < x.length; place += 1) {
    if (Number.isFinite(logged[place]))
      points += shapePath(style.shape, area.x.toPx(x[place] as number), area.y.toPx(logged[place] as number), 2.75);
  }
  return points;
}

/** A point that has no place: after or above or below the axes, or no number, which is marked at the foot. */
function isBeyond({ x, logged }: Tail, area: PlotArea, isZoomed: boolean): boolean {
  const [, right] = area.x.domain;
  const [bottom, top] = area.y.domain;
  if (!isZoomed && (x.at(-1) ?? -Infinity) > right) return true;
  for (let place = 1; place < x.length; place += 1) {
    const value = logged[place] as number;
    if (!(value <= top && value >= bottom) && (!isZoomed || !Number.isFinite(value))) return true;
  }
  return false;
}
