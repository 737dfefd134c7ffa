import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toLedger } from '../../messages/pure/ledger.ts';
import { PriceBook } from './book.ts';
import { costOf } from './cost.ts';
import { priceOf } from '../price.fixtures.ts';
import { maxNanoUsdPerMillion } from './rates.ts';
import type { Price } from '../types.ts';

const createdAt = new Date('2026-05-01T00:00:00Z');
const message = { model: 'm', provider: null, createdAt };
const nothing = { inputTokens: null, outputTokens: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null };
const costWith = (price: Partial<Price>, usage: Partial<typeof nothing> | Record<string, number>) =>
  costOf(toLedger({ ...nothing, ...usage }), new PriceBook([priceOf(price)]), message);

describe('costOf', () => {
  test('is tokens times rates, in whole nano-dollars', () => {
    expect(costWith({}, { inputTokens: 1_000, outputTokens: 500 })).toMatchObject({ nanoUsd: 2_000_000n, priceId: 'price' });
  });

  test('charges each bucket by its own rate, and by the input or output rate where it has none', () => {
    const usage = { inputTokens: 100, cacheReadTokens: 40, cacheWriteTokens: 10, outputTokens: 30, reasoningTokens: 20 };
    expect(costWith({}, usage)).toMatchObject({ nanoUsd: 160_000n });
    const own = costWith({ cacheReadRate: 100_000_000n, cacheWriteRate: 1_250_000_000n, reasoningRate: 3_000_000_000n }, usage);
    expect(own).toMatchObject({ nanoUsd: 50_000n + 4_000n + 12_500n + 20_000n + 60_000n });
  });

  test('rounds once, half up, after adding the buckets', () => {
    const half = 500_000n; // half a nano-dollar per token
    expect(costWith({ inputRate: half, outputRate: half }, { inputTokens: 1 })).toMatchObject({ nanoUsd: 1n });
    expect(costWith({ inputRate: half, outputRate: half }, { inputTokens: 1, outputTokens: 1 })).toMatchObject({ nanoUsd: 1n });
    expect(costWith({ inputRate: half - 1n }, { inputTokens: 1 })).toMatchObject({ nanoUsd: 0n });
  });

  test('charges the whole message by a tier, from one token above its threshold', () => {
    const tier = {
      aboveInputTokens: 200_000,
      inputRate: 5_000_000_000n,
      outputRate: 9_000_000_000n,
      cacheReadRate: null,
      cacheWriteRate: null,
      reasoningRate: null,
    };
    expect(costWith({ tiers: [tier] }, { inputTokens: 200_000, outputTokens: 1 })).toMatchObject({ nanoUsd: 200_002_000n });
    expect(costWith({ tiers: [tier] }, { inputTokens: 200_001, outputTokens: 1 })).toMatchObject({ nanoUsd: 1_000_014_000n });
    expect(costWith({ tiers: [tier] }, { inputTokens: 200_001, cacheReadTokens: 200_001 })).toMatchObject({ nanoUsd: 1_000_005_000n });
  });

  test('is unknown, not zero, without tokens or without a price, and says why', () => {
    expect(costWith({}, {})).toEqual({ state: 'unpriced', gap: 'NO_TOKENS', reason: 'No tokens were reported.' });
    expect(costWith({ scope: 'MODEL', model: 'other' }, { inputTokens: 1 })).toEqual({
      state: 'unpriced',
      gap: 'NO_PRICE',
      reason: 'No price is known for model m.',
    });
    expect(costWith({}, { inputTokens: 0, outputTokens: 0 })).toMatchObject({ state: 'priced', nanoUsd: 0n });
  });

  test('is the rounded sum of its parts, and fits 64 bits, for any counts and rates', () => {
    const count = fc.nat(2 ** 31 - 1);
    const rate = fc.bigInt({ min: 0n, max: maxNanoUsdPerMillion });
    const maybe = fc.option(rate, { nil: null });
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        count,
        rate,
        rate,
        maybe,
        maybe,
        maybe,
        (input, read, write, output, reasoning, inputRate, outputRate, cacheReadRate, cacheWriteRate, reasoningRate) => {
          const usage = {
            inputTokens: input,
            cacheReadTokens: Math.min(read, input),
            cacheWriteTokens: Math.min(write, Math.max(0, input - read)),
            outputTokens: output,
            reasoningTokens: Math.min(reasoning, output),
          };
          const cost = costWith({ inputRate, outputRate, cacheReadRate, cacheWriteRate, reasoningRate }, usage);
          if (cost.state !== 'priced') throw new Error('expected a price');
          const exact = Object.values(cost.parts).reduce((sum, part) => sum + part, 0n);
          const error = cost.nanoUsd * 1_000_000n - exact;
          expect(error > -500_000n && error <= 500_000n).toBe(true);
          expect(cost.nanoUsd < 2n ** 63n).toBe(true);
        },
      ),
    );
  });
});
