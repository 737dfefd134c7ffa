import { describe, expect, test } from 'vitest';
import { draftOf, emptyDraft, noRates, readDraft } from './price-form.ts';

const rates = { ...noRates, inputUsdPerMillion: '0.15', outputUsdPerMillion: '0,6' };

describe('readDraft', () => {
  test('reads a model’s price; what was left empty stays absent', () => {
    expect(readDraft({ ...emptyDraft, model: ' gpt-4o-mini ', rates })).toEqual({
      ok: true,
      price: { scope: 'MODEL', model: 'gpt-4o-mini', rates: { inputUsdPerMillion: 0.15, outputUsdPerMillion: 0.6 }, tiers: [] },
    });
  });

  test('a price of nothing is a price', () => {
    expect(
      readDraft({ ...emptyDraft, scope: 'DEFAULT', rates: { ...noRates, inputUsdPerMillion: '0', outputUsdPerMillion: '0' } }),
    ).toMatchObject({ ok: true, price: { rates: { inputUsdPerMillion: 0 } } });
  });

  test('names every field that keeps it from being a price', () => {
    const read = readDraft({
      ...emptyDraft,
      rates: { ...rates, outputUsdPerMillion: '-1', cacheReadUsdPerMillion: 'free' },
      tiers: [
        { aboveInputTokens: '0', rates },
        { aboveInputTokens: '5', rates: noRates },
      ],
    });
    expect(read.ok ? [] : Object.keys(read.problems)).toEqual([
      'model',
      'rates.outputUsdPerMillion',
      'rates.cacheReadUsdPerMillion',
      'tiers.0.aboveInputTokens',
      'tiers.1.rates.inputUsdPerMillion',
      'tiers.1.rates.outputUsdPerMillion',
    ]);
  });

  test('tiers must rise', () => {
    const read = readDraft({
      ...emptyDraft,
      model: 'm',
      rates,
      tiers: [
        { aboveInputTokens: '200,000', rates },
        { aboveInputTokens: '128000', rates },
      ],
    });
    expect(read).toMatchObject({ ok: false, problems: { 'tiers.1.aboveInputTokens': expect.stringContaining('200000') } });
  });

  test('a price that was saved reads back as it was', () => {
    const price = {
      id: '1',
      scope: 'MODEL',
      provider: 'openai',
      model: 'gpt-4o',
      effectiveFrom: '2026-11-01T00:00:00.000Z',
      source: 'manual',
      createdAt: '',
      rates: {
        inputUsdPerMillion: 2.5,
        outputUsdPerMillion: 10,
        cacheReadUsdPerMillion: 1.25,
        cacheWriteUsdPerMillion: null,
        reasoningUsdPerMillion: null,
      },
      tiers: [],
    } as const;
    expect(readDraft(draftOf(price as never))).toMatchObject({
      ok: true,
      price: { provider: 'openai', effectiveFrom: '2026-11-01T00:00:00.000Z', rates: { cacheReadUsdPerMillion: 1.25 } },
    });
  });
});
