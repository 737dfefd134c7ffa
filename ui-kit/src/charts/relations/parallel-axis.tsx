import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { NO_DATA } from '../../format/number.ts';
import { fitted, monoPx, sansPx } from '../../format/text-width.ts';
import { format } from '../../format/unit.ts';
import { axisTicks, brushedRange } from './parallel-model.ts';
import type { Brush, PlacedAxis } from './parallel-model.ts';

export interface AxisPlace {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Room for the axis' own texts, px. */
  readonly width: number;
  /** Left and right end of the drawing, px: the name of an axis stays inside. */
  readonly ends: readonly [left: number, right: number];
  readonly isLast: boolean;
  /** Its labels share the room beside it with those of the last axis, which stand at the left of theirs. */
  readonly isBeforeLast: boolean;
  readonly isFlipped: boolean;
}

const TICK_PX = 44;
/** Between an axis and its labels, and after them, px: the ends of a selection are as wide. */
const BESIDE_PX = 9;
const APART_PX = 6;

/** Rule, labels, and what is selected: the drawn part of an axis. */
export function ParallelRule({
  axis,
  brush,
  place: { x, top, bottom, width, isLast, isBeforeLast, isFlipped },
  footY,
}: {
  readonly axis: PlacedAxis;
  readonly brush: Brush | undefined;
  readonly place: AxisPlace;
  readonly footY: number;
}) {
  const locale = useLocale();
  const yOf = (part: number) => (isFlipped ? top + part * (bottom - top) : bottom - part * (bottom - top));
  const [low, high] = brushedRange(axis, brush);
  const roomPx = (isLast || isBeforeLast ? width / 2 : width) - BESIDE_PX - APART_PX;
  const missing = format(axis.missingCount, 'count', locale);
  const missingWords = [`${missing} no data`, `${missing} ${NO_DATA}`].find((words) => monoPx(words) <= width) ?? NO_DATA;
  return (
    <g className="uk-parallel-axis uk-axis">
      <line x1={x} x2={x} y1={top} y2={bottom} />
      {brush !== undefined && (
        <rect
          className="uk-brush"
          x={x - 5}
          width={10}
          y={Math.min(yOf(low), yOf(high))}
          height={Math.max(1, Math.abs(yOf(high) - yOf(low)))}
        />
      )}
      {axisTicks(axis, Math.max(2, Math.floor((bottom - top) / TICK_PX)), locale).map((tick) => (
        <g key={tick.label}>
          <line x1={x - 3} x2={x + 3} y1={yOf(tick.place)} y2={yOf(tick.place)} />
          <text
            x={isLast ? x - BESIDE_PX : x + BESIDE_PX}
            y={yOf(tick.place)}
            dy={axis.choices === null ? '0.35em' : '-0.5em'}
            textAnchor={isLast ? 'end' : 'start'}
          >
            {fitted(tick.label, roomPx, monoPx, 3)}
          </text>
        </g>
      ))}
      {axis.missingCount > 0 && (
        <text x={x} y={footY + 15} textAnchor="middle">
          {missingWords}
        </text>
      )}
    </g>
  );
}

export interface ParallelHandlesProps {
  readonly axis: PlacedAxis;
  readonly brush: Brush | undefined;
  readonly place: AxisPlace;
  /** Selects between two places of the axis, in any order. */
  readonly onBrush: (one: number, other: number) => void;
  readonly onClear: () => void;
}

/** Side of what can be grabbed, px. */
const GRAB_PX = 24;
/** The pointer must travel this far before a press becomes a selection, px. */
const DRAG_PX = 3;
/** What an arrow moves an end by, as a part of the axis; Page moves five times as far. */
const STEP = 0.02;

