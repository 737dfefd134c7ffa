/** How a span is read. Times in ms from any common origin. */
export interface SpanAccessors<Row> {
  readonly id: (row: Row) => string;
  /** null for a root; a parent that isn't among the rows makes one, too. */
  readonly parentId: (row: Row) => string | null;
  readonly startMs: (row: Row) => number;
  /** null: it has not ended; drawn to the end of the trace. */
  readonly durationMs: (row: Row) => number | null;
}

/**
 * A trace laid out depth first: every node is followed by all that is under it, `sizes[i]` nodes in all with itself. Columns, because
 * a trace may have fifty thousand spans.
 */
export interface SpanTree<Row> {
  readonly rows: readonly Row[];
  readonly ids: readonly string[];
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly depths: Uint16Array;
  readonly sizes: Uint32Array;
  /** Place of the parent; -1 for a root. */
  readonly parents: Int32Array;
  /** 1 for a span that has not ended. */
  readonly opens: Uint8Array;
  readonly openCount: number;
  readonly from: number;
  readonly to: number;
}

/** Builds the tree, siblings by start. Spans whose parents go round in a circle are roots. Nothing here calls itself: depth is no limit. */
export function spanTree<Row>(data: readonly Row[], of: SpanAccessors<Row>): SpanTree<Row> {
  const count = data.length;
  const columns = columnsOfSpans(data, of);
  const { ids, starts, ends, opens, from, to } = columns;
  const { above, firstChild, nextSibling, firstRoot } = linked(data, of, columns);
  const order = new Uint32Array(count);
  const depths = new Uint16Array(count);
  const parents = new Int32Array(count).fill(-1);
  const placeOf = new Int32Array(count).fill(-1);
  let placed = 0;
  /** The first of a row of siblings that has no place yet; in a circle, one may be met twice. */
  const unseen = (node: number) => {
    let next = node;
    while (next >= 0 && (placeOf[next] as number) >= 0) next = nextSibling[next] as number;
    return next;
  };
  const visit = (root: number) => {
    let depth = 0;
    for (let node = root; ;) {
      order[placed] = node;
      depths[placed] = Math.min(65_535, depth);
      parents[placed] = node === root ? -1 : (placeOf[above[node] as number] as number);
      placeOf[node] = placed;
      placed += 1;
      let next = unseen(firstChild[node] as number);
      if (next >= 0) depth += 1;
      // Up again until a sibling is left.
      while (next < 0 && node !== root) {
        next = unseen(nextSibling[node] as number);
        if (next < 0) {
          node = above[node] as number;
          depth -= 1;
        }
      }
      if (next < 0) return;
      node = next;
    }
  };
  for (let root = firstRoot; root >= 0; root = nextSibling[root] as number) visit(root);
  for (let node = 0; placed < count; node += 1) if ((placeOf[node] as number) < 0) visit(node);
  const sizes = new Uint32Array(count).fill(1);
  for (let place = count - 1; place >= 0; place -= 1) {
    const parent = parents[place] as number;
    if (parent >= 0) sizes[parent] = (sizes[parent] as number) + (sizes[place] as number);
  }
  // Plain loops: on a trace of fifty thousand spans that is seen for the first time, iterators cost more than the tree.
  const rows: Row[] = [];
  const orderedIds: string[] = [];
  const orderedStarts = new Float64Array(count);
  const orderedEnds = new Float64Array(count);
  const orderedOpens = new Uint8Array(count);
  let openCount = 0;
  for (let place = 0; place < count; place += 1) {
    const node = order[place] as number;
    const isOpen = opens[node] as number;
    rows.push(data[node] as Row);
    orderedIds.push(ids[node] as string);
    orderedStarts[place] = starts[node] as number;
    orderedEnds[place] = isOpen === 1 ? to : (ends[node] as number);
    orderedOpens[place] = isOpen;
    openCount += isOpen;
  }
  return {
    rows,
    ids: orderedIds,
    starts: orderedStarts,
    ends: orderedEnds,
    opens: orderedOpens,
    depths,
    sizes,
    parents,
    openCount,
    ...(count === 0 ? { from: 0, to: 1 } : { from, to: to > from ? to : from + 1 }),
  };
}

interface SpanColumns {
  readonly ids: readonly string[];
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly opens: Uint8Array;
  readonly from: number;
  readonly to: number;
}

function columnsOfSpans<Row>(data: readonly Row[], of: SpanAccessors<Row>): SpanColumns {
  const count = data.length;
  const ids: string[] = [];
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const opens = new Uint8Array(count);
  let from = Infinity;
  let to = -Infinity;
  for (let place = 0; place < count; place += 1) {
    const row = data[place] as Row;
    const duration = of.durationMs(row);
    const start = of.startMs(row);
    ids.push(of.id(row));
    starts[place] = start;
    ends[place] = start + (duration ?? 0);
    opens[place] = duration === null ? 1 : 0;
    from = Math.min(from, start);
    to = Math.max(to, ends[place] as number);
  }
  return { ids, starts, ends, opens, from, to };
}

/** Children as linked lists in columns, ascending by start: a list per span would cost more than all the rest. */
function linked<Row>(data: readonly Row[], of: SpanAccessors<Row>, { ids, starts }: SpanColumns) {
  const count = data.length;
  const places = new Map<string, number>();
  for (let place = 0; place < count; place += 1) places.set(ids[place] as string, place);
  const byStart = new Uint32Array(count);
  let isSorted = true;
  for (let place = 0; place < count; place += 1) {
    byStart[place] = place;
    if (place > 0 && (starts[place] as number) < (starts[place - 1] as number)) isSorted = false;
  }
  if (!isSorted) byStart.sort((one, other) => (starts[one] as number) - (starts[other] as number) || one - other);
  const above = new Int32Array(count).fill(-1);
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  let firstRoot = -1;
  for (let at = count - 1; at >= 0; at -= 1) {
    const place = byStart[at] as number;
    const parentId = of.parentId(data[place] as Row);
    const parent = parentId === null ? undefined : places.get(parentId);
    if (parent === undefined || parent === place) {
      nextSibling[place] = firstRoot;
      firstRoot = place;
    } else {
      above[place] = parent;
      nextSibling[place] = firstChild[parent] as number;
      firstChild[parent] = place;
    }
  }
  return { above, firstChild, nextSibling, firstRoot };
}
