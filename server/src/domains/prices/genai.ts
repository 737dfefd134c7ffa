import type { ConditionalPrice, MatchLogic, ModelInfo, ModelPrice, Provider, TieredPrices } from '@pydantic/genai-prices';
import { maxNameLength, unstorable } from '../../platform/ingest/text.ts';
import { providerName } from '../models/pure/provider.ts';
import { freeVariants } from './pure/name-rules.ts';
import { maxNanoUsdPerMillion, rateFromUsdPerMillion } from './pure/rates.ts';
import type { DatedEntry, TableSkip } from './table.ts';
import type { PriceRates, PriceTier } from './types.ts';

/**
 * Providers whose models are their own: the list price of the model, wherever it is called, unless the provider of the call has a price
 * of its own. The first that has a name is its owner.
 */
const owners = [
  'anthropic',
  'openai',
  'mistral',
  'deepseek',
  'x-ai',
  'cohere',
  'moonshotai',
  'perplexity',
  'minimax',
  'zai',
  'zhipuai',
  'voyageai',
  'google',
];
/** What Google serves of others, it serves at Vertex AI. */
const isOfOthers = /claude|llama|mistral/i;

/**
 * The prices of the package genai-prices (also of its data file, prices/new_data/v2/data.json): US dollars per million tokens, by
 * provider and model, with the days from which they hold. The names are those that a model is matched by; what a rule of ours finds by them
 * is in name-rules.ts. Prices of searches, pages, seconds, images and of an hour's cache are not read, and of prices that hold for hours
 * of a day the one that holds for most of it.
 */
export function readGenaiPrices(providers: readonly Provider[]): { entries: DatedEntry[]; skipped: TableSkip[] } {
  const entries = new Map<string, DatedEntry>();
  const skipped: TableSkip[] = [];
  const rank = ({ id }: Provider): number => (owners.includes(id) ? owners.indexOf(id) : owners.length);
  for (const provider of providers.toSorted((one, other) => rank(one) - rank(other))) {
    const exact = new Set(provider.models.flatMap(exactNames));
    for (const model of provider.models) {
      const charges = readCharges(model);
      if (typeof charges === 'string') {
        skipped.push({ model: `${provider.id}/${model.id}`.slice(0, maxNameLength), reason: charges });
        continue;
      }
      const names = new Set([...exactNames(model), ...looseNames(model.match).filter((name) => !exact.has(name))]);
      for (const name of names) if (isName(name)) place(provider.id, name, charges);
    }
  }
  const free: PriceRates = { inputRate: 0n, outputRate: 0n, cacheReadRate: null, cacheWriteRate: null, reasoningRate: null };
  const charges = [{ from: new Date(0), ...free, tiers: [] }];
  entries.set(freeVariants, { provider: '', model: freeVariants, charges });
  return { entries: [...entries.values()], skipped };

  function place(providerId: string, model: string, charges: DatedEntry['charges']): void {
    const own = { provider: '', model, charges };
    const isAtVertex = providerId === 'google' && (isOfOthers.test(model) || entries.has(keyOf(own)));
    const ofProvider = { ...own, provider: isAtVertex ? 'vertex_ai' : providerName(providerId) };
    const entry = owners.includes(providerId) && !isAtVertex && !entries.has(keyOf(own)) ? own : ofProvider;
    if (!entries.has(keyOf(entry))) entries.set(keyOf(entry), entry);
  }
}

const keyOf = ({ provider, model }: Pick<DatedEntry, 'provider' | 'model'>): string =>
  provider === '' ? model : `${provider}\u0000${model}`;
const isName = (name: string): boolean => name.length <= maxNameLength && unstorable(name) === null;

/** What a model is called, letter for letter. */
const exactNames = ({ id, match }: ModelInfo): string[] => [id, ...valuesOf(match, ['equals'])];

/** Parts of names that the package matches by are names where they end with a word, and not within a date. */
const looseNames = (match: MatchLogic): string[] =>
  valuesOf(match, ['starts_with', 'contains', 'ends_with'])
    .map((part) => part.replace(/[-@.](?:20\d{2}-?|0)?$/, ''))
    .filter((name) => name.length >= 4);

