import { folded, foldedText, holdsText } from '../../../platform/store/folded.ts';
import { raw, sql, string, type Sql } from '../../../platform/store/sql.ts';
import { allOf } from '../../analytics/pure/filter.ts';
import type { Search } from '../list/search.ts';

/** The index holds pieces of three letters, so a shorter term has to be looked for in the text itself. */
const pieceLength = 3;
/** More pieces of a long phrase narrow nothing further. */
const maxIndexedLength = 40;

/** Holds for rows `m` of `message_texts` that contain every term. The first half of each is what the index answers. */
export function containsTerms({ terms }: Search): Sql {
  return allOf(
    terms.map((term) => {
      const isThere = holdsText(raw('m.content'), string(term));
      const letters = [...foldedText(term)];
      if (letters.length < pieceLength) return isThere;
      return sql`hasAllTokens(${folded(raw('m.content'))}, ${folded(string(letters.slice(0, maxIndexedLength).join('')))}) AND ${isThere}`;
    }),
  );
}
