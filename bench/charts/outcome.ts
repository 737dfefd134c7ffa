import { names, rivals } from './libraries.ts';
import type { Library } from './libraries.ts';

/** What a part of the benchmark found: rows to print, and everything measured. */
export interface Outcome {
  readonly table: Record<string, Record<string, string>>;
  /** How it was measured, and what could not be. */
  readonly notes: readonly string[];
  readonly raw: unknown;
}

/** A library's figure in one row, and its words in the table; null where there is none to compare. */
export interface Figure {
  readonly value: number | null;
  readonly text: string;
}

export const ms = (value: number): string =>
  Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Less is better. Two figures within a tenth, or a ms (or what else counts as nothing), are level. */
const LEVEL_PART = 0.1;
const LEVEL_MS = 1;

/** One row: ours, the target, whether it is reached, and what the others need. */
export function rowOf(
  figures: ReadonlyMap<Library, Figure>,
  target: { readonly text: string; readonly isReached: boolean | null },
  level = LEVEL_MS,
): Record<string, string> {
  const ours = figures.get('ui-kit');
  const row: Record<string, string> = {
    'ui-kit': ours?.text ?? '–',
    target: target.text,
    reached: target.isReached === null ? '' : target.isReached ? 'yes' : 'NO',
  };
  for (const rival of rivals) row[names[rival]] = figures.get(rival)?.text ?? '';
  const behind = rivals.filter((rival) => isBehind(ours?.value ?? null, figures.get(rival)?.value ?? null, level));
  row['behind'] = behind.map((rival) => names[rival]).join(', ');
  return row;
}

function isBehind(ours: number | null, theirs: number | null, level: number): boolean {
  return ours !== null && theirs !== null && ours > theirs + Math.max(level, theirs * LEVEL_PART);
}
