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
  const ids = data.map(of.id);
  const places = new Map(ids.map((id, place) => [id, place]));
  const starts = Float64Array.from(data, of.startMs);
  const durations = data.map(of.durationMs);
  let from = Infinity;
  let to = -Infinity;
  for (let place = 0; place < count; place += 1) {
    from = Math.min(from, starts[place] as number);
    to = Math.max(to, (starts[place] as number) + (durations[place] ?? 0));
  }
  const children: number[][] = Array.from({ length: count }, () => []);
  const roots: number[] = [];
  for (let place = 0; place < count; place += 1) {
    const parentId = of.parentId(data[place] as Row);
    const parent = parentId === null ? undefined : places.get(parentId);
    if (parent === undefined || parent === place) roots.push(place);
    else children[parent]?.push(place);
  }
  const byStart = (one: number, other: number) => (starts[one] as number) - (starts[other] as number) || one - other;
  const order: number[] = [];
  const depths = new Uint16Array(count);
  const parents = new Int32Array(count).fill(-1);
  const seen = new Uint8Array(count);
  const visit = (root: number) => {
    const stack: { readonly node: number; readonly depth: number; readonly parent: number }[] = [{ node: root, depth: 0, parent: -1 }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (seen[next.node] === 1) continue;
      seen[next.node] = 1;
      const place = order.push(next.node) - 1;
      depths[place] = Math.min(65_535, next.depth);
      parents[place] = next.parent;
      for (const child of (children[next.node] ?? []).sort(byStart).toReversed()) stack.push({ node: child, depth: next.depth + 1, parent: place });
    }
  };
  for (const root of roots.sort(byStart)) visit(root);
  for (let place = 0; place < count; place += 1) if (seen[place] === 0) visit(place);
  const sizes = new Uint32Array(count).fill(1);
  for (let place = count - 1; place >= 0; place -= 1) {
    const parent = parents[place] as number;
    if (parent >= 0) sizes[parent] = (sizes[parent] as number) + (sizes[place] as number);
  }
  return {
    rows: order.map((place) => data[place] as Row),
    ids: order.map((place) => ids[place] as string),
    starts: Float64Array.from(order, (place) => starts[place] as number),
    ends: Float64Array.from(order, (place) => { const length = durations[place]; return length === null || length === undefined ? to : (starts[place] as number) + length; }),
    opens: Uint8Array.from(order, (place) => (durations[place] === null ? 1 : 0)),
    depths, sizes, parents,
    openCount: durations.filter((duration) => duration === null).length,
    ...(count === 0 ? { from: 0, to: 1 } : { from, to: to > from ? to : from + 1 }),
  };
}

/** Places of the rows to be shown: what lies under a collapsed span is left out. */
export function visibleRows({ ids, sizes }: Pick<SpanTree<unknown>, 'ids' | 'sizes'>, collapsed: ReadonlySet<string>): Uint32Array {
  const rows = new Uint32Array(ids.length);
  let count = 0;
  for (let place = 0; place < ids.length; place += collapsed.has(ids[place] as string) ? (sizes[place] as number) : 1) {
    rows[count] = place;
    count += 1;
  }
  return rows.subarray(0, count);
}

/**
 * Spans that the end of the trace waited for: from each span's end backwards, the child that ended last before that moment, then what
 * ended last before that child began. A child that outlives its parent counts up to the parent's end.
 */
export function criticalPath(tree: SpanTree<unknown>): Uint8Array {
  const { starts, ends, sizes, parents } = tree;
  const isCritical = new Uint8Array(starts.length);
  const last = parents.reduce((best, parent, place) => (parent < 0 && (best < 0 || (ends[place] as number) > (ends[best] as number)) ? place : best), -1);
  if (last < 0) return isCritical;
  const stack: [node: number, until: number][] = [[last, ends[last] as number]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, until] = next;
    isCritical[node] = 1;
    const children: number[] = [];
    for (let child = node + 1; child < node + (sizes[node] as number); child += sizes[child] as number) children.push(child);
    children.sort((one, other) => (ends[other] as number) - (ends[one] as number));
    let cursor = Math.min(until, ends[node] as number);
    for (const child of children) {
      if ((starts[child] as number) >= cursor) continue;
      stack.push([child, cursor]);
      cursor = starts[child] as number;
    }
  }
  return isCritical;
}
