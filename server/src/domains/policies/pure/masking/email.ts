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

/** The address whose `@` stands at `at`; null: it is none. A domain needs a dot and a last label of letters. */
export function emailAt(text: string, at: number): Found | null {
  const start = localStart(text, at);
  if (start === at) return null;
  const end = domainEnd(text, at + 1);
  if (end === -1) return null;
  const domain = text.slice(at + 1, end);
  if (imageName.test(domain) || versionStart.test(domain)) return null;
  // the address of a repository, the same for everybody: git@github.com:owner/name
  if (text.charCodeAt(end) === 58 && text.slice(start, at) === 'git') return null;
  return { start, end };
}

function localStart(text: string, at: number): number {
  let start = at;
  const first = Math.max(0, at - longestLocalPart);
  while (start > first && isLocal(text.charCodeAt(start - 1))) start -= 1;
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
  // labels are taken off the end until the last one is of letters: "ada@example.org.2" is ada@example.org
  while (end > start) {
    const dot = start + text.slice(start, end).lastIndexOf('.');
    if (dot <= start) return -1;
    if (isTopLabel(text, dot + 1, end) && isDomainStart(text.charCodeAt(start)) && text.charCodeAt(dot - 1) !== 46) return end;
    end = isTopLabel(text, dot + 1, end) ? dot : shortened(text, dot, end);
  }
  return -1;
}

/** Without a hyphen at the end; else without the last label. */
const shortened = (text: string, dot: number, end: number): number => (text.charCodeAt(end - 1) === 45 ? end - 1 : dot);

function isTopLabel(text: string, start: number, end: number): boolean {
  if (end - start < 2) return false;
  if (text.startsWith('xn--', start) && text.charCodeAt(end - 1) !== 45) return true;
  for (let at = start; at < end; at += 1) if (!isLetter(text.charCodeAt(at)) && !isLatin(text.charCodeAt(at))) return false;
  return true;
}

/** Letters with marks (é, ł). Words of scripts that need no spaces stand directly before an address: they are no part of it. */
const isLatin = (code: number): boolean => code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7;
const isLocal = (code: number): boolean => isLetter(code) || isDigit(code) || localMarks.has(code) || isLatin(code);
const isDomain = (code: number): boolean => isLetter(code) || isDigit(code) || code === 45 || code === 46 || isLatin(code);
const isDomainStart = (code: number): boolean => isDomain(code) && code !== 45 && code !== 46;
