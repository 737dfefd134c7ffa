import type { Entry, FieldChange } from '../types.ts';

/** The fields that an entry says differ, by the names that the API gives columns. `before` null: there was none; `after` null: there is none. */
export function changesOf({ before, after }: Pick<Entry, 'before' | 'after'>): FieldChange[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...columns]
    .filter((column) => column !== 'workspace_id')
    .map((column) => ({ field: fieldName(column), before: before?.[column] ?? null, after: after?.[column] ?? null }));
}

const fieldName = (column: string): string => column.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
