import { createHash } from 'node:crypto';
import type { RawBatch } from '../ingest/batches.ts';
import type { Rejection } from '../ingest/rejection.ts';
import { Problem } from '../ingest/rejection.ts';
import { badName } from '../ingest/text.ts';
import { readBoolean, readEnum, readFields, readList, readName, readRequiredName, readText, readTime, shown, type Fields } from '../ingest/values.ts';
import type { CheckedEvaluation } from './types.ts';
import { evaluatorKinds } from './types.ts';

export const maxFailureTags = 100;
export const lowestRating = 1;
export const highestRating = 5;

const knownFields: ReadonlySet<string> = new Set(['messageExternalId', 'rating', 'success', 'failureTags', 'comment', 'correctedOutput', 'evaluator', 'evaluatorKind', 'createdAt', 'externalId']);

/** What stands in for a batch of evaluations while the schema's types read the variables. */
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
  const read = {
    messageExternalId: readRequiredName(fields, 'messageExternalId'),
    rating: readRating(fields),
    success: readBoolean(fields, 'success'),
    failureTags: readTags(fields),
    comment: readText(fields, 'comment'),
    correctedOutput: readText(fields, 'correctedOutput'),
    evaluator: readName(fields, 'evaluator'),
    evaluatorKind: readEnum(fields, 'evaluatorKind', evaluatorKinds),
    createdAt: readTime(fields, 'createdAt', now),
  };
  const externalId = readName(fields, 'externalId');
  const problem = [...Object.values(read), externalId].find((value) => value instanceof Problem);
  if (problem !== undefined) return problem;
  const content = read as Omit<CheckedEvaluation, 'externalId'>;
  const { rating, success, failureTags, comment, correctedOutput } = content;
  if (rating === null && success === null && comment === null && correctedOutput === null && (failureTags ?? []).length === 0) {
    return new Problem('rating', 'is missing, and so are success, failureTags, comment and correctedOutput: an evaluation says at least one of them');
  }
  return { externalId: (externalId as string | null) ?? contentId(content), ...content };
}

const contentId = (content: Omit<CheckedEvaluation, 'externalId'>): string => `content:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;

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
