import DataLoader from 'dataloader';
import type { Key } from './pure/dimensions.ts';
import { factsOnly, type Source } from './queries/source.ts';
import type { Report } from './report.ts';
import { sourceOf, sourcesOf, type Needs, type PeriodsSource, type Which } from './scope.ts';

/** What a statement reads: `period` tells its periods apart, null where it is about one. */
export interface Periods {
  readonly source: Source;
  readonly period: Key | null;
}

/** A row of one of the periods. */
export interface PeriodRow {
  /** Value of the key; absent where the statement is about one period. */
  readonly period?: number | undefined;
  /** Whether the rows that it was made of hold all columns that it reads (queries/periods.ts); absent: it reads none that some lack. */
  readonly isWhole?: boolean | undefined;
}

type Arguments = readonly (string | number | null)[];

/**
 * Rows of a period, asked for once for each report and its arguments. Periods that are asked for in the same moment are read by one statement,
 * and where the operation compares at all, the compared one is read with the current one. Rows that are not whole are read again from the
 * facts.
 */
export function perPeriod<Args extends Arguments, Row extends PeriodRow>(
  needsOf: (report: Report, ...args: Args) => Needs,
  find: (report: Report, periods: Periods, ...args: Args) => Promise<readonly Row[]>,
): (report: Report, which: Which, ...args: Args) => Promise<readonly Row[]> {
  const loaders = new WeakMap<Report, Map<string, DataLoader<Which, readonly Row[]>>>();
  return (report, which, ...args) => {
    const ofReport = loaders.get(report) ?? new Map<string, DataLoader<Which, readonly Row[]>>();
    loaders.set(report, ofReport);
    const key = JSON.stringify(args);
    const loader =
      ofReport.get(key) ??
      new DataLoader((whiches) => rowsOfPeriods(report, whiches, needsOf(report, ...args), (from) => find(report, from, ...args)));
    ofReport.set(key, loader);
    if (which === 'current' && report.isCompared) void loader.load('previous').catch(() => {});
    return loader.load(which);
  };
}

/** The rows of each of these periods. */
export async function rowsOfPeriods<Row extends PeriodRow>(
  report: Report,
  whiches: readonly Which[],
  needs: Needs,
  find: (periods: Periods) => Promise<readonly Row[]>,
): Promise<(readonly Row[])[]> {
  const byPeriod = new Map<Which, readonly Row[]>();
  const read = async ({ source, period, whiches: own, whichOf }: PeriodsSource): Promise<void> => {
    const rows = await find({ source, period });
    for (const which of own)
      byPeriod.set(
        which,
        rows.filter((row) => whichOf(row.period) === which),
      );
  };
  await Promise.all(sourcesOf(report.scope, whiches, needs).map(read));
  const lacking = [...byPeriod].flatMap(([which, rows]) => (rows.every(({ isWhole }) => isWhole !== false) ? [] : [which]));
  await Promise.all(
    lacking.map(async (which) => {
      const period = report.scope[which];
      const source = period === null ? null : sourceOf(report.scope, period, needs);
      if (source !== null) byPeriod.set(which, await find({ source: factsOnly(source), period: null }));
    }),
  );
  return whiches.map((which) => byPeriod.get(which) ?? []);
}
