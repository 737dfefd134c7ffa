/** Where each span stands depth first, and what it hangs under. Nodes are numbered by start; `order[place]` is a node. */
export interface TreeOrder {
  readonly order: Uint32Array;
  /** By place: the place of the parent, -1 for a root. */
  readonly parents: Int32Array;
  readonly depths: Uint32Array;
  readonly sizes: Uint32Array;
  readonly childCounts: Uint32Array;
  readonly orphans: Uint8Array;
  readonly loops: Uint8Array;
}

/** It names none. */
export const noParent = -1;
/** It names one that has not come. */
export const lostParent = -2;

/**
 * Lays spans out depth first. A span whose parent has not come is a root, and an orphan; of spans whose parents go round in a circle
 * the earliest is a root. Nothing here calls itself: depth is no limit.
 *
 * `named`  of each node, by start: the node that it names as its parent; `noParent` or `lostParent`.
 */
export function depthFirst(named: Int32Array): TreeOrder {
  const count = named.length;
  const above = named.map((parent) => (parent === lostParent ? noParent : parent));
  const isLoop = openedCircles(above);
  const { firstChild, nextSibling, firstRoot } = linked(above);
  const order = new Uint32Array(count);
  const parents = new Int32Array(count).fill(-1);
  const depths = new Uint32Array(count);
  const orphans = new Uint8Array(count);
  const loops = new Uint8Array(count);
  const placeOf = new Int32Array(count);
  let node = firstRoot;
  let depth = 0;
  for (let place = 0; place < count; place += 1) {
    const parent = above[node] as number;
    order[place] = node;
    depths[place] = depth;
    parents[place] = parent < 0 ? -1 : (placeOf[parent] as number);
    orphans[place] = named[node] === lostParent ? 1 : 0;
    loops[place] = isLoop[node] as number;
    placeOf[node] = place;
    let next = firstChild[node] as number;
    if (next >= 0) depth += 1;
    // Up again until a sibling is left.
    while (next < 0) {
      next = nextSibling[node] as number;
      if (next >= 0) break;
      node = above[node] as number;
      if (node < 0) break;
      depth -= 1;
    }
    node = next;
  }
  const sizes = new Uint32Array(count).fill(1);
  const childCounts = new Uint32Array(count);
  for (let place = count - 1; place >= 0; place -= 1) {
    const parent = parents[place] as number;
    if (parent < 0) continue;
    sizes[parent] = (sizes[parent] as number) + (sizes[place] as number);
    childCounts[parent] = (childCounts[parent] as number) + 1;
  }
  return { order, parents, depths, sizes, childCounts, orphans, loops };
}

/** Makes the earliest span of each circle a root, in `above`; 1 for those that were. Each node is walked over once. */
function openedCircles(above: Int32Array): Uint8Array {
  const isLoop = new Uint8Array(above.length);
  const seenInWalk = new Int32Array(above.length).fill(-1);
  for (let start = 0; start < above.length; start += 1) {
    let node = start;
    while (node >= 0 && (seenInWalk[node] as number) < 0) {
      seenInWalk[node] = start;
      node = above[node] as number;
    }
    if (node < 0 || seenInWalk[node] !== start) continue;
    let earliest = node;
    for (let next = above[node] as number; next !== node; next = above[next] as number) earliest = Math.min(earliest, next);
    above[earliest] = -1;
    isLoop[earliest] = 1;
  }
  return isLoop;
}

/** Children as linked lists in columns, ascending by start: a list per span would cost more than all the rest. */
function linked(above: Int32Array): { firstChild: Int32Array; nextSibling: Int32Array; firstRoot: number } {
  const firstChild = new Int32Array(above.length).fill(-1);
  const nextSibling = new Int32Array(above.length).fill(-1);
  let firstRoot = -1;
  for (let node = above.length - 1; node >= 0; node -= 1) {
    const parent = above[node] as number;
    if (parent < 0) {
      nextSibling[node] = firstRoot;
      firstRoot = node;
    } else {
      nextSibling[node] = firstChild[parent] as number;
      firstChild[parent] = node;
    }
  }
  return { firstChild, nextSibling, firstRoot };
}
