import { parseSearch, writeSearch } from './search.ts';
import type { View } from './view.ts';

const KEY = 'ftl.view';

/** Keeps the view for the next visit. A pause is for now only. */
export function rememberView(view: View, storage: Storage): void {
  const text = writeSearch({ ...view, live: undefined });
  if (text === '') storage.removeItem(KEY);
  else storage.setItem(KEY, text);
}

/** The search part that a visit without one starts with: the view of the last visit, or nothing. */
export function rememberedSearch(search: string, storage: Storage): string {
  if (search !== '' && search !== '?') return search;
  return writeSearch(parseSearch(storage.getItem(KEY) ?? ''));
}
