import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { RawBatch } from '../../platform/ingest/batches.ts';
import { checkInput, sound, type Problems } from '../../platform/ingest/input.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import {
  readCount,
  readEnum,
  readFields,
  readJson,
  readName,
  readShortText,
  readText,
  readTime,
  shown,
  type Fields,
} from '../../platform/ingest/values.ts';
import { trainingMethods } from '../models/types.ts';
import { shiftDecimal } from '../prices/pure/rates.ts';
import { BadTrainingJob } from './errors.ts';
import { canonicalMetric, isSystemMetric } from './pure/metric-name.ts';
import { maxAttempt, maxMetricNameLength, maxStep, trainingTypes, type CheckedPoint } from './types.ts';

const maxTags = 100;
const maxTagLength = 100;
const maxShares = 10;
const nanoPlaces = 9;
const maxHourlyUsd = 1_000_000;

/** A job as the API and the protocols send it. Absent keeps what is stored; null clears it. */
export interface TrainingJobInput {
  readonly externalId?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly project?: string | null | undefined;
  readonly groupName?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly notes?: string | null | undefined;
  readonly trainingType?: string | null | undefined;
  readonly trainingMethod?: string | null | undefined;
  readonly baseModel?: string | null | undefined;
  readonly modelVersion?: string | null | undefined;
  readonly outputModel?: string | null | undefined;
  /** An object; its entries are merged into those that are stored. */
  readonly hyperparameters?: unknown;
  readonly datasetId?: string | null | undefined;
  readonly datasetName?: string | null | undefined;
  readonly datasetSize?: number | null | undefined;
  readonly datasetQualityScore?: number | null | undefined;
  readonly datasetSplit?: readonly number[] | null | undefined;
  readonly totalEpochs?: number | null | undefined;
  readonly totalSteps?: number | null | undefined;
  readonly totalTokensProcessed?: number | null | undefined;
  readonly hardware?: HardwareInput | null | undefined;
  readonly hourlyUsd?: number | null | undefined;
  readonly userName?: string | null | undefined;
  readonly startedAt?: Date | string | null | undefined;
}

export interface HardwareInput {
  readonly name?: string | null | undefined;
  readonly gpuName?: string | null | undefined;
  readonly gpuCount?: number | null | undefined;
  readonly cpuCount?: number | null | undefined;
  readonly memoryBytes?: number | null | undefined;
}

/** Every field at fault, or what was read; a field that was absent is read as null. */
export function checkJob(input: TrainingJobInput, now: Date) {
  const fields = input as Fields;
  return checkInput(
    {
      externalId: readName(fields, 'externalId'),
      name: readName(fields, 'name'),
      project: readName(fields, 'project'),
      groupName: readName(fields, 'groupName'),
      tags: readTags(fields),
      notes: readText(fields, 'notes'),
      trainingType: readEnum(fields, 'trainingType', trainingTypes),
      trainingMethod: readEnum(fields, 'trainingMethod', trainingMethods),
      baseModel: readName(fields, 'baseModel'),
      modelVersion: readName(fields, 'modelVersion'),
      outputModel: readName(fields, 'outputModel'),
      hyperparameters: readEntries(fields, 'hyperparameters'),
      datasetId: readName(fields, 'datasetId'),
      datasetName: readName(fields, 'datasetName'),
      datasetSize: readWhole(fields, 'datasetSize'),
      datasetQualityScore: readNumber(fields, 'datasetQualityScore', 0, Number.MAX_VALUE),
      datasetSplit: readShares(fields),
      totalEpochs: readNumber(fields, 'totalEpochs', 0, maxStep),
      totalSteps: readWhole(fields, 'totalSteps'),
      totalTokensProcessed: readWhole(fields, 'totalTokensProcessed'),
      hardware: readHardware(fields['hardware']),
      hourlyNanoUsd: readHourlyUsd(fields),
      userName: readName(fields, 'userName'),
      startedAt: readTime(fields, 'startedAt', now),
    },
    BadTrainingJob,
  );
}

/** Error details of a report: a text of at most 1 MiB. */
export function checkErrorDetails(details: string | null | undefined): Result<string | null, BadTrainingJob> {
  const read = readText({ errorDetails: details }, 'errorDetails');
  return read instanceof Problem ? fail(new BadTrainingJob(read.field, read.reason)) : succeed(read);
}

