import { expect, test } from 'vitest';
import type { PredictionTrendFragment } from '../../../../graphql/generated/graphql.ts';
import { MOST_EPOCHS, queryOf, shownEpochs, shownScore } from './prediction-view.ts';

test.each([
  ['the first and the last, where none is chosen', undefined, [1, 2, 5], [1, 5]],
  ['the only one', undefined, [3], [3]],
  ['none, where there is none', undefined, [], []],
  ['those that are chosen, in their order, each once', ['5', '2', '5'], [1, 2, 5], [2, 5]],
  ['the first and the last, where the chosen ones are gone', ['7'], [1, 2, 5], [1, 5]],
  ['as many as have room', ['1', '2', '3', '4', '5'], [1, 2, 3, 4, 5], [1, 2, 3, 4].slice(0, MOST_EPOCHS)],
])('epochs that are shown: %s', (_case, epochs, known, expected) => expect(shownEpochs({ epochs }, known)).toEqual(expected));

const epoch = (names: readonly string[]): PredictionTrendFragment => ({
  epoch: 1,
  predictionCount: 1,
  sampleCount: 1,
  scores: names.map((name) => ({ name, lowerIsBetter: false, sampleCount: 1, mean: 0, low: null, high: null, change: null })),
});

test.each([
  ['chosen', 'judge', ['chrf', 'judge'], 'judge'],
  ['the most telling that is computed', undefined, ['exact_match', 'judge', 'rouge_l'], 'rouge_l'],
  ['the first by name', undefined, ['zeal', 'judge'], 'judge'],
  ['the default, where the chosen one is not there', 'gone', ['chrf'], 'chrf'],
  ['none', undefined, [], null],
])('the score that is shown: %s', (_case, score, names, expected) => expect(shownScore({ score }, [epoch(names)])).toBe(expected));

test('the address becomes what the server is asked', () =>
  expect(queryOf({ change: 'worse', score: 'judge', find: 'cat' }, [1, 3])).toEqual({
    epochs: [1, 3],
    change: 'WORSE',
    score: 'judge',
    search: 'cat',
  }));
