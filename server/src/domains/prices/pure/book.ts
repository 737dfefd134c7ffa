import type { Price } from '../types.ts';
import { manualSource } from '../types.ts';
import { nameVariants } from './names.ts';

const maxCachedNames = 20_000;

/**
 * Every price of a workspace, and which of them holds for a message.
 *
 * Order   a price of the model, then of the provider, then the default. Among those of the model: set by a person before
 *         imported; the name as sent before a variant of it (names.ts); of this provider before any provider; the newest that
 *         already held when the message was created.
 */
export class PriceBook {
  readonly prices: readonly Price[];
  readonly #byName = new Map<string, Price[]>();
  readonly #candidates = new Map<string, readonly Price[]>();

  constructor(prices: readonly Price[]) {
    this.prices = prices;
    for (const price of prices) {
      const key = nameKey(price.scope, price.model, price.provider);
      const known = this.#byName.get(key);
      if (known === undefined) this.#byName.set(key, [price]);
      else known.push(price);
    }
    for (const dated of this.#byName.values()) dated.sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime());
  }

  /** The price that holds for a message of this model and provider, created then; null: none is known. */
  find(model: string | null, provider: string | null, createdAt: Date): Price | null {
    const at = createdAt.getTime();
    for (const price of this.#candidatesFor(model ?? '', provider ?? '')) if (price.effectiveFrom.getTime() <= at) return price;
    return null;
  }

  #candidatesFor(model: string, provider: string): readonly Price[] {
    const key = `${provider}\u0000${model}`;
    const known = this.#candidates.get(key);
    if (known !== undefined) return known;
    const candidates = this.#lookUp(model, provider);
    if (this.#candidates.size >= maxCachedNames) this.#candidates.clear();
    this.#candidates.set(key, candidates);
    return candidates;
  }

  #lookUp(model: string, provider: string): readonly Price[] {
    const ofModel: Price[] = [];
    for (const name of nameVariants(model, provider)) {
      if (provider !== '') ofModel.push(...this.#named('MODEL', name, provider));
      ofModel.push(...this.#named('MODEL', name, ''));
    }
    const ofProvider = provider === '' ? [] : this.#named('PROVIDER', '', provider);
    return [...ofModel.filter(isManual), ...ofModel.filter(isImported), ...ofProvider, ...this.#named('DEFAULT', '', '')];
  }

  #named(scope: Price['scope'], model: string, provider: string): readonly Price[] {
    return this.#byName.get(nameKey(scope, model, provider)) ?? [];
  }
}

const nameKey = (scope: Price['scope'], model: string, provider: string): string => `${scope}\u0000${model}\u0000${provider}`;
const isManual = (price: Price): boolean => price.source === manualSource;
const isImported = (price: Price): boolean => price.source !== manualSource;
