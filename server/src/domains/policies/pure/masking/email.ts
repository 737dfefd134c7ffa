import { isDigit, isEscape, isLetter, type Found } from './characters.ts';

const longestLocalPart = 64;
const longestDomain = 253;
const localMarks = new Set([...".!#$%&'*+/=?^_`{|}~-"].map((mark) => mark.charCodeAt(0)));
/** Marks that end a local part more often than they begin one: quotes, braces and what stands between values. */
const seldomFirst = new Set([..."'`{|}/=?&*#$!^~."].map((mark) => mark.charCodeAt(0)));
/** `logo@2x.png` */
const imageName = /^[1-4]x\.[a-z]+$/i;
/** `react@18.2.0-rc.beta` */
const versionStart = /^\d+\.\d/;

/** `"jane doe"@example.org`; the quotes may be written out in JSON that is stored as text. */
const quotedLocalPart = /(?:\\?"[^"\r\n]{1,64}"|\\"[^"\r\n]{1,64}\\")$/;
/** Letters and marks of any script. */
const foreignWord = /^[\p{L}\p{M}\p{Nd}]$/u;
/** Letters of scripts that need no spaces between words. */
const unspaced = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]$/u;

/**
 * The address whose `@` stands at `at`; null: it is none. A domain needs a dot and a last label of letters, of any script. Words of a
 * script without spaces may stand directly before and behind an address: they belong to it only where the part beside the `@` is of such a
 * script.
 */
export function emailAt(text: string, at: number): Found | null {
  const start = text.charCodeAt(at - 1) === 34 ? quotedStart(text, at) : localStart(text, at);
  if (start === at) return null;
  const end = domainEnd(text, at + 1);
  if (end === -1) return null;
  const domain = text.slice(at + 1, end);
  if (imageName.test(domain) || versionStart.test(domain)) return null;
  // the address of a repository, the same for everybody: git@github.com:owner/name
  if (text.charCodeAt(end) === 58 && text.slice(start, at) === 'git') return null;
  return { start, end };
}

function quotedStart(text: string, at: number): number {
  const from = Math.max(0, at - longestLocalPart - 4);
  const quoted = quotedLocalPart.exec(text.slice(from, at));
  return quoted === null ? at : from + quoted.index + (quoted[0].startsWith('\\') && !quoted[0].endsWith('\\"') ? 1 : 0);
}

function localStart(text: string, at: number): number {
  let start = at;
  const first = Math.max(0, at - longestLocalPart);
  const takesUnspaced = isUnspaced(text.charCodeAt(at - 1));
  while (start > first && isLocal(text.charCodeAt(start - 1), takesUnspaced)) start -= 1;
  if (start > 0 && text.charCodeAt(start - 1) === 92) start = afterEscape(text, start);
  while (start < at && seldomFirst.has(text.charCodeAt(start))) start += 1;
  // pairs in a query: ?to=ada@example.org
  return start + text.slice(start, at).lastIndexOf('=') + 1;
}

/** Past what belongs to a written-out escape: the `n` of `\n`, the `u003c` of `\u003c`. */
function afterEscape(text: string, start: number): number {
  if (isEscape(text, start)) return start + 1;
  return /^u[0-9a-f]{4}$/i.test(text.slice(start, start + 5)) ? start + 5 : start;
}

function domainEnd(text: string, start: number): number {
  let end = start;
  const last = Math.min(text.length, start + longestDomain);
  while (end < last && isDomain(text.charCodeAt(end))) end += 1;
  end = withoutNextWord(text, start, end);
  while (end > start && text.charCodeAt(end - 1) === 46) end -= 1;
  // A full stop of Chinese or Japanese is a dot of a domain where there is no other.
  const dots = text.slice(start, end).includes('.') ? '.' : ideographicDots;
  // labels are taken off the end until the last one is of letters: "ada@example.org.2" is ada@example.org
  while (end > start) {
    const dot = start + lastOf(text.slice(start, end), dots);
    if (dot <= start) return -1;
    if (isTopLabel(text, dot + 1, end) && isDomainStart(text.charCodeAt(start)) && text.charCodeAt(dot - 1) !== 46) return end;
    end = isTopLabel(text, dot + 1, end) ? dot : shortened(text, dot, end);
  }
  return -1;
}

const ideographicDots = '\u3002\uff0e\uff61';
const lastOf = (text: string, marks: string): number => Math.max(...[...marks].map((mark) => text.lastIndexOf(mark)));

/** "ada@example.org是我的": a label that begins with Latin letters ends before a word of a script without spaces. */
function withoutNextWord(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at += 1) {
    const before = text.charCodeAt(at - 1);
    const next = text.charCodeAt(at);
    if ((isLetter(before) || isLatin(before)) && isUnspaced(next) && text.slice(start, at).includes('.')) return at;
    // A sentence that ends behind an address.
    if (ideographicDots.includes(text.charAt(at)) && text.slice(start, at).includes('.')) return at;
  }
  return end;
}

/** Without a hyphen at the end; else without the last label. */
const shortened = (text: string, dot: number, end: number): number => (text.charCodeAt(end - 1) === 45 ? end - 1 : dot);

function isTopLabel(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  if (text.startsWith('xn--', start) && text.charCodeAt(end - 1) !== 45) return true;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) && !isLatin(code) && !(isForeign(code) && !/\p{Nd}/u.test(text.charAt(at)))) return false;
  }
  return true;
}

/** Letters with marks (é, ł). */
const isLatin = (code: number): boolean => code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7;
const isForeign = (code: number): boolean => code > 0x24f && foreignWord.test(String.fromCharCode(code));
const isUnspaced = (code: number): boolean => code > 0x24f && unspaced.test(String.fromCharCode(code));
const isLocal = (code: number, takesUnspaced: boolean): boolean =>
  isLetter(code) || isDigit(code) || localMarks.has(code) || isLatin(code) || (isForeign(code) && (takesUnspaced || !isUnspaced(code)));
const isDomain = (code: number): boolean =>
  isLetter(code) ||
  isDigit(code) ||
  code === 45 ||
  code === 46 ||
  isLatin(code) ||
  isForeign(code) ||
  code === 0x3002 ||
  code === 0xff0e ||
  code === 0xff61;
const isDomainStart = (code: number): boolean => isDomain(code) && code !== 45 && code !== 46;
