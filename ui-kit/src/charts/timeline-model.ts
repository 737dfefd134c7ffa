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
