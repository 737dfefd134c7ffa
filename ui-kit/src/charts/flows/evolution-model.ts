import { withoutCircles } from './sankey-model.ts';

export interface VersionAccessors<Row> {
  readonly id: (row: Row) => string;
  /** Ids of what it was made from, the main one first; several for a merge, none for a base. */
  readonly parents: (row: Row) => readonly string[];
  readonly at: (row: Row) => Date;
}

/** One version in its lineage. */
export interface VersionNode<Row> {
  readonly row: Row;
  readonly id: string;
  readonly atMs: number;
  /** Lane from the top, from 0. */
  readonly lane: number;
  /** Places of its parents in `nodes`, the main one first. All of them come earlier. */
  readonly parents: readonly number[];
  /** Places of its children; the one that goes on in its lane first. */
  readonly children: readonly number[];
}

export type LineageProblem =
  | { readonly why: 'no such parent' | 'loop' | 'earlier than its parent'; readonly id: string; readonly parent: string }
  | { readonly why: 'twice' | 'no time'; readonly id: string; readonly parent: null };

export interface Lineage<Row> {
  /** Parents before children, otherwise by time. */
  readonly nodes: readonly VersionNode<Row>[];
  readonly laneCount: number;
  readonly problems: readonly LineageProblem[];
}

/**
 * Versions as branches. A version goes on in the lane of its main parent if it has the longest line of descendants there; every other
 * child opens a lane below, the latest fork nearest, so that a fork crosses no lane that began after it. What cannot be drawn is reported:
 * parents that are not there, and links that would make a version its own ancestor.
 */
export function lineageOf<Row>(data: readonly Row[], of: VersionAccessors<Row>): Lineage<Row> {
  const problems: LineageProblem[] = [];
  const rows = new Map<string, { row: Row; atMs: number; place: number }>();
  for (const [place, row] of data.entries()) {
    const id = of.id(row);
    const atMs = of.at(row).getTime();
    if (rows.has(id)) problems.push({ why: 'twice', id, parent: null });
    else if (!Number.isFinite(atMs)) problems.push({ why: 'no time', id, parent: null });
    else rows.set(id, { row, atMs, place });
  }
  const links: { source: string; target: string; value: number }[] = [];
  for (const [id, { row, atMs }] of rows) {
    for (const parent of new Set(of.parents(row))) {
      const from = rows.get(parent);
      if (from === undefined) problems.push({ why: 'no such parent', id, parent });
      else if (parent === id) problems.push({ why: 'loop', id, parent });
      // Of a circle the link that runs against time goes.
      else links.push({ source: parent, target: id, value: from.atMs <= atMs ? 2 : 1 });
    }
  }
  const { kept, closing } = withoutCircles(links);
  for (const { source, target } of closing) problems.push({ why: 'loop', id: target, parent: source });
  for (const { source, target, value } of kept) if (value === 1) problems.push({ why: 'earlier than its parent', id: target, parent: source });
  const order = inOrder([...rows.keys()], kept, (one, other) => {
    const [a, b] = [rows.get(one), rows.get(other)];
    return (a?.atMs ?? 0) - (b?.atMs ?? 0) || (a?.place ?? 0) - (b?.place ?? 0);
  });
  const placeOf = new Map(order.map((id, place) => [id, place]));
  const parents = order.map((): number[] => []);
  const children = order.map((): number[] => []);
  for (const { source, target } of kept) {
    const [from, to] = [placeOf.get(source) as number, placeOf.get(target) as number];
    parents[to]?.push(from);
    children[from]?.push(to);
  }
  for (const own of children) own.sort((one, other) => one - other);
  const chains = chainsOf(parents, children);
  const { lanes, laneCount } = lanesOf(parents, chains);
  const nodes = order.map((id, place): VersionNode<Row> => {
    const { row, atMs } = rows.get(id) as { row: Row; atMs: number };
    const own = chains.next[place];
    return { row, id, atMs, lane: lanes[place] ?? 0, parents: parents[place] ?? [], children: (children[place] ?? []).toSorted((one, other) => Number(other === own) - Number(one === own) || one - other) };
  });
  return { nodes, laneCount, problems };
}

/** Keys so that every link runs forwards; of those that may come next the first by `compare`. */
function inOrder(keys: readonly string[], links: readonly { readonly source: string; readonly target: string }[], compare: (one: string, other: string) => number): string[] {
  const waiting = new Map(keys.map((key) => [key, 0]));
  for (const { target } of links) waiting.set(target, (waiting.get(target) ?? 0) + 1);
  const onward = Map.groupBy(links, (link) => link.source);
  const ready = keys.filter((key) => waiting.get(key) === 0).sort(compare);
  const order: string[] = [];
  for (let key = ready.shift(); key !== undefined; key = ready.shift()) {
    order.push(key);
    for (const { target } of onward.get(key) ?? []) {
      const left = (waiting.get(target) ?? 1) - 1;
      waiting.set(target, left);
      if (left > 0) continue;
      const before = ready.findIndex((other) => compare(target, other) < 0);
      ready.splice(before < 0 ? ready.length : before, 0, target);
    }
  }
  return order;
}

interface Chains {
  /** The child that goes on in the same lane; -1 at the end of a chain. */
  readonly next: readonly number[];
  /** First node of the chain that a node is in. */
  readonly head: readonly number[];
  /** By head: the last node. */
  readonly last: ReadonlyMap<number, number>;
}

