import type { Masker } from '../policies/types.ts';
import type { CheckedEvaluation } from './types.ts';

/** The judgment with everything that a person may have written made unreadable. Ids as those of messages: they go on naming them. */
export function maskEvaluation(evaluation: CheckedEvaluation, masker: Masker): CheckedEvaluation {
  // a value that is removed as a whole is null
  const text = (value: string | null): string | null => (value === null ? null : masker.text(value) || null);
  const id = (value: string | null): string | null => (value === null ? null : masker.id(value));
  return {
    ...evaluation,
    externalId: masker.id(evaluation.externalId),
    messageExternalId: id(evaluation.messageExternalId),
    sessionId: id(evaluation.sessionId),
    name: text(evaluation.name),
    label: text(evaluation.label),
    failureTags: evaluation.failureTags === null ? null : evaluation.failureTags.map((tag) => masker.text(tag)).filter((tag) => tag !== ''),
    comment: text(evaluation.comment),
    correctedOutput: text(evaluation.correctedOutput),
    // often an address: different judges stay different
    evaluator: id(evaluation.evaluator),
  };
}
