import type { ChatMessage, ChatRequest } from '../../model-connections/types.ts';
import { filledText } from '../../prompts/pure/template.ts';
import { defaultOutputTokens, type AnswerStep, type PlaygroundMessage, type PlaygroundPrompt, type PlaygroundRow } from '../types.ts';
import { messagesInPlace, valueIn } from './placeholder.ts';

export type SentPrompt = Pick<ChatRequest, 'instructions' | 'messages' | 'tools' | 'sampling' | 'outputSchema'> & {
  readonly maxOutputTokens: number;
};

/**
 * What is sent to a model: the prompt with the values of a row, then what was answered so far with the results of tools.
 *
 * System   all messages of the system are sent as one, in their order, before the others: not every server takes them elsewhere.
 * Errors   a place whose value is no list of messages is left out; `ingest.ts` has refused it before.
 */
export function requestOf(prompt: PlaygroundPrompt, row: PlaygroundRow, steps: readonly AnswerStep[] = []): SentPrompt {
  const messages = prompt.messages.flatMap((message): readonly PlaygroundMessage[] => {
    if (message.role !== 'PLACEHOLDER') return [message];
    const placed = messagesInPlace(valueIn(row, message.name ?? ''));
    return typeof placed === 'string' ? [] : placed;
  });
  const { temperature, topP, seed, stop, outputSchema } = prompt;
  return {
    instructions: messages
      .filter(({ role }) => role === 'SYSTEM')
      .map(({ text }) => filledText(text, row))
      .join('\n\n'),
    messages: [...messages.flatMap((message) => chatMessageOf(message, row)), ...steps.flatMap(exchangeOf)],
    tools: prompt.tools,
    ...(outputSchema !== null && { outputSchema }),
    sampling: {
      ...(temperature !== null && { temperature }),
      ...(topP !== null && { topP }),
      ...(seed !== null && { seed }),
      stop,
    },
    maxOutputTokens: prompt.maxOutputTokens ?? defaultOutputTokens,
  };
}

function chatMessageOf({ role, text, toolCalls, toolCallId, name }: PlaygroundMessage, row: PlaygroundRow): ChatMessage[] {
  const filled = filledText(text, row);
  switch (role) {
    case 'USER':
      return [{ role: 'user', text: filled }];
    case 'ASSISTANT':
      return [{ role: 'assistant', text: filled, calls: toolCalls }];
    case 'TOOL':
      return [{ role: 'tool', id: toolCallId ?? '', name: name ?? '', text: filled }];
    case 'SYSTEM':
    case 'PLACEHOLDER':
      return [];
    default:
      return role satisfies never;
  }
}

/** An answer that called tools, with the results that were typed in. A call that can't be made can't be repeated to the model. */
function exchangeOf({ text, calls }: AnswerStep): ChatMessage[] {
  const made = calls.flatMap(({ id, name, arguments: given, result }) =>
    given === null || result === null ? [] : [{ id, name, arguments: given, result }],
  );
  if (made.length === 0 && text === '') return [];
  return [
    { role: 'assistant', text, calls: made.map(({ result: _result, ...call }) => call) },
    ...made.map(({ id, name, result }): ChatMessage => ({ role: 'tool', id, name, text: result })),
  ];
}
