import { Problem } from '../../../platform/ingest/rejection.ts';
import { readJson, type Fields } from '../../../platform/ingest/values.ts';
import { readObjectiveValues } from './values.ts';

interface Baseline {
  readonly values: readonly number[];
  /** As sent, since a baseline need not lie in the space; null: not known. */
  readonly parameters: object | null;
}

export function readBaseline(input: Fields, objectiveCount: number): Baseline | null | Problem {
  const fields = input['baseline'] as Fields | null | undefined;
  if (fields === undefined || fields === null) return null;
  const values = readObjectiveValues(fields['values'], objectiveCount, 'baseline.values');
  if (values instanceof Problem) return values;
  if (values.some(Number.isNaN)) return new Problem('baseline.values', 'has a value that is no number');
  const parameters = fields['parameters'] ?? null;
  if (parameters !== null && (typeof parameters !== 'object' || Array.isArray(parameters)))
    return new Problem('baseline.parameters', 'is no object; an object of values by name is taken');
  const text = readJson(fields, 'parameters', 'baseline.parameters');
  if (text instanceof Problem) return text;
  return { values: [...values], parameters };
}
