import { spread } from '../../frame/end-labels.tsx';
import type { FlowLayout, PlacedLink, PlacedNode } from './sankey-layout.ts';

/** Height of a line of a label, px. */
export const LINE_PX = 14;
/** A label stands no farther than this from what it names, px: beyond, it would seem to name something else. */
const MOST_SHIFT_PX = 18;
/** A label that is shifted farther than this is joined to what it names by a line, px. */
const LEADER_FROM_PX = 4;

/** A label that has a place. */
export interface Placed<Item> {
  readonly item: Item;
  /** Middle of the label, px. */
  readonly y: number;
  /** It does not stand beside what it names: a line leads there. */
  readonly isShifted: boolean;
}

export interface Wish<Item> {
  readonly item: Item;
  /** Middle of what is named, px. */
  readonly y: number;
  /** Where not all have a place, the ones that count more keep theirs. */
  readonly weight: number;
}

/**
 * Labels of one column, from the top down: `gap` apart, inside the height, each near what it names. Of those that stand too close
 * together the ones of the least weight have no place.
 */
export function placesNear<Item>(wishes: readonly Wish<Item>[], gap: number, height: number): Placed<Item>[] {
  const kept = wishes.toSorted((one, other) => other.weight - one.weight).slice(0, Math.max(0, Math.floor(height / gap)));
  for (;;) {
    const ys = spread(
      kept.map(({ y }) => y),
      gap,
      gap / 2,
      height - gap / 2,
    );
    const shifts = kept.map(({ y }, index) => Math.abs((ys[index] as number) - y));
    const most = Math.max(0, ...shifts);
    if (most <= MOST_SHIFT_PX) {
      return kept
        .map(({ item }, index) => ({ item, y: ys[index] as number, isShifted: (shifts[index] as number) > LEADER_FROM_PX }))
        .sort((one, other) => one.y - other.y);
    }
    // Around the label that is pushed farthest, the one of least weight goes.
    const crowded = ys[shifts.indexOf(most)] as number;
    kept.splice(
      kept.findLastIndex((_, index) => Math.abs((ys[index] as number) - crowded) <= most + gap),
      1,
    );
  }
}

/** Labels of one column's nodes: on two lines where each then stands beside its node, else on one. */
export function nodePlaces(
  nodes: readonly { readonly node: PlacedNode; readonly place: number; readonly weight: number }[],
  height: number,
): { readonly hasTwoLines: boolean; readonly places: Placed<{ readonly node: PlacedNode; readonly place: number }>[] } {
  const wishes = nodes.map(({ node, place, weight }) => ({ item: { node, place }, y: (node.top + node.bottom) / 2, weight }));
  const places = placesNear(wishes, 2 * LINE_PX, height);
  const hasTwoLines =
    places.length === nodes.length && places.every(({ isShifted, item, y }) => !isShifted || (y >= item.node.top && y <= item.node.bottom));
  return hasTwoLines ? { hasTwoLines, places } : { hasTwoLines, places: placesNear(wishes, LINE_PX, height) };
}

/** Notes of ribbons, near the end of each. */
export function notePlaces(
  { nodes, links }: Pick<FlowLayout, 'nodes' | 'links'>,
  height: number,
): Placed<{ readonly link: PlacedLink; readonly place: number }>[] {
  const columnOf = new Map(nodes.map((node) => [node.key, node.column]));
  const wishes = links.map((link, place) => ({ item: { link, place }, y: link.toY, weight: link.width }));
  return [...Map.groupBy(wishes, ({ item }) => columnOf.get(item.link.target)).values()].flatMap((into) =>
    placesNear(into, LINE_PX, height),
  );
}
