import type { CheckedPrice } from './ingest.ts';
import type { PriceRates, PriceTier } from './types.ts';

/** What a model costs from a day on. */
type Charge = PriceRates & { readonly from: Date; readonly tiers: readonly PriceTier[] };

/** What a table says of one model. */
export interface DatedEntry {
  /** '' for any. */
  readonly provider: string;
  readonly model: string;
  /** By day; the epoch is always. */
  readonly charges: readonly Charge[];
}

/** An entry that was left out. */
export interface TableSkip {
  model: string;
  reason: string;
}

export interface TableOfPrices {
  readonly source: string;
  readonly entries: readonly DatedEntry[];
}

/**
 * The prices to add so that those of the table hold from `now` on: all of a model that the source had no price of, and of others each that
 * differs from the one in force on its day.
 */
export function newsOf(
  { source, entries }: TableOfPrices,
  stored: readonly CheckedPrice[],
  now: Date,
): { prices: CheckedPrice[]; added: number; changed: number } {
  const known = Map.groupBy(stored, keyOf);
  const news = { prices: [] as CheckedPrice[], added: 0, changed: 0 };
  for (const { provider, model, charges } of entries) {
    const priceFrom = ({ from, ...charge }: Charge, effectiveFrom = from): CheckedPrice => ({
      scope: 'MODEL',
      provider,
      model,
      source,
      effectiveFrom,
      ...charge,
    });
    const before = known.get(keyOf({ provider, model }));
    if (before === undefined) {
      news.prices.push(...charges.map((charge) => priceFrom(charge)));
      news.added += 1;
      continue;
    }
    const changes = charges.flatMap((charge, place) => {
      // What always held until another day cannot have changed but from now to that day.
      const isOver = (charges[place + 1]?.from ?? now) < now;
      const from = charge.from.getTime() === 0 ? now : charge.from;
      if (charge.from.getTime() === 0 && isOver) return [];
      const inForce = inForceAt(before, from);
      return inForce !== null && chargesTheSame(inForce, priceFrom(charge)) ? [] : [priceFrom(charge, from)];
    });
    news.prices.push(...changes);
    if (changes.length > 0) news.changed += 1;
  }
  return news;
}

const keyOf = ({ provider, model }: Pick<CheckedPrice, 'provider' | 'model'>): string => `${provider}\u0000${model}`;

function inForceAt(prices: readonly CheckedPrice[], at: Date): CheckedPrice | null {
  let newest: CheckedPrice | null = null;
  for (const price of prices)
    if (price.effectiveFrom <= at && (newest === null || price.effectiveFrom > newest.effectiveFrom)) newest = price;
  return newest;
}

/** Whether two prices charge the same. */
export function chargesTheSame(one: CheckedPrice, other: CheckedPrice): boolean {
  const text = ({ inputRate, outputRate, cacheReadRate, cacheWriteRate, reasoningRate, tiers }: CheckedPrice): string =>
    JSON.stringify(
      [
        inputRate,
        outputRate,
        cacheReadRate,
        cacheWriteRate,
        reasoningRate,
        tiers.map((tier) => [
          tier.aboveInputTokens,
          tier.inputRate,
          tier.outputRate,
          tier.cacheReadRate,
          tier.cacheWriteRate,
          tier.reasoningRate,
        ]),
      ],
      (_key, value) => (typeof value === 'bigint' ? value.toString() : value),
    );
  return text(one) === text(other);
}
