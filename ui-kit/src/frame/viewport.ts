import { useRef, useState } from 'react';
import type { Scale } from '../axes/scale.ts';

/** A stretch of the x axis, in its own numbers: ms since the epoch, steps, tokens. */
export type AxisRange = readonly [from: number, to: number];

/** What a chart with an x axis that can be zoomed takes. */
export interface ViewportProps {
  /** The part of the x axis that is shown; null for all of it. Give it with `onViewport` to keep it in the page. */
  readonly viewport?: readonly [from: Date | number, to: Date | number] | null | undefined;
  /**
   * The reader has zoomed or moved (null: shows all again), reported when the movement rests. A page fetches finer data for it
   * and hands it back as `data`.
   */
  readonly onViewport?: ((viewport: AxisRange | null) => void) | undefined;
}

/** The viewport of one chart, as its drawing uses it. */
export interface Zoom {
  /** All that can be shown. */
  readonly whole: AxisRange;
  /** What is shown now. */
  readonly shown: AxisRange;
  /** A part is shown, not the whole. */
  readonly isZoomed: boolean;
  /** Shows a stretch (kept inside the whole, and not narrower than a ten-millionth of it), or everything. */
  readonly show: (next: AxisRange | null) => void;
  /** The movement is over: tells the page. */
  readonly rest: () => void;
  /** Shows everything again, and tells the page. */
  readonly reset: () => void;
}

/** Narrowest stretch that can be zoomed to, as a part of the whole. */
const LEAST_PART = 1e-7;

/** Keeps what the reader looks at, here or in the page. */
export function useViewport({ viewport, onViewport }: ViewportProps, whole: AxisRange): Zoom {
  const [own, setOwn] = useState<AxisRange | null>(null);
  // While the reader moves, the chart follows at once, whatever the page says later; undefined: nothing moves.
  const [moving, setMoving] = useState<AxisRange | null | undefined>(undefined);
  // The same for events: a movement may rest before it is drawn.
  const latest = useRef<AxisRange | null | undefined>(undefined);
  const given: AxisRange | null | undefined =
    viewport === undefined || viewport === null ? viewport : [Number(viewport[0]), Number(viewport[1])];
  const kept = moving !== undefined ? moving : given === undefined ? own : given;
  const show = (next: AxisRange | null) => {
    latest.current = next === null ? null : clampRange(next, whole);
    setMoving(latest.current);
  };
  const rest = () => {
    const rested = latest.current;
    if (rested === undefined) return;
    latest.current = undefined;
    setMoving(undefined);
    setOwn(rested);
    onViewport?.(rested);
  };
  const reset = () => {
    show(null);
    rest();
  };
  return { whole, shown: kept ?? whole, isZoomed: kept !== null, show, rest, reset };
}

/** A stretch moved and cut so that it lies inside the whole; null when it covers all of it. */
export function clampRange([from, to]: AxisRange, [least, most]: AxisRange): AxisRange | null {
  const span = Math.max(to - from, (most - least) * LEAST_PART);
  if (!(span < most - least)) return null;
  const start = Math.min(Math.max(from, least), most - span);
  return [start, start + span];
}

/** The drawing that a movement happens on: its scale, and from how far left to how far right it reaches (px). */
export interface Ground {
  readonly scale: Pick<Scale, 'toPx' | 'fromPx'>;
  readonly left: number;
  readonly right: number;
}

/**
 * What is shown after making it `factor` times as wide around a place (px) that stays where it is. In px, so that it holds on any scale.
 */
export function zoomedAround({ scale, left, right }: Ground, px: number, factor: number): AxisRange {
  return [scale.fromPx(px - (px - left) * factor), scale.fromPx(px + (right - px) * factor)];
}

/** What is shown after moving the drawing's content to the left by `px`. */
export function movedBy({ scale, left, right }: Ground, px: number): AxisRange {
  return [scale.fromPx(left + px), scale.fromPx(right + px)];
}

/** Fingers nearer than this count as this far apart, px. */
const LEAST_APART_PX = 24;

/** What is shown after two fingers went from `before` to `now` (px): what was under each is under it still. */
export function pinched({ scale, left, right }: Ground, before: readonly [number, number], now: readonly [number, number]): AxisRange {
  const apart = now[1] - now[0];
  const factor = (before[1] - before[0]) / (Math.abs(apart) < LEAST_APART_PX ? LEAST_APART_PX * Math.sign(apart || 1) : apart);
  const was = (px: number) => before[0] + (px - now[0]) * factor;
  return [scale.fromPx(was(left)), scale.fromPx(was(right))];
}
