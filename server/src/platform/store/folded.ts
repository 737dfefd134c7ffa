import { pg, type PgSql } from './pg-sql.ts';
import { sql, type Param, type Sql } from './sql.ts';

/**
 * A text in the one form in which it is searched: letters that are written in several ways are one (composed and decomposed, upper and
 * lower case by Unicode's folding, ß and ss). The indexes of texts hold it exactly so (clickhouse/migrations/0010_folded_text.sql).
 */
export const folded = (text: Sql | Param): Sql => sql`normalizeUTF8NFKCCasefold(toValidUTF8(${text}))`;

/** Nearly the same, of short texts outside the store: by it names are compared, and letters counted that the folded text has at least. */
export const foldedText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');

/** The same form of a text in PostgreSQL, to be compared with `foldedText`. */
export const foldedInPostgres = (text: PgSql): PgSql => pg`replace(replace(lower(upper(normalize(${text}, NFKC))), 'ß', 'ss'), 'ς', 'σ')`;

/** Holds where a text has another one in it. */
export const holdsText = (text: Sql, part: Param): Sql => sql`position(${folded(text)}, ${folded(part)}) > 0`;
