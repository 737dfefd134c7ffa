import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { PgSession } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadPrice, BadPriceTable } from './errors.ts';
import { checkPrice, type CheckedPrice, type PriceInput } from './ingest.ts';
import { maxTableEntries, readLitellmTable, type TableEntry, type TableSkip } from './litellm.ts';
import {
  anyMessage,
  importedPrices,
  insertPrice,
  lockPrices,
  namesOfModels,
  priceOfNames,
  pricesByIds,
  removePrice,
  updatePrice,
} from './queries.ts';
import { canBePricedAs, changeOf, type PriceChange } from './reach.ts';
import { reprice } from './background/reprice.ts';
import { litellmSource } from './types.ts';

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
    if (known !== undefined && isSamePrice(known, checked.value)) return succeed({ priceId: known.id, taskId: null });
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

export interface ImportedPrices {
  added: number;
  changed: number;
  unchanged: number;
  skipped: TableSkip[];
  taskId: string | null;
}

/**
 * Imports LiteLLM's table. A model's first price holds always; a price that differs from the newest imported one holds from
 * `now` on. Prices that people set stay as they are, and go before these. The same table again changes nothing.
 */
export async function importPrices(
  { postgres }: Postgres,
  workspaceId: string,
  table: unknown,
  now: Date,
): Promise<Result<ImportedPrices, BadPriceTable>> {
  if (typeof table !== 'object' || table === null || Array.isArray(table))
    return fail(new BadPriceTable('table', "The table is not LiteLLM's: that is one JSON object, with an entry for each model."));
  const count = Object.keys(table).length;
  if (count > maxTableEntries)
    return fail(new BadPriceTable('table', `The table has ${count} entries; at most ${maxTableEntries} are taken.`));
  const { entries, skipped } = readLitellmTable(table as Record<string, unknown>);
  if (entries.length === 0)
    return fail(
      new BadPriceTable(
        'table',
        `None of the table's ${count} entries has a price per token${skipped[0] === undefined ? '' : ` (${skipped[0].model}: ${skipped[0].reason})`}.`,
      ),
    );
  return inTransaction(postgres, async (client) => {
    await lockPrices(client, { workspaceId });
    const newest = new Map((await importedPrices(client, { workspaceId, source: litellmSource })).map((price) => [price.model, price]));
    const news = entries.map((entry) => priceFrom(entry, newest.get(entry.model), now)).filter((price) => price !== null);
    for (const price of news) await insertPrice(client, { workspaceId, price });
    const added = news.filter(({ model }) => !newest.has(model)).length;
    const taskId = await startReprice(client, workspaceId, news.map(changeOf));
    return succeed({ added, changed: news.length - added, unchanged: entries.length - news.length, skipped, taskId });
  });
}

/** The price to add for an entry, or null: the newest imported one says the same. */
function priceFrom(entry: TableEntry, newest: CheckedPrice | undefined, now: Date): CheckedPrice | null {
  const effectiveFrom = newest === undefined ? new Date(0) : now;
  const price: CheckedPrice = { scope: 'MODEL', provider: '', source: litellmSource, effectiveFrom, ...entry };
  return newest !== undefined && isSamePrice(newest, price) ? null : price;
}

/** Whether two prices charge the same. */
function isSamePrice(one: CheckedPrice, other: CheckedPrice): boolean {
  const text = ({ inputRate, outputRate, cacheReadRate, cacheWriteRate, reasoningRate, tiers }: CheckedPrice): string =>
    JSON.stringify(
      [
        inputRate,
        outputRate,
        cacheReadRate,
        cacheWriteRate,
        reasoningRate,
        tiers.map((tier) => [
          tier.aboveInputTokens,
          tier.inputRate,
          tier.outputRate,
          tier.cacheReadRate,
          tier.cacheWriteRate,
          tier.reasoningRate,
        ]),
      ],
      (_key, value) => (typeof value === 'bigint' ? value.toString() : value),
    );
  return text(one) === text(other);
}

/** Starts giving messages their new cost, where any can be touched. Part of the caller's transaction. */
async function startReprice(client: PgSession, workspaceId: string, changes: readonly PriceChange[]): Promise<string | null> {
  if (changes.length === 0 || !(await canTouchAny(client, workspaceId, changes))) return null;
  return enqueue(client, reprice, { workspaceId, input: { changes: changes as unknown as Prisma.InputJsonArray } });
}

/** Every model that a message names is registered, so a look at the models answers for most changes. */
async function canTouchAny(client: PgSession, workspaceId: string, changes: readonly PriceChange[]): Promise<boolean> {
  if ((await anyMessage(client, { workspaceId })) === 0) return false;
  if (changes.some(({ scope }) => scope !== 'MODEL')) return true;
  const models = await namesOfModels(client, { workspaceId });
  return models.some(({ name }) => changes.some((change) => canBePricedAs(name, change.model)));
}
