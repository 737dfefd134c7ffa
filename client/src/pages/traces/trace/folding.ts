import type { SpanRow } from './span-rows.ts';

/** Everything folded, except a single root: one row alone would carry no information. */
export function allFolded(rows: readonly SpanRow[]): ReadonlySet<string> {
  const roots = rows.filter(({ parentId }) => parentId === null);
  const folded = new Set(rows.map(({ id }) => id));
  if (roots.length === 1) folded.delete((roots[0] as SpanRow).id);
  return folded;
}

/** All of one kind folded, all others open. */
export function kindFolded(rows: readonly SpanRow[], kind: SpanRow['kind']): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
}
