import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react';
import { createReader } from './reader.ts';
import type { Anchor, Reading } from './reader.ts';
import { spoken } from './stops.ts';
import { Tooltip } from './tooltip.tsx';
import type { StopReading } from './tooltip.tsx';

/** Edges of something drawn, px of the drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ItemReaderProps {
  readonly title: string;
  /** Things to be read, numbered from 0. */
  readonly count: number;
  /** Where the first press of a key leads; 0 by default. */
  readonly first?: number | undefined;
  /** Room on the page, px. */
  readonly width: number;
  readonly height: number;
  /** Width of the drawing, px; where it is wider than its room, it scrolls inside. */
  readonly drawingWidth?: number | undefined;
  /** The drawing, with the item that is being read (-1 for none). */
  readonly children: (active: number) => ReactNode;
  readonly readingAt: (item: number) => StopReading;
  /** Where an item is drawn: the tooltip of the keyboard stands beside it. */
  readonly boxAt: (item: number) => Box;
  /** The item at or near a place of the drawing, px; -1 for none. */
  readonly itemAt: (px: number, py: number) => number;
  /** Where a key leads from an item (the same item: nowhere further); null for a key that means nothing here. */
  readonly itemAfterKey: (key: string, item: number) => number | null;
  /** Opens what an item stands for: a press and Enter do this instead of pinning. */
  readonly onOpen?: ((item: number) => void) | undefined;
}

/** Time to reach the tooltip with the pointer before it goes, ms. */
const LEAVE_MS = 140;
/** Between the pointer's place and the top of its tooltip, px. */
const BELOW_PX = 10;
/** Room kept for a tooltip above the foot of the drawing, px. */
const TOOLTIP_ROOM_PX = 84;

const off: Reading = { mode: 'off' };

function itemOf(reading: Reading, count: number): number {
  return reading.mode === 'off' || reading.x >= count ? -1 : reading.x;
}

/**
 * Reads drawings whose parts do not stand in one row along an axis: flows, lineages, steps. Like the reader of a plot it is one stop
 * of the Tab key: arrows lead where the chart says, Enter pins or opens, Escape dismisses; pointer and touch find what is near.
 */
export function ItemReader(props: ItemReaderProps) {
  const { title, count, first = 0, width, height, drawingWidth = width, itemAt, boxAt, itemAfterKey, onOpen } = props;
  const [reader] = useState(createReader);
  const reading = useSyncExternalStore(reader.subscribe, reader.read, () => off);
  const active = itemOf(reading, count);
  const scroller = useRef<HTMLDivElement>(null);
  const leave = useRef<number | undefined>(undefined);
  const anchor = (reading.mode === 'off' ? undefined : reading.anchor) ?? { left: 0, right: 0, top: 0 };
  // The announcement stays at the keyboard's item: moving the pointer does not change it.
  const [spokenAt, setSpoken] = useState(first);
  const spokenItem = Math.max(0, Math.min(spokenAt, count - 1));

  const hide = () => {
    window.clearTimeout(leave.current);
    reader.set(off);
  };
  const hideSoon = () => {
    window.clearTimeout(leave.current);
    if (reader.read().mode === 'points') leave.current = window.setTimeout(hide, LEAVE_MS);
  };
  const show = (mode: 'points' | 'keys' | 'pinned', item: number, pointer?: { readonly px: number; readonly py: number }) => {
    window.clearTimeout(leave.current);
    const now = reader.read();
    const shift = scroller.current?.scrollLeft ?? 0;
    if (mode !== 'points') setSpoken(item);
    // The tooltip keeps its place while the pointer stays on one item, so that it can be reached.
    reader.set({ mode, x: item, stop: item, anchor: now.mode !== 'off' && itemOf(now, count) === item ? now.anchor : anchorOf(boxAt(item), shift, pointer) });
  };
  useEffect(() => {
    const dismiss = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && reader.read().mode !== 'off') reader.set(off);
    };
    document.addEventListener('keydown', dismiss);
    return () => {
      document.removeEventListener('keydown', dismiss);
      window.clearTimeout(leave.current);
    };
  }, [reader]);

  const placeOf = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { px: event.clientX - box.left, py: event.clientY - box.top };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (reader.read().mode === 'pinned' || event.pointerType === 'touch') return;
    const pointer = placeOf(event);
    const item = itemAt(pointer.px, pointer.py);
    if (item < 0) hideSoon();
    else show('points', item, pointer);
  };
  const onClick = (event: MouseEvent) => {
    const pointer = placeOf(event);
    const item = itemAt(pointer.px, pointer.py);
    if (item < 0) return hide();
    if (onOpen !== undefined) return onOpen(item);
    const now = reader.read();
    if (now.mode === 'pinned' && itemOf(now, count) === item) return hide();
    show('pinned', item, pointer);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const now = reader.read();
    const item = itemOf(now, count);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && now.mode !== 'off') {
      event.stopPropagation();
      return hide();
    }
    if ((event.key === 'Enter' || event.key === ' ') && item >= 0) {
      event.preventDefault();
      if (onOpen !== undefined) return onOpen(item);
      return show(now.mode === 'pinned' ? 'keys' : 'pinned', item);
    }
    const next = itemAfterKey(event.key, item < 0 ? first : item);
    if (next === null) return;
    event.preventDefault();
    // The first arrow only enters the drawing.
    const to = item < 0 && event.key !== 'Home' && event.key !== 'End' ? spokenItem : next;
    intoView(boxAt(to));
    show('keys', to);
  };
  const intoView = ({ left, right }: Box) => {
    const element = scroller.current;
    if (element === null || drawingWidth <= width) return;
    if (left < element.scrollLeft) element.scrollLeft = Math.max(0, left - 24);
    else if (right > element.scrollLeft + width) element.scrollLeft = right - width + 24;
  };
  return (
    <div className="uk-items" style={{ width, height }}>
      <div ref={scroller} className="uk-items-scroll" data-scrolls={drawingWidth > width || undefined} style={{ width, height }} onScroll={() => reader.read().mode === 'points' && hide()}>
        <div style={{ position: 'relative', width: drawingWidth, height }}>
          {props.children(active)}
          {count > 0 && (
            <div
              className="uk-reader" role="slider" tabIndex={0} aria-label={`Read ${title}`} aria-valuemin={0} aria-valuemax={count - 1}
              aria-valuenow={spokenItem} aria-valuetext={spoken(props.readingAt(spokenItem))} style={{ inset: 0 }} data-opens={(onOpen !== undefined && active >= 0) || undefined}
              onPointerMove={onPointerMove} onPointerLeave={hideSoon} onClick={onClick} onKeyDown={onKeyDown}
              onBlur={() => reader.read().mode === 'keys' && hide()}
            />
          )}
        </div>
      </div>
      <Tooltip
        reader={reader} stopOf={(one) => itemOf(one, count)} readingAt={props.readingAt} reachAt={() => [anchor.left, anchor.right]}
        frameWidth={width} top={Math.max(0, Math.min(anchor.top, height - TOOLTIP_ROOM_PX))} onEnter={() => window.clearTimeout(leave.current)} onLeave={hideSoon} onDismiss={hide}
      />
    </div>
  );
}

/** Under the pointer, or beside the item where there is none, in a drawing that is scrolled by `shift` px. */
function anchorOf(box: Box, shift: number, pointer: { readonly px: number; readonly py: number } | undefined): Anchor {
  return pointer === undefined
    ? { left: box.left - shift, right: box.right - shift, top: box.top }
    : { left: pointer.px - shift, right: pointer.px - shift, top: pointer.py + BELOW_PX };
}
