import type { SpanTree } from './trace-waterfall-model.ts';

/** One level piece of a small picture: whole px, to be filled in one colour. */
export interface MinimapRuns {
  readonly count: number;
  readonly y: Uint16Array;
  readonly fromX: Uint16Array;
  /** Exclusive. */
  readonly toX: Uint16Array;
  /** Place in `colors`. */
  readonly color: Uint16Array;
  readonly colors: readonly string[];
  /** Of every piece, px. */
  readonly heightPx: number;
}

/** Free above and below the picture, px. */
const EDGE_PX = 2;
const MOST_LINE_PX = 4;

/**
 * The whole trace in `width` × `height` px: every px column of every line is painted once, by the first span that reaches it, and at
 * least one px of each span that starts where nothing is painted yet. So the pieces are bounded by the picture, not by the trace.
 */
export function minimapRuns<Row>(
  tree: Pick<SpanTree<Row>, 'rows' | 'starts' | 'ends' | 'from' | 'to'>,
  colorOf: (row: Row) => string,
  width: number,
  height: number,
): MinimapRuns {
  const spans = tree.rows.length;
  const columns = Math.max(1, Math.floor(width));
  const linePx = Math.min(MOST_LINE_PX, (height - 2 * EDGE_PX) / Math.max(1, spans));
  const perMs = columns / (tree.to - tree.from);
  const lines = Math.max(1, Math.ceil(height));
  // Of each px line a bit per px column, and pieces in the order of the spans.
  const painted = new Uint8Array(lines * columns);
  const most = spans === 0 ? 0 : lines * columns;
  const [y, fromX, toX, color] = [new Uint16Array(most), new Uint16Array(most), new Uint16Array(most), new Uint16Array(most)];
  const places = new Map<string, number>();
  let count = 0;
  for (let span = 0; span < spans; span += 1) {
    const line = Math.min(lines - 1, Math.floor(EDGE_PX + (span + 0.5) * linePx));
    const first = Math.min(columns - 1, Math.max(0, Math.floor(((tree.starts[span] as number) - tree.from) * perMs)));
    const last = Math.min(columns, Math.max(first + 1, Math.ceil(((tree.ends[span] as number) - tree.from) * perMs)));
    let own = -1;
    for (let x = first; x < last;) {
      if (painted[line * columns + x] === 1) {
        x += 1;
        continue;
      }
      const begin = x;
      while (x < last && painted[line * columns + x] === 0) {
        painted[line * columns + x] = 1;
        x += 1;
      }
      if (own < 0) {
        const css = colorOf(tree.rows[span] as Row);
        own = places.get(css) ?? places.size;
        places.set(css, own);
      }
      const before = count - 1;
      // A piece that goes on where the one before ended is the same piece.
      if (before >= 0 && y[before] === line && toX[before] === begin && color[before] === own) toX[before] = x;
      else {
        y[count] = line;
        fromX[count] = begin;
        toX[count] = x;
        color[count] = own;
        count += 1;
      }
    }
  }
  return { count, y, fromX, toX, color, colors: [...places.keys()], heightPx: Math.max(1, Math.min(2, linePx - 1)) };
}

/** Px columns in which something marked begins (an error): drawn apart, so that it is seen among fifty thousand spans. */
export function markedColumns<Row>(
  tree: Pick<SpanTree<Row>, 'rows' | 'starts' | 'from' | 'to'>,
  isMarked: (row: Row) => boolean,
  width: number,
): readonly number[] {
  const columns = Math.max(1, Math.floor(width));
  const perMs = columns / (tree.to - tree.from);
  const marked = new Set<number>();
  for (let span = 0; span < tree.rows.length; span += 1) {
    if (isMarked(tree.rows[span] as Row))
      marked.add(Math.min(columns - 1, Math.max(0, Math.floor(((tree.starts[span] as number) - tree.from) * perMs))));
  }
  return [...marked];
}
