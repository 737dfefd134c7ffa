import type { RawBatch } from '../../platform/ingest/batches.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import { badText, unstorable } from '../../platform/ingest/text.ts';
import { readCount, readFields, readTime, shown, type Fields } from '../../platform/ingest/values.ts';
import { maxAttempt } from '../training/types.ts';
import { readMetricValue, readWhole } from '../training/load/readers.ts';
import { maxScoreCount, maxScoreNameLength, type CheckedPrediction } from './types.ts';

const knownFields: ReadonlySet<string> = new Set([
  'epoch',
  'step',
  'sampleIndex',
  'attempt',
  'prompt',
  'reference',
  'prediction',
  'scores',
  'at',
]);

/** What stands in for a batch of predictions while the schema's types read the variables. */
export const predictionBatch = (batch: RawBatch): object => ({ epoch: 0, sampleIndex: 0, prompt: '', prediction: '', at: batch });

export interface CheckedPredictions {
  readonly predictions: CheckedPrediction[];
  readonly rejected: Rejection[];
}

/** Checks each prediction on its own: a bad one never costs the others. `currentAttempt`: the last that was started. */
export function checkPredictions(items: readonly unknown[], currentAttempt: number, now: Date): CheckedPredictions {
  const checked: CheckedPredictions = { predictions: [], rejected: [] };
  for (const [index, item] of items.entries()) {
    const prediction = checkPrediction(item, currentAttempt, now);
    if (prediction instanceof Problem) checked.rejected.push({ index, field: prediction.field, reason: prediction.reason });
    else checked.predictions.push(prediction);
  }
  return checked;
}

function checkPrediction(item: unknown, currentAttempt: number, now: Date): CheckedPrediction | Problem {
  const fields = readFields(item, knownFields, 'PredictionInput');
  if (fields instanceof Problem) return fields;
  const epoch = required(readCount(fields, 'epoch'), 'epoch');
  if (epoch instanceof Problem) return epoch;
  const step = readWhole(fields, 'step');
  if (step instanceof Problem) return step;
  const sampleIndex = required(readCount(fields, 'sampleIndex'), 'sampleIndex');
  if (sampleIndex instanceof Problem) return sampleIndex;
  const attempt = readAttempt(fields, currentAttempt);
  if (attempt instanceof Problem) return attempt;
  const prompt = required(readWholeText(fields, 'prompt'), 'prompt');
  if (prompt instanceof Problem) return prompt;
  const reference = readWholeText(fields, 'reference');
  if (reference instanceof Problem) return reference;
  const prediction = required(readWholeText(fields, 'prediction'), 'prediction');
  if (prediction instanceof Problem) return prediction;
  const scores = readScores(fields['scores']);
  if (scores instanceof Problem) return scores;
  const at = readTime(fields, 'at', now);
  if (at instanceof Problem) return at;
  return { epoch, step: step ?? 0, sampleIndex, attempt, prompt, reference, prediction, scores, at: at ?? now };
}

const required = <Value>(value: Value | null | Problem, field: string): Value | Problem =>
  value === null ? new Problem(field, 'is missing') : value;

function readAttempt(fields: Fields, currentAttempt: number): number | null | Problem {
  const attempt = readWhole(fields, 'attempt');
  if (attempt === null || attempt instanceof Problem) return attempt;
  if (attempt < 1 || attempt > maxAttempt) return new Problem('attempt', `is ${attempt}; 1 to ${maxAttempt} is taken`);
  return attempt <= currentAttempt
    ? attempt
    : new Problem('attempt', `is ${attempt}, but attempt ${currentAttempt} is the last that was started`);
}

/** A text of at most 1 MiB; the empty one is an answer, too. */
function readWholeText(fields: Fields, field: string): string | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return new Problem(field, `is ${shown(value)}; a text is taken`);
  const problem = badText(value);
  return problem === null ? value : new Problem(field, problem);
}

/** Numbers by name. One that is null was not scored. */
function readScores(value: unknown): ReadonlyMap<string, number> | Problem {
  if (value === undefined || value === null) return new Map();
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem('scores', `is ${shown(value)}; an object of numbers is taken`);
  const entries = Object.entries(value);
  if (entries.length > maxScoreCount) return new Problem('scores', `has ${entries.length} scores; at most ${maxScoreCount} are taken`);
  const scores = new Map<string, number>();
  for (const [name, sent] of entries) {
    const path = `scores.${name.slice(0, maxScoreNameLength).toWellFormed()}`;
    if (name.trim() === '') return new Problem('scores', 'has a score without a name');
    if (name.length > maxScoreNameLength)
      return new Problem(path, `has a name of ${name.length} characters; at most ${maxScoreNameLength} are taken`);
    const problem = unstorable(name);
    if (problem !== null) return new Problem('scores', `has a name that ${problem}`);
    if (sent === null) continue;
    const score = readMetricValue(sent);
    if (score instanceof Problem) return new Problem(path, score.reason);
    scores.set(name, score);
  }
  return scores;
}
