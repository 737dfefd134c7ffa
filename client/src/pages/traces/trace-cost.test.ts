import { expect, test } from 'vitest';
import { costOf, leftOutWords } from './trace-cost.ts';

const locale = { locale: 'en-US', timeZone: 'UTC' };

test.each([
  [{ costUsd: 0.012, unpricedCallCount: 0 }, '$0.0120', undefined],
  [{ costUsd: 0.012, unpricedCallCount: 1 }, '≥ $0.0120', 'The cost leaves out one model call that has no price.'],
  [{ costUsd: 0.012, unpricedCallCount: 1_200 }, '≥ $0.0120', 'The cost leaves out 1,200 model calls that have no price.'],
  [{ costUsd: 0, unpricedCallCount: 2 }, '≥ $0.00', 'The cost leaves out 2 model calls that have no price.'],
  [{ costUsd: null, unpricedCallCount: 3 }, null, undefined],
])('%j costs %s', (trace, text, words) => {
  expect(costOf(trace, locale)).toBe(text);
  expect(leftOutWords(trace, locale)).toBe(words);
});
