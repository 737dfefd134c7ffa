import { useSyncExternalStore } from 'react';

/** Columns that a reader may take away or bring; time, name and status always stand. */
export const optionalColumns = ['input', 'output', 'model', 'who', 'tags', 'score', 'spans', 'tokens', 'duration', 'cost'] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

export const columnNames: Readonly<Record<OptionalColumn, string>> = {
  input: 'Input',
  output: 'Output',
  model: 'Model',
  who: 'User or session',
  tags: 'Tags',
  score: 'Score',
  spans: 'Spans',
  tokens: 'Tokens',
  duration: 'Duration',
  cost: 'Cost',
};

const widths: Readonly<Record<OptionalColumn, string>> = {
  input: 'minmax(116px, 4fr)',
  output: 'minmax(116px, 4fr)',
  model: 'minmax(92px, 1fr)',
  who: 'minmax(84px, 1fr)',
  tags: 'minmax(90px, 1fr)',
  score: '92px',
  spans: '52px',
  tokens: '54px',
  duration: '72px',
  cost: '78px',
};

export const usualColumns: readonly OptionalColumn[] = ['input', 'model', 'who', 'spans', 'tokens', 'duration', 'cost'];

/** Widths of the table's columns, as a grid takes them. */
export const gridOf = (columns: readonly OptionalColumn[]): string =>
  ['16px', '128px', 'minmax(118px, 3fr)', '66px', ...columns.map((column) => widths[column])].join(' ');

const KEY = 'ftl.traces.columns';

/** Columns as they were kept, in the table's order; what is not known is left out, and the usual ones stand where nothing was kept. */
export function readColumns(kept: string | null): readonly OptionalColumn[] {
  if (kept === null) return usualColumns;
  const names = new Set(kept.split(','));
  return optionalColumns.filter((column) => names.has(column));
}

const listeners = new Set<() => void>();
let chosen: readonly OptionalColumn[] | null = null;

/** The columns of the list of traces, kept for the next visit. */
export function useColumns(): readonly [readonly OptionalColumn[], (columns: readonly OptionalColumn[]) => void] {
  return [useSyncExternalStore(follow, held), choose];
}

const held = (): readonly OptionalColumn[] => (chosen ??= readColumns(localStorage.getItem(KEY)));

function choose(columns: readonly OptionalColumn[]): void {
  localStorage.setItem(KEY, columns.join(','));
  chosen = readColumns(columns.join(','));
  for (const listener of listeners) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
