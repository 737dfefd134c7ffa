import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { firstAtOrAfter } from '../marks/columns.ts';

/** The place on the x axis that the reader points at, in the axis's own numbers (times as ms since the epoch). */
export interface CrosshairPlace {
  readonly x: number;
  /** What x means: `time`, or the x axis's label (`Step`). Charts of one unit follow each other, others where `links` joins their units. */
  readonly unit: string;
  /** The chart that the reader is on; it alone shows a tooltip. */
  readonly source: string;
}

/** Where charts tell each other what the reader points at, outside React: a move renders nothing. */
export interface CrosshairStore {
  /** The same place on an axis of another unit; null where nothing joins the two, or it lies beyond what is known. */
  readonly convert: (x: number, from: string, to: string) => number | null;
  readonly read: () => CrosshairPlace | null;
  readonly move: (place: CrosshairPlace | null) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Columns that say the same places in several units, each ascending and of one length: the step, the instant and the tokens
 * seen of every log entry. `{ Step: steps, time: instantsMs, Tokens: tokens }`; keys are `time` or the x axis's label.
 */
export type LinkedUnits = Readonly<Record<string, ArrayLike<number>>>;

/** Joins charts; with `links` also charts whose x axes have different units. */
export function createCrosshair(links: LinkedUnits = {}): CrosshairStore {
  let place: CrosshairPlace | null = null;
  const listeners = new Set<() => void>();
  return {
    convert: (x, from, to) => (from === to ? x : convertLinked(links, x, from, to)),
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

/** Along a straight line between the two known places around it; null outside of them. */
function convertLinked(links: LinkedUnits, x: number, from: string, to: string): number | null {
  const [known, wanted] = [links[from], links[to]];
  if (known === undefined || wanted === undefined) return null;
  const after = firstAtOrAfter(known, x);
  const [high, low] = [known[after], known[after - 1]];
  if (high === undefined || (low === undefined && high !== x)) return null;
  if (low === undefined || high === low) return wanted[after] ?? null;
  const part = (x - low) / (high - low);
  return (wanted[after - 1] as number) + part * ((wanted[after] as number) - (wanted[after - 1] as number));
}

const CrosshairContext = createContext<CrosshairStore | null>(null);

export interface CrosshairProviderProps {
  /** Give one to join charts that are not under the same provider. */
  readonly store?: CrosshairStore | undefined;
  /** Joins charts of different x units. Keep it the same between renders. */
  readonly links?: LinkedUnits | undefined;
  readonly children: ReactNode;
}

/** Charts inside share one crosshair. */
export function CrosshairProvider({ store, links, children }: CrosshairProviderProps) {
  const own = useMemo(() => createCrosshair(links), [links]);
  return <CrosshairContext.Provider value={store ?? own}>{children}</CrosshairContext.Provider>;
}

/** The store of the provider around, or null: the chart is then alone. */
export function useCrosshair(): CrosshairStore | null {
  return useContext(CrosshairContext);
}
