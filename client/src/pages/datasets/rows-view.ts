/** Browsers lay out no element much higher than this. */
const mostPx = 12_000_000;
/** Rows drawn beyond what is in view, above and below. */
const beyond = 6;

export interface RowsView {
  /** Of what scrolls, as a whole. */
  readonly heightPx: number;
  readonly first: number;
  readonly last: number;
  /** From the top of what scrolls to the first row that is drawn. */
  readonly offsetPx: number;
}

/** Which rows are drawn, and where. A list that is too high is scrolled in proportion: its top is the first row, its end the last. */
export function viewOf(rowCount: number, rowPx: number, { top, height }: { readonly top: number; readonly height: number }): RowsView {
  const wholePx = rowCount * rowPx;
  const heightPx = Math.min(wholePx, mostPx);
  const most = Math.max(0, heightPx - height);
  const isScaled = wholePx > heightPx;
  const scrolled = Math.max(0, Math.min(top, most));
  // In pixels of the whole list.
  const at = isScaled && most > 0 ? (scrolled / most) * (wholePx - height) : scrolled;
  const shown = Math.floor(at / rowPx);
  const first = Math.max(0, shown - beyond);
  const last = Math.min(rowCount - 1, shown + Math.ceil(height / rowPx) + beyond);
  return { heightPx, first, last, offsetPx: scrolled - (at - first * rowPx) };
}

/** Where to scroll so that a row stands in the middle. */
export function placeOf(rowCount: number, rowPx: number, height: number, index: number): number {
  const wholePx = rowCount * rowPx;
  const heightPx = Math.min(wholePx, mostPx);
  const wanted = Math.max(0, Math.min(wholePx - height, index * rowPx - height / 2));
  return wholePx > heightPx ? (wanted / Math.max(1, wholePx - height)) * (heightPx - height) : wanted;
}
