import { beginsAt, isDigit, isWord, type Found } from './characters.ts';

const fewestDigits = 13;
const mostDigits = 19;
const space = 32;
const hyphen = 45;
const noBreakSpace = 160;

/**
 * The number of a payment card that begins with the digit at `start`: 13 to 19 digits, together or in groups of at least three
 * that one kind of separator parts, with the first digits and the length of an issuer, and the check digit (Luhn).
 * null: it is none.
 */
export function cardAt(text: string, start: number): Found | null {
  const first = text.charCodeAt(start);
  if (first < 50 || first > 54 || !beginsAt(text, start) || isMiddle(text, start)) return null;
  let digits = '';
  let separator = 0;
  let end = start;
  let groupLength = 0;
  for (;;) {
    const code = text.charCodeAt(end);
    if (isDigit(code)) {
      digits += text[end];
      groupLength += 1;
      end += 1;
      if (digits.length > mostDigits) return null;
      continue;
    }
    // A year or an amount may stand behind the number: whole groups are tried from the first on.
    if (isCard(digits) && endsAt(text, end)) return { start, end };
    if (!(code === space || code === hyphen || code === noBreakSpace) || (separator !== 0 && code !== separator)) return null;
    if (!isDigit(text.charCodeAt(end + 1)) || groupLength < 3) return null;
    separator = code;
    groupLength = 0;
    end += 1;
  }
}

/** A part of a longer number or id: `1.4111…`, `9c1e-4111-…`. */
function isMiddle(text: string, start: number): boolean {
  const code = text.charCodeAt(start - 1);
  return (code === 46 || code === hyphen || code === 43) && start > 1 && isWord(text.charCodeAt(start - 2));
}

function endsAt(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (isWord(code)) return false;
  return !((code === 46 || code === hyphen) && isWord(text.charCodeAt(end + 1)) && !(code === 46 && !isDigit(text.charCodeAt(end + 1))));
}

/** First digits and lengths by issuer (ISO/IEC 7812). No issuer begins with 0, 1, 7, 8 or 9: clock readings of this century do. */
function isCard(digits: string): boolean {
  const length = digits.length;
  if (length < fewestDigits || length > mostDigits) return false;
  const two = Number(digits.slice(0, 2));
  const four = Number(digits.slice(0, 4));
  const isKnown =
    (two >= 40 && two <= 49 && (length === 13 || length === 16 || length === 19)) || // Visa
    (two >= 51 && two <= 55 && length === 16) || // Mastercard
    (four >= 2200 && four <= 2720 && length === 16) || // Mir, Mastercard
    ((two === 34 || two === 37) && length === 15) || // American Express
    ((two === 30 || two === 36 || two === 38 || two === 39) && length >= 14) || // Diners Club
    (two === 35 && length >= 16) || // JCB
    ((two === 50 || (two >= 56 && two <= 58)) && length >= 13) || // Maestro
    (two >= 60 && two <= 69 && length >= 16); // Discover, UnionPay, Maestro, RuPay
  return isKnown && hasCheckDigit(digits);
}

function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at -= 1, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(at) - 48;
    sum += !isDoubled ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 === 0;
}
