import { providerName } from '../../models/pure/provider.ts';
import type { Price } from '../types.ts';
import { manualSource, shippedSource } from '../types.ts';
import { nameVariants } from './names.ts';

const maxCachedNames = 20_000;

/** A price that a message can have, and the rules that lead to it from the name of the message's model (names.ts). */
export interface Match {
  readonly price: Price;
  readonly by: readonly string[];
}

/** Whose prices: set by a person in the product, imported by a person from a table, or shipped with the product. */
type Origin = 'manual' | 'imported' | 'shipped';
const originOf = (source: string): Origin => (source === manualSource ? 'manual' : source === shippedSource ? 'shipped' : 'imported');

/** Prices of one scope, name, provider and origin. */
interface Slot {
  readonly key: string;
  readonly name: string;
  readonly by: readonly string[];
}

/**
 * Every price of a workspace, and which of them holds for a message.
 *
 * Order   what people set or imported: a price of the model, one that was set by hand of a relative of it (names.ts), one of the
 *         provider, the default. Then a shipped price of the model, then imported and shipped prices of a relative. Of each, set by hand
 *         before imported, the name as sent before other notations, at this provider before any provider; the newest that already held
 *         when the message was created. Names are compared without regard to case, the same case first; providers by the product's
 *         name (providerName).
 */
export class PriceBook {
  readonly prices: readonly Price[];
  readonly #aliases: ReadonlyMap<string, string>;
  readonly #bySlot = new Map<string, Price[]>();
  readonly #candidates = new Map<string, readonly Match[]>();

  /** `aliases`: models by their aliases in lower case. */
  constructor(prices: readonly Price[], aliases: ReadonlyMap<string, string> = new Map()) {
    this.prices = prices;
    this.#aliases = aliases;
    for (const price of prices) {
      const key = slotOf(price);
      const known = this.#bySlot.get(key);
      if (known === undefined) this.#bySlot.set(key, [price]);
      else known.push(price);
    }
    for (const dated of this.#bySlot.values()) dated.sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime());
  }

  /** The price that holds for a message of this model and provider, created then; null: none is known. */
  find(model: string | null, provider: string | null, createdAt: Date): Match | null {
    const at = createdAt.getTime();
    for (const match of this.#candidatesFor(model ?? '', provider ?? '')) if (match.price.effectiveFrom.getTime() <= at) return match;
    return null;
  }

  /** The keys of the places where a price of such a message is looked for, in order (slotOf). */
  slotsFor(model: string | null, provider: string | null): readonly string[] {
    return this.#slotsFor(model ?? '', provider ?? '').map(({ key }) => key);
  }

  #candidatesFor(model: string, provider: string): readonly Match[] {
    const key = `${provider}\u0000${model}`;
    const known = this.#candidates.get(key);
    if (known !== undefined) return known;
    const candidates = this.#slotsFor(model, provider).flatMap((slot) => this.#matches(slot));
    if (this.#candidates.size >= maxCachedNames) this.#candidates.clear();
    this.#candidates.set(key, candidates);
    return candidates;
  }

  #matches({ key, name, by }: Slot): Match[] {
    const prices = this.#bySlot.get(key) ?? [];
    const exact = prices.filter(({ model }) => model === name);
    const others = prices.filter(({ model }) => model !== name);
    return [...exact.map((price) => ({ price, by })), ...others.map((price) => ({ price, by: [...by, 'upper and lower case are one'] }))];
  }

  #slotsFor(model: string, sentProvider: string): Slot[] {
    const provider = sentProvider === '' ? '' : providerName(sentProvider);
    const slots: Slot[] = [];
    const variants = nameVariants(model, provider, this.#aliases);
    const ofModel = (isRelative: boolean, origin: Origin): void => {
      for (const variant of variants) {
        if (variant.isRelative !== isRelative) continue;
        const { name, by } = variant;
        for (const at of variant.providers) {
          // Tables write the model of a provider as "azure/gpt-4o".
          const written = `${at}/${name}`;
          if (at !== '') for (const owner of [at, '']) slots.push({ key: keyOf('MODEL', written, owner, origin), name: written, by });
          slots.push({ key: keyOf('MODEL', name, at, origin), name, by });
        }
      }
    };
    const add = (scope: 'PROVIDER' | 'DEFAULT', owner: string, origin: Origin): void => {
      slots.push({ key: keyOf(scope, '', owner, origin), name: '', by: [] });
    };
    for (const origin of ['manual', 'imported'] as const) ofModel(false, origin);
    ofModel(true, 'manual');
    for (const origin of ['manual', 'imported'] as const) if (provider !== '') add('PROVIDER', provider, origin);
    for (const origin of ['manual', 'imported'] as const) add('DEFAULT', '', origin);
    ofModel(false, 'shipped');
    for (const origin of ['imported', 'shipped'] as const) ofModel(true, origin);
    return slots;
  }
}

/** Where a price stands in the book. */
export const slotOf = ({ scope, model, provider, source }: Pick<Price, 'scope' | 'model' | 'provider' | 'source'>): string =>
  keyOf(scope, model, provider === '' ? '' : providerName(provider), originOf(source));

const keyOf = (scope: Price['scope'], model: string, provider: string, origin: Origin): string =>
  `${scope}\u0000${model.toLowerCase()}\u0000${provider}\u0000${origin}`;
