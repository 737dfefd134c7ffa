import { mixed } from './shingles.ts';

/** Texts with a class each; classes are numbered from 0. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: ArrayLike<number>;
  readonly classCount: number;
}

const featureBits = 16;
const featureCount = 1 << featureBits;
const folds = 5;
/** Added to each count of a word (Lidstone). */
const smoothing = 0.1;
const mostWords = 400;

/** Places of the words and pairs of words of a text among the features. */
function featuresOf(text: string): Uint32Array {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, mostWords) ?? [];
  const features = new Uint32Array(words.length * 2);
  let before = 0;
  for (const [at, word] of words.entries()) {
    let hash = 0x811c9dc5;
    for (let letter = 0; letter < word.length; letter += 1) hash = Math.imul(hash ^ word.charCodeAt(letter), 0x01000193);
    features[at * 2] = mixed(hash) >>> (32 - featureBits);
    features[at * 2 + 1] = mixed(Math.imul(before, 0x9e3779b1) ^ hash) >>> (32 - featureBits);
    before = hash;
  }
  return features;
}

/**
 * How probable each class is for each text by a model that has not seen the text: naive Bayes over words and pairs of words, trained on the four
 * fifths that the text is not in (its place modulo 5). Row by row, one probability a class. Log-likelihoods are divided by the square root of
 * the number of words: words of a text are not independent, and without it every probability would be 0 or 1.
 */
export function heldOutProbabilities({ texts, labels, classCount }: LabelledTexts): Float64Array {
  const features = texts.map(featuresOf);
  const counts = new Float64Array(folds * classCount * featureCount);
  const totals = new Float64Array(folds * classCount);
  const sizes = new Float64Array(folds * classCount);
  for (const [text, own] of features.entries()) {
    const label = labels[text] as number;
    for (let fold = 0; fold < folds; fold += 1) {
      if (fold === text % folds) continue;
      const at = fold * classCount + label;
      sizes[at] = (sizes[at] as number) + 1;
      totals[at] = (totals[at] as number) + own.length;
      for (const feature of own) counts[at * featureCount + feature] = (counts[at * featureCount + feature] as number) + 1;
    }
  }
  const probabilities = new Float64Array(texts.length * classCount);
  for (const [text, own] of features.entries()) {
    const fold = text % folds;
    const row = probabilities.subarray(text * classCount, (text + 1) * classCount);
    const scale = 1 / Math.sqrt(Math.max(1, own.length));
    for (let label = 0; label < classCount; label += 1) {
      const at = fold * classCount + label;
      const total = (totals[at] as number) + smoothing * featureCount;
      let sum = 0;
      for (const feature of own) sum += Math.log(((counts[at * featureCount + feature] as number) + smoothing) / total);
      row[label] = Math.log((sizes[at] as number) + 1) + sum * scale;
    }
    const most = Math.max(...row);
    for (let label = 0; label < classCount; label += 1) row[label] = Math.exp((row[label] as number) - most);
    const all = row.reduce((sum, value) => sum + value, 0);
    for (let label = 0; label < classCount; label += 1) row[label] = (row[label] as number) / all;
  }
  return probabilities;
}

/** Classes that are looked at, at most: counts of words stand in memory for each. */
export const mostClasses = 40;
