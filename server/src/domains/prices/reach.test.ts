import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PriceBook } from './pure/book.ts';
import { priceOf } from './price.fixtures.ts';
import { canBePricedAs, changeOf, Reach } from './reach.ts';
import type { Price } from './types.ts';

const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1 + number));

describe('Reach', () => {
  test('touches every message whose price a change can have altered', () => {
    const model = fc.constantFrom('m', 'openai/m', 'azure/m', 'M', 'm-latest', 'm:free', 'acme/m', 'n', '');
    const provider = fc.constantFrom('', 'openai', 'Azure', 'acme');
    const price = fc
      .record({
        scope: fc.constantFrom('DEFAULT' as const, 'PROVIDER' as const, 'MODEL' as const),
        model,
        provider,
        source: fc.constantFrom('manual', 'litellm', 'genai-prices'),
        from: fc.nat(4),
      })
      .map(({ scope, from, ...names }): Partial<Price> => ({
        ...names,
        scope,
        model: scope === 'MODEL' ? names.model || 'm' : '',
        provider: scope === 'DEFAULT' ? '' : scope === 'PROVIDER' ? names.provider || 'openai' : names.provider,
        source: scope === 'MODEL' ? names.source : 'manual',
        effectiveFrom: day(from),
      }));
    const message = fc.record({ model, provider, at: fc.nat(6) });
    fc.assert(
      fc.property(
        fc.array(price, { maxLength: 6 }),
        price,
        fc.array(message, { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        (others, changed, messages, isDeletion) => {
          const rest = others.map((other, index) => priceOf({ ...other, id: `other ${index}` }));
          const withIt = new PriceBook([...rest, priceOf({ ...changed, id: 'changed' })]);
          const without = new PriceBook(rest);
          const reach = new Reach(isDeletion ? without : withIt, [changeOf(priceOf(changed))]);
          for (const { model: name, provider: owner, at } of messages) {
            const [before, after] = [withIt, without].map((book) => book.find(name || null, owner || null, day(at))?.price.id);
            if (before !== after && !reach.touches(name || null, owner || null, day(at))) return false;
          }
          return true;
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('leaves alone what a change cannot matter to', () => {
    const book = new PriceBook([priceOf({ id: 'default' }), priceOf({ id: 'own', scope: 'MODEL', model: 'm' })]);
    const reach = new Reach(book, [changeOf(priceOf())]);
    expect(reach.touches('m', null, day(0))).toBe(false);
    expect(reach.touches('other', null, day(0))).toBe(true);
    const later = new Reach(book, [changeOf(priceOf({ scope: 'MODEL', model: 'm', effectiveFrom: day(3) }))]);
    expect([2, 3].map((at) => later.touches('m', null, day(at)))).toEqual([false, true]);
  });

  test.each([
    ['gpt-4o', 'gpt-4o', true],
    ['openai/gpt-4o', 'gpt-4o', true],
    ['acme/gpt-4o', 'gpt-4o', true], // at provider acme
    ['gpt-4o', 'azure/gpt-4o', true], // at provider azure
    ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1', 'anthropic.claude-v2:1', true],
    ['GPT-4o-2024-08-06', 'gpt-4o', true],
    ['gpt-4o-mini', 'gpt-4o', false],
    ['ft:gpt-4o-mini-2024-07-18:acme::Ab12', 'gpt-4o-mini-2024-07-18', false],
  ])('a model named %s can have the price of %s: %s', (model, priced, can) => expect(canBePricedAs([model], ['other', priced])).toBe(can));
});
