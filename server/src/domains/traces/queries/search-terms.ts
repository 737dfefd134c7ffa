import { BadInput, fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { folded } from '../../../platform/store/folded.ts';
import { join, raw, sql, string, type Sql } from '../../../platform/store/sql.ts';
import { allOf } from './filter.ts';

/** What was typed into the search box of the list of traces. */
export interface TraceSearch {
  /** The whole of it, without the quotes around it. */
  readonly text: string;
  /** Words and phrases that one text has to hold, all of them. */
  readonly terms: readonly string[];
}

const maxSearchLength = 512;
const maxTerms = 16;

/**
 * Reads what was typed: words apart, phrases in double quotes. Null where nothing was.
 *
 * Errors  more than 512 characters or 16 terms.
 */
export function parseTraceSearch(typed: string | null): Result<TraceSearch | null, BadInput> {
  const whole = (typed ?? '').trim();
  if (whole === '') return succeed(null);
  if (whole.length > maxSearchLength)
    return fail(new BadInput('search', `has ${whole.length} characters; at most ${maxSearchLength} are possible.`));
  const terms = [...whole.matchAll(/"([^"]*)"?|[^\s"]+/g)].map(([word, phrase]) => (phrase ?? word).trim()).filter((term) => term !== '');
  if (terms.length > maxTerms)
    return fail(new BadInput('search', `has ${terms.length} words; at most ${maxTerms} are possible. Put a phrase in double quotes.`));
  return succeed({ text: terms.length === 1 ? (terms[0] as string) : whole, terms: [...new Set(terms)] });
}

/** Whether nothing that is stored can match: such text is not kept. */
export const isUnstorable = ({ text }: TraceSearch): boolean => text.includes('\u0000') || !text.isWellFormed();

/** Holds for rows `c` of `contents` whose text has every term. */
export const saysTerms = (terms: readonly string[]): Sql => allOf(terms.map(saysTerm));

const isOneWord = /^[a-z0-9_]+$/i;
const hasWords = /[\p{L}\p{N}_]/u;

/** What the index of `contents` holds: exactly as it stands there (clickhouse/migrations/0031_ascii_folding.sql), or it is not used. */
const indexedText = folded(raw(String.raw`replaceAll(replaceAll(c.text, '\\n', ' '), '\\t', ' ')`));

/**
 * A word is found by the index alone, which reads no text; of a phrase, and of what is no plain word, the words narrow and the text
 * itself decides. Messages stand as JSON, so a quotation mark is looked for in its escaped form, too.
 */
function saysTerm(term: string): Sql {
  const hasTokens = sql`hasAllTokens(${indexedText}, ${folded(string(term))})`;
  if (isOneWord.test(term)) return hasTokens;
  const escaped = JSON.stringify(term).slice(1, -1);
  const isThere = anyOf([...new Set([term, escaped])].map((form) => sql`position(${indexedText}, ${folded(string(form))}) > 0`));
  return hasWords.test(term) ? sql`${hasTokens} AND ${isThere}` : isThere;
}

export const anyOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' OR ')})`);
