import type { MaskingKind } from '../../types.ts';
import { cardAt } from './card.ts';
import { digitsEnd, endOf, isDigit, type Found } from './characters.ts';
import { ibanAt } from './iban.ts';
import { ipv4At } from './ip.ts';
import { phoneAt } from './phone.ts';

/** Six characters that a number of seven digits or an address of four parts begins with; a fixed length says where it began. */
const beginning = /\d[\d .()/\-\u00a0]{5}/g;
const beginningLength = 6;
/** Between a country's check digits and the long number in an account's number stand a few letters. */
const ibanReach = 12;
const isoDate = /\d{4}-[01]\d-[0-3]\d(?!\d)/y;
const isoDateLength = 10;

/** Of the shortest telephone number. */
const fewestDigits = 7;

const plus = 43;
const openParenthesis = 40;
const dot = 46;
const zero = 48;
const hyphen = 45;

/**
 * Accounts, cards, telephone numbers and IPv4 addresses: whatever is made of long numbers. Goes from one stretch of digits and the
 * marks between them to the next; dates, by far the most frequent, are passed over at once.
 */
export function numbersIn(text: string, kinds: ReadonlySet<MaskingKind>, tell: (kind: MaskingKind, found: Found | null) => void): void {
  if (!(kinds.has('CARD') || kinds.has('PHONE') || kinds.has('IP') || kinds.has('IBAN'))) return;
  beginning.lastIndex = 0;
  let done = 0;
  while (beginning.test(text)) {
    const start = beginning.lastIndex - beginningLength;
    beginning.lastIndex = isDateAt(text, start) ? start + isoDateLength : lookAtStretch(start);
  }

  function lookAtStretch(start: number): number {
    const { end, digitCount, dotCount } = measured(text, start);
    if (digitCount < fewestDigits && dotCount < 3) return end;
    const iban = kinds.has('IBAN') ? ibanBefore(text, start, done) : null;
    if (iban !== null) {
      tell('IBAN', iban);
      return (done = iban.end);
    }
    for (let at = start; at < end; ) {
      const groupEnd = digitsEnd(text, at);
      const found = lookAtGroup(at, groupEnd - at, at === start, digitCount, dotCount);
      if (found !== null) return (done = found.end);
      at = groupEnd;
      while (at < end && !isDigit(text.charCodeAt(at))) at += 1;
    }
    return (done = end);
  }

  function lookAtGroup(at: number, length: number, isFirst: boolean, digitCount: number, dotCount: number): Found | null {
    if (dotCount >= 3 && length <= 3 && kinds.has('IP')) {
      const ip = ipv4At(text, at, at + length);
      if (ip !== null) return ofKind('IP', ip);
    }
    if (digitCount >= 13 && length >= 3 && kinds.has('CARD')) {
      const card = cardAt(text, at);
      if (card !== null) return ofKind('CARD', card);
    }
    if (!kinds.has('PHONE') || !(isFirst || canBeginPhone(text, at, length))) return null;
    const phone = phoneAt(text, at, isFirst);
    return phone === null || phone.start < done ? null : ofKind('PHONE', phone);
  }

  function ofKind(kind: MaskingKind, found: Found): Found {
    tell(kind, found);
    return found;
  }
}

/** Behind a plus or a parenthesis; with a 0; with a 1 alone; with exactly three digits: other forms need a word before them. */
function canBeginPhone(text: string, at: number, length: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === plus || before === openParenthesis) return true;
  if (before === dot) return false;
  const code = text.charCodeAt(at);
  if (code === zero) return length > 1;
  if (length === 1) return code === zero + 1;
  // all forms that begin with three digits go on with three or four more
  return length === 3 && isDigit(text.charCodeAt(at + 4)) && isDigit(text.charCodeAt(at + 5)) && isDigit(text.charCodeAt(at + 6));
}

/** The account number whose letters and check digits stand at the stretch or shortly before it. */
function ibanBefore(text: string, start: number, done: number): Found | null {
  for (let at = start; at >= Math.max(done, start - ibanReach, 2); at -= 1) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const found = ibanAt(text, at);
    if (found !== null && found.start >= done) return found;
  }
  return null;
}

/** From a digit to the last one of those that at most three marks part. One object for all calls: each is read before the next. */
function measured(text: string, start: number): typeof stretch {
  stretch.digitCount = 0;
  stretch.dotCount = 0;
  for (let at = start, gap = 0; gap <= 3; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      stretch.digitCount += 1;
      stretch.end = at + 1;
      gap = 0;
    } else if (code === 32 || code === 40 || code === 41 || (code >= 45 && code <= 47) || code === 43 || code === 160) {
      if (code === dot) stretch.dotCount += 1;
      gap += 1;
    } else break;
  }
  return stretch;
}
const stretch = { end: 0, digitCount: 0, dotCount: 0 };

/** 2026-03-01 */
function isDateAt(text: string, start: number): boolean {
  return text.charCodeAt(start + 4) === hyphen && text.charCodeAt(start + 7) === hyphen && endOf(isoDate, text, start) !== -1;
}
