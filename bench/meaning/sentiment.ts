import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { featuresOf, placeCount, weighed, type SparseVector } from '../../server/src/domains/meaning/pure/features.ts';
import { probabilitiesOf, type LinearModel } from '../../server/src/domains/meaning/pure/linear-model.ts';
import { readText } from '../../server/src/domains/meaning/load/read-texts.ts';
import { rarityOf, trained, type Example } from '../../tools/meaning/logistic.ts';
import { emotionModel, macroF1, trainingData } from './data.ts';

interface Labelled {
  readonly text: string;
  readonly label: number;
}

async function readPair(texts: string, labels: string): Promise<Labelled[]> {
  const linesOf = async (path: string): Promise<string[]> => (await readFile(path, 'utf8')).replace(/\r?\n$/, '').split(/\r?\n/);
  const [text, label] = [await linesOf(texts), await linesOf(labels)];
  if (text.length !== label.length) throw new Error(`${texts} has ${text.length} lines, and ${labels} has ${label.length}.`);
  return text.map((one, place) => ({ text: one, label: Number(label[place]) }));
}

/**
 * Macro-F1 of one class a text: emotions of TweetEval where the labels are 0 to 3, sentiment of eight languages (0 negative, 1 neutral, 2
 * positive) where they are 0 to 2. Trained on the train parts of the same kind, all languages together, with
 * what the model that ships says of a text as features beside its words.
 */
export async function sentiment(texts: string, labels: string, given: string | undefined): Promise<void> {
  const tested = await readPair(texts, labels);
  const classCount = Math.max(...tested.map(({ label }) => label)) + 1;
  const folder = await trainingData(given);
  const predicted = folder === null ? shipped(tested, classCount) : await learnt(folder, tested, classCount);
  console.log(`${tested.length} texts, ${classCount} classes`);
  console.log(
    `macroF1 ${macroF1(
      tested.map(({ label }) => label),
      predicted,
    ).toFixed(4)}`,
  );
}

/** The sentiment that ships, for English: three classes by what the message's sentiment is. */
function shipped(tested: readonly Labelled[], classCount: number): number[] {
  if (classCount > 3)
    throw new Error('Labels 0 to 3 are emotions of TweetEval; to score them, name the folder to train from: --train DIR.');
  console.log('The model that ships.');
  return tested.map(({ text }) => {
    const value = readText({ role: 'USER', content: text }).sentiment ?? 0;
    return value < -0.1 ? 0 : value > 0.15 ? 2 : 1;
  });
}

async function learnt(folder: string, tested: readonly Labelled[], classCount: number): Promise<number[]> {
  const isTested = new Set(tested.map(({ text }) => text));
  const parts = classCount > 3 ? [join(folder, 'tweeteval/emotion')] : await languagesIn(join(folder, 'umsab_xlmt'));
  const examples: Example[] = [];
  for (const part of parts)
    for (const { text, label } of await readPair(join(part, 'train_text.txt'), join(part, 'train_labels.txt')))
      if (!isTested.has(text)) examples.push({ text, has: Array.from({ length: classCount }, (_one, place) => (place === label ? 1 : 0)) });
  console.log(`Trained from ${examples.length} texts of ${folder}, without what is tested.`);
  const features = examples.map(({ text }) => featuresOf(text));
  const rarity = rarityOf(features);
  const vectorOf = (text: string): SparseVector => withEmotions(weighed(featuresOf(text), rarity), text);
  const { weights, biases } = trained(
    examples.map(({ text }) => vectorOf(text)),
    examples.map(({ has }) => has),
    classCount,
    { epochs: 20, penalty: 3e-5, firstRate: 1 },
  );
  const classes = Array.from({ length: classCount }, (_one, place) => place);
  const shares = classes.map((place) => examples.filter(({ has }) => has[place] === 1).length / examples.length);
  const model: LinearModel = { labels: classes.map(String), rarity, weights, biases, scales: classes.map(() => 1), thresholds: [] };
  return tested.map(({ text }) => {
    // Macro-F1 counts a rare class as much as a frequent one.
    const scores = probabilitiesOf(model, vectorOf(text)).map((score, place) => score / Math.sqrt(shares[place] as number));
    return scores.indexOf(Math.max(...scores));
  });
}

/** What the model that ships says of a text, as features beside its words. */
function withEmotions({ places, values }: SparseVector, text: string): SparseVector {
  const emotions = probabilitiesOf(emotionModel, weighed(featuresOf(text), emotionModel.rarity));
  return {
    places: [...places, ...emotions.map((_one, place) => (place * 7_919 + 13) % placeCount)],
    values: [...values, ...emotions.map((one) => 0.1 * (Math.log(one / (1 - one)) + 3))],
  };
}

const languagesIn = async (folder: string): Promise<string[]> => (await readdir(folder)).sort().map((name) => join(folder, name));
