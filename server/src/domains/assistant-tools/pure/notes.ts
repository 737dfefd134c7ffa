import type { Shaped } from '../../../platform/tools/shape.ts';

/** Below this many cases, a share or mean says little. */
const thinCount = 30;

/** The notes of a result, with those that hold for each: cut lists, thin data. */
export function notesOf({ table, facts = [], notes = [] }: Shaped): string[] {
  const thin = facts.filter(({ n, value }) => n !== null && n > 0 && n < thinCount && value !== null);
  const thinNotes = thin.map(({ title, n }) => `Data is thin: ${title.toLowerCase()} is over n = ${n}.`);
  const cut =
    table == null || table.complete
      ? []
      : [
          table.total > table.rows.length
            ? `Shows ${table.rows.length} of ${table.total} rows.`
            : `Shows the first ${table.rows.length} rows; there are more.`,
        ];
  return [...new Set([...notes, ...cut, ...thinNotes])];
}