/** A time that a trainer reports, from 2000 to one day ahead; null: none. */
export function checkTime(field: string, value: Date | string | null | undefined, now: Date): Result<Date | null, BadTrainingJob> {
  const read = readTime({ [field]: value }, field, now);
  return read instanceof Problem ? fail(new BadTrainingJob(read.field, read.reason)) : succeed(read);
}

/** A JSON object, or null. */
function readEntries(fields: Fields, field: string): Readonly<Record<string, unknown>> | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem(field, `is ${shown(value)}; a JSON object is taken`);
  const read = readJson(fields, field);
  return read instanceof Problem ? read : (value as Readonly<Record<string, unknown>>);
}

/** A whole number from 0 to 2^53 - 1. */
export function readWhole(fields: Fields, field: string, path = field): number | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number') return new Problem(path, `is ${shown(value)}; a whole number is taken`);
  if (value < 0) return new Problem(path, `is ${value}; it must not be negative`);
  if (!Number.isInteger(value)) return new Problem(path, `is ${value}; it must be a whole number`);
  return value > maxStep ? new Problem(path, `is ${value}; at most ${maxStep} (2^53 - 1) is taken`) : value;
}

function readNumber(fields: Fields, field: string, least: number, most: number): number | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return new Problem(field, `is ${shown(value)}; a number is taken`);
  return value >= least && value <= most ? value : new Problem(field, `is ${value}; ${least} to ${most} is taken`);
}

export function readHourlyUsd(fields: Fields): bigint | null | Problem {
  const usd = readNumber(fields, 'hourlyUsd', 0, maxHourlyUsd);
  return typeof usd === 'number' ? shiftDecimal(usd, nanoPlaces) : usd;
}

function readTags(fields: Fields): string[] | null | Problem {
  const value = fields['tags'];
  if (value === undefined || value === null) return null;
  const sent: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (sent.length > maxTags) return new Problem('tags', `has ${sent.length} tags; at most ${maxTags} are taken`);
  const tags = new Set<string>();
  for (const [index, tag] of sent.entries()) {
    const read = readShortText({ tag }, 'tag', maxTagLength);
    if (read instanceof Problem) return new Problem(`tags[${index}]`, read.reason);
    tags.add(read);
  }
  return [...tags];
}

function readShares(fields: Fields): number[] | null | Problem {
  const value = fields['datasetSplit'];
  if (value === undefined || value === null) return null;
  const shares: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (shares.length > maxShares) return new Problem('datasetSplit', `has ${shares.length} shares; at most ${maxShares} are taken`);
  const bad = shares.findIndex((share) => typeof share !== 'number' || !(share >= 0 && share <= 1));
  return bad < 0 ? (shares as number[]) : new Problem(`datasetSplit[${bad}]`, `is ${shown(shares[bad])}; a share from 0 to 1 is taken`);
}

const hardwareFields: ReadonlySet<string> = new Set(['name', 'gpuName', 'gpuCount', 'cpuCount', 'memoryBytes']);

export function readHardware(value: unknown): Readonly<Record<string, string | number | null>> | null | Problem | Problems {
  if (value === undefined || value === null) return null;
  const fields = readFields(value, hardwareFields, 'TrainingHardwareInput', 'hardware');
  if (fields instanceof Problem) return fields;
  return sound({
    name: readName(fields, 'name', 'hardware.name'),
    gpuName: readName(fields, 'gpuName', 'hardware.gpuName'),
    gpuCount: readCount(fields, 'gpuCount', 'hardware.gpuCount'),
    cpuCount: readCount(fields, 'cpuCount', 'hardware.cpuCount'),
    memoryBytes: readWhole(fields, 'memoryBytes', 'hardware.memoryBytes'),
  });
}

const pointFields: ReadonlySet<string> = new Set(['metric', 'step', 'value', 'at', 'attempt']);
const systemPointFields: ReadonlySet<string> = new Set(['metric', 'value', 'at']);
/** Those that a protocol of the server's own gives (`SentPoint`). */
const sentPointFields: ReadonlySet<string> = new Set([...pointFields, 'nth']);

