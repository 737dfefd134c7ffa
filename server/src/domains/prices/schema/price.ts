import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { pricesByIds } from '../queries.ts';
import { usdFromNano } from '../pure/rates.ts';
import type { Price, PriceRates, PriceScope, PriceTier } from '../types.ts';

export const PriceScopeRef = describedEnum<PriceScope>('PriceScope', 'Scope of a price.', {
  DEFAULT: 'Every message that no other price applies to that a person set or imported.',
  PROVIDER: "A provider's messages whose model has no price.",
  MODEL: 'One model, at one provider or at any.',
});

const usdOrNull = (rate: bigint | null): number | null => (rate === null ? null : usdFromNano(rate));

const PriceRatesRef = builder.objectRef<PriceRates>('PriceRates').implement({
  description: 'US dollars per million tokens.',
  fields: (t) => ({
    inputUsdPerMillion: t.float({
      description: 'Rate of input tokens without a cache, in US dollars per million.',
      resolve: ({ inputRate }) => usdFromNano(inputRate),
    }),
    outputUsdPerMillion: t.float({
      description: 'Rate of output tokens, in US dollars per million.',
      resolve: ({ outputRate }) => usdFromNano(outputRate),
    }),
    cacheReadUsdPerMillion: t.float({
      nullable: true,
      description: 'Rate of input tokens read from a cache, in US dollars per million; null: the input rate.',
      resolve: ({ cacheReadRate }) => usdOrNull(cacheReadRate),
    }),
    cacheWriteUsdPerMillion: t.float({
      nullable: true,
      description: 'Rate of input tokens written to a cache, in US dollars per million; null: the input rate.',
      resolve: ({ cacheWriteRate }) => usdOrNull(cacheWriteRate),
    }),
    reasoningUsdPerMillion: t.float({
      nullable: true,
      description: 'Rate of output tokens spent on reasoning, in US dollars per million; null: the output rate.',
      resolve: ({ reasoningRate }) => usdOrNull(reasoningRate),
    }),
  }),
});

const PriceTierRef = builder.objectRef<PriceTier>('PriceTier').implement({
  description: 'Rates of a whole message with a long input.',
  fields: (t) => ({
    aboveInputTokens: t.exposeInt('aboveInputTokens', {
      description: 'Threshold: the tier applies to messages with more input tokens than this.',
    }),
    rates: t.field({ type: PriceRatesRef, description: 'Rates of the tier.', resolve: (tier) => tier }),
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
    scope: t.expose('scope', { type: PriceScopeRef, description: 'Scope: the messages that the price applies to.' }),
    provider: t.string({
      nullable: true,
      description: 'Provider that the price applies to; null: any.',
      resolve: ({ provider }) => provider || null,
    }),
    model: t.string({ nullable: true, description: 'Model that the price applies to; null: any.', resolve: ({ model }) => model || null }),
    effectiveFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Start of validity: the price applies to messages created from then on; null: to all.',
      resolve: ({ effectiveFrom }) => (effectiveFrom.getTime() === 0 ? null : effectiveFrom),
    }),
    rates: t.field({ type: PriceRatesRef, description: 'Rates of the price.', resolve: (price) => price }),
    tiers: t.field({
      type: [PriceTierRef],
      description: 'Other rates for long inputs, highest threshold first.',
      resolve: ({ tiers }) => [...tiers],
    }),
    source: t.exposeString('source', {
      description:
        'Origin of the price: "manual", an imported table ("litellm"), or the prices that come with the product ("genai-prices").',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the price was stored.' }),
  }),
});
builder.objectField(PriceRef, 'lastChange', (t) => t.field(lastChangeField('Price', 'price', ({ id }) => id)));
