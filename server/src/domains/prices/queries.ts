import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column, type PgSql } from '../../platform/store/pg-sql.ts';
import type { CheckedPrice } from './ingest.ts';
import { priceScopes, type PriceTier } from './types.ts';

const rate = z.string().transform(BigInt);
const rates = {
  inputRate: rate,
  outputRate: rate,
  cacheReadRate: rate.nullable(),
  cacheWriteRate: rate.nullable(),
  reasoningRate: rate.nullable(),
};

/** Tiers as they are kept in the `tiers` column: rates as decimal text. Highest threshold first. */
const Tiers = z
  .array(z.object({ aboveInputTokens: z.number(), ...rates }))
  .transform((tiers) => tiers.sort((one, other) => other.aboveInputTokens - one.aboveInputTokens));

/** 64-bit rates come as text. */
const Price = z.object({
  id: z.string(),
  scope: z.enum(priceScopes),
  provider: z.string(),
  model: z.string(),
  source: z.string(),
  effectiveFrom: z.date(),
  ...rates,
  tiers: Tiers,
  createdAt: z.date(),
});

const selected =
  pg.raw(`id, scope::text AS scope, provider, model, source, effective_from AS "effectiveFrom", input_rate::text AS "inputRate", output_rate::text AS "outputRate",
  cache_read_rate::text AS "cacheReadRate", cache_write_rate::text AS "cacheWriteRate", reasoning_rate::text AS "reasoningRate", tiers, created_at AS "createdAt"`);

/** Every price of the workspace, in no order. */
export const pricesOf = definePgQuery({
  name: 'prices.all',
  isPrepared: true,
  row: Price,
  sql: (_none: unknown, workspace) => pg`SELECT ${selected} FROM prices WHERE workspace_id = ${workspace}`,
});

/** Those of the prices with these ids that exist, in no order. */
export const pricesByIds = definePgQuery({
  name: 'prices.byIds',
  row: Price,
  sql: ({ ids }: { ids: readonly string[] }, workspace) =>
    pg`SELECT ${selected} FROM prices WHERE workspace_id = ${workspace} AND id = ANY(${pg.uuids(ids)})`,
});

/** The price of the same scope, names, source and day. */
export const priceOfNames = definePgQuery({
  name: 'prices.ofNames',
  row: Price,
  sql: ({ price: { scope, provider, model, source, effectiveFrom } }: { price: CheckedPrice }, workspace) => pg`
    SELECT ${selected} FROM prices
    WHERE workspace_id = ${workspace} AND scope = ${pg.enumerated('PriceScope', scope)} AND provider = ${pg.text(provider)} AND model = ${pg.text(model)}
      AND source = ${pg.text(source)} AND effective_from = ${pg.at(effectiveFrom)}`,
});

/** Every price that comes from a table, in no order. */
export const pricesOfTable = definePgQuery({
  name: 'prices.ofTable',
  row: Price,
  sql: ({ source }: { source: string }, workspace) => pg`
    SELECT ${selected} FROM prices WHERE workspace_id = ${workspace} AND source = ${pg.text(source)}`,
});

/** A text that is another one whenever the prices, or the aliases of models, are others. */
export const bookStamp = definePgQuery({
  name: 'prices.stamp',
  isPrepared: true,
  row: z.object({ stamp: z.string() }),
  // Each change gives its row a new xmin, and a row that is gone takes its xmin out of the sum.
  sql: (_none: unknown, workspace) => pg`
    SELECT concat_ws(' ',
      (SELECT count(*) || '/' || sum(xmin::text::bigint) FROM prices WHERE workspace_id = ${workspace}),
      (SELECT count(*) || '/' || sum(xmin::text::bigint) FROM model_aliases WHERE workspace_id = ${workspace})) AS stamp`,
});

/** By name. */
export const modelAliases = definePgQuery({
  name: 'prices.aliases',
  row: z.object({ name: z.string(), model: z.string() }),
  sql: (_none: unknown, workspace) =>
    pg`SELECT name, model FROM model_aliases WHERE workspace_id = ${workspace} ORDER BY name COLLATE "C" LIMIT 5000`,
});

/** Sets an alias; returns 0 where it is set already. */
export const storeAlias = definePgCommand({
  name: 'prices.storeAlias',
  sql: ({ name, model }: { name: string; model: string }, workspace) => pg`
    INSERT INTO model_aliases (workspace_id, name, model) VALUES (${workspace}, ${pg.text(name)}, ${pg.text(model)})
    ON CONFLICT (workspace_id, name) DO UPDATE SET model = EXCLUDED.model WHERE model_aliases.model <> EXCLUDED.model`,
});

export const removeAlias = definePgCommand({
  name: 'prices.removeAlias',
  sql: ({ name }: { name: string }, workspace) =>
    pg`DELETE FROM model_aliases WHERE workspace_id = ${workspace} AND name = ${pg.text(name)}`,
});

