import type { PgSession, Statements } from '../../platform/store/postgres/postgres.ts';
import type { CheckedPrice } from './ingest.ts';
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
  created_at: Date;
}

const selected = `id, scope::text AS scope, provider, model, source, effective_from, input_rate::text, output_rate::text,
  cache_read_rate::text, cache_write_rate::text, reasoning_rate::text, tiers, created_at`;

/** Every price of the workspace, in no order. */
export async function pricesOf(postgres: Statements, workspaceId: string): Promise<Price[]> {
  const { rows } = await postgres.query<PriceRow>({ name: 'prices.all', text: `SELECT ${selected} FROM prices WHERE workspace_id = $1`, values: [workspaceId] });
  return rows.map(priceFrom);
}

/** Those of the prices with these ids that exist, in no order. */
export async function pricesByIds(client: Statements, workspaceId: string, ids: readonly string[]): Promise<Price[]> {
  const { rows } = await client.query<PriceRow>(`SELECT ${selected} FROM prices WHERE workspace_id = $1 AND id = ANY($2::uuid[])`, [workspaceId, ids]);
  return rows.map(priceFrom);
}

/** The price of the same scope, names, source and day. */
export async function priceOfNames(client: PgSession, workspaceId: string, price: CheckedPrice): Promise<Price | null> {
  const { rows } = await client.query<PriceRow>(
    `SELECT ${selected} FROM prices WHERE workspace_id = $1 AND scope = $2::"PriceScope" AND provider = $3 AND model = $4 AND source = $5 AND effective_from = $6`,
    [workspaceId, price.scope, price.provider, price.model, price.source, price.effectiveFrom],
  );
  return rows[0] === undefined ? null : priceFrom(rows[0]);
}

/** The newest price of each model that was imported from a table. */
export async function importedPrices(client: PgSession, workspaceId: string, source: string): Promise<Map<string, Price>> {
  const { rows } = await client.query<PriceRow>(
    `SELECT DISTINCT ON (model) ${selected} FROM prices WHERE workspace_id = $1 AND source = $2 AND scope = 'MODEL' AND provider = '' ORDER BY model, effective_from DESC`,
    [workspaceId, source],
  );
  return new Map(rows.map((row) => [row.model, priceFrom(row)]));
}

/** Lets one change of a workspace's prices happen at a time, until the transaction ends. */
export async function lockPrices(client: PgSession, workspaceId: string): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('prices ' || $1, 0))`, [workspaceId]);
}

/** Stores a price; its id. One of the same names and instant is replaced. */
export async function insertPrice(client: PgSession, workspaceId: string, price: CheckedPrice): Promise<string> {
  const { rows } = await client.query<{ id: string }>({
    name: 'prices.insert',
    text: `INSERT INTO prices (input_rate, output_rate, cache_read_rate, cache_write_rate, reasoning_rate, tiers, workspace_id, scope, provider, model, source, effective_from)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8::"PriceScope", $9, $10, $11, $12)
      ON CONFLICT (workspace_id, scope, provider, model, source, effective_from) DO UPDATE SET input_rate = EXCLUDED.input_rate, output_rate = EXCLUDED.output_rate,
        cache_read_rate = EXCLUDED.cache_read_rate, cache_write_rate = EXCLUDED.cache_write_rate, reasoning_rate = EXCLUDED.reasoning_rate, tiers = EXCLUDED.tiers
      RETURNING id`,
    values: [...charges(price), workspaceId, price.scope, price.provider, price.model, price.source, price.effectiveFrom],
  });
  return (rows[0] as { id: string }).id;
}

/** Makes a stored price charge otherwise. */
export async function updatePrice(client: PgSession, id: string, price: CheckedPrice): Promise<void> {
  await client.query(
    'UPDATE prices SET input_rate = $1, output_rate = $2, cache_read_rate = $3, cache_write_rate = $4, reasoning_rate = $5, tiers = $6 WHERE id = $7',
    [...charges(price), id],
  );
}

export async function deletePriceRow(client: PgSession, id: string): Promise<void> {
  await client.query('DELETE FROM prices WHERE id = $1', [id]);
}

const charges = (price: CheckedPrice): unknown[] => [
  price.inputRate.toString(),
  price.outputRate.toString(),
  price.cacheReadRate?.toString() ?? null,
  price.cacheWriteRate?.toString() ?? null,
  price.reasoningRate?.toString() ?? null,
  JSON.stringify(encodeTiers(price.tiers)),
];

const priceFrom = (row: PriceRow): Price => ({
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
  createdAt: row.created_at,
});

interface StoredTier {
  aboveInputTokens: number;
  inputRate: string;
  outputRate: string;
  cacheReadRate: string | null;
  cacheWriteRate: string | null;
  reasoningRate: string | null;
}

/** Tiers as they are kept in the `tiers` column: rates as decimal text. */
const encodeTiers = (tiers: readonly PriceTier[]): StoredTier[] =>
  tiers.map((tier) => ({
    aboveInputTokens: tier.aboveInputTokens,
    inputRate: tier.inputRate.toString(),
    outputRate: tier.outputRate.toString(),
    cacheReadRate: tier.cacheReadRate?.toString() ?? null,
    cacheWriteRate: tier.cacheWriteRate?.toString() ?? null,
    reasoningRate: tier.reasoningRate?.toString() ?? null,
  }));

/** The tiers of a stored price, highest threshold first. */
const decodeTiers = (stored: unknown): PriceTier[] =>
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
