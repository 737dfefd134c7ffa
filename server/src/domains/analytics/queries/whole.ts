import { z } from 'zod';
import { raw } from '../../../platform/store/sql.ts';
import { factsOnly, type Source } from './source.ts';

/**
 * Whether rows `m` hold all columns that the rollup has: `message_count` and `detailed_count` are to be among their measures. Rows that were
 * summed up by an older version, and are not computed again yet, do not.
 */
export const isWhole = raw('sum(m.detailed_count) = sum(m.message_count) AS isWhole');
export const WholeRow = z.object({ isWhole: z.coerce.boolean() });

/** The one row of a statement that selects `isWhole`; where it is not, that of the facts alone. Undefined: the statement gave none. */
export async function wholeRow<Row extends { readonly isWhole: boolean }>(
  source: Source,
  find: (source: Source) => Promise<readonly Row[]>,
): Promise<Row | undefined> {
  const [row] = await find(source);
  return row === undefined || row.isWhole ? row : (await find(factsOnly(source)))[0];
}
