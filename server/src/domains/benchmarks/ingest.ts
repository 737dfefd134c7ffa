import type { Result } from '../../platform/graphql/errors.ts';
import type { RawBatch } from '../../platform/ingest/batches.ts';
import { checkInput, type Sound } from '../../platform/ingest/input.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import {
  readBoolean,
  readCount,
  readFields,
  readJson,
  readName,
  readRequiredName,
  readText,
  readTime,
  shown,
  type Fields,
} from '../../platform/ingest/values.ts';
import { BadBenchmark } from './errors.ts';
import type { BenchmarkSource, CheckedResult } from './types.ts';

/** Answers to one item in one run. */
export const maxSamples = 10_000;
/** Of an answer, in US dollars. */
const maxCostUsd = 1_000_000;
/** The largest score, and without its sign the smallest. */
export const maxScore = 1e15;

/** A run as the API takes it. */
export type BenchmarkRunInput = {
  readonly suite?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly modelVersion?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly source?: BenchmarkSource | null | undefined;
  readonly configuration?: unknown;
  readonly startedAt?: Date | null | undefined;
  readonly endedAt?: Date | null | undefined;
};

/** The run as it can be stored, or every field at fault. */
export const checkRun = (input: BenchmarkRunInput, now: Date): Result<Sound<ReturnType<typeof readRun>>, BadBenchmark> =>
  checkInput(readRun(input, now), BadBenchmark);

function readRun(input: BenchmarkRunInput, now: Date) {
  const startedAt = readTime(input, 'startedAt', now);
  const endedAt = readTime(input, 'endedAt', now);
  const isBackwards = startedAt instanceof Date && endedAt instanceof Date && endedAt < startedAt;
  return {
    suite: readRequiredName(input, 'suite'),
    model: readRequiredName(input, 'model'),
    modelVersion: readName(input, 'modelVersion'),
    externalId: readName(input, 'externalId'),
    configuration: readConfiguration(input),
    startedAt,
    endedAt: isBackwards ? new Problem('endedAt', 'is before startedAt') : endedAt,
  };
}

function readConfiguration(input: Fields): string | null | Problem {
  const value = input['configuration'];
  if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value)))
    return new Problem('configuration', `is ${shown(value)}; an object is taken`);
  return readJson(input, 'configuration');
}

const knownFields: ReadonlySet<string> = new Set([
  'itemId',
  'sample',
  'category',
  'input',
  'target',
  'answer',
  'isCorrect',
  'score',
  'scores',
  'error',
  'latencyMs',
  'inputTokens',
  'outputTokens',
  'costUsd',
  'at',
]);

/** What stands in for a batch of results while the schema's types read the variables. */
export const resultBatch = (batch: RawBatch): object => ({ itemId: '', at: batch });

/** Checks each result on its own: a bad one never costs the others. */
export function checkResults(items: readonly unknown[], now: Date): { readonly results: CheckedResult[]; readonly rejected: Rejection[] } {
  const checked = { results: [] as CheckedResult[], rejected: [] as Rejection[] };
  for (const [index, item] of items.entries()) {
    const result = checkResult(item, now);
    if (result instanceof Problem) checked.rejected.push({ index, field: result.field, reason: result.reason });
    else checked.results.push(result);
  }
  return checked;
}

function checkResult(item: unknown, now: Date): CheckedResult | Problem {
  const fields = readFields(item, knownFields, 'BenchmarkResultInput');
  if (fields instanceof Problem) return fields;
  const read = {
    itemId: readRequiredName(fields, 'itemId'),
    sample: readSample(fields),
    category: readName(fields, 'category'),
    input: readText(fields, 'input'),
    target: readText(fields, 'target'),
    answer: readText(fields, 'answer'),
    isCorrect: readBoolean(fields, 'isCorrect'),
    score: readScore(fields['score'], 'score'),
    scores: readScores(fields),
    error: readText(fields, 'error'),
    latencyMs: readCount(fields, 'latencyMs'),
    inputTokens: readCount(fields, 'inputTokens'),
    outputTokens: readCount(fields, 'outputTokens'),
    costNanoUsd: readCost(fields),
    at: readTime(fields, 'at', now) ?? now,
  };
  for (const value of Object.values(read)) if (value instanceof Problem) return value;
  const { isCorrect, score, answer, error } = read as CheckedResult;
  return isCorrect === null && score === null && answer === null && error === null
    ? new Problem('', 'has none of isCorrect, score, answer and error')
    : (read as CheckedResult);
}

function readSample(fields: Fields): number | Problem {
  const sample = readCount(fields, 'sample');
  if (sample instanceof Problem) return sample;
  return (sample ?? 0) < maxSamples ? (sample ?? 0) : new Problem('sample', `is ${sample}; 0 to ${maxSamples - 1} is taken`);
}

function readNumber(value: unknown, path: string): number | null | Problem {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) ? value : new Problem(path, `is ${shown(value)}; a number is taken`);
}

/** A score: small enough that a sum of any number of them is a number. */
function readScore(value: unknown, path: string): number | null | Problem {
  const score = readNumber(value, path);
  if (score === null || score instanceof Problem || Math.abs(score) <= maxScore) return score;
  return new Problem(path, `is ${score}; ${-maxScore} to ${maxScore} is taken`);
}

function readCost(fields: Fields): number | null | Problem {
  const cost = readNumber(fields['costUsd'], 'costUsd');
  if (cost === null || cost instanceof Problem) return cost;
  return cost >= 0 && cost <= maxCostUsd ? Math.round(cost * 1e9) : new Problem('costUsd', `is ${cost}; 0 to ${maxCostUsd} is taken`);
}

/** Further scores, numbers by name; one that is null is none. */
function readScores(fields: Fields): string | Problem {
  const value = fields['scores'];
  if (value === undefined || value === null) return '{}';
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem('scores', `is ${shown(value)}; an object of numbers is taken`);
  for (const [name, score] of Object.entries(value)) {
    const path = `scores.${name.slice(0, 100).toWellFormed()}`;
    const read = readScore(score, path);
    if (read instanceof Problem) return read;
  }
  return readJson(fields, 'scores') ?? '{}';
}