/** The means to select on an axis: a strip to drag over, and its two ends as sliders, for keys, pointer and touch. */
export function ParallelHandles({ axis, brush, place, onBrush, onClear }: ParallelHandlesProps) {
  const { x, top, bottom, isFlipped } = place;
  const locale = useLocale();
  const drag = useRef<{
    readonly start: number;
    readonly stretch: readonly [number, number];
    readonly startY: number;
    isMoving: boolean;
    isDrag: boolean;
  } | null>(null);
  const stretch = brushedRange(axis, brush);
  const yOf = (part: number) => (isFlipped ? top + part * (bottom - top) : bottom - part * (bottom - top));
  const parts = axis.choices?.length ?? 0;
  const partAt = (event: PointerEvent, box: DOMRect) => {
    const share = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
    return isFlipped ? share : 1 - share;
  };
  const stripBox = (element: Element) => (element.parentElement?.querySelector('.uk-parallel-strip') ?? element).getBoundingClientRect();

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = partAt(event, stripBox(event.currentTarget));
    drag.current = {
      start,
      stretch,
      startY: event.clientY,
      isMoving: brush !== undefined && start > stretch[0] && start < stretch[1],
      isDrag: false,
    };
  };
  const onMove = (event: PointerEvent) => {
    const held = drag.current;
    if (held === null || (!held.isDrag && Math.abs(event.clientY - held.startY) <= DRAG_PX)) return;
    held.isDrag = true;
    const now = partAt(event, stripBox(event.currentTarget));
    if (!held.isMoving) return onBrush(held.start, now);
    const [low, high] = held.stretch;
    const by = Math.min(1 - high, Math.max(-low, now - held.start));
    onBrush(low + by, high + by);
  };
  const onUp = () => {
    if (drag.current !== null && !drag.current.isDrag) onClear();
    drag.current = null;
  };
  const onCancel = () => {
    drag.current = null;
  };

  const end = (which: 'from' | 'to') => {
    const [low, high] = stretch;
    const own = which === 'from' ? low : high;
    const other = which === 'from' ? high : low;
    // Ends don't pass each other; between choices at least one stays.
    const gap = parts > 0 ? 1 / parts : 0;
    const moveTo = (part: number) => onBrush(which === 'from' ? Math.min(part, other - gap) : Math.max(part, other + gap), other);
    const index = parts > 0 ? Math.min(parts - 1, Math.max(0, Math.round(own * parts) - (which === 'to' ? 1 : 0))) : 0;
    const value = axis.choices === null ? (own <= 0 ? axis.domain[0] : own >= 1 ? axis.domain[1] : axis.fromPlace(own)) : index;
    const step = parts > 0 ? 1 / parts : STEP;
    // The number itself is in words: ARIA knows no exponents.
    const onKeyDown = (event: KeyboardEvent) => {
      const moves: Partial<Record<string, number>> = {
        ArrowUp: own + step,
        ArrowRight: own + step,
        ArrowDown: own - step,
        ArrowLeft: own - step,
        PageUp: own + step * 5,
        PageDown: own - step * 5,
        Home: which === 'from' ? 0 : other + gap,
        End: which === 'to' ? 1 : other - gap,
      };
      const next = moves[event.key];
      if (event.key === 'Escape' || event.key === 'Delete') {
        if (brush === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        return onClear();
      }
      if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      moveTo(Math.min(1, Math.max(0, next)));
    };
    const isAbove = (which === 'to') !== isFlipped;
    return (
      <div
        className="uk-parallel-end"
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`${axis.label}, ${which}`}
        data-above={isAbove || undefined}
        data-set={brush !== undefined || undefined}
        aria-valuemin={0}
        aria-valuemax={parts > 0 ? parts - 1 : 100}
        aria-valuenow={parts > 0 ? index : Math.round(own * 100)}
        aria-valuetext={axis.choices === null ? format(value, axis.unit ?? 'number', locale) : axis.choices[index]}
        style={{ left: x - GRAB_PX / 2, top: isAbove ? yOf(own) - GRAB_PX : yOf(own) }}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(partAt(event, stripBox(event.currentTarget)));
        }}
      />
    );
  };
  return (
    <div className="uk-parallel-grips">
      <div
        className="uk-parallel-strip"
        style={{ left: x - GRAB_PX / 2, top, height: bottom - top, width: GRAB_PX }}
        data-brushed={brush !== undefined || undefined}
        aria-hidden="true"
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={onCancel}
      />
      {end('from')}
      {end('to')}
    </div>
  );
}

export interface ParallelHeadProps {
  readonly axis: PlacedAxis;
  readonly place: AxisPlace;
  readonly index: number;
  readonly count: number;
  readonly onFlip: () => void;
  readonly onMove: (by: number) => void;
  /** The pointer drags the head to here, px of the drawing. */
  readonly onDragTo: (px: number) => void;
}

/** Narrowest name of an axis, room at its sides and for the mark of a flipped one, px; it is written bold, and so wider. */
const LEAST_HEAD_PX = 84;
const HEAD_ASIDE_PX = 24;
const BOLD = 1.08;

/** The name of an axis: a press flips it, a drag or Alt with the arrows moves it. */
export function ParallelHead({
  axis,
  place: { x, width: room, ends, isFlipped },
  index,
  count,
  onFlip,
  onMove,
  onDragTo,
}: ParallelHeadProps) {
  const drag = useRef<{ readonly startX: number; readonly left: number; isDrag: boolean } | null>(null);
  const wasDrag = useRef(false);
  const width = Math.min(room, Math.max(LEAST_HEAD_PX, sansPx(axis.label) * BOLD + HEAD_ASIDE_PX));
  const left = Math.max(ends[0], Math.min(ends[1] - width, x - width / 2));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowLeft' ? -1 : 1);
  };
  return (
    <button
      type="button"
      className="uk-parallel-head"
      data-axis={axis.key}
      style={{ left, width }}
      title={`${axis.label}: press to flip, drag or Alt + arrows to move`}
      aria-label={`${axis.label}, axis ${index + 1} of ${count}${isFlipped ? ', flipped' : ''}`}
      aria-pressed={isFlipped}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      onKeyDown={onKeyDown}
      onClick={() => {
        if (!wasDrag.current) onFlip();
        wasDrag.current = false;
      }}
      onPointerDown={(event) => {
        wasDrag.current = false;
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { startX: event.clientX, left: x, isDrag: false };
      }}
      onPointerMove={(event) => {
        const held = drag.current;
        if (held === null || (!held.isDrag && Math.abs(event.clientX - held.startX) <= DRAG_PX)) return;
        held.isDrag = true;
        wasDrag.current = true;
        onDragTo(held.left + event.clientX - held.startX);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
    >
      <span>{axis.label}</span>
      {isFlipped && <span aria-hidden="true"> ↓</span>}
    </button>
  );
}
