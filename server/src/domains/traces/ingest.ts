import { randomBytes } from 'node:crypto';
import type { RawBatch } from '../../platform/ingest/batches.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import {
  readCount,
  readEnum,
  readFields,
  readJson,
  readList,
  readName,
  readRequiredName,
  readText,
  readTime,
  readBoolean,
  shown,
  type Fields,
} from '../../platform/ingest/values.ts';
import { readData, readSpanText } from './pure/chat/read.ts';
import type { Given } from '../../platform/graphql/earlier-arguments.ts';
import { BadArgument, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { spanIdOf, traceIdOf } from '../messages/pure/trace-ids.ts';
import { providerName } from '../models/pure/provider.ts';
import { emptySpan, spanKinds, type Attributes, type Span, type SpanKind } from './types.ts';

const nameFields = [
  'service',
  'environment',
  'release',
  'version',
  'model',
  'provider',
  'errorType',
  'toolName',
  'toolCallId',
  'sessionId',
  'conversationId',
  'userId',
  'traceName',
  'experimentName',
  'variant',
  'promptName',
  'promptVersion',
  'finishReason',
] as const;
const countFields = [
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'reasoningTokens',
  'timeToFirstTokenMs',
] as const;
const jsonFields = ['input', 'output', 'modelParameters', 'metadata', 'attributes', 'tools'] as const;
const knownFields: ReadonlySet<string> = new Set([
  'traceId',
  'spanId',
  'parentId',
  'name',
  'kind',
  'startedAt',
  'endedAt',
  'durationMs',
  'isRunning',
  'errorMessage',
  'costUsd',
  'tags',
  ...nameFields,
  ...countFields,
  ...jsonFields,
]);

/** What stands in for a batch of spans while the schema's types read the variables. */
export const spanBatch = (batch: RawBatch): object => ({ traceId: '', name: '', startedAt: batch });

export interface CheckedSpans {
  readonly spans: Span[];
  /** Of each span: its place in the batch as sent. */
  readonly places: number[];
  readonly rejected: Rejection[];
}

/**
 * Each span that is of its type, and why the others are not. What makes a span impossible to store is checked where all spans are
 * (record/check.ts).
 */
export function readSpans(items: readonly unknown[], now: Date): CheckedSpans {
  const batch: CheckedSpans = { spans: [], places: [], rejected: [] };
  for (const [index, item] of items.entries()) {
    const span = readSpan(item, now);
    if (span instanceof Problem) batch.rejected.push({ index, field: span.field, reason: span.reason });
    else {
      batch.spans.push(span);
      batch.places.push(index);
    }
  }
  return batch;
}

function readSpan(item: unknown, now: Date): Span | Problem {
  const fields = readFields(item, knownFields, 'SpanInput');
  if (fields instanceof Problem) return fields;
  const read = {
    traceId: readRequiredName(fields, 'traceId'),
    spanId: readName(fields, 'spanId'),
    parentId: readName(fields, 'parentId'),
    name: readRequiredName(fields, 'name'),
    kind: readEnum(fields, 'kind', spanKinds),
    startedAt: readStart(fields, now),
    endedAt: readTime(fields, 'endedAt', now),
    durationMs: readAmount(fields, 'durationMs'),
    isRunning: readBoolean(fields, 'isRunning'),
    errorMessage: readText(fields, 'errorMessage'),
    costUsd: readAmount(fields, 'costUsd'),
    tags: readTags(fields),
  };
  const names = Object.fromEntries(nameFields.map((field) => [field, readName(fields, field)])) as Record<
    (typeof nameFields)[number],
    string | null | Problem
  >;
  const counts = Object.fromEntries(countFields.map((field) => [field, readCount(fields, field)])) as Record<
    (typeof countFields)[number],
    number | null | Problem
  >;
  const problem =
    [read, names, counts].flatMap((group) => Object.values(group)).find((value) => value instanceof Problem) ?? badJsonField(fields);
  if (problem instanceof Problem) return problem;
  return spanOf(fields, read as Good<typeof read>, names as Good<typeof names>, counts as Good<typeof counts>, now);
}

type Good<Read> = { [Field in keyof Read]: Exclude<Read[Field], Problem> };

function spanOf(
  fields: Fields,
  read: Good<{
    traceId: string;
    spanId: string | null;
    parentId: string | null;
    name: string;
    kind: SpanKind | null;
    startedAt: number | null;
    endedAt: Date | null;
    durationMs: number | null;
    isRunning: boolean | null;
    errorMessage: string | null;
    costUsd: number | null;
    tags: readonly string[];
  }>,
  names: Record<(typeof nameFields)[number], string | null>,
  counts: Record<(typeof countFields)[number], number | null>,
  now: Date,
): Span | Problem {
  const { version, ...named } = names;
  const { timeToFirstTokenMs, ...usage } = counts;
  const times = timesOf(read, now);
  if (times instanceof Problem) return times;
  const kind = read.kind ?? (names.model === null ? 'SPAN' : 'LLM');
  const readValue = kind === 'LLM' || kind === 'AGENT' || kind === 'CHAIN' || kind === 'SPAN' ? readSpanText : readData;
  return {
    ...emptySpan,
    ...named,
    provider: named.provider === null ? null : providerName(named.provider),
    ...times,
    traceId: traceIdOf(read.traceId),
    spanId: read.spanId === null ? randomBytes(8).toString('hex') : spanIdOf(read.spanId),
    parentId: read.parentId === null ? null : spanIdOf(read.parentId),
    name: read.name,
    kind,
    isError: names.errorType !== null || read.errorMessage !== null,
    errorMessage: read.errorMessage,
    appVersion: version,
    usage,
    timeToFirstTokenMs,
    reportedCostUsd: read.costUsd,
    tags: read.tags,
    input: readValue(fields['input']),
    output: readValue(fields['output']),
    modelParameters: objectOf(fields['modelParameters']),
    metadata: objectOf(fields['metadata']),
    attributes: objectOf(fields['attributes']) ?? {},
    tools: readList(fields, 'tools'),
    source: null,
  };
}

/** It ends when it says, else after its duration, else at once, as a step of no length; one that still runs has no end. */
function timesOf(
  {
    startedAt,
    endedAt,
    durationMs,
    isRunning,
  }: { startedAt: number | null; endedAt: Date | null; durationMs: number | null; isRunning: boolean | null },
  now: Date,
): { startUs: number; endUs: number | null } | Problem {
  const durationUs = durationMs === null ? null : Math.round(durationMs * 1_000);
  const endUs = endedAt === null ? null : endedAt.getTime() * 1_000;
  const startUs = startedAt ?? (endUs ?? now.getTime() * 1_000) - (durationUs ?? 0);
  if (isRunning === true)
    return endUs === null && durationUs === null
      ? { startUs, endUs: null }
      : new Problem('isRunning', 'is true, and so there is no endedAt and no durationMs');
  if (endUs !== null && endUs < startUs) return new Problem('endedAt', 'is before startedAt');
  return { startUs, endUs: endUs ?? startUs + (durationUs ?? 0) };
}

const isoDigits = /\.(\d{4,9})(?:Z|[+-]\d{2}:?\d{2})?$/i;

/** Integer microseconds since the epoch: instants keep what a text says beyond the millisecond. */
function readStart(fields: Fields, now: Date): number | null | Problem {
  const start = readTime(fields, 'startedAt', now);
  if (start === null || start instanceof Problem) return start;
  const text = fields['startedAt'];
  const digits = typeof text === 'string' ? isoDigits.exec(text)?.[1] : undefined;
  return start.getTime() * 1_000 + (digits === undefined ? 0 : Number(digits.slice(3, 6).padEnd(3, '0')));
}

function readAmount(fields: Fields, field: string): number | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return new Problem(field, `is ${shown(value)}; a number is taken`);
  if (value < 0) return new Problem(field, `is ${value}; it must not be negative`);
  return value > maxAmount ? new Problem(field, `is ${value}; at most ${maxAmount} is taken`) : value;
}

