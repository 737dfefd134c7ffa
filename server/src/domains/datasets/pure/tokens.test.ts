import { expect, test } from 'vitest';
import { tokensOfRow } from './tokens.ts';
import { trainingCost } from './training-cost.ts';

const turn = (role: string, content: string) => ({ role, content });

// Counts of texts by tiktoken 0.12, o200k_base.
test('tokens are those of tiktoken, with four for each turn', () => {
  expect(tokensOfRow({ kind: 'CHAT', messages: [turn('user', 'Where is my order?'), turn('assistant', 'It is at the door.')] })).toEqual({
    tokens: 5 + 4 + 6 + 4,
    answerTokens: 6 + 4,
  });
  expect(
    tokensOfRow({ kind: 'PREFERENCE', input: 'Where is my order?', chosen: 'It is at the door.', rejected: 'Where is my order?' }),
  ).toEqual({
    tokens: 5 + 4 + 6 + 4 + 5 + 4,
    answerTokens: 6 + 4 + 5 + 4,
  });
  // What looks like a special token is text.
  expect(tokensOfRow({ kind: 'PLAIN', expectedOutput: '<|endoftext|>' }).tokens).toBeGreaterThan(1 + 4);
  expect(tokensOfRow({ kind: 'PLAIN', input: '' })).toEqual({ tokens: 4, answerTokens: 0 });
});

test('cost is by the price of a million tokens, or by operations, utilisation and the price of an hour', () => {
  const plan = { epochs: 3, usdPerMillionTokens: 25, parameterCount: null, gpuTeraflops: 989, utilisationShare: 0.4, gpuUsdPerHour: 3 };
  expect(trainingCost(2_000_000, plan)).toEqual({ trainedTokens: 6_000_000, gpuHours: null, costUsd: 150 });
  // 6 · 8e9 · 6e6 = 2.88e17 operations at 3.956e14 a second: 728 s.
  const own = trainingCost(2_000_000, { ...plan, usdPerMillionTokens: null, parameterCount: 8e9 });
  expect(own.gpuHours).toBeCloseTo(728.008 / 3_600, 6);
  expect(own.costUsd).toBeCloseTo((728.008 / 3_600) * 3, 6);
  expect(trainingCost(10, { ...plan, usdPerMillionTokens: null })).toMatchObject({ costUsd: null, gpuHours: null });
});
