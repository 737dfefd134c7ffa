/** A message of a prompt or an answer, as the API gives it. */
export interface ChatMessage {
  readonly role: 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';
  readonly content: string;
  readonly name?: string | null;
  readonly toolCallId?: string | null;
  readonly reasoning?: string | null;
  readonly toolCalls: readonly { readonly id?: string | null; readonly name: string; readonly arguments?: unknown }[];
  /** What is no text: images, files. */
  readonly parts?: unknown;
  /** null: not counted. */
  readonly seenInSpans?: number | null;
}

export interface ChatCall {
  readonly name: string;
  readonly arguments: unknown;
  /** What came back, where this chat goes on to say it. */
  readonly result: ChatMessage | null;
}

export interface ChatTurn {
  readonly message: ChatMessage;
  /** What the model answered, as opposed to what it was given. */
  readonly isAnswer: boolean;
  readonly calls: readonly ChatCall[];
}

/**
 * A prompt and its answer as turns. What a tool gave back stands with the call that asked for it: by the call's id, or, where no
 * ids were sent, by the order of the calls just before. A result that no call asked for is a turn of its own.
 */
export function chatTurns(input: readonly ChatMessage[], output: readonly ChatMessage[]): readonly ChatTurn[] {
  const all = [...input, ...output];
  const results = new Map<ChatMessage, (ChatMessage | null)[]>(all.map((message) => [message, message.toolCalls.map(() => null)]));
  const taken = new Set<ChatMessage>();
  for (const [position, message] of all.entries()) {
    if (message.role !== 'TOOL') continue;
    const asked = askedBy(all, position, results);
    if (asked === null) continue;
    (results.get(asked.message) as (ChatMessage | null)[])[asked.call] = message;
    taken.add(message);
  }
  return all
    .filter((message) => !taken.has(message))
    .map((message) => ({
      message,
      isAnswer: output.includes(message),
      calls: message.toolCalls.map((call, index) => ({
        name: call.name,
        arguments: call.arguments ?? null,
        result: results.get(message)?.[index] ?? null,
      })),
    }));
}

/** The last call before a tool's message that it can be the answer to. */
function askedBy(
  all: readonly ChatMessage[],
  position: number,
  results: ReadonlyMap<ChatMessage, readonly (ChatMessage | null)[]>,
): { readonly message: ChatMessage; readonly call: number } | null {
  const answer = all[position] as ChatMessage;
  for (let before = position - 1; before >= 0; before -= 1) {
    const message = all[before] as ChatMessage;
    const call = message.toolCalls.findIndex((asked, index) => results.get(message)?.[index] === null && isAnswerTo(answer, asked));
    if (call >= 0) return { message, call };
    // Without ids only the calls just before can be meant.
    if (answer.toolCallId == null && message.role !== 'TOOL') return null;
  }
  return null;
}

function isAnswerTo(answer: ChatMessage, asked: ChatMessage['toolCalls'][number]): boolean {
  if (answer.toolCallId != null) return asked.id === answer.toolCallId;
  return asked.id == null && (answer.name == null || answer.name === asked.name);
}
