import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';

/** The place on the x axis that the reader points at, in the axis's own numbers (times as ms since the epoch). */
export interface CrosshairPlace {
  readonly x: number;
  /** Only charts whose x means the same follow each other: `time`, `step`, … */
  readonly unit: string;
  /** The chart that the reader is on; it alone shows a tooltip. */
  readonly source: string;
}

/** Where charts tell each other what the reader points at, outside React: a move renders nothing. */
export interface CrosshairStore {
  readonly read: () => CrosshairPlace | null;
  readonly move: (place: CrosshairPlace | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createCrosshair(): CrosshairStore {
  let place: CrosshairPlace | null = null;
  const listeners = new Set<() => void>();
  return {
    read: () => place,
    move: (next) => {
      if (next === place || (next !== null && place !== null && next.x === place.x && next.source === place.source)) return;
      place = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const CrosshairContext = createContext<CrosshairStore | null>(null);

export interface CrosshairProviderProps {
  /** Give one to join charts that are not under the same provider. */
  readonly store?: CrosshairStore | undefined;
  readonly children: ReactNode;
}

/** Charts inside share one crosshair. */
export function CrosshairProvider({ store, children }: CrosshairProviderProps) {
  const [own] = useState(createCrosshair);
  return <CrosshairContext.Provider value={store ?? own}>{children}</CrosshairContext.Provider>;
}

/** The store of the provider around, or null: the chart is then alone. */
export function useCrosshair(): CrosshairStore | null {
  return useContext(CrosshairContext);
}
