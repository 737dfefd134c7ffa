import { createHash } from 'node:crypto';
import { RefusedItem } from '../ingest/itemwise.ts';
import type { Rejection } from '../ingest/rejection.ts';
import { Problem } from '../ingest/rejection.ts';
import { badName, badText } from '../ingest/text.ts';
import { badTime } from '../ingest/time.ts';
import type { CheckedEvaluation, EvaluationInput } from './types.ts';
import { evaluatorKinds } from './types.ts';

/** What stands in for an evaluation that the schema's types refuse. */
export const refusedEvaluation = (refused: RefusedItem): EvaluationInput => ({ messageExternalId: '', createdAt: refused });

export const maxFailureTags = 100;
export const lowestRating = 1;
export const highestRating = 5;

const kinds: ReadonlySet<string> = new Set(evaluatorKinds);

/** What can be stored of a batch, in the order sent, and why the rest cannot. A bad evaluation never costs the others. */
export function checkEvaluations(inputs: readonly EvaluationInput[], now: Date): { evaluations: CheckedEvaluation[]; rejected: Rejection[] } {
  const evaluations: CheckedEvaluation[] = [];
  const rejected: Rejection[] = [];
  for (const [index, input] of inputs.entries()) {
    const checked = checkEvaluation(input, now);
    if (checked instanceof Problem) rejected.push({ index, field: checked.field, reason: checked.reason });
    else evaluations.push(checked);
  }
  return { evaluations, rejected };
}

/** The evaluation as it can be stored, or its first problem. An optional text that is empty counts as absent. */
export function checkEvaluation(input: EvaluationInput, now: Date): CheckedEvaluation | Problem {
  if (input.createdAt instanceof RefusedItem) return input.createdAt.problem;
  const problem = badField(input, now);
  if (problem !== null) return problem;
  const content = {
    messageExternalId: input.messageExternalId,
    rating: input.rating ?? null,
    success: input.success ?? null,
    failureTags: input.failureTags ?? null,
    comment: input.comment || null,
    correctedOutput: input.correctedOutput || null,
    evaluator: input.evaluator || null,
    evaluatorKind: input.evaluatorKind ?? null,
    createdAt: input.createdAt ?? null,
  };
  const { rating, success, failureTags, comment, correctedOutput } = content;
  if (rating === null && success === null && comment === null && correctedOutput === null && (failureTags ?? []).length === 0) {
    return new Problem('rating', 'is missing, and so are success, failureTags, comment and correctedOutput: an evaluation says at least one of them');
  }
  return { externalId: input.externalId || contentId(content), ...content };
}

function contentId(content: Omit<CheckedEvaluation, 'externalId'>): string {
  return `content:${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
}

function badField(input: EvaluationInput, now: Date): Problem | null {
  return (
    bad('messageExternalId', badName(input.messageExternalId)) ??
    bad('externalId', input.externalId ? badName(input.externalId) : null) ??
    bad('rating', badRating(input.rating)) ??
    badTags(input.failureTags) ??
    bad('comment', badText(input.comment ?? '')) ??
    bad('correctedOutput', badText(input.correctedOutput ?? '')) ??
    bad('evaluator', input.evaluator ? badName(input.evaluator) : null) ??
    bad('evaluatorKind', input.evaluatorKind && !kinds.has(input.evaluatorKind) ? `is none of ${evaluatorKinds.join(', ')}` : null) ??
    bad('createdAt', input.createdAt ? badTime(input.createdAt, now) : null)
  );
}

const bad = (field: string, reason: string | null): Problem | null => (reason === null ? null : new Problem(field, reason));

function badRating(rating: number | null | undefined): string | null {
  if (rating === undefined || rating === null) return null;
  const isRating = Number.isInteger(rating) && rating >= lowestRating && rating <= highestRating;
  return isRating ? null : `is ${rating}; a rating is a whole number from ${lowestRating} to ${highestRating}`;
}

function badTags(tags: EvaluationInput['failureTags']): Problem | null {
  if (tags === undefined || tags === null) return null;
  if (tags.length > maxFailureTags) return new Problem('failureTags', `has ${tags.length} tags; at most ${maxFailureTags} are taken`);
  for (const [index, tag] of tags.entries()) {
    const problem = badName(tag);
    if (problem !== null) return new Problem(`failureTags[${index}]`, problem);
  }
  return null;
}
