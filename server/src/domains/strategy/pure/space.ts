import type { Parameter, ParameterValue, SearchSpace, TrialColumns } from '../../studies/types.ts';
import { trialStateCode } from '../../studies/types.ts';
import type { HistoryJob, StrategyKind } from '../types.ts';

/** Parameters of one process: more of them learn nothing from few jobs. */
const mostParameters = 6;
const mostChoices = 8;
/** Numbers that span so much are on a logarithmic scale. */
const logSpan = 10;
/** How far beyond what was tried a number may go: as a ratio, and as a share of the range. */
const beyondRatio = 2;
const beyondShare = 0.25;

const schedule = /(?:^|_)(?:epochs?|max_steps|steps|warmup\w*|scheduler\w*|lr_scheduler\w*)$/i;
const architecture = /(?:^|_)(?:lora_?r|rank|alpha|layers?|heads?|width|hidden\w*|d_model|dropout|context_length|target_modules)$/i;

/** What a parameter belongs to, by its name. */
export const kindOfParameter = (name: string): StrategyKind =>
  schedule.test(name) ? 'SCHEDULE' : architecture.test(name) ? 'ARCHITECTURE' : 'HYPERPARAMETERS';

const isChoice = (value: unknown): value is string | boolean =>
  (typeof value === 'string' && value.length <= 200) || typeof value === 'boolean';

/** The search space of the parameters of a kind that all jobs have and that differ between them; those with most values first. */
export function spaceOf(jobs: readonly HistoryJob[], kind: StrategyKind): SearchSpace {
  const [first] = jobs;
  if (first === undefined) return [];
  return Object.keys(first.hyperparameters)
    .filter((name) => kindOfParameter(name) === kind)
    .flatMap((name) => {
      const values = jobs.map(({ hyperparameters }) => hyperparameters[name]);
      const parameter = parameterOf(name, values);
      return parameter === null ? [] : [{ parameter, count: new Set(values).size }];
    })
    .toSorted((one, other) => other.count - one.count || (one.parameter.name < other.parameter.name ? -1 : 1))
    .slice(0, mostParameters)
    .map(({ parameter }) => parameter);
}

function parameterOf(name: string, values: readonly unknown[]): Parameter | null {
  const distinct = [...new Set(values)];
  if (distinct.length < 2) return null;
  if (values.every((value) => typeof value === 'number' && Number.isFinite(value))) return numberParameter(name, distinct as number[]);
  if (distinct.length <= mostChoices && distinct.every(isChoice))
    return {
      name,
      kind: 'CATEGORICAL',
      choices: (distinct as ParameterValue[]).toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
      when: null,
    };
  return null;
}

function numberParameter(name: string, values: readonly number[]): Parameter {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isLog = least > 0 && most / least >= logSpan;
  const isWhole = values.every(Number.isInteger);
  const beyond = (most - least) * beyondShare;
  const [low, high] = isLog
    ? [least / beyondRatio, most * beyondRatio]
    : [least >= 0 ? Math.max(0, least - beyond) : least - beyond, most + beyond];
  const ends = isWhole
    ? { low: Math.max(least > 0 ? 1 : -Infinity, Math.floor(low)), high: Math.ceil(high), step: 1 }
    : { low, high, step: null };
  return { name, kind: isWhole ? 'INT' : 'FLOAT', ...ends, isLog, levels: null, when: null };
}

/** Jobs as complete trials of a study over the space. */
export function trialsOf(space: SearchSpace, jobs: readonly HistoryJob[]): TrialColumns {
  const width = space.length;
  const points = new Float64Array(jobs.length * width);
  for (const [row, { hyperparameters }] of jobs.entries())
    for (const [place, parameter] of space.entries()) {
      const value = hyperparameters[parameter.name];
      points[row * width + place] =
        parameter.kind === 'CATEGORICAL' ? parameter.choices.indexOf(value as ParameterValue) : (value as number);
    }
  return {
    count: jobs.length,
    width,
    objectiveCount: 1,
    numbers: Int32Array.from(jobs, (_, row) => row),
    states: new Uint8Array(jobs.length).fill(trialStateCode.COMPLETE),
    points,
    objectives: Float64Array.from(jobs, ({ loss }) => loss),
    generations: new Int32Array(jobs.length).fill(-1),
    lastSteps: new Float64Array(jobs.length).fill(NaN),
    lastValues: new Float64Array(jobs.length).fill(NaN),
  };
}
