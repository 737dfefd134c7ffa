import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useCrosshair } from './crosshair.tsx';
import type { PlotReaderProps } from './plot-reader.tsx';
import { createReader, stopOf } from './reader.ts';
import type { Reader } from './reader.ts';
import { useBrowserLayoutEffect } from './size.ts';
import { spoken } from './stops.ts';

/** Time to reach the tooltip with the pointer before it goes, ms. */
const LEAVE_MS = 140;

/** A chart of days still follows one of hours in its last day: as a part of the axis. */
const EDGE_SLACK = 0.05;

export interface Reading {
  readonly reader: Reader;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly cross: RefObject<SVGRectElement | null>;
  readonly dots: RefObject<SVGGElement | null>;
  readonly show: (mode: 'points' | 'keys' | 'pinned', stop: number) => void;
  readonly hide: () => void;
  /** In a moment, unless the pointer comes back: it may be on its way to the tooltip. */
  readonly hideSoon: () => void;
  readonly stay: () => void;
}

/**
 * Draws what the reader points at, here and on the charts that follow: crosshair and dots are moved directly in the
 * document, so a move renders no React but the tooltip's.
 */
export function useReading(latest: RefObject<PlotReaderProps>): Reading {
  const id = useId();
  const shared = useCrosshair();
  const [reader] = useState(createReader);
  const layer = useRef<HTMLDivElement>(null);
  const cross = useRef<SVGRectElement>(null);
  const dots = useRef<SVGGElement>(null);
  const leave = useRef<number | undefined>(undefined);

  const draw = useMemo(
    () => () => {
      const now = latest.current;
      const reading = reader.read();
      const stop = stopOf(reading, now.stops);
      const isShown = stop >= 0;
      cross.current?.toggleAttribute('data-off', !isShown);
      dots.current?.toggleAttribute('data-off', !isShown || (reading.mode === 'follows' && now.columnAt !== undefined));
      if (!isShown) return;
      const x = now.stops[stop] as number;
      const column = now.columnAt?.(stop);
      const from = Math.max(now.area.left, now.area.x.toPx(column?.[0] ?? x));
      const width = column === undefined ? 1 : Math.max(1, Math.min(now.area.right, now.area.x.toPx(column[1])) - from);
      cross.current?.setAttribute('x', String(column === undefined ? Math.round(from) : from));
      cross.current?.setAttribute('width', String(width));
      const heights = now.dotsAt?.(stop) ?? [];
      for (const [place, dot] of [...(dots.current?.children ?? [])].entries()) {
        const y = heights[place];
        const isDrawn = y !== undefined && Number.isFinite(y);
        dot.toggleAttribute('data-off', !isDrawn);
        if (isDrawn) dot.setAttribute('transform', `translate(${now.area.x.toPx(x)},${now.area.y.toPx(y)})`);
      }
      if (reading.mode === 'keys') {
        layer.current?.setAttribute('aria-valuenow', String(stop));
        layer.current?.setAttribute('aria-valuetext', spoken(now.readingAt(stop)));
      }
    },
    [reader, latest],
  );

  useBrowserLayoutEffect(draw);
  useEffect(() => reader.subscribe(draw), [reader, draw]);
  useEffect(
    () =>
      shared?.subscribe(() => {
        const place = shared.read();
        if (reader.read().mode === 'pinned' || place?.source === id) return;
        const x = place === null ? null : shared.convert(place.x, place.unit, latest.current.unit);
        const [from, to] = latest.current.area.x.domain;
        const slack = (to - from) * EDGE_SLACK;
        if (x === null || x < from - slack || x > to + slack) reader.set({ mode: 'off' });
        else reader.set({ mode: 'follows', x });
      }),
    [shared, reader, id, latest],
  );
  useEffect(() => {
    // Escape dismisses what only hovers, too: the focus is elsewhere then.
    const dismiss = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || reader.read().mode === 'off') return;
      reader.set({ mode: 'off' });
      if (shared?.read()?.source === id) shared.move(null);
    };
    document.addEventListener('keydown', dismiss);
    return () => {
      document.removeEventListener('keydown', dismiss);
      window.clearTimeout(leave.current);
    };
  }, [reader, shared, id]);

  const stay = () => window.clearTimeout(leave.current);
  const hide = () => {
    stay();
    reader.set({ mode: 'off' });
    if (shared?.read()?.source === id) shared.move(null);
  };
  return {
    reader,
    layer,
    cross,
    dots,
    stay,
    hide,
    show: (mode, stop) => {
      const x = latest.current.stops[stop];
      if (x === undefined) return;
      stay();
      reader.set({ mode, x, stop });
      shared?.move({ x, unit: latest.current.unit, source: id });
    },
    hideSoon: () => {
      stay();
      if (reader.read().mode === 'points') leave.current = window.setTimeout(hide, LEAVE_MS);
    },
  };
}
