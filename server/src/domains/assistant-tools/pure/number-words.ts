/** A number that a text has in words. */
export interface NumberWords {
  /** Place of its first letter in the text, in UTF-16 code units. */
  readonly index: number;
  /** As it stands in the text. */
  readonly text: string;
  /** Its value in digits, such as "12"; null: it is no whole number below a million million, such as "half" and "dozens". */
  readonly digits: string | null;
}

const listed = (words: string, from = 0, step = 1): [string, number][] =>
  words.split(' ').map((word, index) => [word, from + index * step]);

/** Values of single words, in the languages that answers are mostly written in. Words that mean something else as well ("once", "neuf", "sept", "dos") are left out. */
const values: ReadonlyMap<string, number> = new Map([
  ...listed(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  ...listed('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
  ...listed(
    'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
  ),
  ...listed('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig', 20, 10),
  ...listed('deux trois quatre cinq', 2),
  ...listed('onze douze treize quatorze quinze seize', 11),
  ...listed('vingt trente quarante cinquante soixante', 20, 10),
  ...listed('tres cuatro cinco', 3),
  ...listed('siete ocho nueve diez', 7),
  ...listed('doce trece catorce quince', 12),
  ...listed('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa', 20, 10),
  ['dozen', 12],
  ['dutzend', 12],
  ['dreissig', 30],
  ['zwo', 2],
]);
const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
  ['hundert', 100],
  ['tausend', 1_000],
  ['millionen', 1_000_000],
  ['cent', 100],
  ['mille', 1_000],
  ['millions', 1_000_000],
  ['cien', 100],
  ['ciento', 100],
  ['mil', 1_000],
  ['millones', 1_000_000],
]);
/** "null" is the word of programs, "mil" and "mille" are parts of names, "cent" is a coin: alone they are no number. */
const notAlone: ReadonlySet<string> = new Set(['null', 'mil', 'mille', 'cent', 'one']);

/** Numbers without a value in digits. "second" and "quarter" alone are times. */
const vague =
  /\b(?:hundreds|thousands|millions|billions|dozens|twice|thrice|doubled|tripled|quadrupled|halved|half|(?:(?:one|two|three|four|a)[\s-]+)(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)|\p{L}{3,12}fold|hunderte|tausende|dutzende|doppelt|hälfte|moitié|mitad|doble)\b/giu;
/** German writes a number as one word: "dreiundzwanzig", "zweihundert". */
const german =
  /^(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?:zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:hundert|tausend)\p{L}*)$/u;
/** "manifold" and "unfold" are no multiples. */
const notMultiple = /^(?:manifold|unfold|scaffold|blindfold|threshold|withhold|enfold|refold|infold)$/i;
/** "one" is a number where it counts one of these. */
const counted =
  /^[\s-]+(?:message|repl(?:y|ies)|model|job|conversation|session|user|token|error|run|trace|span|percent|per cent|dollar|euro|hour|day|week|month|minute|second|epoch|step|experiment|variant|failure|row|prompt|judgment|dataset|cohort|benchmark)s?\b/i;
/** Names of methods: "two-sided", "zero-shot". */
const inName = /^-(?:sided|tailed|shot|way|step|factor|turn|hot|dimensional|stage|part|armed|level|off|time|click)\b/i;

const word = /\p{L}+/gu;
const isNumber = (text: string): boolean => values.has(text) || scales.has(text) || german.test(text);

/** Numbers that are written in words: those of English, and of German, French and Spanish where the word has no other meaning. */
export function numberWordsIn(text: string): NumberWords[] {
  const found: NumberWords[] = [];
  for (const match of text.matchAll(vague))
    if (!notMultiple.test(match[0])) found.push({ index: match.index, text: match[0], digits: null });
  for (const run of runsIn(text)) {
    const { index, words, end } = run;
    const isAlone = words.length === 1;
    const [first] = words as [string, ...string[]];
    const after = text.slice(end);
    if (inName.test(after)) continue;
    if (isAlone && notAlone.has(first) && !(first === 'one' && counted.test(after))) continue;
    if (found.some((other) => index >= other.index && index < other.index + other.text.length)) continue;
    found.push({ index, text: text.slice(index, end), digits: digitsOf(words) });
  }
  return found.sort((one, other) => one.index - other.index);
}

/** Words of a number that stand one after the other: "three hundred and five", "twenty-one". */
function runsIn(text: string): { index: number; end: number; words: string[] }[] {
  const runs: { index: number; end: number; words: string[] }[] = [];
  for (const match of text.matchAll(word)) {
    const lower = match[0].toLowerCase();
    if (!isNumber(lower)) continue;
    const last = runs.at(-1);
    const between = last === undefined ? null : text.slice(last.end, match.index);
    if (
      last !== undefined &&
      between !== null &&
      /^(?:[\s-]+|\s+(?:and|und|et|y)\s+|-et-)$/.test(between) &&
      goesOn(last.words, lower, between)
    ) {
      last.words.push(lower);
      last.end = match.index + match[0].length;
    } else runs.push({ index: match.index, end: match.index + match[0].length, words: [lower] });
  }
  return runs;
}

/** Whether a word goes on with a number: "twenty one", "one hundred"; "two and three" are two numbers. */
function goesOn(words: readonly string[], next: string, between: string): boolean {
  if (scales.has(next)) return true;
  const last = words.at(-1) as string;
  const value = values.get(next);
  if (value === undefined) return false;
  if (scales.has(last)) return true;
  return !/and|und/.test(between) && (values.get(last) ?? 0) >= 20 && value < 20;
}

/** The value of words, in digits; null: it is not known. */
function digitsOf(words: readonly string[]): string | null {
  let [whole, part] = [0, 0];
  for (const one of words) {
    const [value, scale] = [values.get(one), scales.get(one)];
    if (value !== undefined) part += value;
    else if (scale === 100) part = Math.max(1, part) * 100;
    else if (scale !== undefined) [whole, part] = [whole + Math.max(1, part) * scale, 0];
    else return null;
  }
  return String(whole + part);
}
