import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { corpusOf, publishedScores } from './corpus.ts';
import { episodesOf, nabScore, profiles, type Profile, type ScoredFile } from './score.ts';

/** 100 rows, of which NAB leaves out 15; one window of ten rows; scores at some rows and 0 elsewhere. */
function fileOf(scores: Readonly<Record<number, number>>, windows: ScoredFile['windows'] = [[50, 59]]): ScoredFile {
  return { scores: Array.from({ length: 100 }, (_, row) => scores[row] ?? 0), windows };
}
const standardOf = (file: ScoredFile, threshold?: number): number => nabScore([file], profiles.standard, threshold).score;
/** 2 / (1 + e^5x) − 1 is −tanh(2.5 x); nothing reported is −1, all is 1. */
const scoreOf = (raw: number): number => (100 * (raw + 1)) / 2;

test('a window found in its first row is 100, in its last one 62.4', () => {
  expect(standardOf(fileOf({ 50: 1 }))).toBeCloseTo(100, 9);
  expect(standardOf(fileOf({ 59: 1 }))).toBeCloseTo(scoreOf(0.244_918_66 / 0.986_614_3), 5);
});

test('of a window the best row counts, and all others cost nothing', () => {
  expect(standardOf(fileOf({ 50: 1, 51: 1, 55: 1, 59: 1 }))).toBeCloseTo(100, 9);
});

test('a false row costs 0.11 before any window, less close behind one, and all of it far behind', () => {
  expect(standardOf(fileOf({ 20: 1, 50: 1 }))).toBeCloseTo(scoreOf(1 - 0.11), 9);
  expect(standardOf(fileOf({ 50: 1, 60: 1 }))).toBeCloseTo(scoreOf(1 - 0.11 * Math.tanh(2.5 / 9)), 9);
  // (87 − 59) / 9 is above 3.
  expect(standardOf(fileOf({ 50: 1, 87: 1 }))).toBeCloseTo(scoreOf(1 - 0.11), 9);
  expect(nabScore([fileOf({ 20: 1, 50: 1 })], profiles.lowFP).score).toBeCloseTo(scoreOf(1 - 0.22), 9);
});

test('what is missed costs twice where misses weigh more', () => {
  const files = [fileOf({ 50: 1 }), fileOf({})];
  // Raw: 1 − 2, of −4 for nothing and 2 for all.
  expect(nabScore(files, profiles.lowFN, 1).score).toBeCloseTo((100 * (-1 + 4)) / (2 + 4), 9);
  expect(nabScore(files, profiles.standard, 1).score).toBeCloseTo(50, 9);
});

test('the first 15 % of a file, at most 750 rows, are left out', () => {
  expect(standardOf(fileOf({ 14: 1 }), 1)).toBe(0);
  expect(standardOf(fileOf({ 15: 1 }), 1)).toBeCloseTo(scoreOf(-1.11), 9);
  const long = (row: number): ScoredFile => ({
    scores: Array.from({ length: 10_000 }, (_, at) => (at === row ? 1 : 0)),
    windows: [[9_000, 9_099]],
  });
  expect(standardOf(long(749), 1)).toBe(0);
  expect(standardOf(long(750), 1)).toBeLessThan(0);
});

test('the threshold is the one for all files with the highest score, and equal scores go together', () => {
  const files = [fileOf({ 20: 0.9, 50: 0.5 }), fileOf({ 30: 0.4, 52: 0.7 })];
  expect(nabScore(files, profiles.standard).threshold).toBe(0.5);
  expect(nabScore([fileOf({ 20: 0.5, 50: 0.5 })], profiles.standard)).toEqual({ score: expect.closeTo(94.5, 9) as number, threshold: 0.5 });
  expect(nabScore([fileOf({ 20: 1 })], profiles.standard)).toEqual({ score: 0, threshold: Number.POSITIVE_INFINITY });
});

test('rows at most 1 % of the file apart are one episode, false without a row in a window', () => {
  const file = fileOf({ 20: 1, 21: 1, 23: 1, 49: 1, 50: 1, 80: 0.9 });
  expect(episodesOf([file], 1)).toEqual({ count: 3, falseCount: 2, windowsFound: 1, windowCount: 1 });
  expect(episodesOf([file], 0.9)).toMatchObject({ count: 4, falseCount: 3 });
});

/** The same by its definition, at one threshold: each file, each row, each window by itself. */
function byDefinition(files: readonly ScoredFile[], { truePositive, falseNegative, falsePositive }: Profile, threshold: number): number {
  const sigmoid = (x: number): number => (x > 3 ? -1 : 2 / (1 + Math.exp(5 * x)) - 1);
  let [raw, windowCount] = [0, 0];
  for (const { scores, windows } of files) {
    windowCount += windows.length;
    const begin = Math.min(Math.floor(0.15 * scores.length), 750);
    const found = Array.from({ length: scores.length }, (_, row) => row).filter(
      (row) => row >= begin && (scores[row] as number) >= threshold,
    );
    for (const [first, last] of windows) {
      const inside = found.find((row) => row >= first && row <= last);
      // The earliest row of a window earns the most.
      raw += inside === undefined ? -falseNegative : (truePositive * sigmoid(-(last - inside + 1) / (last - first + 1))) / sigmoid(-1);
    }
    for (const row of found.filter((at) => !windows.some(([first, last]) => at >= first && at <= last))) {
      const before = windows.filter(([, last]) => last < row).at(-1);
      raw += falsePositive * (before === undefined ? -1 : sigmoid((row - before[1]) / (before[1] - before[0])));
    }
  }
  const nothing = -falseNegative * windowCount;
  return (100 * (raw - nothing)) / (windowCount * truePositive - nothing);
}

const folder = fileURLToPath(new URL('../../../../shared/data/signals/nab', import.meta.url));

describe.skipIf(!existsSync(folder))('published detectors on the files at hand (skipped where shared/data is absent)', () => {
  const corpus = existsSync(folder) ? corpusOf(folder) : [];
  const published = publishedScores(folder);

  test.each([...published.keys()])(
    '%s has the same score by the definition, at its best threshold and beside it',
    (name) => {
      const files = corpus.map((file) => ({ scores: published.get(name)?.get(file.name) ?? [], windows: file.windows }));
      for (const profile of Object.values(profiles)) {
        const { score, threshold } = nabScore(files, profile);
        expect(byDefinition(files, profile, threshold)).toBeCloseTo(score, 6);
        for (const other of [threshold * 0.98, threshold * 1.02]) {
          expect(nabScore(files, profile, other).score).toBeCloseTo(byDefinition(files, profile, other), 6);
          expect(byDefinition(files, profile, other)).toBeLessThanOrEqual(score + 1e-9);
        }
      }
    },
    60_000,
  );

  test('each is within eight of what is published for all 58 files', () => {
    const scores = new Map(
      [...published].map(([name, ofFile]) => [
        name,
        nabScore(
          corpus.map((file) => ({ scores: ofFile.get(file.name) ?? [], windows: file.windows })),
          profiles.standard,
        ).score,
      ]),
    );
    for (const [name, all] of [
      ['ARTime', 74.9],
      ['contextOSE', 69.9],
      ['numenta', 70.1],
      ['windowedGaussian', 39.6],
    ] as const)
      expect(Math.abs((scores.get(name) as number) - all)).toBeLessThan(8);
  }, 60_000);
});
