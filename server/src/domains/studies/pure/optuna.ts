import { parsePythonJson } from 'importer/values';
import { parse } from 'csv-parse/sync';
import type { ParameterValue } from '../types.ts';

/* Trials of an Optuna study: `study.trials` as JSON, or `study.trials_dataframe()` as CSV. */

/** Parameters and trials as the API takes them. */
export interface ReadStudy {
  readonly searchSpace: readonly Readonly<Record<string, unknown>>[];
  readonly objectiveCount: number;
  readonly trials: readonly Readonly<Record<string, unknown>>[];
}

/** Why a text is no study, to be read after the field's name. */
export class NoStudy extends Error {}

const maxCategories = 1_000;
/** A range that spans so many times its least value is searched by ratios, where nothing says how it was. */
const logRatio = 1_000;

type Json = Readonly<Record<string, unknown>>;

/** Reads JSON (a list, or an object with `trials`) or CSV. */
export function readOptuna(text: string): ReadStudy {
  const start = text.trimStart()[0];
  return start === '[' || start === '{' ? readJson(text) : readCsv(text);
}

function readJson(text: string): ReadStudy {
  let parsed: unknown;
  try {
    parsed = parsePythonJson(text, () => 'null');
  } catch (error) {
    throw new NoStudy(`is not JSON: ${(error as Error).message}`);
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as Json | null)?.['trials'];
  if (!Array.isArray(list) || list.length === 0) throw new NoStudy('has no list of trials');
  const trials = list.map((item: unknown, index) => {
    if (typeof item !== 'object' || item === null) throw new NoStudy(`has a trial that is no object: [${index}]`);
    return item as Json;
  });
  const distributions = new Map<string, Json>();
  const seen = new Map<string, ParameterValue[]>();
  for (const trial of trials) {
    for (const [name, distribution] of Object.entries((trial['distributions'] ?? {}) as Json))
      if (!distributions.has(name)) distributions.set(name, distribution as Json);
    for (const [name, value] of Object.entries((trial['params'] ?? {}) as Json))
      seen.set(name, [...(seen.get(name) ?? []), value as ParameterValue]);
  }
  return {
    searchSpace: [...seen].map(([name, values]) => parameterOf(name, distributions.get(name), values)),
    objectiveCount: Math.max(1, ...trials.map(({ values }) => (Array.isArray(values) ? values.length : 1))),
    trials: trials.map((trial, index) => ({
      externalId: String(trial['number'] ?? index),
      parameters: trial['params'] ?? {},
      ...valuesAndState(trial['values'] ?? trial['value'], String(trial['state'] ?? 'COMPLETE')),
      reports: Object.entries((trial['intermediate_values'] ?? {}) as Json).map(([step, value]) => ({ step: Number(step), value })),
      ...times(trial['start'] ?? trial['datetime_start'], trial['complete'] ?? trial['datetime_complete']),
    })),
  };
}

function valuesAndState(value: unknown, state: string): Json {
  const values = value === undefined || value === null ? null : Array.isArray(value) ? value : [value];
  if (state.endsWith('COMPLETE')) return { values: values ?? [null], state: 'COMPLETE' };
  return { state: state.endsWith('PRUNED') ? 'PRUNED' : state.endsWith('FAIL') ? 'FAILED' : 'RUNNING' };
}

function times(start: unknown, end: unknown): Json {
  const instant = (value: unknown): object | undefined => {
    if (typeof value !== 'string' || value === '') return undefined;
    // Optuna writes local times without a zone; they are taken for UTC.
    const at = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value.replace(' ', 'T')}Z`);
    return Number.isNaN(at.getTime()) ? undefined : at;
  };
  const [startedAt, endedAt] = [instant(start), instant(end)];
  return { ...(startedAt && { startedAt }), ...(endedAt && { endedAt }) };
}

/** A parameter by its distribution, else by the values that it had. */
function parameterOf(name: string, distribution: Json | undefined, values: readonly ParameterValue[]): Json {
  const attributes = (distribution?.['attributes'] ?? {}) as Json;
  const kind = String(distribution?.['name'] ?? '');
  if (kind.startsWith('Categorical')) return { name, kind: 'CATEGORICAL', choices: attributes['choices'] };
  if (kind.startsWith('Float') || kind.startsWith('Int'))
    return {
      name,
      kind: kind.startsWith('Int') ? 'INT' : 'FLOAT',
      low: attributes['low'],
      high: attributes['high'],
      isLog: attributes['log'] === true,
      // A step and a logarithm do not stand together here; Optuna gives an INT the step 1 beside it.
      step: attributes['log'] === true ? null : (attributes['step'] ?? null),
    };
  if (!values.every((value) => typeof value === 'number'))
    return { name, kind: 'CATEGORICAL', choices: [...new Set(values)].slice(0, maxCategories) };
  const numbers = values as readonly number[];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return { name, kind: numbers.every(Number.isInteger) ? 'INT' : 'FLOAT', low, high, isLog: low > 0 && high / low >= logRatio };
}

function readCsv(text: string): ReadStudy {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    throw new NoStudy(`is neither JSON nor CSV: ${(error as Error).message}`);
  }
  const names = Object.keys(rows[0] ?? {});
  const parameters = names.filter((name) => name.startsWith('params_'));
  const objectives = names.filter((name) => name === 'value' || /^values_\w+$/.test(name));
  if (rows.length === 0 || parameters.length === 0 || objectives.length === 0)
    throw new NoStudy('has no columns `params_…` and `value` or `values_0`, as trials_dataframe() writes them');
  const valueOf = (cell: string): ParameterValue =>
    cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell === 'True' ? true : cell === 'False' ? false : cell;
  const paramsOf = (row: Record<string, string>): Json =>
    Object.fromEntries(
      parameters.filter((name) => row[name] !== '').map((name) => [name.slice('params_'.length), valueOf(row[name] as string)]),
    );
  const all = rows.map(paramsOf);
  return {
    searchSpace: parameters.map((column) => {
      const name = column.slice('params_'.length);
      const values = all.flatMap((params) => (name in params ? [params[name] as ParameterValue] : []));
      return parameterOf(name, undefined, values);
    }),
    objectiveCount: objectives.length,
    trials: rows.map((row, index) => ({
      externalId: row['number'] ?? String(index),
      parameters: all[index],
      ...valuesAndState(
        objectives.some((name) => row[name] !== '') ? objectives.map((name) => (row[name] === '' ? null : Number(row[name]))) : null,
        row['state'] ?? 'COMPLETE',
      ),
      ...times(row['datetime_start'], row['datetime_complete']),
    })),
  };
}
