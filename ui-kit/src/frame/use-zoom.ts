import { useEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import { makeScale } from '../axes/scale.ts';
import type { PlotReaderProps } from './plot-reader.tsx';
import { clampRange, movedBy, pinched, zoomedAround } from './viewport.ts';
import type { Ground, AxisRange } from './viewport.ts';

/** A page is notified of a new viewport when nothing has moved for this long, ms. */
const REST_MS = 180;
/** Wider or narrower per px of a wheel's travel. */
const PER_WHEEL_PX = 0.0035;
const PX_PER_LINE = 16;
/** One press of a key. */
const KEY_FACTOR = 0.6;

/** What is zoomed: a plot's drawing, or rows beside their names. */
export interface ZoomGround extends Pick<PlotReaderProps, 'zoom'> {
  readonly area: Pick<PlotReaderProps['area'], 'x' | 'left' | 'right'>;
  /** Where the layer's left edge lies in the drawing, px; at the area's by default. */
  readonly layerLeft?: number | undefined;
}

export interface ZoomMoves {
  /** True where the key was one of ours: + − 0 [ ]. */
  readonly key: (key: string, aroundPx: number) => boolean;
  /** Two fingers, px: where they began and where they are. */
  readonly pinch: (before: readonly [number, number], now: readonly [number, number]) => void;
  readonly pinchEnds: () => void;
  readonly to: (stretch: AxisRange | null) => void;
}

/**
 * Zooms and moves the x axis: wheel with Ctrl or ⌘ (a pinch on a trackpad is one), a wheel sideways or with Shift once zoomed,
 * two fingers, keys. Many events between two frames make one new drawing. `isOn`: there is something to zoom.
 */
export function useZoom(layer: RefObject<HTMLDivElement | null>, latest: RefObject<ZoomGround>, isOn: boolean): ZoomMoves {
  const timers = useRef<{ frame: number; rest: number | undefined; next: AxisRange | null | undefined }>({ frame: 0, rest: undefined, next: undefined });
  // Where two fingers began: their movement is measured on the drawing of that moment.
  const gripped = useRef<Ground | null>(null);

  const moves = useMemo(() => {
    const held = timers.current;
    /** The drawing as it will be after the movements that no frame has shown yet. */
    const groundOf = (): Ground => {
      const { area, zoom } = latest.current;
      const { left, right, x } = area;
      if (held.next === undefined || zoom === undefined) return { scale: x, left, right };
      return { scale: makeScale(x.kind, held.next ?? zoom.whole, [left, right]), left, right };
    };
    const rest = () => {
      held.next = undefined;
      latest.current.zoom?.rest();
    };
    const to = (stretch: AxisRange | null) => {
      const { zoom } = latest.current;
      if (zoom === undefined) return;
      held.next = stretch === null ? null : clampRange(stretch, zoom.whole);
      window.clearTimeout(held.rest);
      held.rest = window.setTimeout(rest, REST_MS);
      if (held.frame !== 0) return;
      held.frame = requestAnimationFrame(() => {
        held.frame = 0;
        if (held.next !== undefined) latest.current.zoom?.show(held.next);
      });
    };
    const key = (pressed: string, aroundPx: number): boolean => {
      const { zoom } = latest.current;
      if (zoom === undefined) return false;
      const ground = groundOf();
      const quarter = (ground.right - ground.left) / 4;
      switch (pressed) {
        case '+': case '=': to(zoomedAround(ground, aroundPx, KEY_FACTOR)); return true;
        case '-': case '−': to(zoomedAround(ground, aroundPx, 1 / KEY_FACTOR)); return true;
        case '0': to(null); return true;
        case '[': to(movedBy(ground, -quarter)); return true;
        case ']': to(movedBy(ground, quarter)); return true;
        default: return false;
      }
    };
    return {
      to, key,
      pinch: (before: readonly [number, number], now: readonly [number, number]) => {
        gripped.current ??= groundOf();
        to(pinched(gripped.current, before, now));
      },
      pinchEnds: () => { gripped.current = null; },
      groundOf,
    };
  }, [latest]);

  useEffect(() => {
    const element = layer.current;
    if (element === null || !isOn) return;
    const onWheel = (event: WheelEvent) => {
      const { zoom, area, layerLeft = area.left } = latest.current;
      if (zoom === undefined) return;
      const perUnit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PX_PER_LINE : 1;
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const px = Math.max(area.left, Math.min(area.right, layerLeft + event.clientX - element.getBoundingClientRect().left));
        moves.to(zoomedAround(moves.groundOf(), px, Math.exp(event.deltaY * perUnit * PER_WHEEL_PX)));
      } else if (isSideways && zoom.isZoomed) {
        event.preventDefault();
        moves.to(movedBy(moves.groundOf(), (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * perUnit));
      }
    };
    // React's own listener could not keep the page from scrolling or zooming.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [layer, latest, moves, isOn]);
  useEffect(() => () => {
    cancelAnimationFrame(timers.current.frame);
    window.clearTimeout(timers.current.rest);
  }, []);
  return moves;
}
