export const priceScopes = ['DEFAULT', 'PROVIDER', 'MODEL'] as const;
export type PriceScope = (typeof priceScopes)[number];

/**
 * Rates in integer nano-dollars (1 USD = 1e9) per million tokens.
 * null: as the input rate (cache), as the output rate (reasoning).
 */
export interface PriceRates {
  inputRate: bigint;
  outputRate: bigint;
  cacheReadRate: bigint | null;
  cacheWriteRate: bigint | null;
  reasoningRate: bigint | null;
}

/** Rates of a whole message whose input is longer than `aboveInputTokens`. */
export interface PriceTier extends PriceRates {
  aboveInputTokens: number;
}

/** One dated price. Empty names mean "any". */
export interface Price extends PriceRates {
  id: string;
  scope: PriceScope;
  provider: string;
  model: string;
  /** "manual", or the table that it comes from. */
  source: string;
  /** Holds from then on; the epoch means always. */
  effectiveFrom: Date;
  /** Highest threshold first. */
  tiers: readonly PriceTier[];
  /** When it was stored. */
  createdAt: Date;
}

/** Set by a person, in the product; every other source is a table. */
export const manualSource = 'manual';
/** LiteLLM's model price table, imported by a person. */
export const litellmSource = 'litellm';
/** The prices that come with the product: those of the package genai-prices. */
export const shippedSource = 'genai-prices';
