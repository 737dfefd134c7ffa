import { createHash } from 'node:crypto';
import type { RawBatch } from '../../platform/ingest/batches.ts';
import type { Rejection } from '../../platform/ingest/rejection.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { badName } from '../../platform/ingest/text.ts';
import {
  readBoolean,
  readEnum,
  readFields,
  readList,
  readName,
  readRequiredName,
  readText,
  readTime,
  shown,
  type Fields,
} from '../../platform/ingest/values.ts';
import { spanIdOf, traceIdOf } from '../messages/pure/trace-ids.ts';
import { messageIdOfSpan } from '../messages/pure/trace-ids.ts';
import type { CheckedEvaluation } from './types.ts';
import { evaluatorKinds } from './types.ts';

const maxFailureTags = 100;
const lowestRating = 1;
const highestRating = 5;

const knownFields: ReadonlySet<string> = new Set([
  'messageExternalId',
  'traceId',
  'spanId',
  'sessionId',
  'name',
  'value',
  'label',
  'rating',
  'success',
  'failureTags',
  'comment',
  'correctedOutput',
  'evaluator',
  'evaluatorKind',
  'createdAt',
  'externalId',
]);

/** What stands in for a batch of evaluations, or of judgments in place, while the schema's types read the variables. */
export const evaluationBatch = (batch: RawBatch): object => ({ messageExternalId: '', createdAt: batch });

/** What can be stored of a batch, in the order sent, and why the rest cannot. A bad evaluation never costs the others. */
export function checkEvaluations(items: readonly unknown[], now: Date): { evaluations: CheckedEvaluation[]; rejected: Rejection[] } {
  const evaluations: CheckedEvaluation[] = [];
  const rejected: Rejection[] = [];
  for (const [index, item] of items.entries()) {
    const checked = checkEvaluation(item, now);
    if (checked instanceof Problem) rejected.push({ index, field: checked.field, reason: checked.reason });
    else evaluations.push(checked);
  }
  return { evaluations, rejected };
}

/** The evaluation as it can be stored, or its first problem. An optional text that is empty counts as absent. */
export function checkEvaluation(item: unknown, now: Date): CheckedEvaluation | Problem {
  const fields = readFields(item, knownFields, 'EvaluationInput');
  if (fields instanceof Problem) return fields;
  const subject = readSubject(fields);
  if (subject instanceof Problem) return subject;
  const read = {
    rating: readRating(fields),
    success: readBoolean(fields, 'success'),
    failureTags: readTags(fields),
    comment: readText(fields, 'comment'),
    correctedOutput: readText(fields, 'correctedOutput'),
    evaluator: readName(fields, 'evaluator'),
    evaluatorKind: readEnum(fields, 'evaluatorKind', evaluatorKinds),
    createdAt: readTime(fields, 'createdAt', now),
    name: readName(fields, 'name'),
    value: readValue(fields),
    label: readText(fields, 'label'),
  };
  const externalId = readName(fields, 'externalId');
  const problem = [...Object.values(read), externalId].find((value) => value instanceof Problem);
  if (problem !== undefined) return problem;
  const content: Omit<CheckedEvaluation, 'externalId'> = { ...subject, ...(read as Omit<CheckedEvaluation, keyof Subject | 'externalId'>) };
  const { rating, success, comment, correctedOutput, value, label, failureTags } = content;
  if ([rating, success, comment, correctedOutput, value, label].every((field) => field === null) && (failureTags ?? []).length === 0) {
    return new Problem(
      'rating',
      'is missing, and so are success, value, label, failureTags, comment and correctedOutput: an evaluation says at least one of them',
    );
  }
  return { externalId: (externalId as string | null) ?? contentId(content), ...content };
}

/** What an evaluation is of. */
type Subject = Pick<CheckedEvaluation, 'messageExternalId' | 'traceId' | 'spanId' | 'sessionId'>;

function readSubject(fields: Fields): Subject | Problem {
  const traceId = readName(fields, 'traceId');
  if (traceId instanceof Problem) return traceId;
  const spanId = readName(fields, 'spanId');
  if (spanId instanceof Problem) return spanId;
  const sessionId = readName(fields, 'sessionId');
  if (sessionId instanceof Problem) return sessionId;
  if (spanId !== null && traceId === null) return new Problem('traceId', 'is missing: a span is named together with its trace');
  const messageExternalId =
    traceId === null && sessionId === null ? readRequiredName(fields, 'messageExternalId') : readName(fields, 'messageExternalId');
  if (messageExternalId instanceof Problem) return messageExternalId;
  const trace = traceId === null ? null : traceIdOf(traceId);
  const span = spanId === null ? null : spanIdOf(spanId);
  const reply = trace === null || span === null ? null : messageIdOfSpan(trace, span);
  return { messageExternalId: messageExternalId ?? reply, traceId: trace, spanId: span, sessionId };
}

/** Evaluations had an id made from these and no others before they could be of traces: the same judgment keeps its id. */
const firstFields = [
  'messageExternalId',
  'rating',
  'success',
  'failureTags',
  'comment',
  'correctedOutput',
  'evaluator',
  'evaluatorKind',
  'createdAt',
] as const;
const laterFields = ['traceId', 'spanId', 'sessionId', 'name', 'value', 'label'] as const;

function contentId(content: Omit<CheckedEvaluation, 'externalId'>): string {
  const identity: Record<string, unknown> = Object.fromEntries(firstFields.map((field) => [field, content[field]]));
  for (const field of laterFields) if (content[field] !== null) identity[field] = content[field];
  return `content:${createHash('sha256').update(JSON.stringify(identity)).digest('hex')}`;
}

function readValue(fields: Fields): number | null | Problem {
  const value = fields['value'];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) ? value : new Problem('value', `is ${shown(value)}; a finite number is taken`);
}

function readRating(fields: Fields): number | null | Problem {
  const rating = fields['rating'];
  if (rating === undefined || rating === null) return null;
  if (typeof rating === 'number' && Number.isInteger(rating) && rating >= lowestRating && rating <= highestRating) return rating;
  return new Problem('rating', `is ${shown(rating)}; a rating is a whole number from ${lowestRating} to ${highestRating}`);
}

function readTags(fields: Fields): readonly string[] | null | Problem {
  const tags = readList(fields, 'failureTags');
  if (tags === null) return null;
  if (tags.length > maxFailureTags) return new Problem('failureTags', `has ${tags.length} tags; at most ${maxFailureTags} are taken`);
  for (const [index, tag] of tags.entries()) {
    const problem = typeof tag === 'string' ? badName(tag) : 'is not a text';
    if (problem !== null) return new Problem(`failureTags[${index}]`, problem);
  }
  return tags as readonly string[];
}
