import type { ChatRequest } from '../types.ts';

/** Of a token of English, in characters. */
const charactersPerToken = 4;

/** About how many tokens so many characters are. */
export const tokensOf = (characters: number): number => Math.ceil(characters / charactersPerToken);

/** About how many tokens are sent with a request, from the length of its texts. */
export const inputTokensOf = ({
  instructions,
  messages,
  tools,
  outputSchema,
}: Pick<ChatRequest, 'instructions' | 'messages' | 'tools' | 'outputSchema'>): number =>
  tokensOf(
    instructions.length +
      JSON.stringify(messages).length +
      (tools.length === 0 ? 0 : JSON.stringify(tools).length) +
      (outputSchema === undefined ? 0 : JSON.stringify(outputSchema).length),
  );

/** More tokens than a request can have: of a byte of text there is never more than one. */
export const mostInputTokens = ({
  instructions,
  messages,
  tools,
  outputSchema,
}: Pick<ChatRequest, 'instructions' | 'messages' | 'tools' | 'outputSchema'>): number =>
  Buffer.byteLength(instructions) +
  Buffer.byteLength(JSON.stringify(messages)) +
  (tools.length === 0 ? 0 : 2 * Buffer.byteLength(JSON.stringify(tools))) +
  (outputSchema === undefined ? 0 : 2 * Buffer.byteLength(JSON.stringify(outputSchema))) +
  500;
