import { beginsAt, isDigit, isLetter, isWord, type Found } from './characters.ts';

/** How long the numbers of each country are (the SWIFT registry). */
const lengths: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 ' +
    'GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 ' +
    'MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 ' +
    'TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/**
 * The bank account number (ISO 13616) whose two check digits begin at `digitAt`, behind two letters: the length of its country,
 * together or in groups that single spaces or hyphens part, and the remainder 1 of 97. null: it is none.
 */
export function ibanAt(text: string, digitAt: number): Found | null {
  const start = digitAt - 2;
  if (start < 0 || !isLetter(text.charCodeAt(start)) || !isLetter(text.charCodeAt(start + 1)) || !isDigit(text.charCodeAt(digitAt + 1)))
    return null;
  if (!beginsAt(text, start)) return null;
  const length = lengths.get(text.slice(start, digitAt).toUpperCase());
  if (length === undefined) return null;
  let characters = '';
  let end = start;
  while (characters.length < length) {
    const code = text.charCodeAt(end);
    if (isDigit(code) || isLetter(code)) characters += text[end];
    else if (!((code === 32 || code === 45 || code === 160) && characters.length >= 4 && isWord(text.charCodeAt(end + 1)))) return null;
    end += 1;
  }
  const next = text.charCodeAt(end);
  // a hyphen with more behind it: a part of a UUID
  if (isWord(next) || (next === 45 && isWord(text.charCodeAt(end + 1)))) return null;
  return remainderOf97(characters.toUpperCase()) === 1 ? { start, end } : null;
}

function remainderOf97(characters: string): number {
  let remainder = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
