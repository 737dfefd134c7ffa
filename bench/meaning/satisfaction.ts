import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { valueOf } from '../../server/src/platform/statistics/answer.ts';
import { spearman } from '../../server/src/platform/statistics/spearman.ts';
import { trainingData } from './data.ts';
import { describeDialogues, likenessOf, type Dialogue } from './dialogues.ts';
import { solve } from './solve.ts';

const foldCount = 10;
const penalty = 8;

/** A file of USS: a line a turn (speaker, text, act, ratings with commas between), dialogues apart by empty lines, each ending in OVERALL. */
async function readDialogues(path: string): Promise<Dialogue[]> {
  const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  const dialogues = text.split(/\n\s*\n/).flatMap((part) => {
    const turns = part.split('\n').map((line) => line.split('\t'));
    const ratings =
      turns
        .find(([speaker, said]) => speaker === 'USER' && said === 'OVERALL')?.[3]
        ?.split(',')
        .map(Number) ?? [];
    const users = turns.filter(([speaker, said]) => speaker === 'USER' && said !== 'OVERALL').map(([, said = '']) => said);
    if (ratings.length === 0 || ratings.some((rating) => !(rating >= 1 && rating <= 5)) || users.length === 0) return [];
    return [{ users, rating: ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length }];
  });
  if (dialogues.length === 0)
    throw new Error(`${path} has no dialogue with ratings of its OVERALL line; FORMAT.md of USS says how it is laid out.`);
  return dialogues;
}

const keyOf = ({ users }: Dialogue): string => users.join('\n');

/**
 * Spearman's correlation of the rating of a dialogue with what its user's turns alone lead to expect, over dialogues that were not learnt
 * from: a ridge regression over words of all turns, words of the last two, and the feelings that the shipped model reads. Dialogues of the
 * file that are in the folder, too, are predicted in ten folds, each learnt from all others.
 */
export async function satisfaction(path: string, given: string | undefined): Promise<void> {
  const tested = await readDialogues(path);
  const folder = await trainingData(given);
  const keys = new Set(tested.map(keyOf));
  const beside: Dialogue[] = [];
  let isKnown = folder === null;
  for (const name of folder === null
    ? []
    : (await readdir(join(folder, 'user_satisfaction'))).filter((one) => one.endsWith('.txt')).sort()) {
    const found = await readDialogues(join(folder as string, 'user_satisfaction', name));
    isKnown ||= found.some((one) => keys.has(keyOf(one)));
    beside.push(...found.filter((one) => !keys.has(keyOf(one))));
  }
  const all = [...tested, ...beside];
  const rows = likenessOf(describeDialogues(all));
  const alike = (one: number, other: number): number => (rows[Math.max(one, other)] as Float64Array)[Math.min(one, other)] as number;
  const foldOf = (index: number): number => (index < tested.length && isKnown ? index % foldCount : -1);
  const predicted = Array.from({ length: tested.length }, () => 0);
  for (const fold of isKnown ? Array.from({ length: foldCount }, (_one, place) => place) : [-2]) {
    const learnt = [...all.keys()].filter((index) => (isKnown ? foldOf(index) !== fold : index >= tested.length));
    const predict = fitted(learnt, all, alike);
    for (const index of tested.keys()) if (!isKnown || foldOf(index) === fold) predicted[index] = predict(index);
  }
  const found = valueOf(spearman(tested.map(({ rating }, index) => [predicted[index] as number, rating] as const)));
  console.log(
    `${tested.length} dialogues, learnt from ${isKnown ? `the others of the file in ${foldCount} folds and ` : ''}${beside.length} beside it`,
  );
  if (found !== null) console.log(`95 % interval ${found.low.toFixed(3)} to ${found.high.toFixed(3)}`);
  console.log(`spearman ${(found?.coefficient ?? 0).toFixed(4)}`);
}

/** A ridge regression in its dual form: few dialogues, many features. */
function fitted(
  learnt: readonly number[],
  all: readonly Dialogue[],
  alike: (one: number, other: number) => number,
): (index: number) => number {
  const ratingOf = (index: number): number => (all[index] as Dialogue).rating;
  const mean = learnt.reduce((sum, index) => sum + ratingOf(index), 0) / learnt.length;
  const matrix = learnt.map((one, row) =>
    Float64Array.from({ length: row + 1 }, (_value, column) => alike(one, learnt[column] as number) + (column === row ? penalty : 0)),
  );
  const weights = solve(
    matrix,
    learnt.map((index) => ratingOf(index) - mean),
  );
  return (index) => learnt.reduce((sum, other, place) => sum + (weights[place] as number) * alike(index, other), mean);
}
