import { BadInput, fail, succeed, type Result } from './errors.ts';

/** What a search looks for: messages whose text contains every term, or that bear `id`. */
export interface Search {
  /** Pieces of text, in whatever case and form of their letters; any part of a word will do. */
  readonly terms: readonly string[];
  /** The whole search as the id that the application gave a message or a conversation. */
  readonly id: string;
}

export const maxSearchLength = 512;
export const maxTerms = 16;

/**
 * Reads what was typed: words apart, phrases in double quotes. Null where nothing was.
 *
 * Errors  more than 512 characters or 16 terms, of the argument `field`.
 */
export function parseSearch(text: string | null | undefined, field = 'search'): Result<Search | null, BadInput> {
  const id = (text ?? '').trim();
  if (id === '') return succeed(null);
  if (id.length > maxSearchLength)
    return fail(new BadInput(field, `has ${id.length} characters; at most ${maxSearchLength} are possible.`));
  const terms = [...id.matchAll(/"([^"]*)"?|[^\s"]+/g)].map(([word, phrase]) => phrase ?? word).filter((term) => term.trim() !== '');
  if (terms.length > maxTerms)
    return fail(new BadInput(field, `has ${terms.length} words; at most ${maxTerms} are possible. Put a phrase in double quotes.`));
  return succeed({ terms: [...new Set(terms)], id });
}

/** Whether nothing that is stored can match: such text is refused at ingest. */
export const isUnstorable = ({ id }: Search): boolean => id.includes('\u0000') || !id.isWellFormed();
