import type { Problems } from '../../controls/form/form-state.ts';
import type { PriceInput, PriceLineFragment, PriceScope } from '../../graphql/generated/graphql.ts';
import { rateKinds } from './price-words.ts';
import type { RateKey } from './price-words.ts';

export type RateTexts = Readonly<Record<RateKey, string>>;

/** A price while it is typed: everything is text until it is read. */
export interface PriceDraft {
  readonly scope: PriceScope;
  readonly provider: string;
  readonly model: string;
  /** A day in UTC, `2026-11-01`; empty is always. */
  readonly effectiveFrom: string;
  readonly rates: RateTexts;
  readonly tiers: readonly { readonly aboveInputTokens: string; readonly rates: RateTexts }[];
}

export const noRates: RateTexts = {
  inputUsdPerMillion: '',
  outputUsdPerMillion: '',
  cacheReadUsdPerMillion: '',
  cacheWriteUsdPerMillion: '',
  reasoningUsdPerMillion: '',
};
export const emptyDraft: PriceDraft = { scope: 'MODEL', provider: '', model: '', effectiveFrom: '', rates: noRates, tiers: [] };

export function draftOf(price: PriceLineFragment): PriceDraft {
  const texts = (rates: PriceLineFragment['rates']): RateTexts =>
    Object.fromEntries(rateKinds.map(({ key }) => [key, rates[key] == null ? '' : String(rates[key])])) as RateTexts;
  return {
    scope: price.scope,
    provider: price.provider ?? '',
    model: price.model ?? '',
    effectiveFrom: price.effectiveFrom?.slice(0, 10) ?? '',
    rates: texts(price.rates),
    tiers: price.tiers.map((tier) => ({ aboveInputTokens: String(tier.aboveInputTokens), rates: texts(tier.rates) })),
  };
}

/** The price a draft stands for, or what keeps it from being one, each problem at its field. */
export function readDraft(
  draft: PriceDraft,
): { readonly ok: true; readonly price: PriceInput } | { readonly ok: false; readonly problems: Problems } {
  const problems: Record<string, string> = {};
  const provider = draft.provider.trim();
  const model = draft.model.trim();
  if (draft.scope === 'MODEL' && model === '') problems['model'] = 'Give the model’s name, as messages name it.';
  if (draft.scope === 'PROVIDER' && provider === '') problems['provider'] = 'Give the provider’s name, as messages name it.';
  if (draft.effectiveFrom !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(draft.effectiveFrom)) problems['effectiveFrom'] = 'Give a day, or nothing.';
  const rates = readRates(draft.rates, 'rates', problems);
  let above = 0;
  const tiers = draft.tiers.map((tier, position) => {
    const limit = Number(tier.aboveInputTokens.replaceAll(/[ ,_]/g, ''));
    if (!Number.isInteger(limit) || limit <= above)
      problems[`tiers.${position}.aboveInputTokens`] =
        position === 0 ? 'Give a whole number above 0.' : `Give a whole number above ${above}, the tier before.`;
    above = Number.isInteger(limit) ? limit : above;
    return { aboveInputTokens: limit, rates: readRates(tier.rates, `tiers.${position}.rates`, problems) };
  });
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    price: {
      scope: draft.scope,
      ...(draft.scope !== 'DEFAULT' && provider !== '' && { provider }),
      ...(draft.scope === 'MODEL' && { model }),
      ...(draft.effectiveFrom !== '' && { effectiveFrom: `${draft.effectiveFrom}T00:00:00.000Z` }),
      rates,
      tiers,
    },
  };
}

function readRates(texts: RateTexts, path: string, problems: Record<string, string>): PriceInput['rates'] {
  const rates: Partial<Record<RateKey, number>> = {};
  for (const { key, label, isRequired } of rateKinds) {
    const text = texts[key].trim().replace(/^\$/, '').replace(',', '.');
    const rate = Number(text);
    if (text === '') {
      if (isRequired) problems[`${path}.${key}`] = `${label} needs a price; 0 is free.`;
    } else if (!Number.isFinite(rate) || rate < 0) problems[`${path}.${key}`] = 'Give dollars per million tokens, 0 or more.';
    else rates[key] = rate;
  }
  return rates as PriceInput['rates'];
}
