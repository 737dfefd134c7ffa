import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptuna } from '../../server/src/domains/studies/pure/optuna.ts';
import { unitOf } from '../../server/src/domains/studies/pure/space.ts';
import type { ParameterValue, SearchSpace } from '../../server/src/domains/studies/types.ts';

/** Trials of a real study: what other parameters would give is what the nearest of them gave. */
export interface Table {
  readonly name: string;
  readonly space: SearchSpace;
  readonly rows: readonly { readonly params: readonly ParameterValue[]; readonly value: number }[];
  readonly least: number;
}

/** Tables of the complete trials of two studies, as files of Optuna's trials. */
export function readTables(folder: string): readonly Table[] {
  return ['random', 'tpe'].map((name) => {
    const { searchSpace, trials } = readOptuna(readFileSync(join(folder, `${name}.trials.json`), 'utf8'));
    const space = searchSpace.map((parameter) => ({
      levels: null,
      when: null,
      isLog: false,
      ...parameter,
      ...(parameter['kind'] === 'INT' && { step: 1 }),
    })) as unknown as SearchSpace;
    const rows = trials.flatMap(({ parameters, values, state }) =>
      state === 'COMPLETE'
        ? [
            {
              params: space.map((parameter) => (parameters as Record<string, ParameterValue>)[parameter.name] as ParameterValue),
              value: (values as number[])[0] as number,
            },
          ]
        : [],
    );
    return { name: `${name} study`, space, rows, least: Math.min(...rows.map(({ value }) => value)) };
  });
}

export function lookUp({ space, rows }: Table, values: readonly ParameterValue[]): number {
  let nearest = Infinity;
  let found = NaN;
  for (const { params, value } of rows) {
    const distance = space.reduce((total, parameter, place) => {
      const [at, own] = [params[place], values[place]];
      if (parameter.kind === 'CATEGORICAL') return total + (at === own ? 0 : 1);
      return total + (unitBetween(parameter, at as number) - unitBetween(parameter, own as number)) ** 2;
    }, 0);
    if (distance < nearest) [nearest, found] = [distance, value];
  }
  return found;
}

/** Place of a number on its scale without the half steps at the ends, as the other program has it. */
const unitBetween = (parameter: SearchSpace[number], value: number): number =>
  parameter.kind === 'CATEGORICAL' ? value : unitOf({ ...parameter, step: null }, value);