/** A number of milliseconds, about 31 years; more is a mistake of units. */
const maxAmount = 1e12;

function readTags(fields: Fields): readonly string[] | Problem {
  const tags = readList(fields, 'tags') ?? [];
  const bad = tags.findIndex((tag) => typeof tag !== 'string');
  return bad < 0 ? (tags as readonly string[]) : new Problem(`tags[${bad}]`, 'is not a text');
}

function badJsonField(fields: Fields): Problem | null {
  for (const field of jsonFields) {
    const value = fields[field];
    const problem = typeof value === 'string' ? readText(fields, field) : readJson(fields, field);
    if (problem instanceof Problem) return problem;
    const isText = field === 'input' || field === 'output' || field === 'tools';
    if (!isText && value !== undefined && value !== null && objectOf(value) === null)
      return new Problem(field, `is ${shown(value)}; an object is taken`);
  }
  return null;
}

const objectOf = (value: unknown): Attributes | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Attributes) : null;

/** The id of a trace that is to be changed, in any form: an empty one would name a trace by accident. */
export function checkTraceId({ value, argument }: Given<string | number | bigint>): Result<string, BadArgument> {
  const id = String(value).trim();
  return id === '' ? fail(new BadArgument(argument, 'must not be empty')) : succeed(id);
}
