import { expect, test } from 'vitest';
import { isComplete } from './completion.ts';

const nothing = { currentStep: null, totalSteps: null, currentEpoch: null, totalEpochs: null, summaryStep: null };
test.each([
  ['nothing is known', {}, false],
  ['the last step is there', { currentStep: 100, totalSteps: 100 }, true],
  ['one step is missing', { currentStep: 99, totalSteps: 100 }, false],
  ['no steps are planned', { currentStep: 5, totalSteps: 0 }, false],
  ['no step came', { totalSteps: 100 }, false],
  ['the last epoch is there', { currentStep: 7, currentEpoch: 3, totalEpochs: 3 }, true],
  ['the last epoch is not over', { currentStep: 7, currentEpoch: 2.99, totalEpochs: 3 }, false],
  ['the summary came at the last step', { currentStep: 70, summaryStep: 70 }, true],
  ['it trained on after a summary', { currentStep: 71, summaryStep: 70 }, false],
  ['only a summary came', { summaryStep: 0 }, true],
])('where %s (%j) the trainer has sent all: %s', (_case, known, expected) => {
  expect(isComplete({ ...nothing, ...known })).toBe(expected);
});
