import { trialStateCode, type SearchSpace, type TrialColumns, type TrialState } from '../types.ts';

/** A trial as a table of a reference has it. */
export interface PlainTrial {
  readonly params: Readonly<Record<string, unknown>>;
  readonly values: readonly number[];
  readonly state?: TrialState;
  readonly lastStep?: number;
  readonly lastValue?: number;
}

/** Columns of trials with parameters by name, numbered from 0. */
export function columnsOfTrials(space: SearchSpace, trials: readonly PlainTrial[], objectiveCount = 1): TrialColumns {
  const points = new Float64Array(trials.length * space.length).fill(NaN);
  for (const [row, { params }] of trials.entries())
    for (const [place, parameter] of space.entries()) {
      const value = params[parameter.name];
      if (value === undefined) continue;
      points[row * space.length + place] = parameter.kind === 'CATEGORICAL' ? parameter.choices.indexOf(value as never) : (value as number);
    }
  return {
    count: trials.length,
    width: space.length,
    objectiveCount,
    numbers: Int32Array.from(trials, (_, row) => row),
    states: Uint8Array.from(trials, ({ state }) => trialStateCode[state ?? 'COMPLETE']),
    points,
    objectives: Float64Array.from(
      trials.flatMap(({ values }) => (values.length === 0 ? Array.from({ length: objectiveCount }, () => NaN) : values)),
    ),
    generations: new Int32Array(trials.length).fill(-1),
    lastSteps: Float64Array.from(trials, ({ lastStep }) => lastStep ?? NaN),
    lastValues: Float64Array.from(trials, ({ lastValue }) => lastValue ?? NaN),
  };
}

export const float = (name: string, low: number, high: number, rest: object = {}) =>
  ({ name, kind: 'FLOAT', low, high, isLog: false, step: null, levels: null, when: null, ...rest }) as const;
export const int = (name: string, low: number, high: number, rest: object = {}) =>
  ({ name, kind: 'INT', low, high, isLog: false, step: 1, levels: null, when: null, ...rest }) as const;
export const choice = (name: string, choices: readonly (string | number | boolean)[], when: object | null = null) =>
  ({ name, kind: 'CATEGORICAL', choices, when }) as never;
