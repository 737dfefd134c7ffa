import type { AnyVariables, Client, CombinedError } from 'urql';
import { asDocument } from './document.ts';
import { failureWords, sentence } from './failure.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/** Why a change was not made, in words for the reader. */
export interface Refusal {
  readonly message: string;
  /** What of the input it is about, as a path in the API’s words: `price.rates.inputUsdPerMillion`; null: the whole of it. */
  readonly field: string | null;
  /** As docs/errors.md lists them; absent: the server gave none. */
  readonly code?: string;
}

/** What came of a change that was sent. */
export type Sent<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly refusal: Refusal };

/** Sends a change; the answer is data or a reason, and is never thrown. */
export async function send<Data, Variables extends AnyVariables>(
  client: Client,
  mutation: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Sent<Data>> {
  const { data, error } = await client.mutation(asDocument(mutation), variables).toPromise();
  if (error !== undefined) return { ok: false, refusal: refusalOf(error) };
  if (data === undefined || data === null)
    return { ok: false, refusal: { message: 'The server gave no answer. Nothing is known to be saved.', field: null } };
  return { ok: true, data };
}

/** `maskingKinds: has "X"; known are …` names its field before a colon where no extension does. */
const NAMED_FIELD = /^([A-Za-z_]\w*(?:\.\w+|\[\d+\])*): (.+)$/s;

export function refusalOf(error: CombinedError): Refusal {
  const message = failureWords(error);
  const [refused] = error.graphQLErrors;
  if (refused === undefined) return { message, field: null };
  const {
    code,
    field,
    reason: extension,
  } = refused.extensions as { readonly code?: unknown; readonly field?: unknown; readonly reason?: unknown };
  const coded = typeof code === 'string' ? { code } : {};
  const [, named, reason] = (code === 'BAD_USER_INPUT' ? NAMED_FIELD.exec(message) : null) ?? [];
  if (typeof field === 'string') {
    const own = typeof extension === 'string' ? sentence(extension) : (reason ?? withoutField(message, field));
    return { message: own, field: dotted(field), ...coded };
  }
  return named === undefined || reason === undefined
    ? { message, field: null, ...coded }
    : { message: reason, field: dotted(named), ...coded };
}

/** Without the `input.tiles[1]: ` before it, which the form says in its own words. */
const withoutField = (message: string, field: string): string =>
  message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;

/** `tiers[0].rates` as `tiers.0.rates`. */
const dotted = (path: string): string => path.replaceAll(/\[(\d+)\]/g, '.$1');
