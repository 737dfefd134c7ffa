import type { MetricChart, MetricSection } from './metric-sections.ts';

/** A row of the grid of metrics: a section's name, or as many charts as stand side by side. */
export type GridRow = { readonly key: string; readonly top: number; readonly height: number } & (
  | { readonly kind: 'head'; readonly name: string; readonly count: number }
  | { readonly kind: 'charts'; readonly charts: readonly MetricChart[] }
);

/** Heights with the gap below, px. */
export const HEAD_PX = 40;
export const ROW_PX = 226;
/** Drawn beyond the edges of what is seen, px: a scroll meets no empty place. */
const SPARE_PX = 300;

export function gridRows(sections: readonly MetricSection[], columnCount: number): GridRow[] {
  const rows: GridRow[] = [];
  let top = 0;
  for (const { name, charts } of sections) {
    rows.push({ key: `head ${name}`, kind: 'head', name, count: charts.length, top, height: HEAD_PX });
    top += HEAD_PX;
    for (let from = 0; from < charts.length; from += columnCount) {
      const some = charts.slice(from, from + columnCount);
      rows.push({ key: some[0]?.key ?? '', kind: 'charts', charts: some, top, height: ROW_PX });
      top += ROW_PX;
    }
  }
  return rows;
}

/** The rows between `scrolledPx` and one height of the window below it, with the spare ones. */
export function rowsInView(rows: readonly GridRow[], scrolledPx: number, heightPx: number): readonly [first: number, end: number] {
  const first = firstBelow(rows, scrolledPx - SPARE_PX);
  return [first, Math.max(first, firstFrom(rows, scrolledPx + heightPx + SPARE_PX))];
}

/** Index of the first row whose end lies below a height. */
function firstBelow(rows: readonly GridRow[], px: number): number {
  return search(rows, ({ top, height }) => top + height > px);
}

/** Index of the first row that begins at a height or below it. */
function firstFrom(rows: readonly GridRow[], px: number): number {
  return search(rows, ({ top }) => top >= px);
}

function search(rows: readonly GridRow[], holds: (row: GridRow) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(rows[middle] as GridRow)) high = middle;
    else low = middle + 1;
  }
  return low;
}
