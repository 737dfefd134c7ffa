import { foldedText } from '../../../controls/folded.ts';
import type { SpanRow } from './span-rows.ts';

/** Spans whose name, model or error has the words, in any case: known at once, without asking. */
export function namesWith(rows: readonly SpanRow[], text: string): ReadonlySet<string> {
  const words = foldedText(text.trim());
  const ids = new Set<string>();
  if (words === '') return ids;
  // Few names differ: each is looked at once.
  const known = new Map<string, boolean>();
  const has = (value: string): boolean => {
    let answer = known.get(value);
    if (answer === undefined) {
      answer = foldedText(value).includes(words);
      known.set(value, answer);
    }
    return answer;
  };
  for (const { id, name, model, error } of rows) if (has(name) || has(model) || has(error)) ids.add(id);
  return ids;
}

/**
 * The index after (or, with `step` −1, before) one in a list of ascending indexes; past one end it goes on at the other.
 * null where the list is empty.
 */
export function nextIndex(indexes: readonly number[], from: number, step: 1 | -1): number | null {
  if (indexes.length === 0) return null;
  if (step === 1) return indexes.find((index) => index > from) ?? indexes[0] ?? null;
  return indexes.findLast((index) => index < from) ?? indexes.at(-1) ?? null;
}
