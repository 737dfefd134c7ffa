import {
  featuresOf,
  placeCount,
  weighed,
  wordsOf,
  type Features,
  type SparseVector,
} from '../../server/src/domains/meaning/pure/features.ts';
import { readText } from '../../server/src/domains/meaning/load/read-texts.ts';
import { rarityOf } from '../../tools/meaning/logistic.ts';

/** What the user of a dialogue said, and the mean of its ratings, 1 to 5. */
export interface Dialogue {
  readonly users: readonly string[];
  readonly rating: number;
}

export interface Described {
  readonly rating: number;
  /** Of all turns, and of the last two, as words and runs of characters. */
  readonly all: SparseVector;
  readonly last: SparseVector;
  /** Feelings and lengths, each with mean 0 and variance 1 over the dialogues. */
  readonly dense: readonly number[];
}

/** How much of a turn's words the turn before had: who repeats is not understood. */
function repetitionOf(users: readonly string[]): number {
  const sets = users.map((text) => new Set(wordsOf(text)));
  const shares = sets.slice(1).map((words, place) => {
    const before = sets[place] as Set<string>;
    return words.size === 0 ? 0 : [...words].filter((word) => before.has(word)).length / words.size;
  });
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function numbersOf({ users }: Dialogue): number[] {
  const read = users.map((content) => readText({ role: 'USER', content }));
  const felt = read.map(({ sentiment, probabilities }) => [sentiment ?? 0, ...(probabilities ?? [0, 0, 0, 0, 0, 0])]);
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
  const columns = (felt[0] as number[]).map((_one, column) => felt.map((turn) => turn[column] as number));
  const lengths = read.map(({ wordCount }) => wordCount);
  return [
    ...columns.flatMap((values) => [mean(values), Math.max(...values), Math.min(...values), values.at(-1) as number, values.at(-2) ?? 0]),
    Math.log(users.length),
    Math.log(1 + mean(lengths)),
    Math.log(1 + (lengths.at(-1) as number)),
    repetitionOf(users),
    users.filter((text) => /\b(?:no|not|n't|nothing|never|wrong|but|actually|already)\b|n['’]t\b/i.test(text)).length / users.length,
    users.filter((text) => text.includes('?')).length / users.length,
  ];
}

export function describeDialogues(dialogues: readonly Dialogue[]): Described[] {
  const features = dialogues.map(({ users }) => featuresOf(users.join(' . ')));
  const lastFeatures = dialogues.map(({ users }) => featuresOf(users.slice(-2).join(' . ')));
  const [rarity, lastRarity] = [rarityOf(features), rarityOf(lastFeatures)];
  const numbers = dialogues.map(numbersOf);
  const scales = (numbers[0] as number[]).map((_one, column) => {
    const values = numbers.map((row) => row[column] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return { mean, sd: sd === 0 ? 1 : sd };
  });
  return dialogues.map(({ rating }, index) => ({
    rating,
    all: weighed(features[index] as Features, rarity),
    last: weighed(lastFeatures[index] as Features, lastRarity),
    dense: (numbers[index] as number[]).map((value, column) => (value - (scales[column]?.mean ?? 0)) / (scales[column]?.sd ?? 1)),
  }));
}

/** Of the square of each number, beside the 4 that the words of a dialogue come to. */
const denseWeight = 0.04;

/** How alike each dialogue is to itself and those before it: a weighed sum of the products of their parts. */
export function likenessOf(dialogues: readonly Described[]): Float64Array[] {
  const rows = dialogues.map((_one, place) => new Float64Array(place + 1));
  for (const part of ['all', 'last'] as const) {
    const spread = new Float64Array(placeCount);
    dialogues.forEach((one, row) => {
      add(spread, one[part], 1);
      for (let column = 0; column <= row; column += 1) {
        const { places, values } = (dialogues[column] as Described)[part];
        let sum = 0;
        for (let at = 0; at < places.length; at += 1) sum += (spread[places[at] as number] as number) * (values[at] as number);
        (rows[row] as Float64Array)[column] = ((rows[row] as Float64Array)[column] as number) + sum;
      }
      add(spread, one[part], -1);
    });
  }
  dialogues.forEach(({ dense }, row) => {
    for (let column = 0; column <= row; column += 1) {
      const other = (dialogues[column] as Described).dense;
      const sum = dense.reduce((all, value, at) => all + value * (other[at] as number), 0);
      (rows[row] as Float64Array)[column] = ((rows[row] as Float64Array)[column] as number) + denseWeight * sum;
    }
  });
  return rows;
}

function add(spread: Float64Array, { places, values }: SparseVector, sign: 1 | -1): void {
  places.forEach((place, at) => (spread[place] = (spread[place] as number) + sign * (values[at] as number)));
}
