import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';
import { takeTable } from '../commands.ts';
import { readTable, type ReadTable } from '../read-table.ts';
import { noteTable, takenTables, workspacesWithout } from '../queries.ts';
import { shipped } from '../shipped.ts';
import { shippedSource } from '../types.ts';

/** What was done for one workspace. */
export interface Shipment {
  readonly workspaceId: string;
  readonly added: number;
  readonly changed: number;
  /** The task that gives messages and spans their new cost; null: there are none that it could touch. */
  readonly taskId: string | null;
}

/**
 * Gives every workspace the prices that come with the product, once for each version of them, where it has no newer ones
 * (`pnpm update-prices`): prices that people set or imported go before, and a shipped price that a person deleted does not come back before
 * the next version.
 */
export async function shipPrices({ postgres }: { postgres: Postgres }, now: Date): Promise<Shipment[]> {
  const { version, datedAt } = shipped;
  const workspaces = await workspacesWithout(postgres, { source: shippedSource, datedAt });
  if (workspaces.length === 0) return [];
  const table = await shippedTable();
  const shipments: Shipment[] = [];
  for (const { id: workspaceId } of workspaces) {
    const shipment = await inTransaction(postgres, async (client) => {
      const isFirst = (await takenTables(client, { workspaceId })).length === 0;
      // A folder of before has costs by fewer rules for names (pure/names.ts).
      const taken = await takeTable(client, workspaceId, table, now, isFirst ? 'everything' : 'changed');
      await noteTable(client, { workspaceId, source: shippedSource, version, datedAt, takenAt: now });
      return taken;
    });
    shipments.push({ workspaceId, added: shipment.added, changed: shipment.changed, taskId: shipment.taskId });
  }
  return shipments;
}

/** The package is loaded only where it is needed: it is a megabyte of data. */
async function shippedTable(): Promise<ReadTable> {
  const { waitForUpdate } = await import('@pydantic/genai-prices');
  const read = readTable(await waitForUpdate());
  if (!read.ok) throw read.failure;
  return read.value;
}
