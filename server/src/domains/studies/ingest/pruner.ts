import { Problem } from '../../../platform/ingest/rejection.ts';
import { readCount, readEnum, type Fields } from '../../../platform/ingest/values.ts';
import { prunerKinds, type Pruner } from '../types.ts';

/** What a pruner does where nothing else is set: that of Optuna's pruners. */
const prunerDefaults: Pruner = { kind: 'NONE', startupTrials: 5, warmupSteps: 0, minSteps: 1, maxSteps: 100, reductionFactor: 3 };

export function readPruner(input: Fields, objectiveCount: number): Pruner | Problem {
  const fields = input['pruner'] as Fields | null | undefined;
  if (fields === undefined || fields === null) return prunerDefaults;
  const kind = readEnum(fields, 'kind', prunerKinds, 'pruner.kind') ?? 'NONE';
  if (kind instanceof Problem) return kind;
  if (kind !== 'NONE' && objectiveCount > 1)
    return new Problem('pruner.kind', `is ${kind}, which takes a study with one objective; this one has ${objectiveCount}`);
  const pruner: Record<string, number> = {};
  for (const [field, least] of [
    ['startupTrials', 0],
    ['warmupSteps', 0],
    ['minSteps', 1],
    ['maxSteps', 1],
    ['reductionFactor', 2],
  ] as const) {
    const value = readCount(fields, field, `pruner.${field}`) ?? prunerDefaults[field];
    if (value instanceof Problem) return value;
    if (value < least) return new Problem(`pruner.${field}`, `is ${value}; ${least} or more is taken`);
    pruner[field] = value;
  }
  const read = { ...prunerDefaults, ...pruner, kind };
  return read.maxSteps < read.minSteps
    ? new Problem('pruner.maxSteps', `is ${read.maxSteps}, which is below minSteps (${read.minSteps})`)
    : read;
}
