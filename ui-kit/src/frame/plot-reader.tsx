import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { SeriesStyle } from '../theme/series.ts';
import { useCrosshair } from './crosshair.tsx';
import type { PlotArea } from './plot.tsx';
import { createReader, stopAfterKey, stopOf } from './reader.ts';
import { nearestStop, reachOf, spoken, wholeBuckets } from './stops.ts';
import { Tooltip } from './tooltip.tsx';
import type { StopReading } from './tooltip.tsx';

export interface PlotReaderProps {
  readonly title: string;
  /** What x means; charts of the same unit share a crosshair. */
  readonly unit: string;
  readonly area: PlotArea;
  readonly frameWidth: number;
  readonly frameHeight: number;
  readonly stops: Float64Array;
  readonly columnAt?: ((stop: number) => readonly [from: number, to: number]) | undefined;
  readonly readingAt: (stop: number) => StopReading;
  readonly dotsAt?: ((stop: number) => readonly number[]) | undefined;
  readonly dotStyles: readonly SeriesStyle[];
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** Finds the stop near a place in px where x alone doesn't tell; -1 for none. */
  readonly stopNear?: ((px: number, py: number) => number) | undefined;
  /** Opens what a stop stands for: a press and Enter do this instead of pinning. */
  readonly onOpen?: ((stop: number) => void) | undefined;
}

/** The pointer must travel this far before a press becomes a selection, px. */
const DRAG_PX = 4;
/** Time to reach the tooltip with the pointer before it goes, ms. */
const LEAVE_MS = 140;

/**
 * Lets pointer, touch and keyboard read the drawing beneath: crosshair, dots and selection are moved directly in the
 * document, so a move renders no React but the tooltip's. It is a slider over the stops: arrows, Page, Home and End move,
 * Enter pins, Escape dismisses, Shift with an arrow selects a range and Enter takes it.
 */