/** What stands in for a batch of points while the schema's types read the variables. */
export const pointBatch = (batch: RawBatch): object => ({ metric: '', step: 0, value: 0, at: batch });
export const systemPointBatch = (batch: RawBatch): object => ({ metric: '', value: 0, at: batch });

export type PointForm = 'STEP' | 'SYSTEM' | 'SENT';

export interface CheckedPoints {
  readonly points: CheckedPoint[];
  readonly rejected: Rejection[];
}

interface MetricName {
  readonly sentAs: string;
  readonly metric: string;
  readonly isSystem: boolean;
}

/**
 * Checks each point on its own: a bad one never costs the others. Written by hand, since it runs for every point at full speed;
 * a name is checked once in a batch.
 */
export function checkPoints(items: readonly unknown[], now: Date, form: PointForm): CheckedPoints {
  const checked: CheckedPoints = { points: [], rejected: [] };
  const names = new Map<unknown, MetricName | Problem>();
  for (let index = 0; index < items.length; index += 1) {
    const point = checkPoint(items[index], now, form, names);
    if (point instanceof Problem) checked.rejected.push({ index, field: point.field, reason: point.reason });
    else checked.points.push(point);
  }
  return checked;
}

const known = { STEP: pointFields, SYSTEM: systemPointFields, SENT: sentPointFields };
const typeNames = { STEP: 'TrainingPointInput', SYSTEM: 'SystemPointInput', SENT: 'SentPoint' };

function checkPoint(item: unknown, now: Date, form: PointForm, names: Map<unknown, MetricName | Problem>): CheckedPoint | Problem {
  const fields = readFields(item, known[form], typeNames[form]);
  if (fields instanceof Problem) return fields;
  const sent = fields['metric'];
  let name = names.get(sent);
  if (name === undefined) names.set(sent, (name = readMetricName(sent, form)));
  if (name instanceof Problem) return name;
  const value = readMetricValue(fields['value']);
  if (value instanceof Problem) return value;
  const at = readTime(fields, 'at', now);
  if (at instanceof Problem) return at;
  const attempt = readWhole(fields, 'attempt');
  if (attempt instanceof Problem) return attempt;
  if (attempt !== null && (attempt < 1 || attempt > maxAttempt))
    return new Problem('attempt', `is ${attempt}; 1 to ${maxAttempt} is taken`);
  const nth = readWhole(fields, 'nth');
  if (nth instanceof Problem) return nth;
  const step = name.isSystem ? (at ?? now).getTime() : readWhole(fields, 'step');
  if (step instanceof Problem) return step;
  if (step === null) return new Problem('step', 'is missing');
  const { metric, sentAs, isSystem } = name;
  return { metric, sentAs, isSystem, step, value, atUs: at === null ? null : at.getTime() * 1_000, attempt, nth: nth ?? 0 };
}

/** 1 to 250 characters without the spaces around them; a metric of the machine begins with `system/`, whether it is sent so or not. */
function readMetricName(value: unknown, form: PointForm): MetricName | Problem {
  if (value === undefined || value === null) return new Problem('metric', 'is missing');
  if (typeof value !== 'string') return new Problem('metric', `is ${shown(value)}; a text is taken`);
  const sentAs = value.trim();
  if (sentAs === '') return new Problem('metric', 'must not be empty');
  const metric = form === 'SYSTEM' && !isSystemMetric(sentAs) ? `system/${sentAs}` : canonicalMetric(sentAs);
  if (metric.length > maxMetricNameLength)
    return new Problem('metric', `is ${value.length} characters long; at most ${maxMetricNameLength} are taken`);
  const problem = unstorable(sentAs);
  return problem === null ? { sentAs, metric, isSystem: isSystemMetric(metric) } : new Problem('metric', problem);
}

const words: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** A number; NaN and infinities as their names. */
export function readMetricValue(value: unknown): number | Problem {
  if (typeof value === 'number') return value;
  if (value === undefined || value === null) return new Problem('value', 'is missing');
  const word = typeof value === 'string' ? words.get(value) : undefined;
  return word ?? new Problem('value', `is ${shown(value)}; a number, "NaN", "Infinity" or "-Infinity" is taken`);
}
