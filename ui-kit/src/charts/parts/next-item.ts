import { stopAfterKey } from '../../frame/reader.ts';

const turned: Partial<Record<string, string>> = { ArrowUp: 'ArrowLeft', ArrowDown: 'ArrowRight' };

/** Where a key leads in a list whose items stand anywhere: both pairs of arrows go to the neighbours. null for other keys. */
export function nextItem(key: string, item: number, count: number): number | null {
  return stopAfterKey(turned[key] ?? key, item, count);
}
