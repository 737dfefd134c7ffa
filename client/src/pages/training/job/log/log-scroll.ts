/** Height of a line, px. */
export const LINE_PX = 20;
/** No browser lays out an element that is much higher; beyond it a scroll covers more lines than its px say. */
export const MOST_PX = 8_000_000;
/** Lines drawn beyond each edge. */
const SPARE_LINES = 20;

/** A log of `count` lines in a window of `viewPx`. */
export interface LogSize {
  readonly count: number;
  readonly viewPx: number;
}

/** Height of what is scrolled, px. */
export const scrolledPx = ({ count }: LogSize): number => Math.min(count * LINE_PX, MOST_PX);

/** px of the log for each px of the scroll bar; 1 where all of the log fits. */
export function paceOf(size: LogSize): number {
  const room = scrolledPx(size) - size.viewPx;
  return room <= 0 ? 1 : Math.max(1, (size.count * LINE_PX - size.viewPx) / room);
}

export interface LogWindow {
  /** Indices of lines, the end not included. */
  readonly first: number;
  readonly end: number;
  /** Where the first line stands in what is scrolled, px. */
  readonly topPx: number;
}

/** The lines to draw at a place of the scroll bar. */
export function windowAt(scrollTop: number, size: LogSize): LogWindow {
  const pace = paceOf(size);
  const logPx = scrollTop * pace;
  const first = Math.max(0, Math.min(Math.floor(logPx / LINE_PX) - SPARE_LINES, size.count));
  const end = Math.max(0, Math.min(Math.ceil((logPx + size.viewPx) / LINE_PX) + SPARE_LINES, size.count));
  return { first, end, topPx: scrollTop + (first * LINE_PX - logPx) };
}

/** The place of the scroll bar at which a line stands in the middle of the window. */
export function scrollTopOf(index: number, size: LogSize): number {
  const most = Math.max(0, scrolledPx(size) - size.viewPx);
  return Math.max(0, Math.min(most, ((index + 0.5) * LINE_PX - size.viewPx / 2) / paceOf(size)));
}

/** At the end, give or take half a line. */
export const isAtEnd = (scrollTop: number, size: LogSize): boolean => scrollTop >= scrolledPx(size) - size.viewPx - LINE_PX / 2;
