import { plainColumn, textColumn, timeColumn, type Column } from '../../../platform/store/pg-sql.ts';
import type { CheckedMessage } from '../types.ts';

/** A checked message with the ids of the rows it belongs to. */
export interface MessageRow {
  message: CheckedMessage;
  conversationId: string;
  endUserId: string | null;
}

/** What a message's row takes from the message as sent. */
export const messageColumns: readonly Column<MessageRow>[] = [
  textColumn('external_id', ({ message }) => message.externalId),
  plainColumn('conversation_id', 'int8', ({ conversationId }) => conversationId),
  plainColumn('role', '"MessageRole"', ({ message }) => message.role),
  textColumn('content', ({ message }) => message.content),
  timeColumn('created_at', ({ message }) => message.createdAt),
  textColumn('model', ({ message }) => message.model),
  textColumn('provider', ({ message }) => message.provider),
  plainColumn('input_tokens', 'int4', ({ message }) => message.inputTokens),
  plainColumn('output_tokens', 'int4', ({ message }) => message.outputTokens),
  plainColumn('cache_read_tokens', 'int4', ({ message }) => message.cacheReadTokens),
  plainColumn('cache_write_tokens', 'int4', ({ message }) => message.cacheWriteTokens),
  plainColumn('reasoning_tokens', 'int4', ({ message }) => message.reasoningTokens),
  plainColumn('latency_ms', 'int4', ({ message }) => message.latencyMs),
  plainColumn('time_to_first_token_ms', 'int4', ({ message }) => message.timeToFirstTokenMs),
  textColumn('error_type', ({ message }) => message.errorType),
  textColumn('session_id', ({ message }) => message.sessionId),
  textColumn('experiment_name', ({ message }) => message.experimentName),
  textColumn('variant', ({ message }) => message.variant),
  plainColumn('widget', 'bool', ({ message }) => message.widget),
  textColumn('environment', ({ message }) => message.environment),
  plainColumn('end_user_id', 'int8', ({ endUserId }) => endUserId),
  textColumn('prompt_name', ({ message }) => message.promptName),
  textColumn('prompt_version', ({ message }) => message.promptVersion),
  textColumn('trace_id', ({ message }) => message.traceId),
  textColumn('span_id', ({ message }) => message.spanId),
  textColumn('metadata', ({ message }) => message.metadata, 'jsonb'),
];

export interface ToolCallRow {
  messageId: string;
  position: number;
  call: NonNullable<CheckedMessage['toolCalls']>[number];
}

export const toolCallColumns: readonly Column<ToolCallRow>[] = [
  plainColumn('message_id', 'int8', ({ messageId }) => messageId),
  plainColumn('position', 'int2', ({ position }) => position),
  textColumn('call_id', ({ call }) => call.callId),
  textColumn('name', ({ call }) => call.name),
  plainColumn('success', 'bool', ({ call }) => call.success),
  plainColumn('duration_ms', 'int4', ({ call }) => call.durationMs),
  textColumn('error', ({ call }) => call.error),
  textColumn('arguments', ({ call }) => call.arguments, 'jsonb'),
  textColumn('result', ({ call }) => call.result, 'jsonb'),
];

/** The tool calls of messages whose ids are known, in their places. */
export function toolCallRows(messages: readonly CheckedMessage[], idOf: ReadonlyMap<string, string>): ToolCallRow[] {
  const rows: ToolCallRow[] = [];
  for (const message of messages) {
    if (message.toolCalls === null || message.toolCalls.length === 0) continue;
    const messageId = idOf.get(message.externalId) as string;
    message.toolCalls.forEach((call, position) => rows.push({ messageId, position, call }));
  }
  return rows;
}
