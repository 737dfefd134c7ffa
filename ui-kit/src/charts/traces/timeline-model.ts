/** One thing on a timeline, laid out. Times are ms since the epoch. */
export interface TimelineItem<Row> {
  readonly row: Row;
  readonly from: number;
  /** Same as `from` for something that happened at once. */
  readonly to: number;
  readonly isOpen: boolean;
  /** Line inside its lane, from 0: things that overlap lie under each other. */
  readonly line: number;
}

export interface TimelineLane<Row> {
  readonly key: string;
  readonly items: readonly TimelineItem<Row>[];
  /** Lines that it needs, at least 1. */
  readonly lineCount: number;
}

/**
 * Lanes in order of first appearance; in each, items by start, every one on the first line that is free. What has no end yet
 * lasts until `now`.
 */
export function timelineOf<Row>(
  data: readonly Row[],
  of: {
    readonly lane: (row: Row) => string;
    readonly from: (row: Row) => Date;
    readonly to: (row: Row) => Date | 'open' | null;
  },
  now: Date,
): TimelineLane<Row>[] {
  const groups = Map.groupBy(data, of.lane);
  return Array.from(groups, ([key, rows]) => {
    const ends: number[] = [];
    const items = rows
      .map((row) => {
        const from = of.from(row).getTime();
        const end = of.to(row);
        return { row, from, to: end === 'open' ? Math.max(from, now.getTime()) : Math.max(from, end?.getTime() ?? from), isOpen: end === 'open' };
      })
      .sort((one, other) => one.from - other.from || other.to - one.to)
      .map((item): TimelineItem<Row> => {
        let line = ends.findIndex((end) => end <= item.from);
        if (line < 0) line = ends.length;
        ends[line] = Math.max(item.to, item.from + 1);
        return { ...item, line };
      });
    return { key, items, lineCount: Math.max(1, ends.length) };
  });
}

/** What is drawn of a lane: an item, or a crowd of them that would lie on top of each other. px of the drawing. */
export interface TimelinePiece<Row> {
  readonly line: number;
  readonly left: number;
  readonly right: number;
  /** Where the next piece on its line begins; the drawing's right end for the last. */
  readonly roomTo: number;
  /** One, or all of a crowd in order of time. */
  readonly items: readonly TimelineItem<Row>[];
}

/** Widths, px: a mark, the thinnest bar, and up to where a bar can vanish in a crowd. */
export const MARK_PX = 9;
const LEAST_BAR_PX = 3;
const CROWDED_PX = 12;
/** Widest crowd: a longer row of items is several, so that pressing one leads closer. */
const MOST_CROWD_PX = 44;

/**
 * A lane's items that are in view, from left to right. Small ones that touch each other on a line become a crowd, so that there are never
 * more pieces than the drawing has room for.
 */
export function piecesOf<Row>(items: readonly TimelineItem<Row>[], toPx: (ms: number) => number, left: number, right: number): TimelinePiece<Row>[] {
  interface Open { line: number; left: number; right: number; roomTo: number; items: TimelineItem<Row>[]; isSmall: boolean }
  const pieces: Open[] = [];
  const latest = new Map<number, Open>();
  for (const item of items) {
    const isMark = item.to === item.from;
    const [fromPx, toEnd] = [toPx(item.from), toPx(item.to)];
    if (toEnd < left || fromPx > right) continue;
    const start = isMark ? fromPx - MARK_PX / 2 : Math.max(left, fromPx);
    const end = isMark ? fromPx + MARK_PX / 2 : Math.max(start + LEAST_BAR_PX, Math.min(right, toEnd) - 1);
    const isSmall = end - start <= CROWDED_PX;
    const before = latest.get(item.line);
    const touches = before !== undefined && before.isSmall && isSmall && start < before.right;
    if (touches && end - before.left <= MOST_CROWD_PX) {
      before.items.push(item);
      before.right = Math.max(before.right, end);
      continue;
    }
    const begin = touches ? before.right : start;
    if (before !== undefined) before.roomTo = begin;
    const piece = { line: item.line, left: begin, right: end, roomTo: right, items: [item], isSmall };
    pieces.push(piece);
    latest.set(item.line, piece);
  }
  return pieces.map(({ isSmall: _, ...piece }) => piece);
}

/** First start and last end of all; null without any. A loop: spreading many items would overflow the call stack. */
export function timelineEnds(lanes: readonly TimelineLane<unknown>[]): readonly [from: number, to: number] | null {
  let [from, to] = [Infinity, -Infinity];
  for (const { items } of lanes) for (const item of items) [from, to] = [Math.min(from, item.from), Math.max(to, item.to)];
  return from > to ? null : [from, to];
}
