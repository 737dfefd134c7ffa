import { invalid } from './errors.ts';
import type { FilterTerm } from './filter.ts';

/** What a term compares with; undefined: there is nothing of this name. */
export type Subject = string | number | null | undefined;

/** Whether a thing satisfies a comparison; what it lacks satisfies `IS NULL` alone. */
export function matches({ operator, value }: FilterTerm, subject: Subject): boolean {
  const isThere = subject !== null && subject !== undefined;
  if (operator === 'IS NULL') return !isThere;
  if (!isThere) return false;
  if (operator === 'IS NOT NULL') return true;
  if (operator === 'IN' || operator === 'NOT IN') return (value as readonly string[]).includes(String(subject)) === (operator === 'IN');
  if (operator === 'LIKE' || operator === 'ILIKE') return patternOf(String(value), operator === 'ILIKE').test(String(subject));
  const [left, right] = typeof subject === 'number' ? [subject, Number(value)] : [subject, String(value)];
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    default:
      return operator satisfies never;
  }
}

/** A pattern of SQL: % stands for any text, _ for one character. */
function patternOf(pattern: string, isCaseless: boolean): RegExp {
  const source = pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '[\\s\\S]*')
    .replaceAll('_', '[\\s\\S]');
  return new RegExp(`^${source}$`, isCaseless ? 'iu' : 'u');
}

/** Orders by several keys; what a thing lacks stands at the end. */
export function compared(left: readonly Subject[], right: readonly Subject[], isDescending: readonly boolean[]): number {
  for (let index = 0; index < left.length; index += 1) {
    const [a, b] = [left[index], right[index]];
    if (a === b) continue;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    return (a < b ? -1 : 1) * (isDescending[index] === true ? -1 : 1);
  }
  return 0;
}

export type View = 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';
export function viewOf(text: string | null): View {
  const view = text ?? 'ACTIVE_ONLY';
  if (view === 'ACTIVE_ONLY' || view === 'DELETED_ONLY' || view === 'ALL') return view;
  throw invalid(`Invalid view type ${JSON.stringify(view.slice(0, 40))}: ACTIVE_ONLY, DELETED_ONLY or ALL is taken.`);
}