/** Lines of descent: from a node on to the child of which it is the main parent and which has most after it. */
function chainsOf(parents: readonly (readonly number[])[], children: readonly (readonly number[])[]): Chains {
  const lengths = parents.map(() => 1);
  const next = parents.map(() => -1);
  for (let place = parents.length - 1; place >= 0; place -= 1) {
    for (const child of children[place] ?? []) {
      if (parents[child]?.[0] !== place) continue;
      const best = next[place] as number;
      if (best < 0 || (lengths[child] as number) > (lengths[best] as number)) next[place] = child;
    }
    const own = next[place] as number;
    if (own >= 0) lengths[place] = 1 + (lengths[own] as number);
  }
  const head = parents.map((_, place) => place);
  const last = new Map<number, number>();
  for (let place = 0; place < parents.length; place += 1) {
    const main = parents[place]?.[0];
    if (main !== undefined && next[main] === place) head[place] = head[main] as number;
    last.set(head[place] as number, place);
  }
  return { next, head, last };
}

/** A lane for every chain: below its parent's, the nearest that is free from the fork to the chain's end and that of its own forks. */
function lanesOf(parents: readonly (readonly number[])[], { head, last }: Chains): { lanes: number[]; laneCount: number } {
  // By where they fork off, so that no fork crosses the lane of a later one.
  const heads = [...last.keys()].sort((one, other) => (parents[one]?.[0] ?? -1) - (parents[other]?.[0] ?? -1) || one - other);
  const forks = Map.groupBy(heads, (one) => (parents[one]?.[0] === undefined ? -1 : head[parents[one]?.[0] as number] as number));
  const taken: { from: number; to: number }[][] = [];
  const laneOf = new Map<number, number>();
  // Roots in order of time, the chains of each before the next root; later forks first.
  const stack = (forks.get(-1) ?? []).toReversed();
  for (let chain = stack.pop(); chain !== undefined; chain = stack.pop()) {
    const parent = parents[chain]?.[0];
    const from = parent === undefined ? chain : parent + 0.5;
    // Its lane is its own until its last fork has reached a lane of that fork's own: another's forks would cross it.
    const to = Math.max(last.get(chain) ?? chain, ...(forks.get(chain) ?? []));
    let lane = parent === undefined ? 0 : (laneOf.get(head[parent] as number) ?? 0) + 1;
    while (taken[lane]?.some((other) => from <= other.to && other.from <= to) === true) lane += 1;
    while (taken.length <= lane) taken.push([]);
    taken[lane]?.push({ from, to });
    laneOf.set(chain, lane);
    stack.push(...(forks.get(chain) ?? []));
  }
  return { lanes: parents.map((_, place) => laneOf.get(head[place] as number) ?? 0), laneCount: taken.length };
}

export interface LineageRoom {
  /** First and last px that a node may stand at. */
  readonly left: number;
  readonly right: number;
  /** Least distance of neighbours in a lane, and of a child from its parent, px. */
  readonly gap: number;
}

/** Nodes that must stand beside each other: how much width they ask for at least, px. */
export function lineageWidth(nodes: readonly VersionNode<unknown>[], gap: number): number {
  const before = previousInLane(nodes);
  const depths = nodes.map(() => 0);
  for (const [place, node] of nodes.entries()) {
    for (const other of [...node.parents, before[place] as number]) if (other >= 0) depths[place] = Math.max(depths[place] as number, (depths[other] as number) + 1);
  }
  return depths.reduce((most, depth) => Math.max(most, depth), 0) * gap;
}

/**
 * Where nodes stand, px: at their time, moved only as far as needed for neighbours in a lane to stand `gap` apart and children at the
 * right of their parents. Asks for a room of at least `lineageWidth`.
 */
export function lineagePlaces(nodes: readonly VersionNode<unknown>[], toPx: (atMs: number) => number, { left, right, gap }: LineageRoom): number[] {
  const before = previousInLane(nodes);
  const places = nodes.map((node) => Math.max(left, Math.min(right, toPx(node.atMs))));
  for (const [place, node] of nodes.entries()) {
    for (const other of [...node.parents, before[place] as number]) if (other >= 0) places[place] = Math.max(places[place] as number, (places[other] as number) + gap);
  }
  for (let place = nodes.length - 1; place >= 0; place -= 1) {
    places[place] = Math.min(places[place] as number, right);
    for (const other of [...(nodes[place]?.parents ?? []), before[place] as number]) if (other >= 0) places[other] = Math.min(places[other] as number, (places[place] as number) - gap);
  }
  return places;
}

function previousInLane(nodes: readonly VersionNode<unknown>[]): number[] {
  const latest = new Map<number, number>();
  return nodes.map(({ lane }, place) => {
    const found = latest.get(lane) ?? -1;
    latest.set(lane, place);
    return found;
  });
}

/** Where an arrow leads: right to the child that goes on, left to the main parent, up and down to the nearest version of another lane. */
export function versionAfterKey(nodes: readonly VersionNode<unknown>[], places: readonly number[], key: string, place: number): number | null {
  const node = nodes[place];
  if (node === undefined) return null;
  switch (key) {
    case 'ArrowRight': return node.children[0] ?? place;
    case 'ArrowLeft': return node.parents[0] ?? place;
    case 'Home': return 0;
    case 'End': return nodes.length - 1;
    case 'ArrowUp': case 'ArrowDown': {
      const step = key === 'ArrowDown' ? 1 : -1;
      let best = -1;
      const far = (other: number) => [Math.abs((nodes[other]?.lane ?? 0) - node.lane), Math.abs((places[other] ?? 0) - (places[place] ?? 0))] as const;
      for (const [other, one] of nodes.entries()) {
        if ((one.lane - node.lane) * step <= 0) continue;
        if (best < 0) best = other;
        const [[lanes, px], [bestLanes, bestPx]] = [far(other), far(best)];
        if (lanes < bestLanes || (lanes === bestLanes && px < bestPx)) best = other;
      }
      return best < 0 ? place : best;
    }
    default: return null;
  }
}
