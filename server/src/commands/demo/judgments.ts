import type { Opening, Outcome, SentEvaluation, SentMessage } from './types.ts';
import type { Random } from './random.ts';
import type { Reply } from './replier.ts';
import { ratingComments } from './scripts/intents.ts';

/**
 * Of all conversations: judged by the model that watches over quality, and rated by the customer (more often in the widget, where it is one
 * click).
 */
export const judgedShare = 0.65;
const ratedShare = { widget: 0.17, page: 0.07 } as const;
/** Share of the conversations judged bad that a person reviews and corrects. */
const reviewedShare = 0.12;
const commentShare = { low: 0.5, high: 0.15 } as const;

const slowMs = 6_000;
const names = {
  judge: 'quality-judge',
  slow: 'reply-within-6-s',
  tools: 'every-tool-answers',
  reviewers: ['reviewer-1', 'reviewer-2'],
} as const;

interface Judged {
  readonly opening: Opening;
  readonly outcome: Outcome;
  readonly deciding: Reply;
  readonly messages: readonly SentMessage[];
}

/** All judgments of a conversation. Judgments of the outcome stand on the deciding reply. */
export function judge(random: Random, judged: Judged): SentEvaluation[] {
  const evaluations = rules(judged.messages);
  const { opening, deciding } = judged;
  const endedAtMs = judged.messages.at(-1)?.createdAt.getTime() ?? opening.startedAtMs;
  if (random.happens(judgedShare)) evaluations.push(...verdicts(random, judged, endedAtMs));
  if (random.happens(opening.attributes.widget === true ? ratedShare.widget : ratedShare.page)) {
    const rating = ratingOf(random, judged.outcome.isSuccess, deciding);
    const tone = rating <= 2 ? 'low' : rating >= 4 ? 'high' : null;
    evaluations.push({
      externalId: `${opening.id}-rating`,
      messageExternalId: deciding.message.externalId,
      evaluator: opening.attributes.userId,
      evaluatorKind: 'HUMAN',
      rating,
      ...(tone !== null && random.happens(commentShare[tone]) ? { comment: random.pick(ratingComments[tone]) } : {}),
      createdAt: new Date(endedAtMs + random.whole(2_000, 40_000)),
    });
  }
  return evaluations;
}

/** From 1 to 5: mostly whether it helped; a long wait or an error takes some of it. */
export function ratingOf(random: Random, isSuccess: boolean, { message, hadError }: Reply): number {
  const waitedMs = message.latencyMs ?? 0;
  const liking =
    (isSuccess ? 4.6 : 2.1) - Math.min(1.2, Math.max(0, waitedMs - 2_500) / 4_000) - (hadError ? 0.8 : 0) + 0.75 * random.normal();
  return Math.min(5, Math.max(1, Math.round(liking)));
}

function verdicts(random: Random, { opening, outcome, deciding }: Judged, endedAtMs: number): SentEvaluation[] {
  const messageExternalId = deciding.message.externalId;
  const failureTags = outcome.failureTag === null ? [] : [outcome.failureTag];
  const judgedAtMs = endedAtMs + random.whole(20_000, 120_000);
  const verdict: SentEvaluation = {
    externalId: `${opening.id}-judge`,
    messageExternalId,
    evaluator: names.judge,
    evaluatorKind: 'MODEL',
    success: outcome.isSuccess,
    failureTags,
    createdAt: new Date(judgedAtMs),
  };
  if (outcome.isSuccess || !random.happens(reviewedShare)) return [verdict];
  // No verdict of its own: a second one on failures alone would make the share of successes look lower than it is.
  const review: SentEvaluation = {
    externalId: `${opening.id}-review`,
    messageExternalId,
    evaluator: random.pick(names.reviewers),
    evaluatorKind: 'HUMAN',
    failureTags,
    correctedOutput: outcome.goodReply,
    comment: 'Corrected for the next round of training.',
    createdAt: new Date(judgedAtMs + random.whole(600_000, 7_200_000)),
  };
  return [verdict, review];
}

/** Rules look at every reply, and speak only where one is broken. They tag; whether the reply helped is not theirs to say. */
function rules(messages: readonly SentMessage[]): SentEvaluation[] {
  const broken: SentEvaluation[] = [];
  const add = (message: SentMessage, evaluator: string, tag: string): void => {
    const { externalId, createdAt } = message;
    broken.push({
      externalId: `${externalId}-${evaluator}`,
      messageExternalId: externalId,
      evaluator,
      evaluatorKind: 'RULE',
      failureTags: [tag],
      createdAt,
    });
  };
  for (const message of messages) {
    if ((message.latencyMs ?? 0) > slowMs && !message.errorType) add(message, names.slow, 'slow_reply');
    if (message.toolCalls?.at(-1)?.success === false) add(message, names.tools, 'tool_unavailable');
  }
  return broken;
}
