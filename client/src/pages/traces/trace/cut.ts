import { format } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import type { SpanTextFragment } from '../../../graphql/generated/graphql.ts';

/** What the server leaves where it cut a text. */
const marks = /… \[cut here: the text was longer than 1 MiB(?: together with others of its span)?(?:, (\d+) characters)?\]/g;

/** How long each text was that was cut, in characters, as its mark says. */
function cutLengths(content: Pick<SpanTextFragment, 'text' | 'json'> | null | undefined): readonly number[] {
  const text = content?.text ?? (content?.json == null ? '' : JSON.stringify(content.json));
  return [...text.matchAll(marks)].flatMap(([, length]) => (length === undefined ? [] : [Number(length)]));
}

/** What is missing of texts, in a sentence. */
export function cutWords(contents: readonly (Pick<SpanTextFragment, 'text' | 'json'> | null | undefined)[], locale: Locale): string {
  const lengths = contents.flatMap(cutLengths);
  if (lengths.length === 0) return 'Part of the text is not kept: it was too large, or its time is over.';
  const longest = lengths.map((length) => format(length, 'count', locale)).join(', ');
  return lengths.length === 1
    ? `A part of it had ${longest} characters, which is too large: only its beginning is kept.`
    : `${lengths.length} parts were too large, and only their beginnings are kept. Characters as sent: ${longest}.`;
}
