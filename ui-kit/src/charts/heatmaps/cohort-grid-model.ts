/** A cohort in one of its periods. */
export interface CohortCell {
  readonly cohort: string;
  readonly period: number;
  /** Who came back; null: not known. */
  readonly activeCount: number | null;
  /** `activeCount` of the cohort's size, 0–1; null where either is not known, or the cohort is empty. */
  readonly share: number | null;
  /** How many the share stands on: the cohort's size, or of the mean all sizes that went into it. */
  readonly n: number;
  /** The period still runs. */
  readonly isPartial: boolean;
}

export interface Cohorts {
  /** In order of first appearance. */
  readonly cohorts: readonly string[];
  readonly sizeOf: ReadonlyMap<string, number>;
  /** From 0 on, without holes. */
  readonly periods: readonly number[];
  readonly cells: readonly CohortCell[];
  /** One per period that some cohort has completed: all who came back of all who could. */
  readonly means: readonly CohortCell[];
}

export interface CohortReading<Row> {
  readonly cohort: (row: Row) => string;
  readonly period: (row: Row) => number;
  readonly active: (row: Row) => number | null | undefined;
  readonly size: (row: Row) => number;
  readonly isPartial?: ((row: Row) => boolean) | undefined;
}

/** Longest row of periods; what lies beyond is left out. */
const MOST_PERIODS = 400;

/** Reads cohorts; a period that is not a whole number from 0 on has no place. Of two rows for one cell, the later counts. */
export function cohortsOf<Row>(data: readonly Row[], of: CohortReading<Row>, meanKey: string): Cohorts {
  const sizeOf = new Map<string, number>();
  const byPlace = new Map<string, CohortCell>();
  let last = -1;
  for (const row of data) {
    const cohort = of.cohort(row);
    const period = of.period(row);
    const size = of.size(row);
    const active = of.active(row) ?? null;
    const activeCount = active === null || !Number.isFinite(active) ? null : active;
    if (!sizeOf.has(cohort) || Number.isFinite(size)) sizeOf.set(cohort, Number.isFinite(size) ? size : 0);
    if (!Number.isInteger(period) || period < 0 || period > MOST_PERIODS) continue;
    last = Math.max(last, period);
    byPlace.set(`${period} ${cohort}`, { cohort, period, activeCount, share: null, n: 0, isPartial: of.isPartial?.(row) ?? false });
  }
  const cells = Array.from(byPlace.values(), (cell): CohortCell => {
    const n = sizeOf.get(cell.cohort) ?? 0;
    return { ...cell, n, share: cell.activeCount === null || n <= 0 ? null : cell.activeCount / n };
  });
  const periods = Array.from({ length: last + 1 }, (_, period) => period);
  const sums = periods.map(() => ({ activeCount: 0, n: 0 }));
  for (const cell of cells) {
    const sum = sums[cell.period];
    if (sum === undefined || cell.share === null || cell.isPartial) continue;
    sum.activeCount += cell.activeCount ?? 0;
    sum.n += cell.n;
  }
  const means = sums.flatMap(({ activeCount, n }, period): CohortCell[] =>
    n === 0 ? [] : [{ cohort: meanKey, period, activeCount, n, share: activeCount / n, isPartial: false }],
  );
  return { cohorts: [...sizeOf.keys()], sizeOf, periods, cells, means };
}

/** Highest share after the first period, in which everyone is there by definition: the scale's strong end. */
export function strongestShare(cells: readonly CohortCell[]): number {
  const later = cells.reduce((most, cell) => (cell.period > 0 && cell.share !== null ? Math.max(most, cell.share) : most), 0);
  return later > 0 ? later : 1;
}
