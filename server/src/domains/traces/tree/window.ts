import { badCursor, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import type { TraceTree } from './tree.ts';

/** Which spans of a tree are looked at. null: no such condition. */
export interface SpanWindow {
  readonly parentId: string | null;
  readonly under: string | null;
  /** From the root, or from `under`. */
  readonly maxDepth: number | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly errorsOnly: boolean;
  /** Places that a search has found. */
  readonly among: ReadonlySet<number> | null;
}

export interface WindowPage {
  /** Only those after (before) this span, depth first. */
  readonly after: string | null;
  readonly before: string | null;
  readonly limit: number;
  /** From the last span backwards. */
  readonly inverted: boolean;
}

/**
 * Ids of the spans of a window, depth first, at most `limit`. A page goes on after a span wherever it stands by now, so that spans that
 * come meanwhile move nothing.
 *
 * Errors  throws BAD_CURSOR for a span that the tree does not have.
 */
export function spansInWindow(tree: TraceTree, window: SpanWindow, { after, before, limit, inverted }: WindowPage): string[] {
  const range = rangeOf(tree, window);
  if (range === null) return [];
  const first = after === null ? range.first : Math.max(range.first, placeOfCursor(tree, after, 'after') + 1);
  const end = before === null ? range.end : Math.min(range.end, placeOfCursor(tree, before, 'before'));
  const isInside = insideOf(tree, window);
  const ids: string[] = [];
  const step = inverted ? -1 : 1;
  for (let place = inverted ? end - 1 : first; place >= first && place < end && ids.length < limit; place += step)
    if (isInside(place)) ids.push(tree.ids[place] as string);
  return ids;
}

function placeOfCursor(tree: TraceTree, spanId: string, argument: CursorArgument): number {
  const place = tree.placeOf(spanId);
  if (place === undefined) throw badCursor(argument);
  return place;
}

/** A subtree is a range of places; null: its top is not here. */
function rangeOf(tree: TraceTree, { parentId, under }: SpanWindow): { first: number; end: number } | null {
  let range = { first: 0, end: tree.spanCount };
  for (const [id, skipsTop] of [
    [under, false],
    [parentId, true],
  ] as const) {
    if (id === null) continue;
    const top = tree.placeOf(id);
    if (top === undefined) return null;
    range = { first: Math.max(range.first, skipsTop ? top + 1 : top), end: Math.min(range.end, top + (tree.sizes[top] as number)) };
  }
  return range;
}

function insideOf(tree: TraceTree, { parentId, under, maxDepth, from, to, errorsOnly, among }: SpanWindow): (place: number) => boolean {
  const parent = parentId === null ? null : (tree.placeOf(parentId) as number);
  const deepest = maxDepth === null ? Infinity : maxDepth + (under === null ? 0 : (tree.depths[tree.placeOf(under) as number] as number));
  const fromUs = from === null ? -Infinity : from.getTime() * 1_000 - tree.startedAtUs;
  const toUs = to === null ? Infinity : to.getTime() * 1_000 - tree.startedAtUs;
  return (place) =>
    (parent === null || tree.parents[place] === parent) &&
    (tree.depths[place] as number) <= deepest &&
    (tree.startsUs[place] as number) < toUs &&
    endOf(tree, place) >= fromUs &&
    (!errorsOnly || tree.errors.values[tree.errors.of[place] as number] !== '') &&
    (among === null || among.has(place));
}

/** What has not ended lasts. */
function endOf(tree: TraceTree, place: number): number {
  const durationUs = tree.durationsUs[place] as number;
  return Number.isNaN(durationUs) ? Infinity : (tree.startsUs[place] as number) + durationUs;
}
