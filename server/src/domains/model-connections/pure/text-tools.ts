import type { ChatMessage, ChatPart, ChatTool } from '../types.ts';

/**
 * Tools for models that can't call them: the model writes one block with JSON, and this reads it.
 *
 *   ```tool
 *   {"name": "get_session_metrics", "arguments": {"period": "week"}}
 *   ```
 */
const opening = '```tool';
const closing = '```';

/** What the instructions say of the protocol, and the tools themselves. */
export function withTextTools(instructions: string, tools: readonly ChatTool[]): string {
  if (tools.length === 0) return instructions;
  const listed = tools.map(
    ({ name, description, parameters }) => `- ${name}: ${description} Arguments (JSON schema): ${JSON.stringify(parameters)}`,
  );
  return `${instructions}

# Tools
To use a tool, end your message with one block of this form and write nothing after it:
${opening}
{"name": "<name of the tool>", "arguments": {…}}
${closing}
The result comes in the next message. Without a block, your message is the answer.
${listed.join('\n')}`;
}

/** What the instructions say of the form of the answer, for models that take no schema. */
export const withTextOutput = (instructions: string, schema: object | undefined): string =>
  schema === undefined
    ? instructions
    : `${instructions}\n\n# Form of the answer\nAnswer with one JSON value and nothing else. It has to fit this JSON schema:\n${JSON.stringify(schema)}`.trimStart();

/** A conversation in which calls and results are texts. */
export const asTexts = (messages: readonly ChatMessage[]): ChatMessage[] =>
  messages.map((message) => {
    if (message.role === 'tool') return { role: 'user', text: `Result of the tool ${message.name}:\n${message.text}` };
    if (message.role !== 'assistant' || message.calls.length === 0) return message;
    const blocks = message.calls.map(
      ({ name, arguments: given }) => `${opening}\n${JSON.stringify({ name, arguments: given })}\n${closing}`,
    );
    return { role: 'assistant', text: [message.text, ...blocks].filter((text) => text !== '').join('\n'), calls: [] };
  });

type Piece = Extract<ChatPart, { kind: 'text' | 'call' | 'badCall' }>;

/** Reads a text as it comes: what may be the beginning of a block is held back until it is known. */
export class TextToolReader {
  #held = '';
  #block: string | null = null;
  #count = 0;
  readonly #names: ReadonlySet<string>;

  constructor(tools: readonly ChatTool[]) {
    this.#names = new Set(tools.map(({ name }) => name));
  }

  read(text: string): Piece[] {
    const pieces: Piece[] = [];
    let rest = this.#held + text;
    this.#held = '';
    while (rest !== '') {
      if (this.#block === null) {
        const start = rest.indexOf(opening);
        if (start < 0) {
          const kept = beginningOf(rest, opening);
          if (rest.length > kept) pieces.push({ kind: 'text', text: rest.slice(0, rest.length - kept) });
          this.#held = rest.slice(rest.length - kept);
          break;
        }
        if (start > 0) pieces.push({ kind: 'text', text: rest.slice(0, start) });
        this.#block = '';
        rest = rest.slice(start + opening.length);
      } else {
        // What closes the block may be cut between two parts.
        const all = this.#block + rest;
        const end = all.indexOf(closing);
        if (end < 0) {
          this.#block = all;
          break;
        }
        this.#block = null;
        pieces.push(this.#callOf(all.slice(0, end)));
        rest = all.slice(end + closing.length);
      }
    }
    return pieces;
  }

  /** What is left when the model has ended. A block that was not closed is read all the same: small models leave the end out. */
  end(): Piece[] {
    const block = this.#block;
    const held = this.#held;
    this.#block = null;
    this.#held = '';
    if (block !== null && block.trim() !== '') return [this.#callOf(block)];
    return held === '' ? [] : [{ kind: 'text', text: held }];
  }

  #callOf(block: string): Piece {
    this.#count += 1;
    const id = `text-${this.#count}`;
    const bad = (name: string, error: string): Piece => ({ kind: 'badCall', id, name, text: block.trim().slice(0, 2_000), error });
    let value: unknown;
    try {
      value = JSON.parse(block);
    } catch {
      return bad('', 'The block is not valid JSON.');
    }
    const { name, arguments: given = {} } = (value ?? {}) as { name?: unknown; arguments?: unknown };
    if (typeof name !== 'string') return bad('', 'The block has no "name".');
    if (!this.#names.has(name)) return bad(name, `No tool is named "${name}".`);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return bad(name, '"arguments" is not an object.');
    return { kind: 'call', id, name, arguments: given as Record<string, unknown> };
  }
}

/** How many characters at the end of a text are the beginning of a word. */
function beginningOf(text: string, word: string): number {
  for (let length = Math.min(word.length - 1, text.length); length > 0; length -= 1)
    if (word.startsWith(text.slice(-length))) return length;
  return 0;
}
