/** Which column a table is sorted by, and which way. */
export interface Sort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

export type SortValue = string | number | Date | null | undefined;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows in order of a value; those without one come last in both directions. Equal rows keep their order. */
export function sortRows<Row>(rows: readonly Row[], of: (row: Row) => SortValue, direction: Sort['direction']): readonly Row[] {
  const turn = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [of(one), of(other)];
    const [isAbsentA, isAbsentB] = [isAbsent(a), isAbsent(b)];
    if (isAbsentA || isAbsentB) return Number(isAbsentA) - Number(isAbsentB);
    return turn * (typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b));
  });
}

function isAbsent(value: SortValue): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

/** The sort after a press on a column's head: numbers begin with the largest, words with the first; a second press turns it. */
export function nextSort(sort: Sort | null, key: string, isNumeric: boolean): Sort {
  const first = isNumeric ? 'descending' : 'ascending';
  if (sort?.key !== key) return { key, direction: first };
  return { key, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** Rows to draw of a long list: those in view and some around, in steps so that not every px of scrolling renders. */
export function windowOf(scrollTop: number, viewPx: number, rowPx: number, count: number): readonly [from: number, to: number] {
  const STEP = 8;
  const from = Math.max(0, Math.floor(scrollTop / rowPx / STEP) * STEP - STEP);
  const to = Math.min(count, Math.ceil((scrollTop + viewPx) / rowPx / STEP) * STEP + STEP);
  return [Math.min(from, count), Math.max(to, Math.min(count, from))];
}
