import { nameVariants } from './pure/names.ts';
import { slotOf, type PriceBook } from './pure/book.ts';
import type { Price, PriceScope } from './types.ts';

/** A price that was set, changed or taken away: its names, where it comes from, and from when it holds (or held). */
export interface PriceChange {
  scope: PriceScope;
  provider: string;
  model: string;
  source: string;
  /** ISO 8601. */
  effectiveFrom: string;
}

export const changeOf = (price: Pick<Price, 'scope' | 'provider' | 'model' | 'source' | 'effectiveFrom'>): PriceChange => ({
  scope: price.scope,
  provider: price.provider,
  model: price.model,
  source: price.source,
  effectiveFrom: price.effectiveFrom.toISOString(),
});

/** Which messages a set of price changes can have given another cost. */
export class Reach {
  readonly #book: PriceBook;
  readonly #earliest = new Map<string, number>();
  readonly #slots = new Map<string, readonly string[]>();

  constructor(book: PriceBook, changes: readonly PriceChange[]) {
    this.#book = book;
    for (const change of changes) {
      const slot = slotOf(change);
      const from = new Date(change.effectiveFrom).getTime();
      this.#earliest.set(slot, Math.min(from, this.#earliest.get(slot) ?? from));
    }
  }

  /** False only where no change can matter: none of these names, before they hold, or under a price that goes before them. */
  touches(model: string | null, provider: string | null, createdAt: Date): boolean {
    const found = this.#book.find(model, provider, createdAt);
    const foundSlot = found === null ? null : slotOf(found.price);
    for (const slot of this.#slotsOf(model ?? '', provider ?? '')) {
      if ((this.#earliest.get(slot) ?? Infinity) <= createdAt.getTime()) return true;
      if (slot === foundSlot) return false;
    }
    return false;
  }

  #slotsOf(model: string, provider: string): readonly string[] {
    const key = `${provider}\u0000${model}`;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slots = this.#book.slotsFor(model, provider);
    if (this.#slots.size < 20_000) this.#slots.set(key, slots);
    return slots;
  }
}

/** Whether any of these models can have a price of one of these names, at whatever provider. */
export function canBePricedAs(models: readonly string[], pricedNames: readonly string[], aliases?: ReadonlyMap<string, string>): boolean {
  const priced = new Set<string>();
  for (const name of pricedNames) {
    const lower = name.toLowerCase();
    // "azure/gpt-4o" is the table's name for gpt-4o at azure.
    for (let at = 0; ; at = lower.indexOf('/', at) + 1) {
      priced.add(lower.slice(at));
      if (lower.indexOf('/', at) < 0) break;
    }
  }
  return models.some((model) => nameVariants(model, model.split('/')[0] ?? '', aliases).some(({ name }) => priced.has(name.toLowerCase())));
}
