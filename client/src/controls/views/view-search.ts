import { parseSearch, writeSearch } from '../search.ts';
import type { RawSearch } from '../view.ts';

/** What is for now only, or for other pages: no part of a view that is kept. */
const passing = ['live', 'compare'];

/** The search part of an address as a saved view keeps it: without its question mark, and the same for two addresses that show the same. */
export function keptSearch(search: string): string {
  const read = Object.entries(parseSearch(search)).filter(([key]) => !passing.includes(key));
  const sorted = read
    .map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return writeSearch(Object.fromEntries(sorted)).slice(1);
}

/** The search part that a saved view opens; whether the page is paused stays as it is. */
export function openedSearch(kept: string, current: RawSearch): RawSearch {
  return { ...parseSearch(kept), ...(current['live'] !== undefined && { live: current['live'] }) };
}
