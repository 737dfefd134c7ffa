import { hash } from 'node:crypto';
import { messageIdOfPrompt } from '../../../domains/traces/pure/prompts.ts';
import { messageIdOfSpan } from '../../../domains/messages/pure/trace-ids.ts';

/**
 * Ids of a turn's trace, and those that its messages get from it: the same for the same conversation, like everything that is simulated.
 */
export class TurnIds {
  readonly traceId: string;

  constructor(conversationId: string, turnNumber: number) {
    this.traceId = digits(32, conversationId, turnNumber);
  }

  /** The id of a customer's message. `occurrence`: how many earlier messages of the conversation have the same text. */
  prompt(userText: string, occurrence: number) {
    return { externalId: messageIdOfPrompt(this.traceId, { role: 'USER', content: userText }, occurrence), traceId: this.traceId };
  }

  /** Of a call of the model, and of its reply. */
  call(attempt: number) {
    const spanId = spanIdOf(this.traceId, `call ${attempt}`);
    return { externalId: messageIdOfSpan(this.traceId, spanId), traceId: this.traceId, spanId };
  }
}

/** `what`: unique within its trace. */
export const spanIdOf = (traceId: string, what: string): string => digits(16, traceId, what);

const digits = (count: number, ...parts: readonly (string | number)[]): string => hash('sha256', parts.join('\n'), 'hex').slice(0, count);
