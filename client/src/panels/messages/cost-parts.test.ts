import { expect, test } from 'vitest';
import { partsOf } from './cost-parts.ts';

const cost = {
  totalUsd: 1,
  inputUsd: 0.1,
  cacheReadUsd: 0.2,
  cacheWriteUsd: null,
  outputUsd: 0.3,
  reasoningUsd: 0.4,
  note: '',
  gap: null,
  price: null,
};

test('kinds of token are disjoint: cached ones are not input again, reasoning is not output again', () => {
  const parts = partsOf({
    inputTokens: 100,
    cacheReadTokens: 60,
    cacheWriteTokens: null,
    outputTokens: 50,
    reasoningTokens: 20,
    cost,
  });
  expect(parts.map(({ label, tokens }) => [label, tokens])).toEqual([
    ['input', 40],
    ['read from cache', 60],
    ['output', 30],
    ['reasoning', 20],
  ]);
});

test('a kind that is neither used nor paid for is left out', () => {
  const parts = partsOf({
    inputTokens: 10,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: null,
    reasoningTokens: null,
    cost: { ...cost, cacheReadUsd: 0, outputUsd: null, reasoningUsd: null },
  });
  expect(parts.map(({ label }) => label)).toEqual(['input']);
});
