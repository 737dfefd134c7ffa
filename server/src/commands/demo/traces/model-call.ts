import { promptOf } from '../prompts.ts';
import type { Conversation, SentMessage, Turn } from '../types.ts';
import type { PlainAttributes } from './attributes.ts';
import type { Draft } from './draft.ts';

/** One call of the model within a turn. */
export interface Call {
  readonly reply: Turn['replies'][number];
  readonly userMessage: SentMessage;
  /** The turns before, which the prompt repeats. */
  readonly history: readonly Turn[];
  readonly opening: Conversation['opening'];
}

const failures: Readonly<Record<string, string>> = {
  rate_limit: '429: rate limit reached for requests per minute',
  timeout: 'no answer within 20 s',
  content_filter: 'the prompt was stopped by the provider’s content filter',
};

export const startOf = ({ createdAt, latencyMs }: SentMessage): number => createdAt.getTime() - (latencyMs ?? 0);

/** Whose turn it is. A call of the model says so itself: its span comes before the root does. */
export const visitAttributes = ({ id, attributes }: Conversation['opening']): PlainAttributes => ({
  'gen_ai.conversation.id': id,
  'session.id': attributes.sessionId,
  'user.id': attributes.userId,
  'experiment.name': attributes.experimentName,
  'experiment.variant': attributes.variant,
});

/** The call as OpenTelemetry's conventions for generative AI tell it: exactly what the message says of it. */
export function modelCall({ reply, userMessage, history, opening }: Call, parentId: string): Draft {
  const { errorType } = reply;
  const prompted = promptOf(opening);
  const isAnswered = errorType === undefined || errorType === null;
  const prompt = [
    ...history.flatMap((turn) => [chat('user', turn.userMessage.content), chat('assistant', turn.replies.at(-1)?.content ?? '')]),
    chat('user', userMessage.content),
  ];
  return {
    id: reply.spanId,
    parentId,
    service: 'support-assistant',
    name: `chat ${opening.model.name}`,
    startMs: startOf(reply),
    endMs: reply.createdAt.getTime(),
    failure: isAnswered ? null : (failures[errorType] ?? errorType),
    attributes: {
      ...visitAttributes(opening),
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': opening.model.provider,
      'gen_ai.request.model': opening.model.name,
      'gen_ai.response.model': isAnswered ? opening.model.name : null,
      'gen_ai.request.temperature': 0.2,
      'gen_ai.request.max_tokens': 1_024,
      'gen_ai.prompt.name': prompted.name,
      'gen_ai.prompt.version': prompted.version,
      'gen_ai.usage.input_tokens': reply.inputTokens,
      'gen_ai.usage.output_tokens': reply.outputTokens,
      'gen_ai.usage.cache_read.input_tokens': reply.cacheReadTokens,
      'gen_ai.usage.cache_creation.input_tokens': reply.cacheWriteTokens,
      'gen_ai.usage.reasoning.output_tokens': reply.reasoningTokens,
      'gen_ai.response.time_to_first_chunk':
        reply.timeToFirstTokenMs === undefined || reply.timeToFirstTokenMs === null ? null : reply.timeToFirstTokenMs / 1_000,
      'gen_ai.input.messages': JSON.stringify(prompt),
      'gen_ai.output.messages': isAnswered ? JSON.stringify([{ ...chat('assistant', reply.content), finish_reason: 'stop' }]) : null,
      'gen_ai.response.finish_reasons': isAnswered ? ['stop'] : null,
      'error.type': isAnswered ? null : errorType,
    },
  };
}

const chat = (role: 'user' | 'assistant', content: string) => ({ role, parts: [{ type: 'text', content }] });
