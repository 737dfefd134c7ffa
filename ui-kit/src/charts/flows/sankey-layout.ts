import { sankey } from '@visx/sankey';
import type { Flow } from './sankey-model.ts';

/** A node's place, px. */
export interface PlacedNode {
  readonly key: string;
  /** Column from the left, from 0. */
  readonly column: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A ribbon: from the right edge of one node to the left edge of another. */
export interface PlacedLink {
  readonly source: string;
  readonly target: string;
  readonly fromX: number;
  readonly toX: number;
  /** Middle of the ribbon at its ends. */
  readonly fromY: number;
  readonly toY: number;
  readonly width: number;
}

export interface FlowLayout {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
  readonly columnCount: number;
  readonly width: number;
  /** From one column's left edge to the next, px. */
  readonly columnPx: number;
  /** The last column with its labels, px. */
  readonly lastPx: number;
}

export const NODE_PX = 10;
/** Narrowest column, with its labels, px: below it the drawing is wider than its room, and scrolls. */
const LEAST_COLUMN_PX = 88;
/** Between nodes of a column, px, where there is room: two lines of a label. */
const GAP_PX = 26;
/** Thinnest ribbon and node, px: nothing that is there is invisible. */
const LEAST_PX = 1;
const EDGE_PX = 8;

/**
 * Columns by how far a node is from the beginning, ends in the last one; labels have their room at the right of every column, those of
 * the last one `lastLabelPx` or an equal part of the width.
 */
export function layoutOf(flow: Flow<unknown>, room: number, height: number, lastLabelPx = Infinity): FlowLayout {
  if (flow.links.length === 0) return { nodes: [], links: [], columnCount: 0, width: room, columnPx: room, lastPx: room };
  const columns = columnsOf(flow);
  const columnCount = columns.count;
  const lastPx = Math.max(LEAST_COLUMN_PX, Math.min(Math.floor(room / columnCount), NODE_PX + lastLabelPx));
  const columnPx = Math.max(LEAST_COLUMN_PX, Math.floor((room - lastPx) / (columnCount - 1)));
  const width = Math.max(room, columnPx * (columnCount - 1) + lastPx);
  // Half of the height belongs to the nodes, however many gaps there are.
  const gap = Math.min(GAP_PX, (height - 2 * EDGE_PX) / 2 / Math.max(1, columns.busiest - 1));
  const graph = sankey<{ key: string }, { place: number }>()
    .nodeId((node) => node.key)
    .nodeWidth(NODE_PX)
    .nodePadding(gap)
    .iterations(32)
    .extent([
      [0, EDGE_PX],
      [columnPx * (columnCount - 1) + NODE_PX, height - EDGE_PX],
    ])({
    nodes: flow.nodes.map(({ key }) => ({ key })),
    links: flow.links.map((link, place) => ({ source: link.source, target: link.target, value: Math.abs(link.value), place })),
  });
  const nodes = graph.nodes.map((node): PlacedNode => {
    const [top, bottom] = [node.y0 ?? 0, node.y1 ?? 0];
    const lack = Math.max(0, LEAST_PX - (bottom - top)) / 2;
    return {
      key: node.key,
      column: columns.of.get(node.key) ?? 0,
      left: node.x0 ?? 0,
      right: node.x1 ?? 0,
      top: top - lack,
      bottom: bottom + lack,
    };
  });
  const links = graph.links.map((link): PlacedLink => {
    const [source, target] = [link.source as unknown as { key: string; x1: number }, link.target as unknown as { key: string; x0: number }];
    return {
      source: source.key,
      target: target.key,
      fromX: source.x1,
      toX: target.x0,
      fromY: link.y0 ?? 0,
      toY: link.y1 ?? 0,
      width: Math.max(LEAST_PX, link.width ?? 0),
    };
  });
  return { nodes, links, columnCount, width, columnPx, lastPx };
}

export interface FlowColumns {
  readonly count: number;
  /** Nodes in the fullest column. */
  readonly busiest: number;
  /** By node: its column; of those where the flow ends the last one. */
  readonly of: ReadonlyMap<string, number>;
}

/** In which column each node stands: one after the farthest of those that lead to it. Asks for a flow without circles. */
export function columnsOf({ nodes, links }: Pick<Flow<unknown>, 'nodes' | 'links'>): FlowColumns {
  const waiting = new Map<string, number>();
  const depths = new Map<string, number>();
  const onward = Map.groupBy(links, (link) => link.source);
  for (const link of links) waiting.set(link.target, (waiting.get(link.target) ?? 0) + 1);
  const ready = nodes.filter((node) => !waiting.has(node.key)).map((node) => node.key);
  let longest = 0;
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const depth = depths.get(node) ?? 0;
    longest = Math.max(longest, depth);
    for (const { target } of onward.get(node) ?? []) {
      depths.set(target, Math.max(depths.get(target) ?? 0, depth + 1));
      const left = (waiting.get(target) ?? 1) - 1;
      waiting.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  const of = new Map(nodes.map(({ key }) => [key, onward.has(key) ? (depths.get(key) ?? 0) : longest]));
  const fullness = new Map<number, number>();
  for (const column of of.values()) fullness.set(column, (fullness.get(column) ?? 0) + 1);
  return { count: nodes.length === 0 ? 0 : longest + 1, busiest: Math.max(0, ...fullness.values()), of };
}

/** Outline of a ribbon: both edges bend in the middle, so that it keeps its width where it is level. */
export function ribbonPath({ fromX, toX, fromY, toY, width }: PlacedLink): string {
  const middle = round((fromX + toX) / 2);
  const half = width / 2;
  const edge = (from: number, to: number, y0: number, y1: number) =>
    `${round(from)},${round(y0)}C${middle},${round(y0)} ${middle},${round(y1)} ${round(to)},${round(y1)}`;
  return `M${edge(fromX, toX, fromY - half, toY - half)}L${edge(toX, fromX, toY + half, fromY + half)}Z`;
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}

/** Height of a ribbon's middle where it passes an x, px; null where it doesn't. */
export function ribbonMiddleAt({ fromX, toX, fromY, toY }: PlacedLink, px: number): number | null {
  if (px < fromX || px > toX || toX === fromX) return null;
  const part = (px - fromX) / (toX - fromX);
  // x runs as 1.5 t (1 − t) + t³: it only grows, so halving finds t.
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step += 1) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) + t ** 3 < part) low = t;
    else high = t;
  }
  const t = (low + high) / 2;
  return fromY + (toY - fromY) * (3 * t ** 2 - 2 * t ** 3);
}

