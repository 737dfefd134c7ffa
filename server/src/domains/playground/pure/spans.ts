import { createHash } from 'node:crypto';
import type { ChatMessage as SentMessage } from '../../model-connections/types.ts';
import { emptySpan, type ChatMessage, type Span } from '../../traces/types.ts';
import type { AnswerStep, PlaygroundPrompt, PlaygroundRow } from '../types.ts';
import { requestOf } from './request.ts';

/** What of an answer its trace is made of. */
export interface TracedAnswer {
  readonly id: string;
  readonly runId: string;
  readonly owner: string;
  readonly model: string;
  readonly rowIndex: number;
  readonly status: string;
  readonly steps: readonly AnswerStep[];
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

const hexOf = (text: string, length: number): string => createHash('sha256').update(text).digest('hex').slice(0, length);
/** Of an answer the same each time, so that a trace that is sent again replaces the one before. */
export const traceIdOf = (answerId: string): string => hexOf(`playground ${answerId}`, 32);

const environment = 'playground';
const us = (at: Date): number => at.getTime() * 1_000;

/** The spans of an answer: the answer itself, and its calls of the model with what was sent and what came. */
export function spansOf(
  answer: TracedAnswer,
  { prompt, rows }: { readonly prompt: PlaygroundPrompt; readonly rows: readonly PlaygroundRow[] },
): Span[] {
  const traceId = traceIdOf(answer.id);
  const rootId = hexOf(`root ${answer.id}`, 16);
  const row = rows[answer.rowIndex] ?? {};
  const hasFailed = answer.status === 'FAILED';
  const whole = {
    ...emptySpan,
    traceId,
    environment,
    service: 'fine-tune-lab playground',
    sessionId: answer.runId,
    userId: answer.owner,
  };
  const text = answer.steps.map((step) => step.text).join('\n');
  const calls = answer.steps.flatMap((step, at): readonly Span[] => {
    // No server was asked: the budget is spent, or no connection has the model.
    if (step.durationMs === null) return [];
    const isLast = at === answer.steps.length - 1;
    const { instructions, messages, tools } = requestOf(prompt, row, answer.steps.slice(0, at));
    const system: ChatMessage[] = instructions === '' ? [] : [{ role: 'SYSTEM', content: instructions }];
    const startUs = us(new Date(step.startedAt));
    const call: Span = {
      ...whole,
      spanId: hexOf(`call ${answer.id} ${at}`, 16),
      parentId: rootId,
      name: modelOf(answer.model),
      kind: 'LLM',
      model: modelOf(answer.model),
      startUs,
      endUs: startUs + step.durationMs * 1_000,
      isError: hasFailed && isLast,
      errorType: hasFailed && isLast ? answer.failureCode : null,
      errorMessage: hasFailed && isLast ? answer.failureMessage : null,
      finishReason: step.endReason,
      modelParameters: parametersOf(prompt),
      usage: {
        inputTokens: step.inputTokens,
        outputTokens: step.outputTokens,
        cacheReadTokens: step.cachedInputTokens,
        cacheWriteTokens: null,
        reasoningTokens: null,
      },
      timeToFirstTokenMs: step.timeToFirstTokenMs,
      input: { form: 'CHAT', messages: [...system, ...messages.map(chatOf)] },
      output: {
        form: 'CHAT',
        messages: [
          {
            role: 'ASSISTANT',
            content: step.text,
            ...(step.calls.length > 0 && {
              toolCalls: step.calls.map(({ id, name, arguments: given, text: written }) => ({ id, name, arguments: given ?? written })),
            }),
          },
        ],
      },
      tools:
        tools.length === 0
          ? null
          : tools.map(({ name, description, parameters }) => ({ type: 'function', function: { name, description, parameters } })),
    };
    return [call];
  });
  const root: Span = {
    ...whole,
    spanId: rootId,
    name: 'playground',
    kind: 'CHAIN',
    traceName: 'playground',
    tags: ['playground'],
    startUs: us(answer.startedAt),
    endUs: us(answer.endedAt ?? answer.startedAt),
    isError: hasFailed,
    errorType: answer.failureCode,
    errorMessage: answer.failureMessage,
    output: text === '' ? null : { form: 'TEXT', text },
  };
  return [root, ...calls];
}

/** Without its connection, as prices name it. */
const modelOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

const parametersOf = ({ temperature, topP, seed, maxOutputTokens, stop, outputSchema }: PlaygroundPrompt): Span['modelParameters'] => ({
  ...(temperature !== null && { temperature }),
  ...(topP !== null && { top_p: topP }),
  ...(seed !== null && { seed }),
  ...(maxOutputTokens !== null && { max_tokens: maxOutputTokens }),
  ...(stop.length > 0 && { stop_sequences: [...stop] }),
  ...(outputSchema !== null && { response_format: JSON.stringify(outputSchema) }),
});

function chatOf(message: SentMessage): ChatMessage {
  switch (message.role) {
    case 'user':
      return { role: 'USER', content: message.text };
    case 'assistant':
      return { role: 'ASSISTANT', content: message.text, ...(message.calls.length > 0 && { toolCalls: message.calls }) };
    case 'tool':
      return { role: 'TOOL', content: message.text, name: message.name, toolCallId: message.id };
    default:
      return message satisfies never;
  }
}