function valuesOf(match: MatchLogic, kinds: readonly string[]): string[] {
  return Object.entries(match).flatMap(([kind, value]: [string, string | MatchLogic[]]) => {
    if (typeof value === 'string') return kinds.includes(kind) ? [value] : [];
    return value.flatMap((each) => valuesOf(each, kinds));
  });
}

/** What the model costs, from the first day on; or why that is not known. */
function readCharges({ prices }: ModelInfo): DatedEntry['charges'] | string {
  const conditional: readonly ConditionalPrice[] = Array.isArray(prices) ? prices : [{ prices }];
  const dated = new Map<number, ModelPrice>();
  for (const { constraint, prices: price } of conditional) {
    if (constraint?.type === 'time_of_date' && minutesOf(constraint.start_time, constraint.end_time) <= 12 * 60) continue;
    dated.set(constraint?.type === 'start_date' ? Date.parse(`${constraint.start_date}T00:00:00Z`) : 0, price);
  }
  const charges: DatedEntry['charges'][number][] = [];
  for (const [from, price] of [...dated].sort(([one], [other]) => one - other)) {
    const charge = readCharge(price);
    if (typeof charge === 'string') return charge;
    charges.push({ from: new Date(from), ...charge });
  }
  return charges.length === 0 ? 'It has no price for most of the day.' : charges;
}

/** From one time of day ("16:30:00Z") to another, over midnight where need be. */
function minutesOf(start: string, end: string): number {
  const [from, to] = [start, end].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) as [number, number];
  return (to - from + 1_440) % 1_440;
}

const rateKeys = {
  inputRate: 'input_mtok',
  outputRate: 'output_mtok',
  cacheReadRate: 'cache_read_mtok',
  cacheWriteRate: 'cache_write_mtok',
  reasoningRate: 'output_reasoning_mtok',
} as const satisfies Record<keyof PriceRates, string>;

/** A side without a price (what an embedding model puts out) costs nothing by token, unless it is priced otherwise. */
function readCharge(price: ModelPrice): (PriceRates & { tiers: PriceTier[] }) | string {
  if (price['input_mtok'] === undefined && price['output_mtok'] === undefined) return 'It has no price per token.';
  for (const side of ['input', 'output'])
    if (price[`${side}_mtok`] === undefined && Object.keys(price).some((key) => key.startsWith(`${side}_`)))
      return `It has no price per token of text on the side of its ${side}.`;
  const starts = new Set<number>();
  for (const key of Object.values(rateKeys)) for (const { start } of tieredOf(price[key])?.tiers ?? []) starts.add(start);
  const ratesFrom = (start: number): PriceRates | null => {
    const rates: Record<string, bigint | null> = {};
    for (const [name, key] of Object.entries(rateKeys)) {
      const usd = usdFrom(price[key], start);
      const rate = usd === null ? null : rateFromUsdPerMillion(usd);
      if (usd !== null && (rate === null || rate < 0n || rate > maxNanoUsdPerMillion)) return null;
      rates[name] = rate;
    }
    return { ...(rates as unknown as PriceRates), inputRate: rates['inputRate'] ?? 0n, outputRate: rates['outputRate'] ?? 0n };
  };
  const base = ratesFrom(-1);
  if (base === null) return 'A price of it is not from 0 to 1,000,000 USD per million tokens.';
  const tiers = [...starts].sort((one, other) => other - one).map((start) => ({ aboveInputTokens: start, rates: ratesFrom(start) }));
  return { ...base, tiers: tiers.flatMap(({ aboveInputTokens, rates }) => (rates === null ? [] : [{ aboveInputTokens, ...rates }])) };
}

const tieredOf = (price: number | TieredPrices | undefined): TieredPrices | null =>
  typeof price === 'object' && Array.isArray(price.tiers) ? price : null;

/** The rate above so many input tokens; -1: the lowest. */
function usdFrom(price: number | TieredPrices | undefined, above: number): number | null {
  if (price === undefined || typeof price === 'number') return price ?? null;
  const reached = price.tiers.filter(({ start }) => start <= above).sort((one, other) => other.start - one.start)[0];
  return reached?.price ?? price.base;
}