/** How near a press must be to a thin ribbon or node, px. */
const REACH_PX = 10;

/** The item at a place: nodes before links, of links the one whose edge is nearest. -1 for none. */
export function itemAt({ nodes, links }: FlowLayout, px: number, py: number): number {
  const node = nearest(
    nodes.map(({ left, right, top, bottom }) => (px < left - 4 || px > right + 4 ? Infinity : Math.max(top - py, py - bottom))),
  );
  if (node >= 0) return node;
  const link = nearest(
    links.map((one) => {
      const middle = ribbonMiddleAt(one, px);
      return middle === null ? Infinity : Math.abs(py - middle) - one.width / 2;
    }),
  );
  return link < 0 ? -1 : nodes.length + link;
}

function nearest(distances: readonly number[]): number {
  let best = -1;
  let least = REACH_PX;
  for (const [place, distance] of distances.entries()) {
    if (distance > least) continue;
    // A thin ribbon over a wide one: the one whose edge is nearest counts, and of those that cover the place the last drawn.
    best = place;
    least = Math.max(0, distance);
  }
  return best;
}

/**
 * Where a key leads: right from a node along its largest link, from a link to its end; left the same way back; up and down to the
 * neighbour in the column, or to the next link of the same node.
 */
export function itemAfterKey(layout: FlowLayout, flow: Flow<unknown>, key: string, item: number): number | null {
  const { nodes, links } = layout;
  const last = nodes.length + links.length - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key !== 'ArrowRight' && key !== 'ArrowLeft' && key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const step = key === 'ArrowDown' ? 1 : -1;
  const nodeAt = (name: string) => nodes.findIndex((node) => node.key === name);
  if (item < nodes.length) {
    const node = nodes[item];
    if (node === undefined) return item;
    if (key === 'ArrowUp' || key === 'ArrowDown')
      return beside(
        places(nodes, (other) => other.column === node.column),
        (place) => nodes[place]?.top ?? 0,
        item,
        step,
      );
    const ways = places(flow.links, (link) => (key === 'ArrowRight' ? link.source : link.target) === node.key);
    const largest = ways.reduce(
      (best, place) => (best < 0 || Math.abs(flow.links[place]?.value ?? 0) > Math.abs(flow.links[best]?.value ?? 0) ? place : best),
      -1,
    );
    return largest < 0 ? item : nodes.length + largest;
  }
  const link = links[item - nodes.length];
  if (link === undefined) return item;
  if (key === 'ArrowRight') return nodeAt(link.target);
  if (key === 'ArrowLeft') return nodeAt(link.source);
  return (
    nodes.length +
    beside(
      places(links, (other) => other.source === link.source),
      (place) => links[place]?.fromY ?? 0,
      item - nodes.length,
      step,
    )
  );
}

function places<Value>(values: readonly Value[], isOne: (value: Value) => boolean): number[] {
  return values.flatMap((value, place) => (isOne(value) ? [place] : []));
}

function beside(among: number[], heightOf: (place: number) => number, from: number, step: number): number {
  const order = among.sort((one, other) => heightOf(one) - heightOf(other) || one - other);
  return order[order.indexOf(from) + step] ?? from;
}
