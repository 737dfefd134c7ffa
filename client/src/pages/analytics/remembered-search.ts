import type { RawSearch } from '../../controls/view.ts';

/** The last address of each page, after the question mark. */
export type LastViews = Readonly<Record<string, string>>;

/** The kept addresses; what is no text is left out. */
export const viewsOf = (kept: unknown): LastViews =>
  kept === null || typeof kept !== 'object'
    ? {}
    : Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/**
 * What a kept address adds to the one that is open: all of it where that names nothing, what belongs to the page alone (`own`) where that names
 * a window or filters, and nothing where it names something of the page.
 */
export function addedSearch(here: RawSearch, kept: RawSearch, own: readonly string[]): RawSearch {
  if (Object.keys(here).length === 0) return kept;
  if (own.some((key) => here[key] !== undefined)) return {};
  return Object.fromEntries(own.flatMap((key) => (kept[key] === undefined ? [] : [[key, kept[key]]])));
}
