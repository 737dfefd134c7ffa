import type { SpanKind } from '../../../graphql/generated/graphql.ts';

/** A column of texts of which few differ. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly of: readonly number[];
}

/**
 * The whole tree as the API gives it (its scalar `SpanColumns`): arrays depth first, siblings by start; a span is named by its index in
 * them.
 */
export interface SpanColumns {
  readonly spanCount: number;
  /** The trace has more spans than are given at once: these are the earliest. */
  readonly isCut: boolean;
  readonly startedAtMs: number;
  readonly ids: readonly string[];
  /** Indexes; -1 for a root. */
  readonly parents: readonly number[];
  /** Indexes of those whose parent has not come. */
  readonly isOrphan: readonly number[];
  readonly names: TextColumn;
  readonly kinds: TextColumn;
  readonly services: TextColumn;
  /** '' for none. */
  readonly models: TextColumn;
  /** ms after `startedAtMs`. */
  readonly starts: readonly number[];
  /** ms; null: not ended. */
  readonly durations: readonly (number | null)[];
  /** '' for no error; else what it failed with, or "error". */
  readonly errors: TextColumn;
  readonly costsUsd: readonly (number | null)[];
  readonly inputTokens: readonly number[];
  readonly outputTokens: readonly number[];
  readonly subtreeCostsUsd: readonly (number | null)[];
  readonly subtreeTokens: readonly number[];
  readonly critical: readonly number[];
}

/** One span as the tree shows it. Everything else of it is asked for when it is selected. */
export interface SpanRow {
  readonly index: number;
  readonly id: string;
  readonly parentId: string | null;
  /** It names a parent that has not come. */
  readonly isOrphan: boolean;
  readonly name: string;
  readonly kind: SpanKind;
  readonly service: string;
  /** '' for none. */
  readonly model: string;
  /** From the trace's start. */
  readonly startMs: number;
  /** null: it has not ended. */
  readonly durationMs: number | null;
  /** '' where nothing went wrong. */
  readonly error: string;
  readonly costUsd: number | null;
  readonly subtreeCostUsd: number | null;
  readonly subtreeTokens: number;
  readonly isCritical: boolean;
}

/** The scalar is plain JSON to the generated types: its shape is the schema's promise, looked at once here. */
export function readColumns(sent: unknown): SpanColumns {
  if (sent === null || typeof sent !== 'object' || !Array.isArray((sent as SpanColumns).ids))
    throw new Error('The trace came without its columns');
  return sent as SpanColumns;
}

/** Columns as rows, made once per answer; plain loops, because a trace may have fifty thousand spans. */
export function spanRows(columns: SpanColumns): readonly SpanRow[] {
  const { ids, parents, names, kinds, services, models, errors, starts, durations } = columns;
  const isCritical = flags(columns.critical, ids.length);
  const isOrphan = flags(columns.isOrphan, ids.length);
  const rows: SpanRow[] = [];
  for (let index = 0; index < ids.length; index += 1) {
    const parent = parents[index] as number;
    rows.push({
      index,
      id: ids[index] as string,
      parentId: parent < 0 ? null : (ids[parent] as string),
      isOrphan: isOrphan[index] === 1,
      name: at(names, index),
      kind: at(kinds, index) as SpanKind,
      service: at(services, index),
      model: at(models, index),
      startMs: starts[index] as number,
      durationMs: durations[index] as number | null,
      error: at(errors, index),
      costUsd: columns.costsUsd[index] as number | null,
      subtreeCostUsd: columns.subtreeCostsUsd[index] as number | null,
      subtreeTokens: columns.subtreeTokens[index] as number,
      isCritical: isCritical[index] === 1,
    });
  }
  return rows;
}

function at({ values, of }: TextColumn, index: number): string {
  return values[of[index] as number] as string;
}

function flags(indexes: readonly number[], count: number): Uint8Array {
  const set = new Uint8Array(count);
  for (const index of indexes) set[index] = 1;
  return set;
}

/** The model calls that began before this span, the last one first. */
export function modelCallsBefore(rows: readonly SpanRow[], spanId: string): readonly SpanRow[] {
  const own = rows.find(({ id }) => id === spanId);
  if (own === undefined) return [];
  return rows
    .filter(
      (row) =>
        row.kind === 'LLM' && row.id !== spanId && (row.startMs < own.startMs || (row.startMs === own.startMs && row.index < own.index)),
    )
    .toSorted((one, other) => other.startMs - one.startMs || other.index - one.index);
}