/** Lets one change of a workspace's prices happen at a time, until the transaction ends. */
export const lockPrices = definePgCommand({
  name: 'prices.lock',
  sql: (_none: unknown, workspace) => pg`SELECT pg_advisory_xact_lock(hashtextextended('prices ' || ${workspace}, 0))`,
});

/** Stores a price; its id. One of the same names and instant is replaced. */
export const insertPrice = definePgQuery({
  name: 'prices.insert',
  isPrepared: true,
  row: z.object({ id: z.string() }),
  sql: ({ price }: { price: CheckedPrice }, workspace) => pg`
    INSERT INTO prices (workspace_id, scope, provider, model, source, effective_from, ${pg.raw(chargeNames.join(', '))})
    VALUES (${workspace}, ${pg.enumerated('PriceScope', price.scope)}, ${pg.text(price.provider)}, ${pg.text(price.model)}, ${pg.text(price.source)},
      ${pg.at(price.effectiveFrom)}, ${charges(price)})
    ON CONFLICT (workspace_id, scope, provider, model, source, effective_from)
    DO UPDATE SET ${pg.raw(chargeNames.map((name) => `${name} = EXCLUDED.${name}`).join(', '))}
    RETURNING id`,
});

const priceColumns: readonly Column<CheckedPrice>[] = [
  textColumn('scope', ({ scope }) => scope, '"PriceScope"'),
  textColumn('provider', ({ provider }) => provider),
  textColumn('model', ({ model }) => model),
  textColumn('source', ({ source }) => source),
  timeColumn('effective_from', ({ effectiveFrom }) => effectiveFrom),
  plainColumn('input_rate', 'int8', ({ inputRate }) => inputRate),
  plainColumn('output_rate', 'int8', ({ outputRate }) => outputRate),
  plainColumn('cache_read_rate', 'int8', ({ cacheReadRate }) => cacheReadRate),
  plainColumn('cache_write_rate', 'int8', ({ cacheWriteRate }) => cacheWriteRate),
  plainColumn('reasoning_rate', 'int8', ({ reasoningRate }) => reasoningRate),
  textColumn('tiers', ({ tiers }) => JSON.stringify(tiers.map(storedTier)), 'jsonb'),
];
const priceColumnNames = priceColumns.map(({ name }) => name).join(', ');

/** Stores the prices of a table, no two of the same names and instant; those that are stored stay. */
export const insertPrices = definePgCommand({
  name: 'prices.insertTable',
  sql: ({ prices }: { prices: readonly CheckedPrice[] }, workspace) => pg`
    INSERT INTO prices (workspace_id, ${pg.raw(priceColumnNames)})
    SELECT ${workspace}, ${pg.raw(priceColumnNames)} FROM ${unnest(priceColumns, prices, 'sent')}
    ON CONFLICT (workspace_id, scope, provider, model, source, effective_from) DO NOTHING`,
});

