import { useState } from 'react';

/** A stretch of the x axis, in its own numbers: ms since the epoch, steps, tokens. */
export type Stretch = readonly [from: number, to: number];

/** What a chart with an x axis that can be zoomed takes. */
export interface ViewportProps {
  /** The part of the x axis that is shown; null for all of it. Give it with `onViewport` to keep it in the page. */
  readonly viewport?: readonly [from: Date | number, to: Date | number] | null | undefined;
  /**
   * The reader has zoomed or moved (null: shows all again), told when the movement rests. A page fetches finer data for it
   * and hands it back as `data`.
   */
  readonly onViewport?: ((viewport: Stretch | null) => void) | undefined;
}

/** The viewport of one chart, as its drawing uses it. */
export interface Zoom {
  readonly whole: Stretch;
  readonly shown: Stretch;
  readonly isZoomed: boolean;
  /** Shows a stretch (kept inside the whole, and not narrower than a ten-millionth of it), or everything. */
  readonly show: (next: Stretch | null) => void;
  /** The movement is over: tells the page. */
  readonly rest: () => void;
}

/** Narrowest stretch that can be zoomed to, as a part of the whole. */
const LEAST_PART = 1e-7;

/** Keeps what the reader looks at, here or in the page. */
export function useViewport({ viewport, onViewport }: ViewportProps, whole: Stretch): Zoom {
  const [own, setOwn] = useState<Stretch | null>(null);
  const given: Stretch | null | undefined = viewport === undefined || viewport === null ? viewport : [Number(viewport[0]), Number(viewport[1])];
  // While the reader moves, the chart follows at once, whatever the page says later.
  const [moving, setMoving] = useState<Stretch | null | undefined>(undefined);
  const kept = moving !== undefined ? moving : given === undefined ? own : given;
  const shown = kept === null ? whole : kept;
  return {
    whole,
    shown,
    isZoomed: kept !== null,
    show: (next) => setMoving(next === null ? null : clampStretch(next, whole)),
    rest: () => {
      if (moving === undefined) return;
      setOwn(moving);
      setMoving(undefined);
      onViewport?.(moving);
    },
  };
}

/** A stretch moved and cut so that it lies inside the whole; null when it covers all of it. */
export function clampStretch([from, to]: Stretch, [least, most]: Stretch): Stretch | null {
  const span = Math.max(to - from, (most - least) * LEAST_PART);
  if (!(span < most - least)) return null;
  const start = Math.min(Math.max(from, least), most - span);
  return [start, start + span];
}

/** The stretch made `factor` times as wide around a place that stays where it is. */
export function zoomed([from, to]: Stretch, around: number, factor: number): Stretch {
  return [around - (around - from) * factor, around + (to - around) * factor];
}
