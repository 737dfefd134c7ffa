import type { DatasetRow } from '../../types.ts';
import { cramersV, evenness } from './balance.ts';
import type { Bias } from './score.ts';

const male = /\b(?:he|him|his|himself|man|men|boy|boys|father|brother|husband|son|sir|mr)\b/gi;
const female = /\b(?:she|her|hers|herself|woman|women|girl|girls|mother|sister|wife|daughter|madam|mrs|ms)\b/gi;
/** Below it, a difference says nothing. */
const leastMentions = 20;
const leastRows = 20;

const times = ['createdAt', 'created_at', 'timestamp', 'time', 'date', 'datetime', 'at'];

/** The month of a row, as `2026-11`, by its metadata; null: it has none. */
export function monthOf({ metadata = {} }: DatasetRow): string | null {
  const value = times.map((name) => metadata[name]).find((one) => typeof one === 'string' || typeof one === 'number');
  if (value === undefined) return null;
  // Seconds, or milliseconds, since 1970.
  const at = new Date(typeof value === 'number' ? (value < 1e11 ? value * 1_000 : value) : value);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1990 || at.getUTCFullYear() > 2100 ? null : at.toISOString().slice(0, 7);
}

export const mentions = (text: string): { readonly male: number; readonly female: number } => ({
  male: text.match(male)?.length ?? 0,
  female: text.match(female)?.length ?? 0,
});

/** How one-sided texts are about men and women: |m − f| / (m + f). */
export function demographicBias(counts: { readonly male: number; readonly female: number }): Bias {
  const all = counts.male + counts.female;
  return {
    kind: 'DEMOGRAPHIC',
    score: all < leastMentions ? null : Math.abs(counts.male - counts.female) / all,
    basis: `${counts.male} English words for men, ${counts.female} for women`,
  };
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** How unevenly rows are spread over the months of their span: 1 − entropy / log(months). */
export function temporalBias(months: ReadonlyMap<string, number>, rowCount: number): Bias {
  const dated = months.values().reduce((sum, count) => sum + count, 0);
  const numbers = [...months.keys()].map(monthNumber);
  const span = numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers) + 1;
  const basis = `${dated} of ${rowCount} rows have a time, over ${span} ${span === 1 ? 'month' : 'months'}`;
  if (dated < leastRows || dated < rowCount / 2 || span < 2) return { kind: 'TEMPORAL', score: null, basis };
  const entropy = months.values().reduce((sum, count) => sum - (count / dated) * Math.log(count / dated), 0);
  return { kind: 'TEMPORAL', score: 1 - entropy / Math.log(span), basis };
}

/** How uneven languages are, of those with a hundredth of the rows or more: 1 − evenness. */
export function linguisticBias(languages: ReadonlyMap<string, number>): Bias {
  const all = languages.values().reduce((sum, count) => sum + count, 0);
  const counted = [...languages].filter(([, count]) => count >= Math.max(2, all / 100)).toSorted(([, a], [, b]) => b - a);
  const even = all < leastRows ? null : evenness(counted.map(([, count]) => count));
  return {
    kind: 'LINGUISTIC',
    score: even === null ? null : 1 - even,
    basis: counted.length === 0 ? 'no language was recognised' : counted.map(([name, count]) => `${name} ${count}`).join(', '),
  };
}

/** How much the class goes together with the length of what is asked, or its language: the larger Cramér's V. */
export function labelBias(rows: readonly { readonly label: string; readonly length: number; readonly language: string | null }[]): Bias {
  if (rows.length < leastRows) return { kind: 'LABEL', score: null, basis: 'fewer than 20 rows have a class' };
  const lengths = rows.map(({ length }) => length).toSorted((one, other) => one - other);
  const [short, long] = [lengths[Math.floor(lengths.length / 3)] as number, lengths[Math.floor((2 * lengths.length) / 3)] as number];
  const byLength = cramersV(table(rows.map(({ label, length }) => [label, length < short ? 'short' : length < long ? 'middle' : 'long'])));
  const byLanguage = cramersV(table(rows.flatMap(({ label, language }) => (language === null ? [] : [[label, language] as const]))));
  const shown = [byLength, byLanguage].filter((value) => value !== null);
  const word = (value: number | null): string => (value === null ? 'none' : value.toFixed(2));
  return {
    kind: 'LABEL',
    score: shown.length === 0 ? null : Math.max(...shown),
    basis: `Cramér’s V of class and length ${word(byLength)}, of class and language ${word(byLanguage)}`,
  };
}

function table(pairs: readonly (readonly [string, string])[]): number[][] {
  const columns = [...new Set(pairs.map(([, column]) => column))];
  const rows = Map.groupBy(pairs, ([row]) => row);
  return [...rows.values()].map((own) => columns.map((column) => own.filter(([, one]) => one === column).length));
}
