import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { pricesByIds } from '../queries.ts';
import { usdFromNano } from '../pure/rates.ts';
import type { Price, PriceRates, PriceTier } from '../types.ts';
import { priceScopes } from '../types.ts';

export const PriceScopeRef = builder.enumType('PriceScope', {
  description: 'What a price holds for.',
  values: {
    DEFAULT: { description: 'Every message that no other price holds for.', value: priceScopes[0] },
    PROVIDER: { description: "A provider's messages whose model has no price.", value: priceScopes[1] },
    MODEL: { description: 'One model, at one provider or at any.', value: priceScopes[2] },
  },
});

const usdOrNull = (rate: bigint | null): number | null => (rate === null ? null : usdFromNano(rate));

const PriceRatesRef = builder.objectRef<PriceRates>('PriceRates').implement({
  description: 'US dollars per million tokens.',
  fields: (t) => ({
    inputUsdPerMillion: t.float({ description: 'Input tokens that no cache was used for.', resolve: ({ inputRate }) => usdFromNano(inputRate) }),
    outputUsdPerMillion: t.float({ description: 'Output tokens.', resolve: ({ outputRate }) => usdFromNano(outputRate) }),
    cacheReadUsdPerMillion: t.float({ nullable: true, description: 'Input tokens read from a cache; null: as the input.', resolve: ({ cacheReadRate }) => usdOrNull(cacheReadRate) }),
    cacheWriteUsdPerMillion: t.float({ nullable: true, description: 'Input tokens written to a cache; null: as the input.', resolve: ({ cacheWriteRate }) => usdOrNull(cacheWriteRate) }),
    reasoningUsdPerMillion: t.float({ nullable: true, description: 'Output tokens spent on reasoning; null: as the output.', resolve: ({ reasoningRate }) => usdOrNull(reasoningRate) }),
  }),
});

const PriceTierRef = builder.objectRef<PriceTier>('PriceTier').implement({
  description: 'Rates of a whole message with a long input.',
  fields: (t) => ({
    aboveInputTokens: t.exposeInt('aboveInputTokens', { description: 'Holds when a message has more input tokens than this.' }),
    rates: t.field({ type: PriceRatesRef, description: 'Its rates.', resolve: (tier) => tier }),
  }),
});

export const PriceRef = builder.objectRef<Price>('Price');
builder.node(PriceRef, {
  description: 'One dated price.',
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'effectiveFrom' in value,
  loadManyWithoutCache: async (ids, { stores, viewer }) => {
    const prices = await pricesByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: ids.map(uuidKey) });
    return ids.map((id) => prices.find((price) => price.id === id) ?? null);
  },
  fields: (t) => ({
    scope: t.expose('scope', { type: PriceScopeRef, description: 'What it holds for.' }),
    provider: t.string({ nullable: true, description: 'The provider it holds for; null: any.', resolve: ({ provider }) => provider || null }),
    model: t.string({ nullable: true, description: 'The model it holds for; null: any.', resolve: ({ model }) => model || null }),
    effectiveFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'For messages created from then on; null: always.',
      resolve: ({ effectiveFrom }) => (effectiveFrom.getTime() === 0 ? null : effectiveFrom),
    }),
    rates: t.field({ type: PriceRatesRef, description: 'Its rates.', resolve: (price) => price }),
    tiers: t.field({ type: [PriceTierRef], description: 'Other rates for long inputs, highest threshold first.', resolve: ({ tiers }) => [...tiers] }),
    source: t.exposeString('source', { description: '"manual", or the table that it was imported from ("litellm").' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was stored.' }),
  }),
});
