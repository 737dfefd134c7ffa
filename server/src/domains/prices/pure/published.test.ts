import { waitForUpdate, type ModelPrice, type TieredPrices } from '@pydantic/genai-prices';
import { beforeAll, expect, test } from 'vitest';
import { toLedger } from '../../messages/pure/ledger.ts';
import { readTable } from '../read-table.ts';
import { newsOf } from '../table.ts';
import { PriceBook } from './book.ts';
import { costOf } from './cost.ts';

const now = new Date('2026-11-29T00:00:00Z');
let book: PriceBook;
let rowOf: (provider: string, model: string) => ModelPrice;
beforeAll(async () => {
  const providers = (await waitForUpdate()) ?? [];
  const read = readTable(providers);
  if (!read.ok) throw read.failure;
  const { prices } = newsOf(read.value, [], now);
  book = new PriceBook(prices.map((price, id) => ({ ...price, id: String(id), createdAt: now })));
  rowOf = (provider, model) => {
    const row = providers.find(({ id }) => id === provider)?.models.find(({ id }) => id === model)?.prices;
    if (row === undefined || Array.isArray(row)) throw new Error(`${provider} has no single price of ${model}.`);
    return row as ModelPrice;
  };
});

const models = [
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-4.1'],
  ['openai', 'o4-mini'],
  ['anthropic', 'claude-opus-4-5'],
  ['anthropic', 'claude-haiku-4-5'],
  ['google', 'gemini-2.5-pro'],
  ['google', 'gemini-2.5-flash'],
  ['mistral', 'mistral-large'],
  ['x-ai', 'grok-3'],
] as const;
/** Counts as they are reported: input includes the cache, output includes reasoning. */
const usages = [
  ['plain', { input: 1_234, output: 567 }],
  ['mostly from the cache', { input: 150_000, output: 2_001, read: 149_000 }],
  ['with a cache that is written', { input: 9_999, output: 33, read: 1_000, write: 5_000 }],
  ['with reasoning', { input: 77, output: 30_000, reasoning: 29_000 }],
  ['beyond every tier', { input: 900_001, output: 12, read: 100_000 }],
] as const;

/** Dollars per million tokens, as the row states it, with this many tokens of input. */
function published(price: number | TieredPrices | undefined, inputTokens: number): number | undefined {
  if (price === undefined || typeof price === 'number') return price;
  return price.tiers.filter(({ start }) => inputTokens > start).at(-1)?.price ?? price.base;
}

// Fifty costs, a second time: the rows of the package in floating point, without a book, a rule or a rate of ours.
test.each(models.flatMap(([provider, model]) => usages.map(([name, usage]) => [model, name, provider, usage] as const)))(
  'a call of %s, %s, costs what the published row says',
  (model, _name, provider, usage) => {
    const {
      input,
      output,
      read = 0,
      write = 0,
      reasoning = 0,
    }: { input: number; output: number; read?: number; write?: number; reasoning?: number } = usage;
    const row = rowOf(provider, model);
    const at = (key: string): number | undefined => published(row[key as keyof ModelPrice] as number | TieredPrices | undefined, input);
    const [perInput = 0, perOutput = 0] = [at('input_mtok'), at('output_mtok')];
    const usd =
      ((input - read - write) * perInput +
        read * (at('cache_read_mtok') ?? perInput) +
        write * (at('cache_write_mtok') ?? perInput) +
        (output - reasoning) * perOutput +
        reasoning * (at('output_reasoning_mtok') ?? perOutput)) /
      1_000_000;
    expect(usd).toBeGreaterThan(0);
    const ledger = toLedger({
      inputTokens: input,
      outputTokens: output,
      cacheReadTokens: read,
      cacheWriteTokens: write,
      reasoningTokens: reasoning,
    });
    const cost = costOf(ledger, book, { model, provider, createdAt: now });
    expect(cost).toMatchObject({ state: 'priced' });
    expect(Math.abs(Number(cost.state === 'priced' && cost.nanoUsd) - usd * 1e9)).toBeLessThanOrEqual(1);
  },
);
