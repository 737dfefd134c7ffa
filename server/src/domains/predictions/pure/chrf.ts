/** Lengths of the sequences of characters that are compared: 1 to this. */
const longest = 6;
/** How much more recall counts than precision. */
const beta = 2;

/** What Python's `str.split()` splits at: `\s` without the byte order mark, and five control characters. */
const whitespace = /[^\S\ufeff]|[\x1c-\x1f\x85]/gu; // oxlint-disable-line no-control-regex

/**
 * chrF of a prediction against one reference, 0 to 1: the F score, recall weighted twice, of the mean precision and recall of sequences of
 * 1 to 6 characters (Popović 2015). Case and punctuation count, white space does not; a character is a Unicode code point.
 *
 * Source  `sacrebleu.sentence_chrf`, which gives 100 times as much (scores.test.ts, conformance/scores.test.ts).
 */
export function chrf(prediction: string, reference: string): number {
  const characters = new Map<string, number>();
  const [made, wanted] = [prediction, reference].map((text) => charactersOf(text, characters)) as [number[], number[]];
  let [madeIds, wantedIds] = [made, wanted];
  let idCount = characters.size;
  let [precision, recall, orders] = [0, 0, 0];
  for (let length = 1; length <= longest && madeIds.length > 0 && wantedIds.length > 0; length += 1) {
    const matches = matchCount(madeIds, wantedIds, idCount);
    precision += matches / madeIds.length;
    recall += matches / wantedIds.length;
    orders += 1;
    const longer = new Map<number, number>();
    madeIds = extended(madeIds, made, length, characters.size, longer);
    wantedIds = extended(wantedIds, wanted, length, characters.size, longer);
    idCount = longer.size;
  }
  if (precision + recall === 0) return 0;
  [precision, recall] = [precision / orders, recall / orders];
  return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
}

/** The characters of a text as numbers from 0. */
const charactersOf = (text: string, known: Map<string, number>): number[] =>
  Array.from(text.replaceAll(whitespace, ''), (character) => idOf(character, known));

/** Numbers, from 0, of the sequences that are one character longer than those of `ids`. */
function extended(
  ids: readonly number[],
  text: readonly number[],
  length: number,
  characterCount: number,
  known: Map<number, number>,
): number[] {
  const longer: number[] = [];
  for (let at = 0; at + length < text.length; at += 1)
    longer.push(idOf((ids[at] as number) * characterCount + (text[at + length] as number), known));
  return longer;
}

function idOf<Key>(key: Key, known: Map<Key, number>): number {
  let id = known.get(key);
  if (id === undefined) known.set(key, (id = known.size));
  return id;
}

/** How many sequences of one text the other has, each as often as in both. */
function matchCount(made: readonly number[], wanted: readonly number[], idCount: number): number {
  const left = new Int32Array(idCount);
  for (const id of wanted) left[id] = (left[id] as number) + 1;
  let matches = 0;
  for (const id of made) {
    if ((left[id] as number) === 0) continue;
    left[id] = (left[id] as number) - 1;
    matches += 1;
  }
  return matches;
}
