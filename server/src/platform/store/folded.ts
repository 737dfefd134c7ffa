import { pg, type PgSql } from './pg-sql.ts';
import { join, sql, string, type Param, type Sql } from './sql.ts';

/**
 * A text in the one form in which it is searched: letters that are written in several ways are one (composed and decomposed, upper and
 * lower case by Unicode's folding, ß and ss, i with and without the dot that folding leaves of a Turkish İ). The indexes of texts hold it
 * exactly so (clickhouse/migrations/0031_ascii_folding.sql). ASCII alone is folded by its lower case, in a third of the time.
 */
export const folded = (text: Sql | Param): Sql =>
  sql`if(length(${text}) = lengthUTF8(${text}), lower(${text}), replaceAll(normalizeUTF8NFKCCasefold(toValidUTF8(${text})), 'i\u0307', 'i'))`;

/** Nearly the same, of short texts outside the store: by it names are compared, and letters counted that the folded text has at least. */
export const foldedText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('i\u0307', 'i')
    .normalize('NFKC');

/** The same form of a text in PostgreSQL, to be compared with `foldedText`. */
export const foldedInPostgres = (text: PgSql): PgSql =>
  pg`replace(replace(replace(lower(upper(normalize(${text}, NFKC))), 'ß', 'ss'), 'ς', 'σ'), 'i\u0307', 'i')`;

/** Holds where a text has another one in it. */
export const holdsText = (text: Sql, part: Param): Sql => sql`position(${folded(text)}, ${folded(part)}) > 0`;

/** The indexes hold pieces of three letters, so a shorter term has to be looked for in the text itself. */
const pieceLength = 3;
/** More pieces of a long phrase narrow nothing further. */
const maxIndexedLength = 40;

/** Holds where an indexed text has every term in it; true without terms. The first half of each is what the index answers. */
export function holdsTerms(text: Sql, terms: readonly string[]): Sql {
  const each = terms.map((term) => {
    const isThere = holdsText(text, string(term));
    const letters = [...foldedText(term)];
    if (letters.length < pieceLength) return isThere;
    return sql`hasAllTokens(${folded(text)}, ${folded(string(letters.slice(0, maxIndexedLength).join('')))}) AND ${isThere}`;
  });
  return each.length === 0 ? sql`true` : join(each, ' AND ');
}
