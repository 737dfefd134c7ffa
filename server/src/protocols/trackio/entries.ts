import type { Alert, SentPoint } from '../../domains/training/types.ts';
import { badTime } from '../../platform/ingest/time.ts';
import { badName, unstorable } from '../../platform/ingest/text.ts';
import { shown, type Fields } from '../../platform/ingest/values.ts';
import { InvalidCall } from './errors.ts';

/** One run's part of a call. */
export interface RunEntries {
  readonly project: string;
  readonly run: string;
  /** The id of the run's job; of clients that send none, made of project and name. */
  readonly externalId: string;
  readonly entries: Fields[];
}

const maxEntries = 10_000;
const maxDepth = 8;

/** The entries of a call by run, in their order. */
export function runsIn(kwargs: Fields, name: string): RunEntries[] {
  const list = kwargs[name];
  if (!Array.isArray(list)) throw new InvalidCall(`kwargs.${name} is ${shown(list)}; a list is taken.`);
  if (list.length > maxEntries) throw new InvalidCall(`kwargs.${name} has ${list.length} entries; at most ${maxEntries} are taken.`);
  const runs = new Map<string, RunEntries>();
  for (const [index, entry] of list.entries()) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      throw new InvalidCall(`kwargs.${name}[${index}] is ${shown(entry)}; an object is taken.`);
    const place = `kwargs.${name}[${index}]`;
    const [project, run] = [nameIn(entry as Fields, 'project', place), nameIn(entry as Fields, 'run', place)];
    const runId = (entry as Fields)['run_id'] == null ? null : nameIn(entry as Fields, 'run_id', place);
    const externalId = runId ?? `trackio ${project} ${run}`;
    const known = runs.get(externalId) ?? { project, run, externalId, entries: [] };
    runs.set(externalId, known);
    known.entries.push(entry as Fields);
  }
  return [...runs.values()];
}

function nameIn(entry: Fields, name: string, place: string): string {
  const value = entry[name];
  if (typeof value !== 'string') throw new InvalidCall(`${place}.${name} is ${shown(value)}; a text is taken.`);
  const problem = badName(value);
  if (problem !== null) throw new InvalidCall(`${place}.${name} ${problem}.`);
  return value;
}

const words: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** The numbers of an entry by name; those in objects under `outer/inner`. Texts, tables and files are no points. */
function numbersIn(metrics: unknown, prefix = '', depth = 0): [name: string, value: number][] {
  if (typeof metrics !== 'object' || metrics === null || Array.isArray(metrics) || depth === maxDepth) return [];
  if ('_type' in metrics) return [];
  return Object.entries(metrics).flatMap(([name, value]): [string, number][] => {
    const full = prefix === '' ? name : `${prefix}/${name}`;
    const number = typeof value === 'number' ? value : words.get(value);
    return number === undefined ? numbersIn(value, full, depth + 1) : [[full, number]];
  });
}

/** When an entry was logged; null: it does not say, or by a clock that was never set. One that is far ahead is refused. */
function timeIn(entry: Fields, now: Date): Date | null {
  const value = entry['timestamp'];
  if (typeof value !== 'string') return null;
  // Python's clock writes no zone where it has none: it is UTC.
  const at = new Date(/(?:z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  const problem = badTime(at, now);
  if (problem === null) return at;
  if (at > now) throw new InvalidCall(`timestamp ${problem}.`);
  return null;
}

/** Hyperparameters in the first configuration that the entries have; entries of Trackio's own begin with an underscore. */
export function configIn(entries: readonly Fields[]): { params: Record<string, unknown>; own: Record<string, unknown> } {
  const config = entries
    .map((entry) => entry['config'])
    .find((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  const all = Object.entries((config ?? {}) as Record<string, unknown>);
  return {
    params: Object.fromEntries(all.filter(([name]) => !name.startsWith('_'))),
    own: Object.fromEntries(all.filter(([name]) => name.startsWith('_'))),
  };
}

/** Points of one entry at a step. */
export function pointsOf(entry: Fields, step: number, now: Date): SentPoint[] {
  const at = timeIn(entry, now);
  return numbersIn(entry['metrics']).map(([metric, value]) => ({ metric, value, step, at }));
}

/** Points of the machine: they stand at their time. */
export function systemPointsOf(entry: Fields, now: Date): SentPoint[] {
  const at = timeIn(entry, now) ?? now;
  return numbersIn(entry['metrics']).map(([metric, value]) => ({
    metric: metric.startsWith('system/') ? metric : `system/${metric}`,
    value,
    at,
  }));
}

export function alertOf(entry: Fields, now: Date): Alert {
  const title = entry['title'];
  if (typeof title !== 'string' || title === '' || unstorable(title) !== null)
    throw new InvalidCall(`title is ${shown(title)}; a text is taken.`);
  const text = (name: string): string | null =>
    typeof entry[name] === 'string' ? entry[name].replaceAll('\u0000', '').toWellFormed() : null;
  const step = entry['step'];
  return {
    id: text('alert_id')?.slice(0, 100) ?? null,
    title: title.slice(0, 500),
    text: text('text')?.slice(0, 10_000) ?? null,
    level: text('level')?.slice(0, 20) ?? 'warn',
    step: typeof step === 'number' && Number.isSafeInteger(step) && step >= 0 ? step : null,
    at: (timeIn(entry, now) ?? now).toISOString(),
  };
}