export function PlotReader(props: PlotReaderProps) {
  const { area, stops, title } = props;
  const id = useId();
  const shared = useCrosshair();
  const [reader] = useState(createReader);
  const latest = useRef(props);
  const layer = useRef<HTMLDivElement>(null);
  const cross = useRef<SVGRectElement>(null);
  const dots = useRef<SVGGElement>(null);
  const brush = useRef<SVGRectElement>(null);
  const status = useRef<HTMLSpanElement>(null);
  const hold = useRef<{ leave: number | undefined; from: number | null; isDrag: boolean; anchor: number | null }>({
    leave: undefined, from: null, isDrag: false, anchor: null,
  });

  const draw = useMemo(() => () => {
    const now = latest.current;
    const reading = reader.read();
    const stop = stopOf(reading, now.stops);
    const isShown = stop >= 0;
    cross.current?.toggleAttribute('data-off', !isShown);
    dots.current?.toggleAttribute('data-off', !isShown || reading.mode === 'follows' && now.columnAt !== undefined);
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
  }, [reader]);

  useLayoutEffect(() => {
    latest.current = props;
    draw();
  });
  useEffect(() => reader.subscribe(draw), [reader, draw]);
  useEffect(() => shared?.subscribe(() => {
    const place = shared.read();
    if (reader.read().mode === 'pinned') return;
    if (place === null || place.unit !== latest.current.unit) reader.set({ mode: 'off' });
    else if (place.source !== id) reader.set({ mode: 'follows', x: place.x });
  }), [shared, reader, id]);
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
      window.clearTimeout(hold.current.leave);
    };
  }, [reader, shared, id]);

  const show = (mode: 'points' | 'keys' | 'pinned', stop: number) => {
    const x = stops[stop];
    if (x === undefined) return;
    window.clearTimeout(hold.current.leave);
    reader.set({ mode, x, stop });
    shared?.move({ x, unit: props.unit, source: id });
  };
  const hide = () => {
    window.clearTimeout(hold.current.leave);
    reader.set({ mode: 'off' });
    if (shared?.read()?.source === id) shared.move(null);
  };
  const hideSoon = () => {
    window.clearTimeout(hold.current.leave);
    if (reader.read().mode === 'points') hold.current.leave = window.setTimeout(hide, LEAVE_MS);
  };
  const drawBrush = (fromPx: number | null, toPx = 0) => {
    brush.current?.toggleAttribute('data-off', fromPx === null);
    if (fromPx === null) return;
    brush.current?.setAttribute('x', String(Math.min(fromPx, toPx)));
    brush.current?.setAttribute('width', String(Math.abs(toPx - fromPx)));
  };
  const pxOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(area.left, Math.min(area.right, area.left + event.clientX - box.left));
  };
  /** The stop that the pointer is at; -1 where it is near none (only where nearness counts in both directions). */
  const stopUnder = (event: PointerEvent, px: number) => {
    const box = event.currentTarget.getBoundingClientRect();
    return props.stopNear === undefined ? nearestStop(props, area.x.fromPx(px)) : props.stopNear(px, area.top + event.clientY - box.top);
  };
  const select = (one: number, other: number) => {
    drawBrush(null);
    hold.current.anchor = null;
    const range = wholeBuckets(props, Math.min(one, other), Math.max(one, other));
    if (range[0] < range[1]) props.onSelectRange?.(range);
    if (status.current !== null) status.current.textContent = 'Range selected';
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    hold.current.from = pxOf(event);
    hold.current.isDrag = false;
    // Captured at once: the first move may already be over the tooltip.
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const px = pxOf(event);
    const { from } = hold.current;
    if (from !== null && props.onSelectRange !== undefined && event.pointerType !== 'touch') {
      if (Math.abs(px - from) > DRAG_PX) hold.current.isDrag = true;
      if (hold.current.isDrag) drawBrush(from, px);
    }
    if (reader.read().mode !== 'pinned' || event.pointerType === 'touch') {
      const stop = stopUnder(event, px);
      if (stop < 0) hideSoon();
      else show('points', stop);
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    const { from, isDrag } = hold.current;
    hold.current.from = null;
    hold.current.isDrag = false;
    if (from === null) return;
    const px = pxOf(event);
    if (isDrag) return select(area.x.fromPx(from), area.x.fromPx(px));
    const isPinned = reader.read().mode === 'pinned';
    const stop = stopUnder(event, px);
    if (stop < 0) return hide();
    if (props.onOpen !== undefined) return props.onOpen(stop);
    show(isPinned && event.pointerType !== 'touch' ? 'points' : 'pinned', stop);
  };
  const onPointerCancel = () => {
    hold.current.from = null;
    drawBrush(null);
    hideSoon();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const reading = reader.read();
    const stop = stopOf(reading, stops);
    if (event.key === 'Escape' && (reading.mode !== 'off' || hold.current.anchor !== null)) {
      event.stopPropagation();
      hold.current.anchor = null;
      drawBrush(null);
      return hide();
    }
    if ((event.key === 'Enter' || event.key === ' ') && stop >= 0) {
      event.preventDefault();
      const { anchor } = hold.current;
      if (anchor !== null) return select(anchor, stops[stop] as number);
      if (props.onOpen !== undefined) return props.onOpen(stop);
      return show(reading.mode === 'pinned' ? 'keys' : 'pinned', stop);
    }
    const start = stop >= 0 ? stop : event.key === 'ArrowLeft' ? stops.length : -1;
    const next = stopAfterKey(event.key, start, stops.length);
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey && props.onSelectRange !== undefined) {
      hold.current.anchor ??= stops[Math.max(0, stop)] ?? null;
      if (hold.current.anchor !== null) drawBrush(area.x.toPx(hold.current.anchor), area.x.toPx(stops[next] as number));
    } else {
      hold.current.anchor = null;
      drawBrush(null);
    }
    show('keys', next);
  };
  const isEmpty = stops.length === 0;
  return (
    <>
      <svg className="uk-reading" width={props.frameWidth} height={props.frameHeight} aria-hidden="true">
        <rect ref={brush} className="uk-brush" y={area.top} height={area.height} data-off="" />
        <rect ref={cross} className={props.columnAt === undefined ? 'uk-crosshair' : 'uk-crosscolumn'} y={area.top} height={area.height} data-off="" />
        <g ref={dots} data-off="">
          {props.dotStyles.map((style, place) => <circle key={place} r={3.5} className="uk-dot" style={{ stroke: style.color }} />)}
        </g>
      </svg>
      {!isEmpty && (
        <div
          ref={layer} className="uk-reader" role="slider" tabIndex={0} aria-label={`Read ${title}`} aria-orientation="horizontal"
          aria-valuemin={0} aria-valuemax={stops.length - 1} aria-valuenow={stops.length - 1}
          aria-valuetext={spoken(props.readingAt(stops.length - 1))}
          style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
          data-selects={props.onSelectRange !== undefined || undefined}
          onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={onPointerUp} onPointerLeave={hideSoon}
          onPointerCancel={onPointerCancel} onKeyDown={onKeyDown}
          onBlur={() => reader.read().mode === 'keys' && hide()}
        />
      )}
      {isEmpty && <p className="uk-plot-empty" style={{ left: area.left, top: area.top, width: area.width, height: area.height }}>no data</p>}
      <Tooltip
        reader={reader} stopOf={(reading) => stopOf(reading, stops)} readingAt={props.readingAt} reachAt={(stop) => reachOf(props, stop)} frameWidth={props.frameWidth}
        top={area.top + 4} onEnter={() => window.clearTimeout(hold.current.leave)} onLeave={hideSoon} onDismiss={hide}
      />
      <span ref={status} role="status" className="uk-hidden" />
    </>
  );
}
