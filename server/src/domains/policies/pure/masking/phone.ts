import { beginsAt, endOf, isDigit, isWord, type Found } from './characters.ts';

const plus = 43;
const openParenthesis = 40;

/** Country codes (ITU-T E.164); +1 and +7 are one plan each. */
const countryCode = /^(?:[17]|2[07]|2[1234569]\d|3[0123469]|3[578]\d|4[013456789]|42\d|5[12345678]|5[09]\d|6[0123456]|6[789]\d|8[1246]|8[058]\d|9[0123458]|9[67]\d|99[234568])/;
/** North America: (415) 555-2671, 1-415-555-2671, 415.555.2671, also with an extension. Neither part begins with 0 or 1. */
const northAmerica = /(?:1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}(?: ?(?:x|ext\.?) ?\d{1,5})?/y;
/** Many other countries write an area code with a 0 before it: 030 1234567, (020) 7183 8750, 0171/1234567, 07700 900123. */
const trunkZero = /\(?0[1-9]\d{1,4}(?:\) ?|[ /-])(?!(?:19|20)\d\d[-.])(?:\d{2,4}(?:[ -]\d{2,4}){1,3}|\d{4,8})/y;
/** With an area code of two digits: 03-1234-5678, (02) 9374 4000. */
const shortTrunk = /\(?0[1-9](?:\) ?|[ -])\d{4}[ -]\d{4}/y;
/** Pairs: 01 23 45 67 89. */
const pairs = /0[1-9]([ .-])\d\d(?:\1\d\d){3}/y;
/** China's mobiles 138 1234 5678, and Brazil's numbers (11) 91234-5678. */
const mobile = /1[3-9]\d([ -])\d{4}\1\d{4}/y;
const brazil = /\([1-9]\d\) ?9?\d{4}-\d{4}/y;
/** The parenthesis before it is closed right behind an area code: otherwise it holds the whole number. */
const closed = /\d{1,6}\)(?=[ -]?\d)/y;
/** Words that mark the number after them as a telephone number, whatever its form. */
const named = /(?:(?<!smart|head|ear|micro|mega|saxo|\bi)phone|\btel|\bmobile|\bfax|whatsapp|\bsms|telefon|t[ée]l[ée]fono?|\b(?:call|text|reach|ring) (?:me|us|him|her|them) (?:at|on))[ _-]?(?:number|num|no|nr|nummer)?\.?["'\\]{0,4}\s{0,2}(?:[:=]|is|at)?\s{0,2}["'\\(]{0,3}$/i;
/** What says of the digits behind it that they are another thing's. */
const otherName = /(?:\b(?:order|invoice|ticket|case|ref|reference|booking|reservation|tracking|confirmation|sku|isbn|id)\b(?: ?(?:number|no\.?|id|nr\.?))?(?: is)?\W{0,4}|#\s?)$/i;
const date = /^(?:(?:19|20)\d\d([-./ ]?)\d\d\1\d\d|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d\d))(?!\d)/;
const longestName = 48;

/**
 * The telephone number that begins with the digit at `digitAt` (a plus or a parenthesis before it belongs to it): international
 * (E.164, with a country code that exists), in a common national form, or seven to fifteen digits behind a word that says so.
 * null: it is none.
 *
 * `isFirst`   no other number stands directly before: a word before it can name it.
 */
export function phoneAt(text: string, digitAt: number, isFirst: boolean): Found | null {
  let start = digitAt;
  if (text.charCodeAt(start - 1) === plus) return internationalAt(text, start - 1, start);
  if (text.charCodeAt(start - 1) === openParenthesis && endOf(closed, text, start) !== -1) start -= 1;
  if (!beginsAt(text, start)) return null;
  const code = text.charCodeAt(digitAt);
  if (code === 48 && text.charCodeAt(digitAt + 1) === 48 && start === digitAt) return zerosAt(text, start);
  const end = nationalEnd(text, start, code);
  const word = isFirst ? text.slice(Math.max(0, start - longestName), start) : '';
  if (end !== -1 && endsAt(text, end) && standsFree(text, start, end) && !otherName.test(word)) return { start, end };
  if (isFirst && text.charCodeAt(start - 1) !== 46 && named.test(word)) return namedAt(text, digitAt);
  return null;
}

function nationalEnd(text: string, start: number, digit: number): number {
  if (digit === 48) {
    const end = endOf(pairs, text, start);
    if (end !== -1) return end;
    const short = endOf(shortTrunk, text, start);
    if (short !== -1) return short;
    const long = endOf(trunkZero, text, start);
    const count = long === -1 ? 0 : digitsIn(text, start, long);
    return count >= 9 && count <= 12 ? long : -1;
  }
  const end = endOf(northAmerica, text, start);
  if (end !== -1) return end;
  return text.charCodeAt(start) === openParenthesis ? endOf(brazil, text, start) : digit === 49 ? endOf(mobile, text, start) : -1;
}

/**
 * Not a part of something longer: a path, a decimal, an amount, a row of numbers. Where only spaces part the groups, numbers
 * must not stand beside it either (256 512 1024 2048).
 */
function standsFree(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  if (/[.,/\-+=#%&$€£¥*]/.test(before) && (before !== ',' || isDigit(text.charCodeAt(start - 2)) === false || text.charCodeAt(start) === openParenthesis)) {
    return before === ',' || (before === '-' && !isWord(text.charCodeAt(start - 2)));
  }
  if (/[().-]/.test(text.slice(start, end))) return true;
  return !(before === ' ' && isDigit(text.charCodeAt(start - 2))) && !(text[end] === ' ' && isDigit(text.charCodeAt(end + 1)));
}

function endsAt(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (isWord(code) || code === 64 || code === 37) return false;
  const isJoint = code === 46 || code === 45 || code === 47 || code === 58;
  return !(isJoint && isWord(text.charCodeAt(end + 1)) && (code === 45 || isDigit(text.charCodeAt(end + 1))));
}

/** +49 30 123456, +1 (415) 555-2671, +44 (0)20 7183 8750: digits in groups, with at most one mark and parentheses between them. */
function internationalAt(text: string, plusAt: number, digitAt: number): Found | null {
  const before = text.charCodeAt(plusAt - 1);
  if ((isWord(before) && beginsAt(text, plusAt) === false) || before === plus || before === 47 || before === 45) return null;
  const start = before === openParenthesis && text.charCodeAt(plusAt - 2) !== openParenthesis && /^\+\d{1,3}\)/.test(text.slice(plusAt, plusAt + 5)) ? plusAt - 1 : plusAt;
  return groupsFrom(text, start, digitAt, '');
}

/** 0049 30 123456: the same with two zeros for the plus; only in groups, as ids are padded with zeros too. */
function zerosAt(text: string, start: number): Found | null {
  const before = text.charCodeAt(start - 1);
  if (before === 46 || before === 47 || before === 45 || before === 35) return null;
  const found = groupsFrom(text, start, start, '00');
  return found !== null && /\d[ ./-]/.test(text.slice(found.start, found.end)) ? found : null;
}

function groupsFrom(text: string, start: number, digitAt: number, prefix: string): Found | null {
  const skip = prefix.length;
  let digits = '';
  let end = digitAt;
  let best = -1;
  for (let at = digitAt; ; ) {
    const groupStart = at;
    while (isDigit(text.charCodeAt(at)) && digits.length <= 15 + skip) digits += text[at++];
    if (digits.length > 15 + skip || at === groupStart) break;
    end = at;
    if (isInternational(digits.slice(skip)) && endsAt(text, end)) {
      best = end;
      if (digits[skip] === '1') break; // one plan, one length: what follows is another number
    }
    const next = endOf(joint, text, at);
    if (next === -1) break;
    at = next;
  }
  return best === -1 ? null : { start, end: best };
}
/** Between two groups of an international number. */
const joint = /(?:[ .\-/\u00a0]|\)[ -]?|[ ]?\((?:0\)[ ]?)?)(?=\d)/y;

function isInternational(digits: string): boolean {
  if (digits.length < 8 || digits.length > 15) return false;
  const code = countryCode.exec(digits)?.[0];
  if (code === undefined) return false;
  return code !== '1' || /^1[2-9]\d\d[2-9]\d{6}$/.test(digits);
}

/** Seven to fifteen digits, in groups or not, that a word before them calls a telephone number. A date is none. */
function namedAt(text: string, digitAt: number): Found | null {
  const end = endOf(anyGroups, text, digitAt);
  if (end === -1 || !endsAt(text, end) || date.test(text.slice(digitAt, digitAt + 12))) return null;
  const count = digitsIn(text, digitAt, end);
  const start = text.charCodeAt(digitAt - 1) === openParenthesis && text.slice(digitAt, end).includes(')') ? digitAt - 1 : digitAt;
  return count >= 7 && count <= 15 ? { start, end } : null;
}
const anyGroups = /\d+(?:(?:[ .\-/]|\) ?)\d+)*/y;

function digitsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (isDigit(text.charCodeAt(at))) count += 1;
  return count;
}
