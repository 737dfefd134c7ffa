import type { EvaluationInput } from '../../domains/evaluations/types.ts';
import type { MessageInput } from '../../domains/messages/types.ts';
import type { ModelTraits } from './models.ts';
import type { FailureTag, Intent } from './scripts/types.ts';
import type { Variant } from './story.ts';

/** What is settled before a conversation begins. */
export interface Opening {
  readonly id: string;
  readonly intent: Intent;
  readonly model: ModelTraits;
  /** null: the visit takes no part in the experiment. */
  readonly variant: Variant | null;
  readonly startedAtMs: number;
  /** Whether the application tells its traces: messages then have the ids that their spans give them. */
  readonly isTraced: boolean;
  /** What every message of the visit carries: session, user, environment … */
  readonly attributes: Pick<MessageInput, 'sessionId' | 'userId' | 'environment' | 'widget' | 'experimentName' | 'variant'>;
}

/** A message with the moment at which the application would send it. */
export type SentMessage = MessageInput & { readonly createdAt: Date };
export type SentEvaluation = EvaluationInput & { readonly createdAt: Date };

/** One question and what came of it: what a trace tells. */
export interface Turn {
  /** 32 hex digits. */
  readonly traceId: string;
  readonly userMessage: SentMessage;
  /** Each with the span of its call: calls of the model that failed, then the one that answered. */
  readonly replies: readonly (SentMessage & { readonly spanId: string })[];
}

export interface Conversation {
  readonly opening: Opening;
  readonly messages: readonly SentMessage[];
  /** Empty where the conversation is not traced. */
  readonly turns: readonly Turn[];
  readonly evaluations: readonly SentEvaluation[];
  /** Whether it ended with what the customer came for: the truth, of which judges see a part. */
  readonly isSuccess: boolean;
}

/** How the deciding reply went. */
export interface Outcome {
  readonly isSuccess: boolean;
  /** Why not; null: it went well. */
  readonly failureTag: FailureTag | null;
  readonly reply: string;
  /** What a good reply would have been. */
  readonly goodReply: string;
}
