import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { badName } from '../../platform/ingest/text.ts';
import { BadPrice } from './errors.ts';
import { maxNanoUsdPerMillion, rateFromUsdPerMillion } from './pure/rates.ts';
import type { Price, PriceRates, PriceScope, PriceTier } from './types.ts';
import { manualSource } from './types.ts';

export const maxTiers = 20;

export interface PriceRatesInput {
  inputUsdPerMillion: number;
  outputUsdPerMillion: number;
  cacheReadUsdPerMillion?: number | null | undefined;
  cacheWriteUsdPerMillion?: number | null | undefined;
  reasoningUsdPerMillion?: number | null | undefined;
}

/** A price as the API takes it. */
export interface PriceInput {
  scope: PriceScope;
  provider?: string | null | undefined;
  model?: string | null | undefined;
  effectiveFrom?: Date | null | undefined;
  rates: PriceRatesInput;
  tiers?: readonly { aboveInputTokens: number; rates: PriceRatesInput }[] | null | undefined;
}

export type CheckedPrice = Omit<Price, 'id' | 'createdAt'>;

/** The price as it can be stored: names fit the scope, rates are exact integers, tiers are in order. */
export function checkPrice(input: PriceInput): Result<CheckedPrice, BadPrice> {
  try {
    return succeed({ ...checkNames(input), source: manualSource, effectiveFrom: checkTime(input.effectiveFrom), ...checkRates(input.rates, 'rates'), tiers: checkTiers(input.tiers ?? []) });
  } catch (problem) {
    if (problem instanceof BadPrice) return fail(problem);
    throw problem;
  }
}

function checkNames({ scope, provider, model }: PriceInput): Pick<CheckedPrice, 'scope' | 'provider' | 'model'> {
  const checked = { scope, provider: provider || '', model: model || '' };
  for (const field of ['provider', 'model'] as const) {
    const problem = checked[field] === '' ? null : badName(checked[field]);
    if (problem !== null) throw new BadPrice(field, problem);
  }
  if (scope === 'MODEL' && checked.model === '') throw new BadPrice('model', 'is missing: a price of scope MODEL names its model');
  if (scope === 'PROVIDER' && checked.provider === '') throw new BadPrice('provider', 'is missing: a price of scope PROVIDER names its provider');
  if (scope !== 'MODEL' && checked.model !== '') throw new BadPrice('model', `is given: only a price of scope MODEL names one, not ${scope}`);
  if (scope === 'DEFAULT' && checked.provider !== '') throw new BadPrice('provider', 'is given: a price of scope DEFAULT holds for every provider');
  return checked;
}

const earliest = 0;
const latest = Date.UTC(2100, 0, 1);

function checkTime(effectiveFrom: Date | null | undefined): Date {
  const at = effectiveFrom?.getTime() ?? 0;
  if (!(at >= earliest && at < latest)) throw new BadPrice('effectiveFrom', 'is outside of 1970 to 2099');
  return new Date(at);
}

function checkRates(input: PriceRatesInput, path: string): PriceRates {
  const rate = (name: keyof PriceRatesInput): bigint | null => {
    const usd = input[name];
    if (usd === undefined || usd === null) return null;
    const nano = rateFromUsdPerMillion(usd);
    if (nano === null || nano < 0n || nano > maxNanoUsdPerMillion) throw new BadPrice(`${path}.${name}`, `is ${usd}; a price per million tokens is from 0 to 1,000,000 USD`);
    return nano;
  };
  return {
    inputRate: rate('inputUsdPerMillion') as bigint,
    outputRate: rate('outputUsdPerMillion') as bigint,
    cacheReadRate: rate('cacheReadUsdPerMillion'),
    cacheWriteRate: rate('cacheWriteUsdPerMillion'),
    reasoningRate: rate('reasoningUsdPerMillion'),
  };
}

function checkTiers(tiers: NonNullable<PriceInput['tiers']>): PriceTier[] {
  if (tiers.length > maxTiers) throw new BadPrice('tiers', `has ${tiers.length} entries; at most ${maxTiers} are taken`);
  const seen = new Set<number>();
  return tiers
    .map(({ aboveInputTokens, rates }, index) => {
      if (aboveInputTokens < 1) throw new BadPrice(`tiers[${index}].aboveInputTokens`, `is ${aboveInputTokens}; a threshold is at least 1`);
      if (seen.has(aboveInputTokens)) throw new BadPrice(`tiers[${index}].aboveInputTokens`, `is ${aboveInputTokens} for the second time`);
      seen.add(aboveInputTokens);
      return { aboveInputTokens, ...checkRates(rates, `tiers[${index}].rates`) };
    })
    .sort((a, b) => b.aboveInputTokens - a.aboveInputTokens);
}
