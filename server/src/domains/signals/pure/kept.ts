import type { Baseline } from './detect/baseline.ts';
import { finderVersion, newFinder, type Finder } from './detect/findings.ts';
import type { Series } from './detect/point.ts';
import { seasonOf } from './detect/season.ts';
import type { Judged } from './run.ts';
import { shortVersion, type Short } from './short.ts';
import { newSlow, type Slow } from './slow.ts';

/*
 * A finder between two buckets, as text. JSON has neither infinite numbers nor lists of floats: they are written as objects of one key. Long lists
 * of numbers are the tails that sizes are ranked by, for which four bytes a number are enough.
 */

/** What is kept of a series: its finder, and its newest buckets. */
export interface Kept {
  readonly finder: Finder;
  readonly recent: readonly Judged[];
  /** Of a series in which people judge seldom; null: of others. */
  readonly slow: Slow | null;
}

/** A text of another version is not read: the series is learned again from its past. */
const version = `2.${finderVersion}`;
/** Shorter lists stay as they are: they are exact. */
const longList = 64;

const numberKey = '#';
const floatsKey = '#f';
const doublesKey = '#d';

function encoded(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { [numberKey]: String(value) };
  if (value instanceof Float64Array) return { [doublesKey]: base64Of(value) };
  if (Array.isArray(value)) {
    if (value.length >= longList && value.every((one) => typeof one === 'number'))
      return { [floatsKey]: base64Of(Float32Array.from(value)) };
    return value.map(encoded);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, encoded(one)]));
}

const base64Of = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
const bytesOf = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first !== undefined && entries.length === 1 && typeof first[1] === 'string') {
    if (first[0] === numberKey) return Number(first[1]);
    if (first[0] === floatsKey) return [...new Float32Array(bytesOf(first[1]))];
    if (first[0] === doublesKey) return new Float64Array(bytesOf(first[1]));
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, decoded(one)]));
}

/** What is kept of a series, as text: a line on what it is, and one with the rest. */
export function keptText({ finder, recent, slow }: Kept): string {
  const { season: _season, ...watch } = finder.watch;
  return headOf(watch.series, version) + JSON.stringify(encoded({ finder: { ...finder, watch }, recent, slow }));
}

/** Whether a text is of this version, and of a series that is judged like that: else it is learned again. */
export const canBeRead = (text: string, series: Series): boolean => text.startsWith(headOf(series, version));

/** What was kept of a series. Null: the text cannot be read. */
export function keptOf(text: string, series: Series): Kept | null {
  if (!canBeRead(text, series)) return null;
  const { finder, recent, slow } = decoded(JSON.parse(text.slice(text.indexOf('\n') + 1))) as Kept;
  return { finder: { ...finder, watch: { ...finder.watch, season: seasonOf(series.bucketMs, series.timeZone) } }, recent, slow };
}

const headOf = ({ kind, bucketMs, timeZone }: Series, ofVersion: string): string =>
  `${JSON.stringify([ofVersion, kind, bucketMs, timeZone])}\n`;

/** What the hours of a series have learned, as text: what its short buckets are judged by. */
export const baselineText = ({ watch: { baseline, series } }: Finder): string =>
  headOf(series, version) + JSON.stringify(encoded(baseline));

/** What hours have learned. Null: the text cannot be read. */
export const baselineOf = (text: string, series: Series): Baseline | null =>
  canBeRead(text, series) ? (decoded(JSON.parse(text.slice(text.indexOf('\n') + 1))) as Baseline) : null;

const versionOfShort = `${version}.${shortVersion}`;

/** What the watch of short buckets knows, as text. `series`: with the length of the short buckets. */
export const shortText = (short: Short, series: Series): string => headOf(series, versionOfShort) + JSON.stringify(encoded(short));

/** What was kept of short buckets; of a text that cannot be read, and of none, null. */
export function shortOf(text: string | null, series: Series): Short | null {
  if (text === null || !text.startsWith(headOf(series, versionOfShort))) return null;
  return decoded(JSON.parse(text.slice(text.indexOf('\n') + 1))) as Short;
}

/** Nothing is known of a series yet. */
export const nothingKept = (series: Series): Kept => ({
  finder: newFinder(series),
  recent: [],
  slow: series.bucketMs > 3_600_000 ? newSlow() : null,
});
