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

/** Ids of the views that a person's pages open with, by page. */
export function defaultViewsOf(preferences: unknown): Readonly<Record<string, string>> {
  const kept = (preferences as { readonly defaultView?: unknown } | null | undefined)?.defaultView;
  if (kept === null || typeof kept !== 'object') return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The view that a page opens with: the person's own choice, else that of the workspace; null: none. */
export const defaultViewOf = <One extends { readonly id: string; readonly isDefault: boolean }>(
  views: readonly One[],
  own: string | undefined,
): One | null => views.find(({ id }) => id === own) ?? views.find(({ isDefault }) => isDefault) ?? null;

/** The search part that a saved view opens; whether the page is paused stays as it is. */
export function openedSearch(kept: string, current: RawSearch): RawSearch {
  return { ...parseSearch(kept), ...(current['live'] !== undefined && { live: current['live'] }) };
}
