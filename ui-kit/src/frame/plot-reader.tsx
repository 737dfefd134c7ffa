import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import type { SeriesStyle } from '../theme/series.ts';
import type { PlotArea } from './plot.tsx';
import { stopAfterKey, stopOf } from './reader.ts';
import { useBrowserLayoutEffect } from './size.ts';
import { nearestStop, reachOf, spoken, wholeBuckets } from './stops.ts';
import { Tooltip } from './tooltip.tsx';
import type { StopReading } from './tooltip.tsx';
import { useReading } from './use-reading.ts';
import { useTouch } from './use-touch.ts';
import { useZoom } from './use-zoom.ts';
import type { Zoom } from './viewport.ts';

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
  readonly zoom?: Zoom | undefined;
}

/** The pointer must travel this far before a press becomes a selection, px. */
const DRAG_PX = 4;

/**
 * Lets pointer, touch and keyboard read the drawing beneath. It is a slider over the stops: arrows, Page, Home and End move,
 * Enter pins, Escape dismisses, Shift with an arrow selects a range and Enter takes it; + and − zoom, [ and ] move, 0 shows all.
 * On touch a tap pins, a finger that moves sideways reads, one that rests first selects, two zoom.
 */
export function PlotReader(props: PlotReaderProps) {
  const { area, stops, title, zoom } = props;
  const latest = useRef(props);
  // Before the layout effects of the hooks below, which read it.
  useBrowserLayoutEffect(() => {
    latest.current = props;
  });
  const brush = useRef<SVGRectElement>(null);
  const status = useRef<HTMLSpanElement>(null);
  const hold = useRef<{ from: number | null; isDrag: boolean; anchor: number | null }>({ from: null, isDrag: false, anchor: null });
  const { reader, layer, cross, dots, show, hide, hideSoon, stay } = useReading(latest);
  const moves = useZoom(layer, latest, zoom !== undefined);
  const canSelect = props.onSelectRange !== undefined || zoom !== undefined;

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
  /** A selected range goes to the page; where the page doesn't want one, it is looked at closer. */
  const select = (one: number, other: number) => {
    drawBrush(null);
    hold.current.anchor = null;
    const range = wholeBuckets(props, Math.min(one, other), Math.max(one, other));
    if (!(range[0] < range[1])) return;
    if (props.onSelectRange !== undefined) props.onSelectRange(range);
    else moves.to(range);
    if (status.current !== null)
      status.current.textContent = props.onSelectRange === undefined ? 'Zoomed to the selected range' : 'Range selected';
  };
  const touch = useTouch({
    canSelect,
    layer,
    pinch: zoom === undefined ? null : moves.pinch,
    pinchEnds: moves.pinchEnds,
    onBrush: (fromPx, toPx) => drawBrush(fromPx, toPx),
    onBrushed: (fromPx, toPx) => select(area.x.fromPx(fromPx), area.x.fromPx(toPx)),
    onBrushLost: () => drawBrush(null),
  });

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const px = pxOf(event);
    // Captured at once: the first move may already be over the tooltip.
    event.currentTarget.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch' && touch.down(event.pointerId, px)) return;
    hold.current.from = px;
    hold.current.isDrag = false;
  };
  const onPointerMove = (event: PointerEvent) => {
    const px = pxOf(event);
    const isTouch = event.pointerType === 'touch';
    if (isTouch && touch.move(event.pointerId, px)) return;
    const { from } = hold.current;
    if (from !== null && canSelect && !isTouch) {
      if (Math.abs(px - from) > DRAG_PX) hold.current.isDrag = true;
      if (hold.current.isDrag) drawBrush(from, px);
    }
    if (reader.read().mode !== 'pinned' || isTouch) {
      const stop = stopUnder(event, px);
      if (stop < 0) hideSoon();
      else show('points', stop);
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    const { from, isDrag } = hold.current;
    hold.current.from = null;
    hold.current.isDrag = false;
    if (event.pointerType === 'touch' && touch.up(event.pointerId)) return;
    if (from === null) return;
    const px = pxOf(event);
    if (isDrag) return select(area.x.fromPx(from), area.x.fromPx(px));
    const isPinned = reader.read().mode === 'pinned';
    const stop = stopUnder(event, px);
    if (stop < 0) return hide();
    if (props.onOpen !== undefined) return props.onOpen(stop);
    show(isPinned && event.pointerType !== 'touch' ? 'points' : 'pinned', stop);
  };
  const onPointerCancel = (event: PointerEvent) => {
    hold.current.from = null;
    touch.lost(event.pointerId);
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
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves.key(event.key, stop >= 0 ? area.x.toPx(stops[stop] as number) : (area.left + area.right) / 2)) return event.preventDefault();
    const start = stop >= 0 ? stop : event.key === 'ArrowLeft' ? stops.length : -1;
    const next = stopAfterKey(event.key, start, stops.length);
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey && canSelect) {
      hold.current.anchor ??= stops[Math.max(0, stop)] ?? null;
      if (hold.current.anchor !== null) drawBrush(area.x.toPx(hold.current.anchor), area.x.toPx(stops[next] as number));
    } else {
      hold.current.anchor = null;
      drawBrush(null);
    }
    show('keys', next);
  };
  const isEmpty = stops.length === 0;
  const place = { left: area.left, top: area.top, width: area.width, height: area.height };
  return (
    <>
      <svg className="uk-reading" width={props.frameWidth} height={props.frameHeight} aria-hidden="true">
        <rect ref={brush} className="uk-brush" y={area.top} height={area.height} data-off="" />
        <rect
          ref={cross}
          className={props.columnAt === undefined ? 'uk-crosshair' : 'uk-crosscolumn'}
          y={area.top}
          height={area.height}
          data-off=""
        />
        <g ref={dots} data-off="">
          {props.dotStyles.map((style, index) => (
            <circle key={index} r={3.5} className="uk-dot" style={{ stroke: style.color }} />
          ))}
        </g>
      </svg>
      {(!isEmpty || zoom?.isZoomed === true) && (
        <div
          ref={layer as RefObject<HTMLDivElement>}
          className="uk-reader"
          role="slider"
          tabIndex={0}
          aria-label={`Read ${title}`}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={Math.max(0, stops.length - 1)}
          aria-valuenow={Math.max(0, stops.length - 1)}
          aria-valuetext={isEmpty ? 'no data' : spoken(props.readingAt(stops.length - 1))}
          style={place}
          data-selects={canSelect || undefined}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerLeave={hideSoon}
          onPointerCancel={onPointerCancel}
          onKeyDown={onKeyDown}
          onDoubleClick={() => zoom?.isZoomed === true && moves.to(null)}
          onBlur={() => reader.read().mode === 'keys' && hide()}
        />
      )}
      {isEmpty && (
        <p className="uk-plot-empty" style={place}>
          {zoom?.isZoomed === true ? 'no data in this part' : 'no data'}
        </p>
      )}
      {zoom?.isZoomed === true && (
        <button
          type="button"
          className="uk-zoom-out"
          style={{ right: props.frameWidth - area.right + 4, top: area.top }}
          onClick={() => moves.to(null)}
        >
          Show all
        </button>
      )}
      <Tooltip
        reader={reader}
        stopOf={(reading) => stopOf(reading, stops)}
        readingAt={props.readingAt}
        reachAt={(stop) => reachOf(props, stop)}
        frameWidth={props.frameWidth}
        top={area.top + 4}
        onEnter={stay}
        onLeave={hideSoon}
        onDismiss={hide}
      />
      <span ref={status} role="status" className="uk-hidden" />
    </>
  );
}
