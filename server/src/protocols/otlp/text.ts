import { cutMark } from '../../domains/traces/pure/cut.ts';
import { otlpLimits } from './limits.ts';
import type { Notes } from './notes.ts';

/** Bytes that the mark of a cut may take: a text that was cut is within the limit with its mark. */
export const markBytes = 100;

/** The end of the longest start of `bytes[from, to)` that is within the limit of a text with the mark of the cut, and cuts no character. */
export function cutEnd(bytes: Uint8Array, from: number, to: number): number {
  if (to - from <= otlpLimits.textBytes) return to;
  const limit = limitOf(String.fromCharCode(...bytes.subarray(from, from + dataPrefix.length)));
  if (to - from <= limit) return to;
  let end = from + limit - markBytes;
  // 10xxxxxx goes on with a character, and no character is longer than four bytes
  for (let steps = 0; steps < 3 && ((bytes[end] as number) & 0xc0) === 0x80; steps += 1) end -= 1;
  return end;
}

const dataPrefix = 'data:';

/** JSON and files are read before they are stored, and cut within then (domains/traces/pure/cut.ts). */
function limitOf(beginning: string): number {
  return beginning.startsWith('[') || beginning.startsWith('{') || beginning === dataPrefix
    ? otlpLimits.structuredBytes
    : otlpLimits.textBytes;
}

/**
 * A text of a JSON document as it can be stored: half surrogate pairs and U+0000 replaced, cut where it is too long. Notes say so, and a
 * mark in the text.
 */
export function storableText(sent: string, notes: Notes, field: string): string {
  let text = sent;
  if (!text.isWellFormed()) {
    notes.add('replacedCharacters', field);
    text = text.toWellFormed();
  }
  // a UTF-16 code unit is at most three bytes of UTF-8: short texts need no counting
  if (text.length * 3 > otlpLimits.textBytes && Buffer.byteLength(text) > limitOf(text.slice(0, dataPrefix.length))) {
    notes.add('cutText', field);
    const bytes = Buffer.from(text);
    text = bytes.toString('utf8', 0, cutEnd(bytes, 0, bytes.length)) + cutMark(text.length);
  }
  return withoutNul(text, notes, field);
}

/** PostgreSQL stores any Unicode text but U+0000. */
export function withoutNul(text: string, notes: Notes, field: string): string {
  if (!text.includes('\u0000')) return text;
  notes.add('replacedCharacters', field);
  return text.replaceAll('\u0000', '\ufffd');
}
