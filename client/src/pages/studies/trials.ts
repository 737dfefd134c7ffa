import type { StudyDirection } from '../../graphql/generated/graphql.ts';
import type { Study } from './answer.ts';
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

/** The columns of the answer as rows. */
export function trialRows(table: Study['trialTable']): readonly TrialRow[] {
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
}

/** The best first objective up to each complete trial at which it changed, and up to the last one. */
export function bestSoFar(rows: readonly TrialRow[], direction: StudyDirection): readonly HistoryPoint[] {
  const sign = direction === 'MAXIMIZE' ? -1 : 1;
  const points: HistoryPoint[] = [];
  let best = Infinity;
  let last: HistoryPoint | null = null;
  for (const { number, values } of rows) {
    const value = values[0] ?? null;
    if (value === null) continue;
    if (sign * value < best) {
      // A step, not a slope: the best stood until here.
      if (points.length > 0) points.push({ number: number - 1e-6, value: sign * best });
      best = sign * value;
      points.push({ number, value });
    }
    last = { number, value: sign * best };
  }
  if (last !== null && last.number !== points.at(-1)?.number) points.push(last);
  return points;
}

/** A value of a parameter as text: numbers with four digits. */
export const parameterWords = (value: unknown): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))) : String(value);
