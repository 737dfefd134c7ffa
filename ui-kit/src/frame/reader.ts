import { nearest } from '../marks/columns.ts';

/**
 * Where one chart's reader stands: outside React, so that a move of the pointer renders nothing but the tooltip.
 *
 * `follows`: another chart is being read; only the crosshair shows. `points`: the pointer is here. `keys`: the keyboard is.
 * `pinned`: the tooltip stays until it is dismissed.
 */
export type Reading =
  | { readonly mode: 'off' }
  | {
      readonly mode: 'follows' | 'points' | 'keys' | 'pinned';
      readonly x: number;
      /** Which of several stops at this x; absent: the nearest. */
      readonly stop?: number | undefined;
      /** Where its tooltip stands; absent: beside its stop. */
      readonly anchor?: Anchor | undefined;
    };

/** A place of the drawing, px: a tooltip stands beside its left or right edge, from its top down. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

export interface Reader {
  readonly read: () => Reading;
  readonly set: (reading: Reading) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

const off: Reading = { mode: 'off' };

export function createReader(): Reader {
  let reading: Reading = off;
  const listeners = new Set<() => void>();
  return {
    read: () => reading,
    set: (next) => {
      if (
        next.mode === reading.mode &&
        (next.mode === 'off' || (reading.mode !== 'off' && next.x === reading.x && next.stop === reading.stop))
      )
        return;
      reading = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The stop that a reading stands at: the one it names while the data is the same, the nearest after a change; -1 for none. */
export function stopOf(reading: Reading, stops: Float64Array): number {
  if (reading.mode === 'off') return -1;
  return reading.stop !== undefined && stops[reading.stop] === reading.x ? reading.stop : nearest(stops, reading.x);
}

/** What an arrow key does to the place of the reader among `count` stops; null for a key that doesn't move. */
export function stopAfterKey(key: string, stop: number, count: number): number | null {
  const page = Math.max(1, Math.round(count / 10));
  const next: Record<string, number> = {
    ArrowLeft: stop - 1,
    ArrowRight: stop + 1,
    PageUp: stop - page,
    PageDown: stop + page,
    Home: 0,
    End: count - 1,
  };
  const moved = next[key];
  return moved === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, moved));
}
