import type { AnyVariables, Client, RequestPolicy } from 'urql';
import { asDocument } from './document.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** An answer older than this is not taken for a fresh one, ms. */
const FRESH_MS = 30_000;

/** Queries that were sent before their page was there, and when. */
const askedBy = new WeakMap<Client, Map<string, number>>();

/**
 * Sends a query whose page is still on its way: the reader has followed a link to it, or points at one. The page then finds the
 * answer in the cache, or on its way.
 */
export function askEarly<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): void {
  const now = Date.now();
  const askedAt = askedBy.get(client) ?? new Map<string, number>();
  askedBy.set(client, askedAt);
  for (const [key, at] of askedAt) if (now - at > FRESH_MS) askedAt.delete(key);
  const key = keyOf(document, variables);
  if (askedAt.has(key)) return;
  askedAt.set(key, now);
  void client.query(asDocument(document), variables, { requestPolicy: 'cache-and-network' }).toPromise();
}

/** How a page sends a query: to the cache where it was sent early, once; else as the page would. */
export function policyOf<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  otherwise: RequestPolicy,
): RequestPolicy {
  const key = keyOf(document, variables);
  const at = askedBy.get(client)?.get(key);
  askedBy.get(client)?.delete(key);
  return at !== undefined && Date.now() - at <= FRESH_MS ? 'cache-first' : otherwise;
}

function keyOf(document: { toString(): string }, variables: AnyVariables): string {
  return `${JSON.stringify(variables)} ${document.toString()}`;
}
