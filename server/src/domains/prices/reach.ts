import { nameVariants } from './pure/names.ts';
import type { PriceBook } from './pure/book.ts';
import type { Price, PriceScope } from './types.ts';
import { manualSource } from './types.ts';

/** A price that was set, changed or taken away: its names, who set it, and from when it holds (or held). */
export interface PriceChange {
  scope: PriceScope;
  provider: string;
  model: string;
  isManual: boolean;
  /** ISO 8601. */
  effectiveFrom: string;
}

export const changeOf = (price: Pick<Price, 'scope' | 'provider' | 'model' | 'source' | 'effectiveFrom'>): PriceChange => ({
  scope: price.scope,
  provider: price.provider,
  model: price.model,
  isManual: price.source === manualSource,
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
      const slot = slotOf(change.scope, change.model, change.provider, change.isManual);
      const from = new Date(change.effectiveFrom).getTime();
      this.#earliest.set(slot, Math.min(from, this.#earliest.get(slot) ?? from));
    }
  }

  /** False only where no change can matter: none of these names, before they hold, or under a price that goes before them. */
  touches(model: string | null, provider: string | null, createdAt: Date): boolean {
    const found = this.#book.find(model, provider, createdAt);
    const foundSlot = found === null ? null : slotOf(found.scope, found.model, found.provider, found.source === manualSource);
    for (const slot of this.#slotsOf(model ?? '', provider ?? '')) {
      if ((this.#earliest.get(slot) ?? Infinity) <= createdAt.getTime()) return true;
      if (slot === foundSlot) return false;
    }
    return false;
  }

  /** The names that a price of this message can have, in the order in which the book asks them (pure/book.test.ts). */
  #slotsOf(model: string, provider: string): readonly string[] {
    const key = `${provider}\u0000${model}`;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slots: string[] = [];
    const providers = provider === '' ? [''] : [provider, ''];
    for (const isManual of [true, false]) {
      for (const name of nameVariants(model, provider)) for (const owner of providers) slots.push(slotOf('MODEL', name, owner, isManual));
    }
    for (const isManual of [true, false]) if (provider !== '') slots.push(slotOf('PROVIDER', '', provider, isManual));
    for (const isManual of [true, false]) slots.push(slotOf('DEFAULT', '', '', isManual));
    if (this.#slots.size < 20_000) this.#slots.set(key, slots);
    return slots;
  }
}

/** Whether a model of this name can have a price of that name, at whatever provider. */
export const canBePricedAs = (model: string, pricedName: string): boolean =>
  pricedName.endsWith(`/${model}`) || nameVariants(model, model.split('/')[0] ?? '').includes(pricedName);

const slotOf = (scope: PriceScope, model: string, provider: string, isManual: boolean): string =>
  [scope, model, provider, isManual ? 'manual' : 'imported'].join('\u0000');
