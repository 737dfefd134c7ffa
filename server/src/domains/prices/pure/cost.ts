import type { TokenLedger } from '../../messages/types.ts';
import type { PriceBook } from './book.ts';
import type { Price, PriceRates } from '../types.ts';

/** What one bucket of tokens costs, in nano-dollars times 10^6 (tokens times rate): exact, not yet rounded. */
export interface CostParts {
  input: bigint;
  cacheRead: bigint;
  cacheWrite: bigint;
  output: bigint;
  reasoning: bigint;
}

export interface PricedMessage {
  model: string | null;
  provider: string | null;
  createdAt: Date;
}

/** Why a cost is not known. */
export type CostGap = 'NO_PRICE' | 'NO_TOKENS' | 'NOT_A_MODEL_CALL';

export type Cost =
  | { state: 'priced'; nanoUsd: bigint; priceId: string; price: Price; by: readonly string[]; rates: PriceRates; parts: CostParts }
  | { state: 'unpriced'; gap: CostGap; reason: string };

const microParts = 1_000_000n;

/**
 * What a message costs, and why: tokens of each bucket times the rate of the price that held when the message was created.
 *
 * Units   `nanoUsd` integer nano-dollars, rounded half up once for the whole message.
 * Null    no price is known for its model, or it reports no tokens: `reason` says so.
 */
export function costOf(ledger: TokenLedger, prices: PriceBook, message: PricedMessage): Cost {
  if (!ledger.inputReported && !ledger.outputReported) return { state: 'unpriced', gap: 'NO_TOKENS', reason: 'No tokens were reported.' };
  const match = prices.find(message.model, message.provider, message.createdAt);
  if (match === null) {
    const subject = message.model === null || message.model === '' ? 'a message without a model' : `model ${message.model}`;
    return {
      state: 'unpriced',
      gap: 'NO_PRICE',
      reason: `No price is known for ${subject}${message.model ? '' : ': set a default price'}.`,
    };
  }
  const { price, by } = match;
  const rates = ratesFor(price, ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite);
  const parts: CostParts = {
    input: BigInt(ledger.uncachedInput) * rates.inputRate,
    cacheRead: BigInt(ledger.cacheRead) * (rates.cacheReadRate ?? rates.inputRate),
    cacheWrite: BigInt(ledger.cacheWrite) * (rates.cacheWriteRate ?? rates.inputRate),
    output: BigInt(ledger.visibleOutput) * rates.outputRate,
    reasoning: BigInt(ledger.reasoning) * (rates.reasoningRate ?? rates.outputRate),
  };
  const total = parts.input + parts.cacheRead + parts.cacheWrite + parts.output + parts.reasoning;
  return { state: 'priced', nanoUsd: (total + microParts / 2n) / microParts, priceId: price.id, price, by, rates, parts };
}

/** The rates of a message with this many input tokens: those of the highest tier that it is above, else the base rates. */
function ratesFor(price: Price, inputTokens: number): PriceRates {
  for (const tier of price.tiers) if (inputTokens > tier.aboveInputTokens) return tier;
  return price;
}
