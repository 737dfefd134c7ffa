import type { SpanTextFragment } from '../../../graphql/generated/graphql.ts';
import { wordsOf } from '../trace/text-diff.ts';

/** A longer text takes long to compare word by word, and is not read word by word. */
const MOST_CHARACTERS = 60_000;
/** Pictures and files: of base64 only the ends and the length tell two apart. */
const encoded = /[A-Za-z0-9+/_-]{400,}={0,2}/g;

/** What went into a span or came out of it as one text, message after message; '' for nothing. */
export function comparedText(content: SpanTextFragment | null | undefined): { readonly text: string; readonly isCut: boolean } {
  const whole = textOf(content).replaceAll(encoded, (run) => `${run.slice(0, 24)}… (${run.length} characters) …${run.slice(-24)}`);
  return whole.length > MOST_CHARACTERS
    ? { text: whole.slice(0, MOST_CHARACTERS), isCut: true }
    : { text: whole, isCut: content?.isCut === true };
}

function textOf(content: SpanTextFragment | null | undefined): string {
  if (content == null) return '';
  if (content.messages == null) return content.json != null ? JSON.stringify(content.json, null, 2) : (content.text ?? '');
  if (content.messages.length === 1) return content.messages.map(wordsOf).join('');
  return content.messages.map((message) => `${message.role.toLowerCase()}:\n${wordsOf(message)}`).join('\n\n');
}
