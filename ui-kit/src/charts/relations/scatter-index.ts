/** Finds points by where they are drawn, without looking at all of them. */
export interface PointIndex {
  /** Place of the point nearest to (px, py) and no further than `reach`; -1 when there is none. Of equally near ones the later. */
  readonly nearest: (px: number, py: number, reach: number) => number;
}

/** Side of a cell, px: about the distance that a search reaches. */
const CELL_PX = 16;
/** Points may lie outside the drawing (a zoomed chart); those further out than this are not indexed. */
const MOST_CELLS = 1 << 20;

/** Sorts points into square cells, in one counting pass. A place that is not finite is left out. */
export function indexPoints(xs: Float64Array, ys: Float64Array, [width, height]: readonly [number, number]): PointIndex {
  const columns = Math.max(1, Math.min(1024, Math.ceil(width / CELL_PX)));
  const rows = Math.max(1, Math.min(MOST_CELLS / 1024, Math.ceil(height / CELL_PX)));
  const cellAt = (place: number) => {
    const column = Math.floor((xs[place] as number) / CELL_PX);
    const row = Math.floor((ys[place] as number) / CELL_PX);
    return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
  };
  const starts = new Uint32Array(columns * rows + 1);
  for (let place = 0; place < xs.length; place += 1) {
    const cell = cellAt(place);
    if (cell >= 0) starts[cell + 1] = (starts[cell + 1] as number) + 1;
  }
  for (let cell = 0; cell < columns * rows; cell += 1) starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  const filled = starts.slice(0, -1);
  const places = new Uint32Array(starts.at(-1) as number);
  for (let place = 0; place < xs.length; place += 1) {
    const cell = cellAt(place);
    if (cell < 0) continue;
    places[filled[cell] as number] = place;
    filled[cell] = (filled[cell] as number) + 1;
  }

  const nearest = (px: number, py: number, reach: number) => {
    const cellOf = (value: number, most: number) => Math.min(most - 1, Math.max(0, Math.floor(value / CELL_PX)));
    let best = -1;
    let least = reach * reach;
    for (let row = cellOf(py - reach, rows); row <= cellOf(py + reach, rows); row += 1) {
      for (let column = cellOf(px - reach, columns); column <= cellOf(px + reach, columns); column += 1) {
        const cell = row * columns + column;
        for (let slot = starts[cell] as number; slot < (starts[cell + 1] as number); slot += 1) {
          const place = places[slot] as number;
          const dx = (xs[place] as number) - px;
          const dy = (ys[place] as number) - py;
          const distance = dx * dx + dy * dy;
          if (distance > least || (distance === least && place < best)) continue;
          least = distance;
          best = place;
        }
      }
    }
    return best;
  };
  return { nearest };
}
