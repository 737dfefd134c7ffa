import type { Price } from './types.ts';

/** A price for tests: 1 USD per million in, 2 out, for every model, always; `changes` say what matters to the test. */
export const priceOf = (changes: Partial<Price> = {}): Price => ({
  id: 'price',
  scope: 'DEFAULT',
  provider: '',
  model: '',
  source: 'manual',
  effectiveFrom: new Date(0),
  inputRate: 1_000_000_000n,
  outputRate: 2_000_000_000n,
  cacheReadRate: null,
  cacheWriteRate: null,
  reasoningRate: null,
  tiers: [],
  createdAt: new Date(0),
  ...changes,
});
