import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import { PriceBook } from './pure/book.ts';
import { pricesOf } from './queries.ts';

/** The workspace's price book as it stands now. A snapshot: load again after a price has changed. */
export async function loadPriceBook(stores: { postgres: Postgres }, workspaceId: string): Promise<PriceBook> {
  return new PriceBook(await pricesOf(stores.postgres, { workspaceId }));
}
