/** How links are read from rows. */
export interface LinkAccessors<Row> {
  readonly source: (row: Row) => string;
  readonly target: (row: Row) => string;
  /** null or NaN: not known; the link is left out and reported. */
  readonly value: (row: Row) => number | null | undefined;
}

/** What flows from one node to another; rows with the same ends are added up. */
export interface FlowLink<Row> {
  readonly source: string;
  readonly target: string;
  /** With its sign; below zero only in a signed flow. */
  readonly value: number;
  /** Of all that enters the drawing, 0–1 (by size, in a signed flow). */
  readonly share: number;
  readonly rows: readonly Row[];
}

export interface FlowNode {
  readonly key: string;
  /** Sums of what comes in and goes out, by size. */
  readonly inflow: number;
  readonly outflow: number;
  /** The larger of the two, and its share of all that enters. */
  readonly value: number;
  readonly share: number;
}

/** Why a link is not drawn. */
export type Undrawn = 'loops' | 'zero' | 'below zero' | 'no number';

export interface LeftOut {
  readonly source: string;
  readonly target: string;
  readonly value: number | null;
  readonly why: Undrawn;
}

export interface Flow<Row> {
  /** In order of first appearance, only those with a drawn link. */
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink<Row>[];
  readonly leftOut: readonly LeftOut[];
  /** All that enters the drawing anywhere: the whole of every share. */
  readonly total: number;
}

/**
 * Rows as a flow that can be drawn from left to right. What can't be: a link to itself, and of each circle the smallest link that closes
 * it; numbers that are absent, zero, or (unless `isSigned`) negative. All of it is in `leftOut`.
 */
export function flowOf<Row>(data: readonly Row[], of: LinkAccessors<Row>, isSigned = false): Flow<Row> {
  const merged = new Map<string, { source: string; target: string; value: number; rows: Row[] }>();
  const leftOut: LeftOut[] = [];
  for (const row of data) {
    const [source, target, value] = [of.source(row), of.target(row), of.value(row) ?? Number.NaN];
    const why = unusable(source, target, value, isSigned);
    if (why !== null) {
      leftOut.push({ source, target, value: Number.isFinite(value) ? value : null, why });
      continue;
    }
    const key = JSON.stringify([source, target]);
    const link = merged.get(key);
    if (link === undefined) merged.set(key, { source, target, value, rows: [row] });
    else {
      link.value += value;
      link.rows.push(row);
    }
  }
  const { kept, closing } = withoutCircles([...merged.values()]);
  for (const { source, target, value } of closing) leftOut.push({ source, target, value, why: 'loops' });
  const usable = kept.filter((link) => {
    if (link.value !== 0) return true;
    leftOut.push({ source: link.source, target: link.target, value: 0, why: 'zero' });
    return false;
  });
  const sums = new Map<string, { inflow: number; outflow: number }>();
  const sum = (key: string) => {
    const found = sums.get(key) ?? { inflow: 0, outflow: 0 };
    sums.set(key, found);
    return found;
  };
  for (const { source, target, value } of usable) {
    sum(source).outflow += Math.abs(value);
    sum(target).inflow += Math.abs(value);
  }
  let total = 0;
  for (const { inflow, outflow } of sums.values()) total += Math.max(0, outflow - inflow);
  const nodes = Array.from(sums, ([key, { inflow, outflow }]): FlowNode => {
    const value = Math.max(inflow, outflow);
    return { key, inflow, outflow, value, share: value / total };
  });
  // Loops first: they hold amounts that a reader would look for.
  leftOut.sort((one, other) => Number(other.why === 'loops') - Number(one.why === 'loops'));
  return { nodes, links: usable.map((link) => ({ ...link, share: Math.abs(link.value) / total })), leftOut, total };
}

function unusable(source: string, target: string, value: number, isSigned: boolean): Undrawn | null {
  if (!Number.isFinite(value)) return 'no number';
  if (value === 0) return 'zero';
  if (value < 0 && !isSigned) return 'below zero';
  return source === target ? 'loops' : null;
}

/** Takes links from the largest down, and leaves out each that would close a circle: so the smallest of a circle goes. Order is kept. */
export function withoutCircles<Link extends { readonly source: string; readonly target: string; readonly value: number }>(links: readonly Link[]): { readonly kept: Link[]; readonly closing: Link[] } {
  const targets = new Map<string, string[]>();
  const reaches = (from: string, to: string) => {
    const seen = new Set([from]);
    const stack = [from];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node === to) return true;
      for (const next of targets.get(node) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        stack.push(next);
      }
    }
    return false;
  };
  const closing = new Set<Link>();
  for (const link of links.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value))) {
    if (reaches(link.target, link.source)) closing.add(link);
    else targets.set(link.source, [...(targets.get(link.source) ?? []), link.target]);
  }
  return { kept: links.filter((link) => !closing.has(link)), closing: links.filter((link) => closing.has(link)) };
}

/** Places in a flow: nodes first, then links. */
export interface FlowPath {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<number>;
}

/** All that flows into an item, however far back, and all that it flows on to. */
export function pathThrough({ nodes, links }: Pick<Flow<unknown>, 'nodes' | 'links'>, item: number): FlowPath {
  const found = { nodes: new Set<string>(), links: new Set<number>() };
  const walk = (start: string, isDown: boolean) => {
    const seen = new Set([start]);
    const stack = [start];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      found.nodes.add(node);
      for (const [place, link] of links.entries()) {
        if ((isDown ? link.source : link.target) !== node) continue;
        found.links.add(place);
        const next = isDown ? link.target : link.source;
        if (!seen.has(next)) stack.push(next);
        seen.add(next);
      }
    }
  };
  const node = nodes[item];
  const link = links[item - nodes.length];
  if (node !== undefined) {
    walk(node.key, true);
    walk(node.key, false);
  } else if (link !== undefined) {
    found.links.add(item - nodes.length);
    walk(link.source, false);
    walk(link.target, true);
  }
  return found;
}
