import type { SpanKind } from '../../../graphql/generated/graphql.ts';

/** A column of texts of which few differ. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly of: readonly number[];
}

/** The whole tree as the API gives it (its scalar `SpanColumns`): arrays depth first, siblings by start; places are indexes into them. */
export interface SpanColumns {
  readonly spanCount: number;
  /** The trace has more spans than are given at once: these are the earliest. */
  readonly isCut: boolean;
  readonly startedAtMs: number;
  readonly ids: readonly string[];
  /** Places; -1 for a root. */
  readonly parents: readonly number[];
  /** Places of those whose parent has not come. */
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
  readonly place: number;
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
  if (sent === null || typeof sent !== 'object' || !Array.isArray((sent as SpanColumns).ids)) throw new Error('The trace came without its columns');
  return sent as SpanColumns;
}

/** Columns as rows, made once per answer; plain loops, because a trace may have fifty thousand spans. */
export function spanRows(columns: SpanColumns): readonly SpanRow[] {
  const { ids, parents, names, kinds, services, models, errors, starts, durations } = columns;
  const isCritical = flags(columns.critical, ids.length);
  const isOrphan = flags(columns.isOrphan, ids.length);
  const rows: SpanRow[] = [];
  for (let place = 0; place < ids.length; place += 1) {
    const parent = parents[place] as number;
    rows.push({
      place,
      id: ids[place] as string,
      parentId: parent < 0 ? null : ids[parent] as string,
      isOrphan: isOrphan[place] === 1,
      name: at(names, place),
      kind: at(kinds, place) as SpanKind,
      service: at(services, place),
      model: at(models, place),
      startMs: starts[place] as number,
      durationMs: durations[place] as number | null,
      error: at(errors, place),
      costUsd: columns.costsUsd[place] as number | null,
      subtreeCostUsd: columns.subtreeCostsUsd[place] as number | null,
      subtreeTokens: columns.subtreeTokens[place] as number,
      isCritical: isCritical[place] === 1,
    });
  }
  return rows;
}

function at({ values, of }: TextColumn, place: number): string {
  return values[of[place] as number] as string;
}

function flags(places: readonly number[], count: number): Uint8Array {
  const set = new Uint8Array(count);
  for (const place of places) set[place] = 1;
  return set;
}

/** The model calls that began before this span, the last one first. */
export function modelCallsBefore(rows: readonly SpanRow[], spanId: string): readonly SpanRow[] {
  const own = rows.find(({ id }) => id === spanId);
  if (own === undefined) return [];
  return rows.filter((row) => row.kind === 'LLM' && row.id !== spanId && (row.startMs < own.startMs || (row.startMs === own.startMs && row.place < own.place))).toSorted((one, other) => other.startMs - one.startMs || other.place - one.place);
}
