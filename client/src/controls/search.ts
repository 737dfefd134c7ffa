import type { RawSearch } from './view.ts';

/** Reads `?model=a&model=b&range=7d` as `{ model: ['a', 'b'], range: '7d' }`: plain words, so that a link can be read and typed. */
export function parseSearch(text: string): RawSearch {
  const search: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const held = search[key];
    if (held === undefined) search[key] = value;
    else if (Array.isArray(held)) held.push(value);
    else search[key] = [held, value];
  }
  return search;
}

/** The reverse of `parseSearch`, with its question mark; empty when nothing is set. */
export function writeSearch(search: RawSearch): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') params.append(key, String(one));
    }
  }
  const text = params.toString().replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
