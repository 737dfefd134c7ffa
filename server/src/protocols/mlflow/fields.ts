import { badTime } from '../../platform/ingest/time.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { shown, type Fields } from '../../platform/ingest/values.ts';
import { invalid } from './errors.ts';

/** Limits of MLflow's own server, of names and values in UTF-16 code units. */
export const limits = {
  key: 250,
  paramValue: 6_000,
  tagValue: 8_000,
  experimentName: 500,
  experimentTagValue: 20_000,
  batchBytes: 1_000_000,
  batchMetrics: 1_000,
  batchParamsOrTags: 100,
  batchEntities: 1_000,
  searchResults: 50_000,
} as const;

/** Parts of a request in messages: `metrics[3].key`. */
const pathOf = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** A text; null: it is absent. */
export function textIn(fields: Fields, name: string, { path = '', most = 1_048_576 } = {}): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  // Requests by GET, and some clients, write numbers as texts and texts as numbers.
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string')
    throw invalid(`Invalid value for parameter '${pathOf(path, name)}': it is ${shown(value)}; a text is taken.`);
  if (text.length > most)
    throw invalid(
      `Invalid value for parameter '${pathOf(path, name)}': it exceeds the maximum length of ${most} characters (it has ${text.length}).`,
    );
  const problem = unstorable(text);
  if (problem !== null) throw invalid(`Invalid value for parameter '${pathOf(path, name)}': it ${problem}.`);
  return text;
}

/** A text that is there and not empty. */
export function requiredText(fields: Fields, name: string, options: { path?: string; most?: number } = {}): string {
  const text = textIn(fields, name, options);
  if (text === null || text === '') throw invalid(`Missing value for required parameter '${pathOf(options.path ?? '', name)}'.`);
  return text;
}

/** A 64-bit integer, as a number or as digits; null: it is absent. Only those that a double holds exactly, from 0 on. */
export function wholeIn(fields: Fields, name: string, path = ''): number | null {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'string' && /^[+-]?\d{1,20}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw invalid(`Invalid value for parameter '${pathOf(path, name)}': it is ${shown(value)}; a whole number is taken.`);
  if (number < 0 || number > Number.MAX_SAFE_INTEGER)
    throw invalid(`Invalid value for parameter '${pathOf(path, name)}': it is ${shown(value)}; 0 to ${Number.MAX_SAFE_INTEGER} is taken.`);
  return number;
}

/** The instant of a time in milliseconds; null: a clock that was never set. One that is far ahead is refused. */
export function instantIn(ms: number, name: string, now: Date, path = ''): Date | null {
  const at = new Date(ms);
  const problem = badTime(at, now);
  if (problem === null) return at;
  if (ms > now.getTime()) throw invalid(`Invalid value for parameter '${pathOf(path, name)}': it ${problem}.`);
  return null;
}

const words: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** A double: what is not finite comes as its name. */
export function doubleIn(fields: Fields, name: string, path = ''): number {
  const value = fields[name];
  if (typeof value === 'number') return value;
  if (value === undefined || value === null) throw invalid(`Missing value for required parameter '${pathOf(path, name)}'.`);
  const number =
    typeof value === 'string'
      ? (words.get(value) ?? (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : undefined))
      : undefined;
  if (number === undefined)
    throw invalid(
      `Invalid value for parameter '${pathOf(path, name)}': it is ${shown(value)}; a double (64-bit floating point), "NaN", "Infinity" or "-Infinity" is taken.`,
    );
  return number;
}

/** Objects of a list; a request by GET has none. */
export function objectsIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(`Invalid value for parameter '${name}': it is ${shown(value)}; a list is taken.`);
  for (const [index, item] of value.entries())
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      throw invalid(`Invalid value for parameter '${name}[${index}]': it is ${shown(item)}; an object is taken.`);
  return value as Fields[];
}

/** Texts of a list; one text alone is a list of one. */
export function textsIn(fields: Fields, name: string): string[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item, index) => textIn({ item }, 'item', { path: `${name}[${index}]` }) ?? '');
}

const nameForm = /^[/\p{L}\p{N}_.\- :]*$/u;

/** The name of a metric, parameter or tag. As in MLflow it may not be another path than the one that it spells. */
export function keyIn(fields: Fields, path = ''): string {
  const key = requiredText(fields, 'key', { path, most: limits.key });
  const refuse = (reason: string) => invalid(`Invalid value ${JSON.stringify(key)} for parameter '${pathOf(path, 'key')}': ${reason}`);
  if (!nameForm.test(key))
    throw refuse('Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).');
  if (key.startsWith('/') || key.endsWith('/') || key.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw refuse('Names may be treated as files in certain cases, and must not resolve to other names when treated as such.');
  return key;
}

/** Keys with their values, in their order; of two with one key the later. A value that is longer than `most` is cut, as MLflow does. */
export function entriesIn(fields: Fields, name: string, most: number): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [index, entry] of objectsIn(fields, name).entries()) {
    const path = `${name}[${index}]`;
    entries.set(keyIn(entry, path), (textIn(entry, 'value', { path }) ?? '').slice(0, most).toWellFormed());
  }
  return entries;
}
