import { expect, test } from 'vitest';
import { heldOutProbabilities } from './classifier.ts';
import { labelIssues } from './label-errors.ts';

const words = {
  fruit: ['apple', 'pear', 'plum', 'ripe', 'sweet', 'tree'],
  train: ['rail', 'station', 'ticket', 'late', 'track', 'wagon'],
} as const;

/** Texts of two subjects, of which some have the other's label. */
function made(count: number, wrong: readonly number[]) {
  let state = 3;
  const draw = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const subjects = Array.from({ length: count }, (_, at) => (at % 2 === 0 ? words.fruit : words.train));
  return {
    texts: subjects.map((own) => Array.from({ length: 8 }, () => own[Math.floor(draw() * own.length)]).join(' ')),
    labels: subjects.map((own, at) => ((own === words.fruit) !== wrong.includes(at) ? 0 : 1)),
    classCount: 2,
  };
}

test('labels that were planted wrong are found by probabilities of a model that has not seen them', () => {
  const wrong = [4, 33, 70, 121, 188];
  const items = made(200, wrong);
  const probabilities = heldOutProbabilities(items);
  for (let text = 0; text < 200; text += 1)
    expect((probabilities[text * 2] as number) + (probabilities[text * 2 + 1] as number)).toBeCloseTo(1, 9);
  const found = labelIssues({ ...items, probabilities }).map(({ item }) => item);
  expect(found.toSorted((one, other) => one - other)).toEqual(wrong);
});

test('of labels that are right, few are doubted', () => {
  const items = made(400, []);
  expect(labelIssues({ ...items, probabilities: heldOutProbabilities(items) })).toEqual([]);
});
