import { succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput, Problems, sound } from '../../platform/ingest/input.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readName } from '../../platform/ingest/values.ts';
import { BadPrice } from './errors.ts';
import { maxNanoUsdPerMillion, rateFromUsdPerMillion } from './pure/rates.ts';
import type { Price, PriceRates, PriceScope, PriceTier } from './types.ts';
import { manualSource } from './types.ts';

const maxTiers = 20;

export type PriceRatesInput = {
  inputUsdPerMillion: number;
  outputUsdPerMillion: number;
  cacheReadUsdPerMillion?: number | null | undefined;
  cacheWriteUsdPerMillion?: number | null | undefined;
  reasoningUsdPerMillion?: number | null | undefined;
};

/** A price as the API takes it. */
export type PriceInput = {
  scope: PriceScope;
  provider?: string | null | undefined;
  model?: string | null | undefined;
  effectiveFrom?: Date | null | undefined;
  rates: PriceRatesInput;
  tiers?: readonly { aboveInputTokens: number; rates: PriceRatesInput }[] | null | undefined;
};

export type CheckedPrice = Omit<Price, 'id' | 'createdAt'>;

/** The price as it can be stored, or every field at fault: names fit the scope, rates are exact integers, tiers are in order. */
export function checkPrice(input: PriceInput): Result<CheckedPrice, BadPrice> {
  const checked = checkInput(
    {
      provider: readProvider(input),
      model: readModel(input),
      effectiveFrom: readStart(input.effectiveFrom),
      rates: readRates(input.rates, 'rates'),
      tiers: readTiers(input.tiers ?? []),
    },
    BadPrice,
  );
  if (!checked.ok) return checked;
  const { rates, ...rest } = checked.value;
  return succeed({ scope: input.scope, source: manualSource, ...rest, ...rates });
}

function readProvider(input: PriceInput): string | Problem {
  const provider = readName(input, 'provider');
  if (provider instanceof Problem) return provider;
  if (input.scope === 'PROVIDER' && provider === null) return new Problem('provider', 'is missing: a price of scope PROVIDER names its provider');
  if (input.scope === 'DEFAULT' && provider !== null) return new Problem('provider', 'is given: a price of scope DEFAULT holds for every provider');
  return provider ?? '';
}

function readModel(input: PriceInput): string | Problem {
  const model = readName(input, 'model');
  if (model instanceof Problem) return model;
  if (input.scope === 'MODEL' && model === null) return new Problem('model', 'is missing: a price of scope MODEL names its model');
  if (input.scope !== 'MODEL' && model !== null) return new Problem('model', `is given: only a price of scope MODEL names one, not ${input.scope}`);
  return model ?? '';
}

const earliest = 0;
const latest = Date.UTC(2100, 0, 1);

function readStart(effectiveFrom: Date | null | undefined): Date | Problem {
  const at = effectiveFrom?.getTime() ?? 0;
  return at >= earliest && at < latest ? new Date(at) : new Problem('effectiveFrom', 'is outside of 1970 to 2099');
}

function readRates(input: PriceRatesInput, path: string): PriceRates | Problems {
  const rate = (name: keyof PriceRatesInput): bigint | null | Problem => {
    const usd = input[name];
    if (usd === undefined || usd === null) return null;
    const nano = rateFromUsdPerMillion(usd);
    if (nano === null || nano < 0n || nano > maxNanoUsdPerMillion) return new Problem(`${path}.${name}`, `is ${usd}; a price per million tokens is from 0 to 1,000,000 USD`);
    return nano;
  };
  const given = (name: keyof PriceRatesInput): bigint | Problem => rate(name) ?? new Problem(`${path}.${name}`, 'is missing');
  return sound({
    inputRate: given('inputUsdPerMillion'),
    outputRate: given('outputUsdPerMillion'),
    cacheReadRate: rate('cacheReadUsdPerMillion'),
    cacheWriteRate: rate('cacheWriteUsdPerMillion'),
    reasoningRate: rate('reasoningUsdPerMillion'),
  });
}

function readTiers(tiers: NonNullable<PriceInput['tiers']>): PriceTier[] | Problem | Problems {
  if (tiers.length > maxTiers) return new Problem('tiers', `has ${tiers.length} entries; at most ${maxTiers} are taken`);
  const read = tiers.map(({ aboveInputTokens, rates }, index) =>
    sound({ aboveInputTokens: readThreshold(tiers, index, aboveInputTokens), rates: readRates(rates, `tiers[${index}].rates`) }),
  );
  const whole = sound(read);
  if (whole instanceof Problems) return whole;
  const checked = read.flatMap((tier) => (tier instanceof Problems ? [] : [tier]));
  return checked.map(({ aboveInputTokens, rates }) => ({ aboveInputTokens, ...rates })).sort((a, b) => b.aboveInputTokens - a.aboveInputTokens);
}

function readThreshold(tiers: NonNullable<PriceInput['tiers']>, index: number, aboveInputTokens: number): number | Problem {
  if (aboveInputTokens < 1) return new Problem(`tiers[${index}].aboveInputTokens`, `is ${aboveInputTokens}; a threshold is at least 1`);
  const isFirst = tiers.findIndex((tier) => tier.aboveInputTokens === aboveInputTokens) === index;
  return isFirst ? aboveInputTokens : new Problem(`tiers[${index}].aboveInputTokens`, `is ${aboveInputTokens} for the second time`);
}
