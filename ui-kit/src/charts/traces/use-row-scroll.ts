import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useBrowserLayoutEffect } from '../../frame/size.ts';
import { windowOf } from '../tables/sort-rows.ts';
import { rowOfPlace } from './trace-waterfall-visible.ts';

/** Rows of one height in a box that scrolls, of which those around the view are drawn. */
export interface RowScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Rows to draw, the second exclusive. */
  readonly drawn: readonly [first: number, last: number];
  readonly onScroll: () => void;
  /**
   * Scrolls no further than needed for a row to be in sight; one that is far away comes to the middle, so that what is around it is seen.
   */
  readonly bringIntoSight: (row: number) => void;
}

interface RowScrollOptions {
  /** All ids of the data, by place. */
  readonly ids: readonly string[];
  /** Places that are shown, ascending. */
  readonly rows: Uint32Array;
  readonly rowPx: number;
  readonly height: number;
  /** The row that is read, where it is in sight; else it is the first one in sight. */
  readonly activeId: string | null;
}

/**
 * Follows the scrolling. When the data changes (`ids`: a trace that grows), the row that is read stays where it is on the screen, however
 * many rows come above it.
 */
export function useRowScroll({ ids, rows, rowPx, height, activeId }: RowScrollOptions): RowScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(() => windowOf(0, height, rowPx, rows.length));
  const latest = useRef({ ids, rows, activeId });
  /** What is read, and how far below the upper edge it stands, px; null at the very top, where nothing was chosen. */
  const anchor = useRef<{ readonly id: string; readonly offsetPx: number } | null>(null);

  const follow = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, clientHeight } = element;
    const held = latest.current;
    const next = windowOf(scrollTop, clientHeight, rowPx, held.rows.length);
    setView((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
    const active = held.activeId === null ? -1 : rowOfPlace(held.rows, held.ids.indexOf(held.activeId));
    const isInSight = active >= 0 && active * rowPx >= scrollTop && (active + 1) * rowPx <= scrollTop + clientHeight;
    const row = isInSight ? active : Math.floor(scrollTop / rowPx);
    const id = held.ids[held.rows[row] ?? -1];
    anchor.current = id === undefined || (!isInSight && scrollTop === 0) ? null : { id, offsetPx: row * rowPx - scrollTop };
  }, [rowPx]);

  useBrowserLayoutEffect(() => {
    const isNewData = latest.current.ids !== ids;
    latest.current = { ids, rows, activeId };
    const element = scroller.current;
    if (isNewData && element !== null && anchor.current !== null) {
      const row = rowOfPlace(rows, ids.indexOf(anchor.current.id));
      if (row >= 0) element.scrollTop = Math.max(0, row * rowPx - anchor.current.offsetPx);
    }
    follow();
  }, [ids, rows, activeId, rowPx, follow]);
  useEffect(follow, [follow, height]);

  const bringIntoSight = useCallback(
    (row: number) => {
      const element = scroller.current;
      if (element === null) return;
      const { scrollTop, clientHeight } = element;
      const [top, bottom] = [row * rowPx, (row + 1) * rowPx];
      const isFar = bottom < scrollTop - clientHeight / 2 || top > scrollTop + clientHeight * 1.5;
      if (isFar) element.scrollTop = top - (clientHeight - rowPx) / 2;
      else if (top < scrollTop) element.scrollTop = top;
      else if (bottom > scrollTop + clientHeight) element.scrollTop = bottom - clientHeight;
      // The event of it comes a frame later: until then the rows would be empty.
      follow();
    },
    [rowPx, follow],
  );
  return { scroller, drawn: [Math.min(view[0], rows.length), Math.min(view[1], rows.length)], onScroll: follow, bringIntoSight };
}
