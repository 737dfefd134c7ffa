import type { PriceLineFragment, RatesFragment } from '../../graphql/generated/graphql.ts';

/** Kinds of token that have a price of their own, as the API and a form name them, and what holds where one is not set. */
export const rateKinds = [
  { key: 'inputUsdPerMillion', label: 'Input', isRequired: true, otherwise: '' },
  { key: 'outputUsdPerMillion', label: 'Output', isRequired: true, otherwise: '' },
  { key: 'cacheReadUsdPerMillion', label: 'Cache read', isRequired: false, otherwise: 'as input' },
  { key: 'cacheWriteUsdPerMillion', label: 'Cache write', isRequired: false, otherwise: 'as input' },
  { key: 'reasoningUsdPerMillion', label: 'Reasoning', isRequired: false, otherwise: 'as output' },
] as const satisfies readonly { key: keyof RatesFragment; label: string; isRequired: boolean; otherwise: string }[];
export type RateKey = (typeof rateKinds)[number]['key'];

/** What a price is for, in words: `gpt-4o-mini by openai`, `everything by vllm`, `everything else`. */
export function priceSubject(price: Pick<PriceLineFragment, 'scope' | 'provider' | 'model'>): string {
  if (price.scope === 'DEFAULT') return 'everything else';
  if (price.scope === 'PROVIDER') return `everything by ${price.provider ?? 'no provider'}`;
  return price.provider == null ? (price.model ?? '') : `${price.model ?? ''} by ${price.provider}`;
}
