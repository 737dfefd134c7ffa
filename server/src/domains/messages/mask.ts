import type { Masker } from '../policies/types.ts';
import type { CheckedMessage, CheckedToolCall } from './types.ts';

/** The message with everything that a person may have written made unreadable: texts, JSON, names and ids. */
export function maskMessage(message: CheckedMessage, masker: Masker): CheckedMessage {
  // a value that is removed as a whole is null
  const text = (value: string | null): string | null => (value === null ? null : masker.text(value) || null);
  const id = (value: string | null): string | null => (value === null ? null : masker.id(value));
  return {
    ...message,
    externalId: masker.id(message.externalId),
    conversationId: masker.id(message.conversationId),
    content: masker.text(message.content),
    model: text(message.model),
    provider: text(message.provider),
    errorType: text(message.errorType),
    toolCalls: message.toolCalls === null ? null : message.toolCalls.map((call) => maskToolCall(call, masker)),
    sessionId: id(message.sessionId),
    experimentName: text(message.experimentName),
    variant: text(message.variant),
    userId: id(message.userId),
    environment: text(message.environment),
    promptName: text(message.promptName),
    promptVersion: text(message.promptVersion),
    traceId: id(message.traceId),
    spanId: id(message.spanId),
    metadata: message.metadata === null ? null : masker.jsonText(message.metadata),
  };
}

function maskToolCall(call: CheckedToolCall, masker: Masker): CheckedToolCall {
  return {
    ...call,
    callId: call.callId === null ? null : masker.id(call.callId),
    name: masker.text(call.name),
    error: call.error === null ? null : masker.text(call.error),
    arguments: call.arguments === null ? null : masker.jsonText(call.arguments),
    result: call.result === null ? null : masker.jsonText(call.result),
  };
}