/** Makes a stored price charge otherwise. */
export const updatePrice = definePgCommand({
  name: 'prices.update',
  sql: ({ id, price }: { id: string; price: CheckedPrice }, workspace) => pg`
    UPDATE prices SET (${pg.raw(chargeNames.join(', '))}) = (${charges(price)}) WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export const removePrice = definePgCommand({
  name: 'prices.delete',
  sql: ({ id }: { id: string }, workspace) => pg`DELETE FROM prices WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

const chargeNames = ['input_rate', 'output_rate', 'cache_read_rate', 'cache_write_rate', 'reasoning_rate', 'tiers'];
const charges = ({ inputRate, outputRate, cacheReadRate, cacheWriteRate, reasoningRate, tiers }: CheckedPrice): PgSql => pg`
  ${pg.int8(inputRate)}, ${pg.int8(outputRate)}, ${pg.int8(cacheReadRate)}, ${pg.int8(cacheWriteRate)}, ${pg.int8(reasoningRate)}, ${pg.json(tiers.map(storedTier))}`;

const storedTier = ({ aboveInputTokens, inputRate, outputRate, cacheReadRate, cacheWriteRate, reasoningRate }: PriceTier): unknown => ({
  aboveInputTokens,
  inputRate: inputRate.toString(),
  outputRate: outputRate.toString(),
  cacheReadRate: cacheReadRate?.toString() ?? null,
  cacheWriteRate: cacheWriteRate?.toString() ?? null,
  reasoningRate: reasoningRate?.toString() ?? null,
});

// Tables that come with the product

/** The workspaces whose table of a source is older than this day, or that have none. */
export const workspacesWithout = definePgQuery({
  name: 'prices.workspacesWithoutTable',
  acrossWorkspaces: 'At the start, a table goes to every workspace that lacks it.',
  row: z.object({ id: z.string() }),
  sql: ({ source, datedAt }: { source: string; datedAt: Date }) => pg`
    SELECT w.id FROM workspaces AS w
    WHERE NOT EXISTS (SELECT FROM price_tables AS t WHERE t.workspace_id = w.id AND t.source = ${pg.text(source)} AND t.dated_at >= ${pg.at(datedAt)})
    ORDER BY w.id`,
});

const TakenTable = z.object({ source: z.string(), version: z.string(), datedAt: z.date(), takenAt: z.date() });
export type TakenTable = z.infer<typeof TakenTable>;

/** The tables as they were last taken over. */
export const takenTables = definePgQuery({
  name: 'prices.takenTables',
  row: TakenTable,
  sql: (_none: unknown, workspace) => pg`
    SELECT source, version, dated_at AS "datedAt", taken_at AS "takenAt" FROM price_tables WHERE workspace_id = ${workspace} ORDER BY source LIMIT 10`,
});

export const noteTable = definePgCommand({
  name: 'prices.noteTable',
  sql: ({ source, version, datedAt, takenAt }: { source: string; version: string; datedAt: Date; takenAt: Date }, workspace) => pg`
    INSERT INTO price_tables (workspace_id, source, version, dated_at, taken_at)
    VALUES (${workspace}, ${pg.text(source)}, ${pg.text(version)}, ${pg.at(datedAt)}, ${pg.at(takenAt)})
    ON CONFLICT (workspace_id, source) DO UPDATE SET version = EXCLUDED.version, dated_at = EXCLUDED.dated_at, taken_at = EXCLUDED.taken_at`,
});

const count = z.number().nullable();

/** The answers in these conversations, in no order. */
export const answersOfConversations = definePgQuery({
  name: 'prices.messagesOfConversations',
  isPrepared: true,
  row: z.object({
    conversationId: z.string().transform(BigInt),
    role: z.literal('ASSISTANT'),
    model: z.string().nullable(),
    provider: z.string().nullable(),
    createdAt: z.date(),
    inputTokens: count,
    outputTokens: count,
    cacheReadTokens: count,
    cacheWriteTokens: count,
    reasoningTokens: count,
  }),
  sql: ({ conversationIds }: { conversationIds: readonly bigint[] }, workspace) => pg`
    SELECT conversation_id::text AS "conversationId", role, model, provider, created_at AS "createdAt", input_tokens AS "inputTokens", output_tokens AS "outputTokens",
      cache_read_tokens AS "cacheReadTokens", cache_write_tokens AS "cacheWriteTokens", reasoning_tokens AS "reasoningTokens"
    FROM messages WHERE workspace_id = ${workspace} AND conversation_id = ANY(${pg.int8s(conversationIds)}) AND role = 'ASSISTANT'`,
});

// Giving messages their new cost

export const anyMessage = definePgCommand({
  name: 'prices.anyMessage',
  sql: (_none: unknown, workspace) => pg`SELECT FROM messages WHERE workspace_id = ${workspace} LIMIT 1`,
});

export const namesOfModels = definePgQuery({
  name: 'prices.models',
  row: z.object({ name: z.string() }),
  sql: (_none: unknown, workspace) => pg`SELECT name FROM models WHERE workspace_id = ${workspace}`,
});

export const answerCount = definePgQuery({
  name: 'reprice.count',
  isPrepared: true,
  row: z.object({ count: z.number() }),
  sql: (_none: unknown, workspace) =>
    pg`SELECT count(*)::int AS count FROM messages WHERE workspace_id = ${workspace} AND role = 'ASSISTANT'`,
});

/** Only a model's replies have a cost. */
export const answersAfter = definePgQuery({
  name: 'reprice.next',
  isPrepared: true,
  row: z.object({ id: z.string(), model: z.string().nullable(), provider: z.string().nullable(), createdAt: z.date() }),
  sql: ({ after, limit }: { after: bigint; limit: number }, workspace) => pg`
    SELECT id::text AS id, model, provider, created_at AS "createdAt" FROM messages
    WHERE workspace_id = ${workspace} AND role = 'ASSISTANT' AND id > ${pg.int8(after)} ORDER BY messages.id LIMIT ${pg.int8(limit)}`,
});

const acrossWorkspaces = 'The projector works through one queue of all workspaces.';

/** Returns how many messages wait to be projected, at most `limit`. */
export const countQueued = definePgCommand({
  name: 'reprice.queued',
  acrossWorkspaces,
  sql: ({ limit }: { limit: number }) => pg`SELECT FROM projection_queue LIMIT ${pg.int8(limit)}`,
});

export const lastQueued = definePgQuery({
  name: 'reprice.lastQueued',
  acrossWorkspaces,
  row: z.object({ id: z.string().nullable() }),
  sql: () => pg`SELECT max(id)::text AS id FROM projection_queue`,
});

export const anyQueuedUntil = definePgCommand({
  name: 'reprice.anyQueued',
  acrossWorkspaces,
  sql: ({ id }: { id: string }) => pg`SELECT FROM projection_queue WHERE id <= ${pg.int8(id)} LIMIT 1`,
});
