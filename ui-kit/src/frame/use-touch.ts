import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** A finger that rests so long before it moves selects instead of reading, ms. */
const REST_MS = 380;
/** A finger that moved no further is at rest, px. */
const STILL_PX = 8;

export interface TouchOptions {
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly canSelect: boolean;
  /** null where nothing can be zoomed. */
  readonly pinch: ((before: readonly [number, number], now: readonly [number, number]) => void) | null;
  readonly pinchEnds: () => void;
  readonly onBrush: (fromPx: number, toPx: number) => void;
  readonly onBrushed: (fromPx: number, toPx: number) => void;
  readonly onBrushLost: () => void;
}

/** Each answers whether the touch was one of its own: a selection or a pinch, not a reading. */
export interface TouchMoves {
  readonly down: (pointer: number, px: number) => boolean;
  readonly move: (pointer: number, px: number) => boolean;
  readonly up: (pointer: number) => boolean;
  readonly lost: (pointer: number) => void;
}

interface Held {
  /** Fingers on the drawing: where each began and is, px. */
  readonly fingers: Map<number, { readonly from: number; now: number }>;
  rest: number | undefined;
  brush: { readonly from: number; to: number } | null;
  isPinch: boolean;
}

/** Tells the fingers apart: one that rests and then moves selects, two zoom; everything else is left to reading. */
export function useTouch({ layer, canSelect, pinch, pinchEnds, onBrush, onBrushed, onBrushLost }: TouchOptions): TouchMoves {
  const state = useRef<Held>({ fingers: new Map(), rest: undefined, brush: null, isPinch: false });
  const held = state.current;
  useEffect(() => {
    const element = layer.current;
    // Once a selection has begun, the page must not scroll under it.
    const keep = (event: TouchEvent) => {
      if (state.current.brush !== null && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', keep, { passive: false });
    return () => element?.removeEventListener('touchmove', keep);
  }, [layer]);
  useEffect(() => () => window.clearTimeout(state.current.rest), []);

  const release = (pointer: number) => {
    window.clearTimeout(held.rest);
    held.fingers.delete(pointer);
    if (held.fingers.size > 0) return;
    if (held.isPinch) pinchEnds();
    held.isPinch = false;
    held.brush = null;
  };
  return {
    down: (pointer, px) => {
      held.fingers.set(pointer, { from: px, now: px });
      window.clearTimeout(held.rest);
      if (held.fingers.size === 2 && pinch !== null) {
        if (held.brush !== null) onBrushLost();
        held.brush = null;
        held.isPinch = true;
        for (const [id, finger] of held.fingers) held.fingers.set(id, { from: finger.now, now: finger.now });
      } else if (held.fingers.size === 1 && canSelect) {
        held.rest = window.setTimeout(() => {
          held.brush = { from: px, to: px };
          onBrush(px - 1, px + 1);
        }, REST_MS);
      }
      return held.isPinch;
    },
    move: (pointer, px) => {
      const finger = held.fingers.get(pointer);
      if (finger === undefined) return false;
      finger.now = px;
      if (Math.abs(px - finger.from) > STILL_PX && held.brush === null) window.clearTimeout(held.rest);
      const [one, other] = [...held.fingers.values()];
      if (held.isPinch && one !== undefined && other !== undefined) pinch?.([one.from, other.from], [one.now, other.now]);
      if (held.brush === null) return held.isPinch;
      held.brush.to = px;
      onBrush(held.brush.from, px);
      return true;
    },
    up: (pointer) => {
      const { brush, isPinch } = held;
      release(pointer);
      if (brush === null) return isPinch;
      if (Math.abs(brush.to - brush.from) > STILL_PX) onBrushed(brush.from, brush.to);
      else onBrushLost();
      return true;
    },
    lost: (pointer) => release(pointer),
  };
}
