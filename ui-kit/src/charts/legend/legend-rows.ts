import { sortRows } from '../tables/sort-rows.ts';
import type { Sort } from '../tables/sort-rows.ts';
import type { LegendEntry } from './legend-entries.tsx';
import type { LegendValues } from './legend-values.ts';

/** A series in the list: its entry, and its values where it has some. */
export interface LegendRow {
  readonly entry: LegendEntry;
  readonly values: LegendValues | null;
}

export const legendColumns = ['min', 'max', 'last'] as const;

/** Rows whose name holds every word that is searched for, in the order that is asked for; in their own without one. */
export function legendRows(rows: readonly LegendRow[], query: string, sort: Sort | null): readonly LegendRow[] {
  const words = query
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found =
    words.length === 0
      ? rows
      : rows.filter(({ entry }) => {
          const name = entry.label.toLocaleLowerCase();
          return words.every((word) => name.includes(word));
        });
  if (sort === null) return found;
  const column = legendColumns.find((key) => key === sort.key);
  return sortRows(found, ({ entry, values }) => (column === undefined ? entry.label : values?.[column]), sort.direction);
}

/** Where typing takes the reader: the next name that begins with the text, after `from`, from the top again; -1 for none. */
export function typedRow(rows: readonly LegendRow[], typed: string, from: number): number {
  const text = typed.toLocaleLowerCase();
  for (let step = 0; step < rows.length; step += 1) {
    // One letter moves on; more letters may stay where the first has led.
    const place = (from + step + (typed.length === 1 ? 1 : 0)) % rows.length;
    if (rows[place]?.entry.label.toLocaleLowerCase().startsWith(text) === true) return place;
  }
  return -1;
}
