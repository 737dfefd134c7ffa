import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codedError } from '../../platform/graphql/errors.ts';
import { TrustedDocuments } from '../../platform/graphql/trusted.ts';

let loaded: Promise<TrustedDocuments> | null = null;

/** The documents of the dashboard, the trainers and the commands, from the list that `codegen` writes; read at their first use. */
export function trustedDocuments(): Promise<TrustedDocuments> {
  loaded ??= readFile(join(import.meta.dirname, 'trusted-documents.json'), 'utf8').then(
    (text) => new TrustedDocuments(JSON.parse(text) as Record<string, string>),
  );
  return loaded;
}

/** The parameters of an operation, of any form. */
type Params = Readonly<Record<string, unknown>>;

/**
 * The parameters with the text of the document that they name by its id: `documentId` ("sha256:…" or the hash alone), or Apollo's
 * `extensions.persistedQuery`. Unchanged where they hold a text, or name none.
 *
 * Errors  throws PERSISTED_QUERY_NOT_FOUND (400), after which clients send the text.
 */
export async function withText(params: Params): Promise<Params> {
  const { query, documentId, extensions, ...others } = params;
  if (typeof query === 'string' && query !== '') return params;
  const id = idIn(documentId, extensions);
  if (id === null) return params;
  const text = (await trustedDocuments()).textOf(id);
  // The message that clients of this protocol look for.
  if (text === null) throw codedError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { httpStatus: 400 });
  return { ...others, query: text };
}

function idIn(documentId: unknown, extensions: unknown): string | null {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } | null } | null | undefined)?.persistedQuery;
  const id = documentId ?? persisted?.sha256Hash;
  return typeof id === 'string' ? id.replace(/^sha256:/, '').toLowerCase() : null;
}
