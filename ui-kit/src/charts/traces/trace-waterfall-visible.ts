import type { SpanTree } from './trace-waterfall-model.ts';

/**
 * Places of the rows to be shown, ascending: what lies under a collapsed span is left out, and with `kept` (1 per place that
 * stays) everything else.
 */
export function visibleRows(
  { ids, sizes }: Pick<SpanTree<unknown>, 'ids' | 'sizes'>,
  collapsed: ReadonlySet<string>,
  kept: Uint8Array | null = null,
): Uint32Array {
  const rows = new Uint32Array(ids.length);
  let count = 0;
  for (let place = 0; place < ids.length;) {
    // Each span that stays has its ancestors beside it, so that nothing of a part that goes can stay.
    const stays = kept === null || kept[place] === 1;
    if (stays) {
      rows[count] = place;
      count += 1;
    }
    place += !stays || collapsed.has(ids[place] as string) ? (sizes[place] as number) : 1;
  }
  return rows.subarray(0, count);
}

/** 1 for every span that is wanted, and for those that it is under. */
export function withAncestors<Row>(
  { rows, parents }: Pick<SpanTree<Row>, 'rows' | 'parents'>,
  isWanted: (row: Row) => boolean,
): Uint8Array {
  const kept = new Uint8Array(rows.length);
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    if (isWanted(rows[place] as Row)) kept[place] = 1;
    // Parents stand before their children: going backwards, each is asked after all that is under it.
    const parent = parents[place] as number;
    if (kept[place] === 1 && parent >= 0) kept[parent] = 1;
  }
  return kept;
}

/** In which row a place is shown; -1 where it is not. */
export function rowOfPlace(rows: Uint32Array, place: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle] as number;
    if (found === place) return middle;
    if (found < place) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * What must be opened so that a place is in sight: the same set without the spans that it is under; null where none of them is collapsed.
 */
export function opened(
  { ids, parents }: Pick<SpanTree<unknown>, 'ids' | 'parents'>,
  collapsed: ReadonlySet<string>,
  place: number,
): ReadonlySet<string> | null {
  const next = new Set(collapsed);
  for (let parent = parents[place] ?? -1; parent >= 0; parent = parents[parent] as number) next.delete(ids[parent] as string);
  return next.size === collapsed.size ? null : next;
}
