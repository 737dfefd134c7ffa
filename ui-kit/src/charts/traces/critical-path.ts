/** What the critical path is read from: a tree in depth-first order, times from any common origin. */
export interface TimedTree {
  /** Number of nodes under each, itself included. */
  readonly sizes: Uint32Array;
  readonly starts: Float64Array;
  /** The end of the trace for a span that has not ended. */
  readonly ends: Float64Array;
}

/**
 * 1 for each span that the end of the trace waited for: from the end of the root that ended last backwards, the child that ended last,
 * then, of the children that began before it, the one that ended last. A child that outlives its parent counts up to the parent's end.
 *
 * The one definition: the waterfall draws it, and a server that uses it names the same spans.
 */
export function criticalPath({ sizes, starts, ends }: TimedTree): Uint8Array {
  const count = starts.length;
  const isCritical = new Uint8Array(count);
  let last = -1;
  for (let root = 0; root < count; root += sizes[root] as number)
    if (last < 0 || (ends[root] as number) > (ends[last] as number)) last = root;
  if (last < 0) return isCritical;
  const stack: [place: number, until: number][] = [[last, ends[last] as number]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [place, until] = next;
    isCritical[place] = 1;
    const children: number[] = [];
    for (let child = place + 1; child < place + (sizes[place] as number); child += sizes[child] as number) children.push(child);
    children.sort((one, other) => (ends[other] as number) - (ends[one] as number));
    let cursor = Math.min(until, ends[place] as number);
    for (const child of children) {
      if ((starts[child] as number) >= cursor) continue;
      stack.push([child, cursor]);
      cursor = starts[child] as number;
    }
  }
  return isCritical;
}
