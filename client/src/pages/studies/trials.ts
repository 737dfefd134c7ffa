import type { StudyDirection, StudyPageQuery } from '../../graphql/generated/graphql.ts';
import type { TrialState } from './words.ts';

export type ParameterValue = number | string | boolean | null;

/** One trial of the table, as the charts and the list take it. */
export interface TrialRow {
  readonly number: number;
  readonly state: TrialState;
  /** By the order of the search space; null: the trial has none. */
  readonly parameters: readonly ParameterValue[];
  /** By objective; null: not known. */
  readonly values: readonly (number | null)[];
  readonly durationMs: number | null;
}

type Table = NonNullable<StudyPageQuery['study']>['trialTable'];

/** The columns of the answer as rows. */
export function trialRows(table: Table): readonly TrialRow[] {
  const numbers = table.numbers as readonly number[];
  const states = table.states as readonly TrialState[];
  const durations = table.durationsMs as readonly (number | null)[];
  const parameters = table.parameters.map(({ values }) => values as readonly ParameterValue[]);
  const objectives = table.objectives.map(({ values }) => values as readonly (number | null)[]);
  return numbers.map((number, row) => ({
    number,
    state: states[row] as TrialState,
    parameters: parameters.map((values) => values[row] ?? null),
    values: objectives.map((values) => values[row] ?? null),
    durationMs: durations[row] ?? null,
  }));
}

export interface HistoryPoint {
  readonly number: number;
  readonly value: number;
  readonly series: 'trial' | 'best';
}

/** The first objective of each complete trial. */
export function valuesOf(rows: readonly TrialRow[]): readonly HistoryPoint[] {
  return rows.flatMap(({ number, values: [value] }) => (typeof value === 'number' ? [{ number, value, series: 'trial' as const }] : []));
}

/** The best value up to each complete trial. */
export function bestSoFar(rows: readonly TrialRow[], direction: StudyDirection): readonly HistoryPoint[] {
  const sign = direction === 'MAXIMIZE' ? -1 : 1;
  let best = Infinity;
  return valuesOf(rows).map(({ number, value }) => {
    best = Math.min(best, sign * value);
    return { number, value: sign * best, series: 'best' as const };
  });
}
