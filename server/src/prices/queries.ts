import type { Pool } from 'pg';
import type { Price, PriceTier } from './types.ts';

/** A row of `prices` as the driver gives it: 64-bit rates as text. */
interface PriceRow {
  id: string;
  scope: Price['scope'];
  provider: string;
  model: string;
  source: string;
  effective_from: Date;
  input_rate: string;
  output_rate: string;
  cache_read_rate: string | null;
  cache_write_rate: string | null;
  reasoning_rate: string | null;
  tiers: unknown;
}

/** Every price of the workspace, in no order. */
export async function pricesOf(postgres: Pool, workspaceId: string): Promise<Price[]> {
  const { rows } = await postgres.query<PriceRow>({
    name: 'prices.all',
    text: `SELECT id, scope::text AS scope, provider, model, source, effective_from, input_rate::text, output_rate::text,
      cache_read_rate::text, cache_write_rate::text, reasoning_rate::text, tiers FROM prices WHERE workspace_id = $1`,
    values: [workspaceId],
  });
  return rows.map((row) => ({
    id: row.id,
    scope: row.scope,
    provider: row.provider,
    model: row.model,
    source: row.source,
    effectiveFrom: row.effective_from,
    inputRate: BigInt(row.input_rate),
    outputRate: BigInt(row.output_rate),
    cacheReadRate: rateOrNull(row.cache_read_rate),
    cacheWriteRate: rateOrNull(row.cache_write_rate),
    reasoningRate: rateOrNull(row.reasoning_rate),
    tiers: decodeTiers(row.tiers),
  }));
}

interface StoredTier {
  aboveInputTokens: number;
  inputRate: string;
  outputRate: string;
  cacheReadRate: string | null;
  cacheWriteRate: string | null;
  reasoningRate: string | null;
}

/** Tiers as they are kept in the `tiers` column: rates as decimal text. */
export const encodeTiers = (tiers: readonly PriceTier[]): StoredTier[] =>
  tiers.map((tier) => ({
    aboveInputTokens: tier.aboveInputTokens,
    inputRate: tier.inputRate.toString(),
    outputRate: tier.outputRate.toString(),
    cacheReadRate: tier.cacheReadRate?.toString() ?? null,
    cacheWriteRate: tier.cacheWriteRate?.toString() ?? null,
    reasoningRate: tier.reasoningRate?.toString() ?? null,
  }));

/** The tiers of a stored price, highest threshold first. */
export const decodeTiers = (stored: unknown): PriceTier[] =>
  (stored as StoredTier[])
    .map((tier) => ({
      aboveInputTokens: tier.aboveInputTokens,
      inputRate: BigInt(tier.inputRate),
      outputRate: BigInt(tier.outputRate),
      cacheReadRate: rateOrNull(tier.cacheReadRate),
      cacheWriteRate: rateOrNull(tier.cacheWriteRate),
      reasoningRate: rateOrNull(tier.reasoningRate),
    }))
    .sort((a, b) => b.aboveInputTokens - a.aboveInputTokens);

const rateOrNull = (rate: string | null): bigint | null => (rate === null ? null : BigInt(rate));
