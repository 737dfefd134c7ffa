import { RecentMap } from '../../platform/ingest/remembered.ts';
import type { Postgres, Statements } from '../../platform/store/postgres/postgres.ts';
import { PriceBook } from './pure/book.ts';
import { bookStamp, modelAliases, pricesOf } from './queries.ts';

interface KnownBook {
  readonly stamp: string;
  readonly book: PriceBook;
}

const maxKeptBooks = 100;
const booksOf = new WeakMap<Postgres, RecentMap<KnownBook>>();

/** The workspace's price book as it stands now. A snapshot: load again after a price has changed. Kept until one has (commands.test.ts). */
export async function loadPriceBook({ postgres }: { postgres: Postgres }, workspaceId: string): Promise<PriceBook> {
  const kept = booksOf.get(postgres) ?? new RecentMap<KnownBook>(maxKeptBooks);
  booksOf.set(postgres, kept);
  const stamp = (await bookStamp(postgres, { workspaceId }))[0]?.stamp ?? '';
  const known = kept.get(workspaceId);
  if (known?.stamp === stamp) return known.book;
  const book = new PriceBook(await pricesOf(postgres, { workspaceId }), await aliasesOf(postgres, workspaceId));
  kept.set(workspaceId, { stamp, book });
  return book;
}

/** The models of aliases, by the alias in lower case. */
export async function aliasesOf(postgres: Statements, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const aliases = await modelAliases(postgres, { workspaceId });
  return new Map(aliases.map(({ name, model }) => [name.toLowerCase(), model]));
}
