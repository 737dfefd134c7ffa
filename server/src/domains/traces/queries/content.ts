import { hasCut } from '../pure/cut.ts';
import type { ChatMessage } from '../types.ts';
import type { ContentPlace, SpanContent } from './span.ts';

/** A text of a span in each way that it can be shown. */
export interface ReadContent {
  readonly text: string | null;
  readonly json: unknown;
  /** null: it is no chat. */
  readonly messages: { message: ChatMessage; hash: string | null }[] | null;
  readonly byteCount: number;
  readonly isCut: boolean;
}

/**
 * The pieces of a span's text, put together: of a CHAT each piece is the JSON of one message; of JSON and TEXT they are parts of one text.
 */
export function readContent({ form, places, pieces }: SpanContent): ReadContent {
  const there = pieces.filter((piece) => piece !== null);
  const byteCount = there.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const isCut = there.length < pieces.length || there.some(hasCut);
  if (form === 'CHAT') {
    const messages = pieces.flatMap((piece, index) =>
      piece === null ? [] : [{ message: chatMessageOf(piece), hash: places[index]?.hash ?? null }],
    );
    const json = messages.map(({ message }) => message);
    return {
      text: there.length < pieces.length && there.length === 0 ? null : json.map(textOfMessage).join('\n\n'),
      json,
      messages,
      byteCount,
      isCut,
    };
  }
  if (there.length === 0 && pieces.length > 0) return { text: null, json: null, messages: null, byteCount, isCut };
  const text = there.join('');
  return { text, json: form === 'JSON' ? jsonOf(text) : null, messages: null, byteCount, isCut };
}

/** A message as it was kept; what cannot be read as one is shown as its text. */
function chatMessageOf(piece: string): ChatMessage {
  const value = jsonOf(piece);
  if (typeof value === 'object' && value !== null && 'role' in value && 'content' in value) return value as ChatMessage;
  return { role: 'USER', content: piece };
}

const textOfMessage = ({ content, toolCalls }: ChatMessage): string =>
  [
    content,
    ...(toolCalls ?? []).map(({ name, arguments: args }) => `${name}(${typeof args === 'string' ? args : JSON.stringify(args ?? {})})`),
  ]
    .filter((text) => text !== '')
    .join('\n');

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export const placeKey = ({ at, hash }: ContentPlace): string => `${at} ${hash}`;
