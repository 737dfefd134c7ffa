import type { Provider } from '@pydantic/genai-prices';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BadPriceTable } from './errors.ts';
import { readGenaiPrices } from './genai.ts';
import { maxTableEntries, readLitellmTable } from './litellm.ts';
import type { TableOfPrices, TableSkip } from './table.ts';
import { litellmSource, shippedSource } from './types.ts';

export interface ReadTable extends TableOfPrices {
  readonly skipped: TableSkip[];
}

/** The prices of a table, in LiteLLM's form (an object with an entry for each model) or that of genai-prices (a list of providers). */
export function readTable(table: unknown): Result<ReadTable, BadPriceTable> {
  if (Array.isArray(table)) return readProviders(table);
  if (typeof table !== 'object' || table === null)
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
  const dated = entries.map(({ model, ...charge }) => ({ provider: '', model, charges: [{ from: new Date(0), ...charge }] }));
  return succeed({ source: litellmSource, entries: dated, skipped });
}

/** What comes from outside may be anything: it is a table of genai-prices where all of it can be read as one. */
function readProviders(table: readonly unknown[]): Result<ReadTable, BadPriceTable> {
  const notATable = "The table is not LiteLLM's, one JSON object, nor that of genai-prices, a list of providers with their models.";
  const looksRight =
    table.length > 0 && table.every((item) => typeof item === 'object' && item !== null && 'id' in item && 'models' in item);
  if (!looksRight) return fail(new BadPriceTable('table', notATable));
  try {
    const { entries, skipped } = readGenaiPrices(table as readonly Provider[]);
    if (entries.length > maxTableEntries)
      return fail(new BadPriceTable('table', `The table has ${entries.length} names; at most ${maxTableEntries} are taken.`));
    return succeed({ source: shippedSource, entries, skipped });
  } catch {
    return fail(new BadPriceTable('table', notATable));
  }
}
