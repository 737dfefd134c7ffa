import { z } from 'zod';
import { parseJson } from '../chat/json.ts';
import type { Attributes, SpanEvent, SpanJudgment, StoredJudgment } from '../../types.ts';

/**
 * The attribute of an event `gen_ai.evaluation.result` in a downloaded trace that holds the whole judgment as it is stored, as JSON text: so a
 * trace that is downloaded and sent again has the same judgments, and in its own workspace none twice.
 */
export const storedJudgmentName = 'fine_tune_lab.evaluation';
const eventName = 'gen_ai.evaluation.result';

const text = z.string().nullable();
const Stored = z.object({
  workspaceId: z.string(),
  externalId: z.string(),
  messageExternalId: text,
  traceId: text,
  spanId: text,
  sessionId: text,
  name: text,
  value: z.number().nullable(),
  label: text,
  rating: z.number().nullable(),
  success: z.boolean().nullable(),
  failureTags: z.array(z.string()),
  comment: text,
  correctedOutput: text,
  evaluator: text,
  evaluatorKind: z.enum(['HUMAN', 'MODEL', 'RULE']),
  createdAt: z.iso.datetime(),
});

/** What a judgment without a name is about, for readers that know none without one. */
const nameOf = ({ name, rating, success, correctedOutput }: StoredJudgment): string =>
  name ?? (rating !== null ? 'rating' : success !== null ? 'success' : correctedOutput !== null ? 'correction' : 'comment');

const scoreOf = ({ value, rating, success }: StoredJudgment): number | null =>
  value ?? rating ?? (success === null ? null : Number(success));

/** A stored judgment as OpenTelemetry tells it, with all of it beside that. */
export function eventOfJudgment(judgment: StoredJudgment): SpanEvent {
  const score = scoreOf(judgment);
  const attributes: Record<string, string | number> = {
    'gen_ai.evaluation.name': nameOf(judgment),
    ...(score !== null && { 'gen_ai.evaluation.score.value': score }),
    ...(judgment.label !== null && { 'gen_ai.evaluation.score.label': judgment.label }),
    ...(judgment.comment !== null && { 'gen_ai.evaluation.explanation': judgment.comment }),
    [storedJudgmentName]: JSON.stringify(judgment),
  };
  return { name: eventName, atUs: Date.parse(judgment.createdAt) * 1_000, attributes };
}

/** The judgment of such an event; null: it holds none that can be read. */
export function storedJudgmentOf(attributes: Attributes): SpanJudgment | null {
  const own = attributes[storedJudgmentName];
  const read = typeof own === 'string' ? Stored.safeParse(parseJson(own)) : null;
  if (read?.success !== true) return null;
  const stored = read.data;
  return {
    name: nameOf(stored),
    value: scoreOf(stored),
    label: stored.label,
    explanation: stored.comment,
    evaluatorKind: stored.evaluatorKind,
    identifier: null,
    stored,
  };
}
