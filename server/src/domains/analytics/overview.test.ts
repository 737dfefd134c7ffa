import { describe, expect, test } from 'vitest';
import { noNumbers } from './queries/numbers.ts';
import { overviewOf, quantilesOf } from './overview.ts';
import { wilson95 } from '../../platform/statistics/wilson.ts';

describe('overviewOf', () => {
  test('of nothing has counts of zero and no shares, averages or costs', () => {
    const nothing = { p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, averageMs: null };
    expect(overviewOf(noNumbers)).toEqual({
      messageCount: 0,
      conversationCount: 0,
      userCount: 0,
      inputTokens: 0n,
      outputTokens: 0n,
      cacheReadTokens: 0n,
      cacheWriteTokens: 0n,
      reasoningTokens: 0n,
      costUsd: null,
      costPerMessageUsd: null,
      pricedCount: 0,
      evaluatedCount: 0,
      ratedCount: 0,
      judgedCount: 0,
      successShare: null,
      successInterval: null,
      averageRating: null,
      errorShare: null,
      errorCount: 0,
      costPerSuccessUsd: null,
      latencyMs: nothing,
      timeToFirstTokenMs: nothing,
    });
  });

  test('a price of zero is a cost of zero, and no price is none', () => {
    const one = { ...noNumbers, messageCount: 2 };
    expect(overviewOf({ ...one, pricedCount: 1 })).toMatchObject({ costUsd: 0, costPerMessageUsd: 0, costPerSuccessUsd: null });
    expect(overviewOf(one)).toMatchObject({ costUsd: null, costPerMessageUsd: null });
  });

  test('cost is over the messages with a price, and over verdicts of success', () => {
    const numbers = { ...noNumbers, messageCount: 10, pricedCount: 4, costNanoUsd: 2_000_000_000n, successCount: 5, failureCount: 3 };
    expect(overviewOf(numbers)).toMatchObject({
      costUsd: 2,
      costPerMessageUsd: 0.5,
      costPerSuccessUsd: 0.4,
      successShare: 0.625,
      judgedCount: 8,
    });
  });

  test('no failure is a share of one, no success a share of zero', () => {
    expect(overviewOf({ ...noNumbers, successCount: 3 }).successShare).toBe(1);
    expect(overviewOf({ ...noNumbers, failureCount: 3 })).toMatchObject({ successShare: 0, costPerSuccessUsd: null });
  });

  test('disjoint tokens add up to the customer’s input and output', () => {
    const tokens = {
      uncachedInputTokens: 1n,
      cacheReadTokens: 20n,
      cacheWriteTokens: 300n,
      visibleOutputTokens: 4_000n,
      reasoningTokens: 2n ** 60n,
    };
    expect(overviewOf({ ...noNumbers, ...tokens })).toMatchObject({ inputTokens: 321n, outputTokens: 4_000n + 2n ** 60n });
  });

  test('the average rating weighs each rating by how often it was given', () => {
    expect(overviewOf({ ...noNumbers, rating1Count: 1, rating5Count: 3 })).toMatchObject({ averageRating: 4, ratedCount: 4 });
  });
});

test('percentiles lose the noise of floating point, and nothing else', () => {
  expect(quantilesOf([5181.399999999998, 0.1, 4_294_967_294.010001, 3], 10n, 4)).toEqual({
    p50Ms: 5181.4,
    p90Ms: 0.1,
    p95Ms: 4_294_967_294.01,
    p99Ms: 3,
    averageMs: 2.5,
  });
  expect(quantilesOf([0, 0, 0, 0], 0n, 1).p50Ms).toBe(0);
});

describe('wilson95', () => {
  // From the textbook formula, computed in Python.
  test.each([
    [0, 1, 0, 0.793450685622763],
    [1, 1, 0.20654931437723703, 1],
    [1, 2, 0.0945312057, 0.9054687943],
    [5, 10, 0.2365931, 0.7634069],
    [90, 100, 0.8256343384950865, 0.9447708629393249],
    [50_000, 100_000, 0.4969011, 0.5030989],
  ])('%i of %i lies between %d and %d', (successes, trials, low, high) => {
    const found = wilson95(successes, trials);
    expect(found?.low).toBeCloseTo(low, 6);
    expect(found?.high).toBeCloseTo(high, 6);
  });
  test('without trials there is none', () => expect(wilson95(0, 0)).toBeNull());
});
