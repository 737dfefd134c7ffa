import { describe, expect, test } from 'vitest';
import { PriceBook } from './book.ts';
import { priceOf } from '../price.fixtures.ts';

const now = new Date('2026-05-01T00:00:00Z');
const idFor = (book: PriceBook, model: string | null, provider: string | null, at = now): string | null =>
  book.find(model, provider, at)?.price.id ?? null;

describe('PriceBook', () => {
  const book = new PriceBook([
    priceOf({ id: 'default' }),
    priceOf({ id: 'provider', scope: 'PROVIDER', provider: 'openai' }),
    priceOf({ id: 'model', scope: 'MODEL', model: 'gpt-4o', source: 'litellm' }),
    priceOf({ id: 'azure model', scope: 'MODEL', model: 'azure/gpt-4o', source: 'litellm' }),
    priceOf({ id: 'model at groq', scope: 'MODEL', model: 'gpt-4o', provider: 'groq', source: 'litellm' }),
  ]);

  test.each([
    ['the model before its provider', 'gpt-4o', 'openai', 'model'],
    ['the provider where the model has no price', 'gpt-9', 'openai', 'provider'],
    ['the default where neither has one', 'gpt-9', 'nobody', 'default'],
    ['the default for a message without model and provider', null, null, 'default'],
    ['the model at this provider before the model anywhere', 'gpt-4o', 'groq', 'model at groq'],
    ["a table's name for the model at this provider", 'gpt-4o', 'azure', 'azure model'],
    ['the model without its provider prefix', 'openai/gpt-4o', null, 'model'],
    ['the model behind two prefixes', 'openrouter/openai/gpt-4o', null, 'model'],
  ])('takes %s', (_claim, model, provider, id) => expect(idFor(book, model, provider)).toBe(id));

  test('knows no price where no default is set', () => expect(idFor(new PriceBook([]), 'gpt-4o', 'openai')).toBeNull());

  test('takes what a person set before what a table says, whichever is newer or more exact', () => {
    const both = new PriceBook([
      priceOf({ id: 'imported', scope: 'MODEL', model: 'azure/gpt-4o', source: 'litellm', effectiveFrom: new Date('2026-02-01') }),
      priceOf({ id: 'manual', scope: 'MODEL', model: 'gpt-4o', effectiveFrom: new Date('2026-01-01') }),
    ]);
    expect(idFor(both, 'gpt-4o', 'azure')).toBe('manual');
    expect(idFor(both, 'gpt-4o', 'azure', new Date('2025-12-31'))).toBeNull();
  });

  test('takes the newest price that already held when the message was created', () => {
    const day = new Date('2026-03-01T00:00:00Z');
    const dated = new PriceBook([priceOf({ id: 'always' }), priceOf({ id: 'from March', effectiveFrom: day })]);
    expect(idFor(dated, 'm', null, day)).toBe('from March');
    expect(idFor(dated, 'm', null, new Date(day.getTime() - 1))).toBe('always');
  });

  test('takes own prices before shipped ones, and a shipped one of the model before a table’s of its relative', () => {
    const shipped = { scope: 'MODEL', source: 'genai-prices' } as const;
    const prices = [
      priceOf({ ...shipped, id: 'shipped', model: 'gpt-3.5-turbo-0301' }),
      priceOf({ ...shipped, id: 'shipped relative', model: 'gpt-3.5-turbo' }),
      priceOf({ scope: 'MODEL', source: 'litellm', id: 'imported relative', model: 'gpt-3.5-turbo' }),
      priceOf({ id: 'default' }),
      priceOf({ scope: 'PROVIDER', provider: 'openai', id: 'provider' }),
      priceOf({ scope: 'MODEL', id: 'manual relative', model: 'gpt-3.5-turbo' }),
      priceOf({ scope: 'MODEL', source: 'litellm', id: 'imported', model: 'gpt-3.5-turbo-0301' }),
      priceOf({ scope: 'MODEL', id: 'manual', model: 'gpt-3.5-turbo-0301' }),
    ];
    const order = prices.map((_, count) => idFor(new PriceBook(prices.slice(0, prices.length - count)), 'gpt-3.5-turbo-0301', 'openai'));
    expect(order).toEqual(['manual', 'imported', 'manual relative', 'provider', 'default', 'shipped', 'shipped', 'shipped']);
    expect(idFor(new PriceBook(prices.slice(1, 3)), 'gpt-3.5-turbo-0301', 'openai')).toBe('imported relative');
  });

  test('does not take a model for another owner’s model of the same name', () => expect(idFor(book, 'acme/gpt-4o', null)).toBe('default'));
});
