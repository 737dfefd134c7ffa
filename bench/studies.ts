import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { quantileOf } from '../server/src/platform/statistics/bootstrap.ts';
import { withRunning } from '../server/src/domains/studies/pure/losses.ts';
import { valuesOf } from '../server/src/domains/studies/pure/space.ts';
import { suggest } from '../server/src/domains/studies/pure/suggest.ts';
import type { SearchSpace, StudyMethod, TrialColumns } from '../server/src/domains/studies/types.ts';
import { objectives } from './studies/functions.ts';
import { lookUp, readTables, type Table } from './studies/tables.ts';

const trialCount = 100;
const methods = ['RANDOM', 'TPE', 'GP', 'CMA_ES', 'NSGA_II'] as const satisfies readonly StudyMethod[];

interface Problem {
  readonly name: string;
  readonly space: SearchSpace;
  readonly least: number;
  readonly of: (values: readonly (string | number | boolean)[]) => number;
}

/**
 * Regret (the best of 100 trials above the least value) of our methods on 12 functions, and on tables of real studies, in the median over
 * seeds; with `--python PROGRAM` (one with Optuna) beside its TPE in the same run. `--seeds N`: 30 by default. `--tables FOLDER`: trials of two
 * studies.
 */
export async function run(parts: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined => (parts.includes(name) ? parts[parts.indexOf(name) + 1] : undefined);
  const seeds = Number(option('--seeds') ?? 30);
  const folder = option('--tables');
  const tables = folder === undefined ? [] : readTables(folder);
  const problems = [...objectives.map(asProblem), ...tables.map(tableProblem)];
  const python = option('--python');
  const theirs = python === undefined ? null : askOptuna(python, seeds, tables);
  console.log(`${trialCount} trials, ${seeds} seeds, median regret${theirs === null ? '' : `; Optuna ${theirs.version}`}`);
  console.log(['', ...(theirs === null ? [] : ['Optuna TPE']), ...methods, 'ms a trial (TPE, GP)'].join(' | '));
  const wins = new Map<string, number>();
  for (const problem of problems) {
    const timed = new Map<StudyMethod, number>();
    const ours = methods.map((method) => {
      const startedAt = performance.now();
      const regrets = Array.from({ length: seeds }, (_, seed) => regretOf(problem, method, seed));
      timed.set(method, (performance.now() - startedAt) / seeds / trialCount);
      return medianOf(regrets);
    });
    const known = theirs?.functions[problem.name] ?? theirs?.tables[problem.name];
    const beside = known === undefined ? null : medianOf(known.map((value) => value - problem.least));
    if (beside !== null)
      for (const [place, method] of methods.entries()) if ((ours[place] as number) <= beside) wins.set(method, (wins.get(method) ?? 0) + 1);
    const cells = [...(beside === null ? [] : [beside]), ...ours].map((regret) => regret.toPrecision(3));
    console.log([problem.name, ...cells, [timed.get('TPE'), timed.get('GP')].map((ms) => ms?.toFixed(1)).join(', ')].join(' | '));
  }
  if (theirs !== null)
    console.log(
      `At most Optuna's median regret on ${methods.map((method) => `${method} ${wins.get(method) ?? 0}`).join(', ')} of ${problems.length}.`,
    );
}

const asProblem = ({ name, ranges, least, of }: (typeof objectives)[number]): Problem => ({
  name,
  least,
  space: ranges.map(([low, high], place) => ({
    name: `x${place}`,
    kind: 'FLOAT',
    low,
    high,
    isLog: false,
    step: null,
    levels: null,
    when: null,
  })),
  of: (values) => of(values as readonly number[]),
});

const tableProblem = (table: Table): Problem => ({
  name: table.name,
  space: table.space,
  least: table.least,
  of: (values) => lookUp(table, values),
});

const medianOf = (values: readonly number[]): number =>
  quantileOf(
    values.toSorted((one, other) => one - other),
    0.5,
  );

function regretOf({ space, of, least }: Problem, method: StudyMethod, seed: number): number {
  const empty = new Float64Array(0);
  let columns: TrialColumns = {
    count: 0,
    width: space.length,
    objectiveCount: 1,
    numbers: new Int32Array(0),
    states: new Uint8Array(0),
    points: empty,
    objectives: empty,
    generations: new Int32Array(0),
    lastSteps: empty,
    lastValues: empty,
  };
  for (let number = 0; number < trialCount; number += 1) {
    const [next] = suggest({ method, directions: ['MINIMIZE'], space, seed }, columns, number, 1);
    if (next === undefined) break;
    columns = withRunning(columns, number, next.point, next.generation);
    columns.objectives[number] = of(Object.values(valuesOf(space, next.point)));
    columns.states[number] = 1;
  }
  return Math.min(...columns.objectives) - least;
}

interface Answer {
  readonly version: string;
  readonly functions: Readonly<Record<string, readonly number[]>>;
  readonly tables: Readonly<Record<string, readonly number[]>>;
  readonly checks: Readonly<Record<string, number>>;
}

/** Optuna's TPE on the same functions and tables; throws where a function of theirs is not ours. */
function askOptuna(python: string, seeds: number, tables: readonly Table[]): Answer {
  const at = (ranges: (typeof objectives)[number]['ranges']): number[] =>
    ranges.map(([low, high], place) => low + (high - low) * (0.3 + 0.1 * place));
  const functions = objectives.map(({ name, ranges }) => ({ name, ranges, at: at(ranges) }));
  const script = fileURLToPath(new URL('./studies/optuna_runs.py', import.meta.url));
  const input = JSON.stringify({ functions, tables, trials: trialCount, seeds });
  const { status, stdout, stderr } = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${python} ended with ${status}: ${stderr.slice(-2_000)}`);
  const answer = JSON.parse(stdout) as Answer;
  for (const { name, ranges, of } of objectives)
    if (Math.abs((answer.checks[name] as number) - of(at(ranges))) > 1e-9)
      throw new Error(`${name} is another function in the two programs`);
  return answer;
}
