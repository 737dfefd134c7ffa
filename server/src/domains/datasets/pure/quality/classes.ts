import type { DatasetRow } from '../../types.ts';
import { Counts } from './sample.ts';

/** More values than these are no classes. */
const mostClassValues = 100;
/** Fields whose values are probably classes, the surest first. */
const names = ['label', 'labels', 'class', 'category', 'intent', 'topic', 'sentiment', 'type', 'task', 'language', 'lang', 'source'];
/** Share of the rows that have to have the field. */
const leastCoverage = 0.8;
/** Rows of a class on average, at least. */
const leastRows = 5;

/** Values of a row that may be its class, by the field: of metadata what is short, of KTO the label. */
export function classValues({ kind, label, metadata = {}, expectedOutput }: DatasetRow): [string, string][] {
  const found: [string, string][] = [];
  if (kind === 'KTO' && label !== undefined) found.push(['label', String(label)]);
  for (const [name, value] of Object.entries(metadata))
    if (
      (typeof value === 'string' && value !== '' && value.length <= 60) ||
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isInteger(value))
    )
      found.push([name, String(value)]);
  // An answer of a word or two is a class, where there are few.
  if (kind !== 'KTO' && typeof expectedOutput === 'string' && expectedOutput !== '' && expectedOutput.length <= 40)
    found.push(['expectedOutput', expectedOutput]);
  return found;
}

/** Which of a dataset's fields holds classes, and how many rows each has. */
export class ClassFields {
  readonly #fields = new Map<string, Counts>();

  add(row: DatasetRow): void {
    for (const [name, value] of classValues(row)) {
      let counts = this.#fields.get(name);
      if (counts === undefined) {
        if (this.#fields.size >= mostClassValues) continue;
        counts = new Counts(mostClassValues);
        this.#fields.set(name, counts);
      }
      counts.add(value);
    }
  }

  /** Null: no field has a few values over most of the rows. */
  chosen(rowCount: number): { readonly field: string; readonly counts: ReadonlyMap<string, number> } | null {
    const fitting = [...this.#fields].filter(
      ([, counts]) =>
        !counts.isOver &&
        counts.counts.size >= 2 &&
        counts.total >= leastCoverage * rowCount &&
        counts.total >= leastRows * counts.counts.size,
    );
    const rank = (name: string): number =>
      names.includes(name.toLowerCase()) ? names.indexOf(name.toLowerCase()) : name === 'expectedOutput' ? names.length : names.length + 1;
    const [best] = fitting.toSorted(
      ([one, a], [other, b]) => rank(one) - rank(other) || a.counts.size - b.counts.size || (one < other ? -1 : 1),
    );
    // A field of no telling name may be anything.
    return best === undefined || rank(best[0]) > names.length ? null : { field: best[0], counts: best[1].counts };
  }
}
