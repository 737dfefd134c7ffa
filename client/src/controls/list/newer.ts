import type { ListEntry, Newer } from './list.ts';

type Entries<Node> = readonly ListEntry<Node>[];
interface Row {
  readonly id: string;
}

/** Rows asked for beyond the head of a list: with more of them the list is asked for again. */
export const MOST_NEWER = 100;

/** How many rows of the first page to ask for, to learn what is newer than the rows held. */
export const newerCount = (held: readonly unknown[], isNewestFirst: boolean): number =>
  isNewestFirst ? MOST_NEWER : Math.min(MOST_NEWER, held.length);

/**
 * What a list that is asked for again has beyond the rows held. Newest first, what is new stands before the first one held; what began
 * earlier and came late is not shown until the list is asked for again. In another order new rows may stand anywhere.
 */
export function newerThan<Node extends Row>(held: Entries<Node>, now: Entries<Node>, isNewestFirst: boolean): Newer<Node> {
  if (!isNewestFirst) return { entries: missing(held, now), isMore: false, needsReload: true };
  const index = now.findIndex(({ node }) => node.id === held[0]?.node.id);
  return { entries: missing(held, index === -1 ? now : now.slice(0, index)), isMore: index === -1, needsReload: false };
}

function missing<Node extends Row>(held: Entries<Node>, now: Entries<Node>): Entries<Node> {
  const known = new Set(held.map(({ node }) => node.id));
  return now.filter(({ node }) => !known.has(node.id));
}
