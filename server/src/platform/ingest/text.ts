/** The longest id or name, in UTF-16 code units. */
export const maxNameLength = 512;
/** The longest text (a message's content, a comment, a JSON value), in bytes of UTF-8. */
export const maxTextBytes = 1_048_576;

/** Why a text cannot be stored as sent, or null. PostgreSQL stores any Unicode text except U+0000; half a surrogate pair is not Unicode. */
export function unstorable(text: string): string | null {
  if (text.includes('\u0000')) {
    return `contains a NUL character (U+0000) at position ${text.indexOf('\u0000')}, which cannot be stored; remove it`;
  }
  if (!text.isWellFormed()) {
    return `contains half a surrogate pair at position ${firstLoneSurrogate(text)}: it is not valid Unicode`;
  }
  return null;
}

/** Joins letters of Persian and parts of a drawn sign; between letters of English it would make one name look like another. */
const joiners = /(?<=[^\0-\x7f])[\u200c\u200d](?=[^\0-\x7f])/gu;

/** Why people can't read this as one line, or null: it breaks lines, turns text around, or has what can't be seen. */
export function badLine(text: string): string | null {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replaceAll(joiners, ''))
    ? 'has characters that can’t be seen; one line of letters is taken'
    : null;
}

/** Why this cannot be an id or a name, or null. */
export function badName(text: string): string | null {
  if (text.length > maxNameLength) return `is ${text.length} characters long; at most ${maxNameLength} are taken`;
  if (text.trim() === '') return 'must not be empty';
  return unstorable(text);
}

/** Why this cannot be kept as a text, or null. The empty text can. */
export function badText(text: string): string | null {
  // a UTF-16 code unit is at most three bytes of UTF-8: short texts need no counting
  if (text.length * 3 > maxTextBytes) {
    const byteCount = Buffer.byteLength(text);
    if (byteCount > maxTextBytes) return `is ${byteCount} bytes long in UTF-8; at most ${maxTextBytes} are taken`;
  }
  return unstorable(text);
}

function firstLoneSurrogate(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) as number;
    if (point >= 0xd800 && point <= 0xdfff) return at;
    if (point > 0xffff) at += 1;
  }
  return -1;
}
