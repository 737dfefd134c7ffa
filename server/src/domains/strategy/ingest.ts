import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readName, type Fields } from '../../platform/ingest/values.ts';
import { BadStrategy } from './errors.ts';
import type { Constraints } from './types.ts';

/** Constraints as the API takes them. */
export interface ConstraintsInput extends Fields {
  readonly baseModel?: string | null | undefined;
  readonly datasetName?: string | null | undefined;
  readonly maxHours?: number | null | undefined;
  readonly maxCostUsd?: number | null | undefined;
}

/** The constraints, or every field at fault. */
export const checkConstraints = (input: ConstraintsInput): Result<Sound<ReturnType<typeof readConstraints>> & Constraints, BadStrategy> =>
  checkInput(readConstraints(input), BadStrategy);

const readConstraints = (input: ConstraintsInput) => ({
  baseModel: readName(input, 'baseModel'),
  datasetName: readName(input, 'datasetName'),
  maxHours: readPositive(input.maxHours, 'maxHours'),
  maxCostUsd: readPositive(input.maxCostUsd, 'maxCostUsd'),
});

const readPositive = (value: number | null | undefined, field: string): number | null | Problem =>
  value == null ? null : value > 0 && value <= 1e9 ? value : new Problem(field, `is ${value}; above 0 to 1000000000 is taken`);
