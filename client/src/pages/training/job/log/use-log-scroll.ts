import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { isAtEnd, LINE_PX, paceOf, scrolledPx, scrollTopOf, windowAt } from './log-scroll.ts';
import type { LogWindow } from './log-scroll.ts';

export interface LogScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly window: LogWindow;
  /** Height of what is scrolled, px. */
  readonly heightPx: number;
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
  /** Brings a line into the middle; an index, from 0. */
  readonly toLine: (index: number) => void;
}

/** Which lines of a log are in view. At its end, a log that grows stays at its end. */
export function useLogScroll(count: number, beginsAtEnd: boolean): LogScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const follows = useRef(beginsAtEnd);
  const [view, setView] = useState({ scrollTop: 0, viewPx: 0, isAtEnd: beginsAtEnd });
  const size = { count, viewPx: view.viewPx };
  const measure = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const now = { count, viewPx: element.clientHeight };
    follows.current = isAtEnd(element.scrollTop, now);
    setView({ scrollTop: element.scrollTop, viewPx: now.viewPx, isAtEnd: follows.current });
  }, [count]);
  const toEnd = useCallback(() => {
    follows.current = true;
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    measure();
  }, [measure]);
  const toLine = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      element.scrollTop = scrollTopOf(index, { count, viewPx: element.clientHeight });
      measure();
    },
    [count, measure],
  );
  useLayoutEffect(() => {
    if (follows.current) toEnd();
    else measure();
  }, [measure, toEnd]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    // In a log that is too long for a scroll bar, wheel and keys move by lines all the same.
    const move = (px: number): boolean => {
      const pace = paceOf({ count, viewPx: element.clientHeight });
      if (pace === 1) return false;
      element.scrollTop += px / pace;
      return true;
    };
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0 || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      const unit =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? element.clientHeight : 1;
      if (move(event.deltaY * unit)) event.preventDefault();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target !== element) return;
      const page = element.clientHeight - LINE_PX;
      const px = { ArrowDown: LINE_PX, ArrowUp: -LINE_PX, PageDown: page, PageUp: -page, ' ': event.shiftKey ? -page : page }[event.key];
      if (px !== undefined && move(px)) event.preventDefault();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('keydown', onKey);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('keydown', onKey);
    };
  }, [count, measure]);
  return {
    scroller,
    window: windowAt(view.scrollTop, size),
    heightPx: scrolledPx(size),
    isAtEnd: view.isAtEnd,
    toEnd,
    toLine,
  };
}
