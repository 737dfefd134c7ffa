import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { readLitellmTable } from './litellm.ts';

const read = (fields: unknown) => readLitellmTable({ m: fields });

describe('readLitellmTable', () => {
  test('takes dollars per token as exact nano-dollars per million', () => {
    const { entries } = read({
      input_cost_per_token: 1.5625e-6,
      output_cost_per_token: 1e-5,
      cache_read_input_token_cost: 7.5e-8,
      cache_creation_input_token_cost: 3.125e-6,
      output_cost_per_reasoning_token: 2e-5,
    });
    expect(entries).toEqual([
      {
        model: 'm',
        inputRate: 1_562_500_000n,
        outputRate: 10_000_000_000n,
        cacheReadRate: 75_000_000n,
        cacheWriteRate: 3_125_000_000n,
        reasoningRate: 20_000_000_000n,
        tiers: [],
      },
    ]);
  });

  test('takes thresholds as tiers, highest first, that keep the base rates which they do not name', () => {
    const { entries } = read({
      input_cost_per_token: 1e-6,
      output_cost_per_token: 2e-6,
      cache_read_input_token_cost: 1e-7,
      output_cost_per_reasoning_token: 2e-6,
      input_cost_per_token_above_128k_tokens: 3e-6,
      input_cost_per_token_above_200k_tokens: 4e-6,
      output_cost_per_token_above_200k_tokens: 5e-6,
      cache_read_input_token_cost_above_200k_tokens: 2e-7,
      input_cost_per_token_above_200k_tokens_priority: 9e-6,
      cache_creation_input_token_cost_above_1hr: 9e-6,
      cache_creation_input_token_cost_above_1hr_above_200k_tokens: 9e-6,
    });
    const common = { cacheWriteRate: null, reasoningRate: null };
    expect(entries[0]?.tiers).toEqual([
      { aboveInputTokens: 200_000, inputRate: 4_000_000_000n, outputRate: 5_000_000_000n, cacheReadRate: 200_000_000n, ...common },
      { aboveInputTokens: 128_000, inputRate: 3_000_000_000n, outputRate: 2_000_000_000n, cacheReadRate: 100_000_000n, ...common },
    ]);
  });

  test.each([
    ['no price per token', { input_cost_per_second: 0.0002 }, 'It has no price per token, only input_cost_per_second.'],
    ['no price', { mode: 'chat' }, 'It has no price.'],
    ['null for its prices', { input_cost_per_token: null, output_cost_per_token: null }, 'It has no price.'],
    [
      'zeros beside a price per query',
      { input_cost_per_token: 0, output_cost_per_token: 0, input_cost_per_query: 0.002 },
      'It has no price per token, only input_cost_per_query.',
    ],
    ['a price of the input only', { mode: 'chat', input_cost_per_token: 1e-6 }, 'It has no price per token of its output.'],
    ['a negative price', { input_cost_per_token: -1e-6 }, 'Its input_cost_per_token is -0.000001; a price per token is from 0 to 1 USD.'],
    ['a price of 2 USD a token', { input_cost_per_token: 2 }, 'Its input_cost_per_token is 2; a price per token is from 0 to 1 USD.'],
    ['a word for a price', { input_cost_per_token: 'free' }, 'Its input_cost_per_token is not a number.'],
    ['a list', { input_cost_per_token: [1] }, 'Its input_cost_per_token is not a number.'],
    ['no object', 'gpt', 'It is not an object.'],
  ])('leaves out an entry with %s, and says why', (_name, fields, reason) =>
    expect(read(fields)).toEqual({ entries: [], skipped: [{ model: 'm', reason }] }),
  );

  test('takes a model that is free, and one that puts out no tokens', () => {
    expect(read({ mode: 'chat', input_cost_per_token: 0, output_cost_per_token: 0 }).entries).toMatchObject([
      { inputRate: 0n, outputRate: 0n },
    ]);
    expect(read({ mode: 'embedding', input_cost_per_token: 1e-6 }).entries).toMatchObject([{ inputRate: 1_000_000_000n, outputRate: 0n }]);
  });

  test('leaves out the entry that describes the table', () => {
    expect(readLitellmTable({ sample_spec: { input_cost_per_token: 0 } }).skipped).toMatchObject([{ model: 'sample_spec' }]);
  });

  test.skipIf(sharedData === null)(`reads the real table: every rate is the decimal it is written as ${needsSharedData}`, async () => {
    const table = JSON.parse(await readFile(join(sharedData as string, 'model_prices/litellm_model_prices_subset.json'), 'utf8')) as Record<
      string,
      Record<string, number>
    >;
    const { entries, skipped } = readLitellmTable(table);
    expect(entries).toHaveLength(214);
    expect(skipped).toEqual([
      { model: 'gemini-2.0-flash-exp-image-generation', reason: 'It has no price per token, only output_cost_per_image.' },
      { model: 'gpt-image-1', reason: 'It has no price per token of its output.' },
      { model: 'gpt-image-1-mini', reason: 'It has no price per token of its output.' },
      { model: 'gpt-realtime-whisper', reason: 'It has no price per token, only input_cost_per_second.' },
    ]);
    for (const { model, inputRate } of entries)
      expect(Number(inputRate) / 1e15, model).toBeCloseTo(table[model]?.['input_cost_per_token'] ?? Number.NaN, 15);
    const claude = entries.find(({ model }) => model === 'claude-sonnet-4-5');
    expect(claude).toMatchObject({
      inputRate: 3_000_000_000n,
      outputRate: 15_000_000_000n,
      cacheReadRate: 300_000_000n,
      cacheWriteRate: 3_750_000_000n,
      tiers: [
        {
          aboveInputTokens: 200_000,
          inputRate: 6_000_000_000n,
          outputRate: 22_500_000_000n,
          cacheReadRate: 600_000_000n,
          cacheWriteRate: 7_500_000_000n,
        },
      ],
    });
  });
});
