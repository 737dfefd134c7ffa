import type { Result } from '../../platform/graphql/errors.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readCount, readRequiredName, readText, readTime, shown, type Fields } from '../../platform/ingest/values.ts';
import { BadTransferSession } from './errors.ts';

/** Of a training, in US dollars and in hours. */
const maxUsd = 1e9;
const maxHours = 1e6;
const maxEpochs = 1e6;

/** A session as the API takes it. */
export interface TransferInput extends Fields {
  readonly externalId?: string | null | undefined;
  readonly sourceModel?: string | null | undefined;
  readonly targetModel?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly method?: string | null | undefined;
  readonly layersTransferred?: number | null | undefined;
  readonly fineTuningEpochs?: number | null | undefined;
  readonly accuracyBefore?: number | null | undefined;
  readonly accuracyAfter?: number | null | undefined;
  readonly countBefore?: number | null | undefined;
  readonly countAfter?: number | null | undefined;
  readonly trainingTimeHours?: number | null | undefined;
  readonly trainingCostUsd?: number | null | undefined;
  readonly scratchTimeHours?: number | null | undefined;
  readonly scratchCostUsd?: number | null | undefined;
  readonly notes?: string | null | undefined;
  readonly startedAt?: Date | null | undefined;
  readonly completedAt?: Date | null | undefined;
}

/** The session as it can be stored, or every field at fault. */
export const checkTransfer = (input: TransferInput, now: Date): Result<Sound<ReturnType<typeof readTransfer>>, BadTransferSession> =>
  checkInput(readTransfer(input, now), BadTransferSession);

function readTransfer(input: TransferInput, now: Date) {
  const startedAt = readTime(input, 'startedAt', now);
  const completedAt = readTime(input, 'completedAt', now);
  const isBackwards = startedAt instanceof Date && completedAt instanceof Date && completedAt < startedAt;
  return {
    externalId: readRequiredName(input, 'externalId'),
    sourceModel: readRequiredName(input, 'sourceModel'),
    targetModel: readRequiredName(input, 'targetModel'),
    domain: readRequiredName(input, 'domain'),
    method: readRequiredName(input, 'method'),
    layersTransferred: readCount(input, 'layersTransferred'),
    fineTuningEpochs: readWithin(input, 'fineTuningEpochs', maxEpochs),
    accuracyBefore: readWithin(input, 'accuracyBefore', 1),
    accuracyAfter: readWithin(input, 'accuracyAfter', 1),
    countBefore: readPositive(input, 'countBefore'),
    countAfter: readPositive(input, 'countAfter'),
    trainingTimeHours: readWithin(input, 'trainingTimeHours', maxHours),
    trainingCostUsd: readWithin(input, 'trainingCostUsd', maxUsd),
    scratchTimeHours: readWithin(input, 'scratchTimeHours', maxHours),
    scratchCostUsd: readWithin(input, 'scratchCostUsd', maxUsd),
    notes: readText(input, 'notes'),
    startedAt,
    completedAt: isBackwards ? new Problem('completedAt', 'is before startedAt') : completedAt,
  };
}

function readWithin(input: Fields, field: string, most: number): number | null | Problem {
  const value = input[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return new Problem(field, `is ${shown(value)}; a number is taken`);
  return value >= 0 && value <= most ? value : new Problem(field, `is ${value}; 0 to ${most} is taken`);
}

function readPositive(input: Fields, field: string): number | null | Problem {
  const count = readCount(input, field);
  return count === 0 ? new Problem(field, 'is 0; 1 or more is taken') : count;
}
