import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Rows that are drawn: from the first to before the end. */
export interface VisibleRows {
  readonly first: number;
  readonly end: number;
}

/** What a list shows, px: how far it is scrolled, how high it is, and how high a row is. */
export interface RowWindow {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowPx: number;
}

/** Rows drawn beyond each edge, so that a scroll meets no empty place. */
const SPARE_ROWS = 12;

/** The rows in view of a list of `count` rows of one height, with the spare ones. */
export function visibleRows({ scrollTop, height, rowPx }: RowWindow, count: number): VisibleRows {
  const first = Math.floor(scrollTop / rowPx) - SPARE_ROWS;
  const end = Math.ceil((scrollTop + height) / rowPx) + SPARE_ROWS;
  return { first: Math.max(0, Math.min(first, count)), end: Math.max(0, Math.min(end, count)) };
}

/**
 * Where a list must be scrolled to so that a row is whole in view, `headPx` of it covered by the head; where it is, if the row is in view.
 */
export function scrollToShow({ scrollTop, height, rowPx }: RowWindow, headPx: number, row: number): number {
  const most = row * rowPx;
  const least = headPx + most + rowPx - height;
  return scrollTop > most ? most : Math.max(scrollTop, least);
}

export interface RowScroller {
  /** Of the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Of the element that is as high as all rows. */
  readonly rows: RefObject<HTMLDivElement | null>;
  readonly visible: VisibleRows;
  /** Scrolls no further than needed. */
  readonly show: (row: number) => void;
}

/** Follows how far a list is scrolled; renders when a row comes into view or leaves it. */
export function useRowScroller(count: number, rowPx: number): RowScroller {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState<VisibleRows>({ first: 0, end: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = () => {
      const next = visibleRows({ scrollTop: element.scrollTop, height: element.clientHeight, rowPx }, count);
      setVisible((now) => (now.first === next.first && now.end === next.end ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [count, rowPx]);
  const show = useCallback(
    (row: number) => {
      const [element, inner] = [scroller.current, rows.current];
      if (element === null || inner === null) return;
      const headPx = inner.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop;
      element.scrollTop = scrollToShow({ scrollTop: element.scrollTop, height: element.clientHeight, rowPx }, headPx, row);
    },
    [rowPx],
  );
  return { scroller, rows, visible, show };
}
