import { BadArgument, fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { readName, readRequiredName } from '../../platform/ingest/values.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { PgSession } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadPrice, BadPriceTable } from './errors.ts';
import { checkPrice, type PriceInput } from './ingest.ts';
import { aliasesOf } from './load.ts';
import { readTable, type ReadTable } from './read-table.ts';
import { chargesTheSame, newsOf, type TableSkip } from './table.ts';
import {
  anyMessage,
  insertPrice,
  insertPrices,
  lockPrices,
  namesOfModels,
  noteTable,
  priceOfNames,
  pricesByIds,
  pricesOfTable,
  removeAlias,
  removePrice,
  storeAlias,
  updatePrice,
} from './queries.ts';
import { canBePricedAs, changeOf, type PriceChange } from './reach.ts';
import { manualSource, shippedSource } from './types.ts';
import { reprice } from './background/reprice.ts';

export { reprice };

type Postgres = Pick<Stores, 'postgres'>;

export interface ChangedPrice {
  /** The price as it is now; null: it was taken away. */
  priceId: string | null;
  /** The task that gives the messages it touches their new cost; null: it touches none. */
  taskId: string | null;
}

/** Sets a price; one of the same scope, names and day that a person set is replaced. The same again changes nothing. */
export async function savePrice({ postgres }: Postgres, workspaceId: string, input: PriceInput): Promise<Result<ChangedPrice, BadPrice>> {
  const checked = checkPrice(input);
  if (!checked.ok) return checked;
  return inTransaction(postgres, async (client) => {
    await lockPrices(client, { workspaceId });
    const [known] = await priceOfNames(client, { workspaceId, price: checked.value });
    if (known !== undefined && chargesTheSame(known, checked.value)) return succeed({ priceId: known.id, taskId: null });
    if (known !== undefined) await updatePrice(client, { workspaceId, id: known.id, price: checked.value });
    const [price] = known === undefined ? await insertPrice(client, { workspaceId, price: checked.value }) : [known];
    return succeed({ priceId: price?.id ?? null, taskId: await startReprice(client, workspaceId, [changeOf(checked.value)]) });
  });
}

/** Takes a price away; messages get the price that comes next, or none. */
export async function deletePrice({ postgres }: Postgres, workspaceId: string, id: string): Promise<Result<ChangedPrice, NotFound>> {
  return inTransaction(postgres, async (client) => {
    await lockPrices(client, { workspaceId });
    const [price] = await pricesByIds(client, { workspaceId, ids: [id] });
    if (price === undefined) return fail(new NotFound('Price', id));
    await removePrice(client, { workspaceId, id });
    return succeed({ priceId: null, taskId: await startReprice(client, workspaceId, [changeOf(price)]) });
  });
}

/** An alias as the API takes it. */
export type ModelAliasInput = { name?: string | null | undefined; model?: string | null | undefined };

export interface ChangedAlias {
  readonly name: string;
  /** Null: the name is no alias any more. */
  readonly model: string | null;
  readonly taskId: string | null;
}

/** Makes a name an alias of a model, or of none; messages of that name get the cost of the model. The same again changes nothing. */
export async function saveModelAlias(
  { postgres }: Postgres,
  workspaceId: string,
  input: ModelAliasInput,
): Promise<Result<ChangedAlias, BadArgument>> {
  const checked = checkInput({ name: readRequiredName(input, 'name'), model: readName(input, 'model') }, BadArgument);
  if (!checked.ok) return checked;
  const { name, model } = checked.value;
  if (model !== null && model.toLowerCase() === name.toLowerCase())
    return fail(new BadArgument('model', 'is the name itself; an alias is of another model'));
  return inTransaction(postgres, async (client) => {
    await lockPrices(client, { workspaceId });
    const count =
      model === null ? await removeAlias(client, { workspaceId, name }) : await storeAlias(client, { workspaceId, name, model });
    const change = { scope: 'MODEL', provider: '', model: name, source: manualSource, effectiveFrom: new Date(0) } as const;
    const taskId = count === 0 ? null : await startReprice(client, workspaceId, [changeOf(change)]);
    return succeed({ name, model, taskId });
  });
}

export interface ImportedPrices {
  added: number;
  changed: number;
  unchanged: number;
  skipped: TableSkip[];
  taskId: string | null;
}

/**
 * Imports a table: LiteLLM's, or genai-prices' newer one. A model's first price holds always; one that differs from what was imported from
 * the same source holds from `now` on, or from the day that the table says. Prices that people set stay as they are, and go before these.
 * The same table again changes nothing.
 */
export async function importPrices(
  { postgres }: Postgres,
  workspaceId: string,
  table: unknown,
  now: Date,
): Promise<Result<ImportedPrices, BadPriceTable>> {
  const read = readTable(table);
  if (!read.ok) return read;
  return inTransaction(postgres, async (client) => {
    const taken = await takeTable(client, workspaceId, read.value, now);
    const { source } = read.value;
    if (source === shippedSource) await noteTable(client, { workspaceId, source, version: 'updated', datedAt: now, takenAt: now });
    return succeed(taken);
  });
}

/**
 * Stores what is new in a table, and starts giving messages their new cost. Part of the caller's transaction.
 *
 * `reach`  which messages: those that the prices touch, or all.
 */
export async function takeTable(
  client: PgSession,
  workspaceId: string,
  table: ReadTable,
  now: Date,
  reach: 'changed' | 'everything' = 'changed',
): Promise<ImportedPrices> {
  await lockPrices(client, { workspaceId });
  const stored = await pricesOfTable(client, { workspaceId, source: table.source });
  const { prices, added, changed } = newsOf(table, stored, now);
  if (prices.length > 0) await insertPrices(client, { workspaceId, prices });
  const taskId =
    reach === 'everything' ? await repriceEverything(client, workspaceId) : await startReprice(client, workspaceId, prices.map(changeOf));
  return { added, changed, unchanged: table.entries.length - added - changed, skipped: table.skipped, taskId };
}

/** Starts giving messages their new cost, where any can be touched. Part of the caller's transaction. */
async function startReprice(client: PgSession, workspaceId: string, changes: readonly PriceChange[]): Promise<string | null> {
  if (changes.length === 0 || !(await canTouchAny(client, workspaceId, changes))) return null;
  return enqueue(client, reprice, { workspaceId, input: { changes: changes as unknown as Prisma.InputJsonArray } });
}

/** Gives every message its new cost, where the rules have changed by which prices are found. Part of the caller's transaction. */
async function repriceEverything(client: PgSession, workspaceId: string): Promise<string | null> {
  if ((await anyMessage(client, { workspaceId })) === 0) return null;
  return enqueue(client, reprice, { workspaceId, input: { everything: true } });
}

/** Every model that a message names is registered, so a look at the models answers for most changes. */
async function canTouchAny(client: PgSession, workspaceId: string, changes: readonly PriceChange[]): Promise<boolean> {
  if ((await anyMessage(client, { workspaceId })) === 0) return false;
  if (changes.some(({ scope }) => scope !== 'MODEL')) return true;
  const models = await namesOfModels(client, { workspaceId });
  return canBePricedAs(
    models.map(({ name }) => name),
    changes.map(({ model }) => model),
    await aliasesOf(client, workspaceId),
  );
}
