/** A message of a prompt or an answer, as the API gives it. */
export interface ChatSaid {
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
  readonly result: ChatSaid | null;
}

export interface ChatTurn {
  readonly said: ChatSaid;
  /** What the model answered, as opposed to what it was given. */
  readonly isAnswer: boolean;
  readonly calls: readonly ChatCall[];
}

/**
 * A prompt and its answer as turns. What a tool gave back stands with the call that asked for it: by the call's id, or, where no
 * ids were sent, by the order of the calls just before. A result that no call asked for is a turn of its own.
 */
export function chatTurns(input: readonly ChatSaid[], output: readonly ChatSaid[]): readonly ChatTurn[] {
  const all = [...input, ...output];
  const results = new Map<ChatSaid, (ChatSaid | null)[]>(all.map((said) => [said, said.toolCalls.map(() => null)]));
  const taken = new Set<ChatSaid>();
  for (const [place, said] of all.entries()) {
    if (said.role !== 'TOOL') continue;
    const asked = askedBy(all, place, results);
    if (asked === null) continue;
    (results.get(asked.said) as (ChatSaid | null)[])[asked.call] = said;
    taken.add(said);
  }
  return all.filter((said) => !taken.has(said)).map((said) => ({
    said, isAnswer: output.includes(said),
    calls: said.toolCalls.map((call, index) => ({ name: call.name, arguments: call.arguments ?? null, result: results.get(said)?.[index] ?? null })),
  }));
}

/** The last call before a tool's message that it can be the answer to. */
function askedBy(all: readonly ChatSaid[], place: number, results: ReadonlyMap<ChatSaid, readonly (ChatSaid | null)[]>): { readonly said: ChatSaid; readonly call: number } | null {
  const answer = all[place] as ChatSaid;
  for (let before = place - 1; before >= 0; before -= 1) {
    const said = all[before] as ChatSaid;
    const call = said.toolCalls.findIndex((asked, index) => results.get(said)?.[index] === null && isAnswerTo(answer, asked));
    if (call >= 0) return { said, call };
    // Without ids only the calls just before can be meant.
    if (answer.toolCallId == null && said.role !== 'TOOL') return null;
  }
  return null;
}

function isAnswerTo(answer: ChatSaid, asked: ChatSaid['toolCalls'][number]): boolean {
  if (answer.toolCallId != null) return asked.id === answer.toolCallId;
  return asked.id == null && (answer.name == null || answer.name === asked.name);
}

/** Addresses of images and files in what is no text. They are shown as links: nothing is loaded from elsewhere. */
export function linksIn(parts: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^https?:\/\/\S+$/i.test(value)) found.add(value);
    } else if (Array.isArray(value)) value.forEach(look);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(look);
  };
  look(parts);
  return [...found];
}
