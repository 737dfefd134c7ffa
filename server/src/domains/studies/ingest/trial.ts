import type { RawBatch } from '../../../platform/ingest/batches.ts';
import { Problem, type Rejection } from '../../../platform/ingest/rejection.ts';
import { readEnum, readFields, readName, readText, readTime, shown, type Fields } from '../../../platform/ingest/values.ts';
import { trialStates, type SearchSpace, type TrialState } from '../types.ts';
import { pointOf, readObjectiveValues } from './values.ts';

/** Reports of one trial that is added. */
const maxReports = 10_000;
const knownFields: ReadonlySet<string> = new Set([
  'externalId',
  'parameters',
  'values',
  'state',
  'reason',
  'reports',
  'startedAt',
  'endedAt',
]);

/** What stands in for a batch of trials while the schema's types read the variables. */
export const trialBatch = (batch: RawBatch): object => ({ parameters: batch });

export interface AddedTrial {
  /** Null: each call adds another trial. */
  readonly externalId: string | null;
  readonly point: Float64Array;
  readonly objectives: Float64Array;
  readonly state: TrialState;
  readonly reason: string | null;
  readonly reports: readonly (readonly [step: number, value: number])[];
  readonly startedAt: Date;
  /** Null: it runs. */
  readonly endedAt: Date | null;
}

interface Shape {
  readonly space: SearchSpace;
  readonly objectives: readonly string[];
}

/** Checks each trial on its own: a bad one never costs the others. */
export function checkTrials(
  items: readonly unknown[],
  shape: Shape,
  now: Date,
): { readonly trials: AddedTrial[]; readonly rejected: Rejection[] } {
  const checked = { trials: [] as AddedTrial[], rejected: [] as Rejection[] };
  for (const [index, item] of items.entries()) {
    const trial = checkTrial(item, shape, now);
    if (trial instanceof Problem) checked.rejected.push({ index, field: trial.field, reason: trial.reason });
    else checked.trials.push(trial);
  }
  return checked;
}

function checkTrial(item: unknown, { space, objectives }: Shape, now: Date): AddedTrial | Problem {
  const fields = readFields(item, knownFields, 'StudyTrialInput');
  if (fields instanceof Problem) return fields;
  const hasValues = fields['values'] !== undefined && fields['values'] !== null;
  const read = {
    externalId: readName(fields, 'externalId'),
    point: pointOf(space, fields['parameters'], 'parameters'),
    objectives: hasValues
      ? readObjectiveValues(fields['values'], objectives.length, 'values')
      : new Float64Array(objectives.length).fill(NaN),
    state: readEnum(fields, 'state', trialStates),
    reason: readText(fields, 'reason'),
    reports: readReports(fields),
    startedAt: readTime(fields, 'startedAt', now),
    endedAt: readTime(fields, 'endedAt', now),
  };
  for (const value of Object.values(read)) if (value instanceof Problem) return value;
  const {
    state: sent,
    reason,
    startedAt,
    endedAt,
    ...trial
  } = read as Exclude<typeof read, Problem> & Omit<AddedTrial, 'state'> & { state: TrialState | null };
  const bad = hasValues ? trial.objectives.findIndex(Number.isNaN) : -1;
  const state = bad >= 0 && sent !== 'PRUNED' ? 'FAILED' : (sent ?? (hasValues ? 'COMPLETE' : 'RUNNING'));
  if (state === 'COMPLETE' && !hasValues) return new Problem('values', 'is missing: a complete trial has a value of each objective');
  const isKnown = state === 'COMPLETE';
  return {
    ...trial,
    objectives: isKnown ? trial.objectives : new Float64Array(objectives.length).fill(NaN),
    state,
    reason: reason ?? (state === 'FAILED' && bad >= 0 ? `The objective ${shown(objectives[bad])} is no number.` : null),
    startedAt: startedAt ?? endedAt ?? now,
    endedAt: state === 'RUNNING' ? null : (endedAt ?? now),
  };
}

function readReports(fields: Fields): readonly (readonly [number, number])[] | Problem {
  const value = fields['reports'];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return new Problem('reports', `is ${shown(value)}; a list of { step, value } is taken`);
  if (value.length > maxReports) return new Problem('reports', `has ${value.length} reports; at most ${maxReports} are taken`);
  const reports = new Map<number, number>();
  for (const [place, item] of (value as readonly unknown[]).entries()) {
    const { step, value: at } = (item ?? {}) as { readonly step?: unknown; readonly value?: unknown };
    if (typeof step !== 'number' || !(step >= 0 && step <= Number.MAX_SAFE_INTEGER))
      return new Problem(`reports[${place}].step`, `is ${shown(step)}; a number of 0 or more is taken`);
    reports.set(step, typeof at === 'number' && Number.isFinite(at) ? at : NaN);
  }
  return [...reports].sort(([one], [other]) => one - other);
}
