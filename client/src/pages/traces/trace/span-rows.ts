import { visible } from 'ui-kit/visible';
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
  /** Of each of these the id of that parent. */
  readonly lostParentIds: readonly string[];
  /** The root only stands for the trace of Langfuse that holds the one span under it. */
  readonly isInEnvelope: boolean;
  /** ms to be added to a start, as the clock of the service disagrees with its caller's; 0: it agrees. */
  readonly shifts: readonly number[];
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
  /** Input and output tokens that it reports itself. */
  readonly ownTokens: number;
  readonly subtreeTokens: number;
  readonly isCritical: boolean;
  /** It stands for a span that others name as their parent and that was never sent: only its id is known. */
  readonly isPlaceholder: boolean;
  /** ms by which the clock of its service is behind its caller's (negative: ahead), where that begins; 0: the clocks agree. */
  readonly shiftMs: number;
}

/** How a tree is looked at. */
export interface TreeWay {
  /** Starts are moved to where the callers' clocks have them. */
  readonly correctsClocks: boolean;
  /** The span that only stands for a trace of Langfuse is shown, too. */
  readonly showsEnvelope: boolean;
}

/** The scalar is plain JSON to the generated types: its shape is the schema's promise, looked at once here. */
export function readColumns(sent: unknown): SpanColumns {
  if (sent === null || typeof sent !== 'object' || !Array.isArray((sent as SpanColumns).ids))
    throw new Error('The trace came without its columns');
  return sent as SpanColumns;
}

const asSent: TreeWay = { correctsClocks: false, showsEnvelope: true };

/** Columns as rows, made once per answer; plain loops, because a trace may have fifty thousand spans. */
export function spanRows(columns: SpanColumns, way: TreeWay = asSent): readonly SpanRow[] {
  const { ids, parents, names, kinds, services, models, errors, starts, durations, shifts } = columns;
  const isCritical = flags(columns.critical, ids.length);
  const isOrphan = flags(columns.isOrphan, ids.length);
  // The trace begins with its first span, also where clocks are corrected.
  const beginMs = way.correctsClocks
    ? starts.reduce((first, start, index) => Math.min(first, start + (shifts[index] as number)), Infinity)
    : 0;
  const isFolded = columns.isInEnvelope && !way.showsEnvelope;
  const rows: SpanRow[] = [];
  for (let index = isFolded ? 1 : 0; index < ids.length; index += 1) {
    const parent = parents[index] as number;
    const shift = shifts[index] as number;
    rows.push({
      index: rows.length,
      id: ids[index] as string,
      parentId: parent < 0 || (isFolded && parent === 0) ? null : (ids[parent] as string),
      isOrphan: isOrphan[index] === 1,
      name: at(names, index),
      kind: at(kinds, index) as SpanKind,
      service: at(services, index),
      model: at(models, index),
      startMs: (starts[index] as number) + (way.correctsClocks ? shift - beginMs : 0),
      durationMs: durations[index] as number | null,
      error: at(errors, index),
      costUsd: columns.costsUsd[index] as number | null,
      subtreeCostUsd: columns.subtreeCostsUsd[index] as number | null,
      ownTokens: (columns.inputTokens[index] as number) + (columns.outputTokens[index] as number),
      subtreeTokens: columns.subtreeTokens[index] as number,
      isCritical: isCritical[index] === 1,
      isPlaceholder: false,
      shiftMs: parent < 0 || shifts[parent] !== shift ? shift : 0,
    });
  }
  return columns.lostParentIds.length === 0 ? rows : withPlaceholders(rows, lostParents(columns));
}

function lostParents({ ids, isOrphan, lostParentIds }: SpanColumns): ReadonlyMap<string, string> {
  return new Map(isOrphan.map((place, number) => [ids[place] as string, lostParentIds[number] as string]));
}

/**
 * Rows with one more for each span that was named as a parent and never sent. It stands under the root where the trace has one, since
 * everything in a trace does; its time is that of what is under it.
 */
function withPlaceholders(rows: readonly SpanRow[], lostParentOf: ReadonlyMap<string, string>): readonly SpanRow[] {
  const roots = rows.filter(({ id, parentId }) => parentId === null && !lostParentOf.has(id));
  const root = roots.length === 1 ? (roots[0] as SpanRow) : null;
  /** Subtrees of orphans, by the id of the parent that was not sent. */
  const lost = new Map<string, SpanRow[]>();
  const standing: SpanRow[] = [];
  let under: SpanRow[] = standing;
  for (const row of rows) {
    if (row.parentId === null) {
      const parentId = lostParentOf.get(row.id);
      under = standing;
      if (parentId !== undefined) {
        under = lost.get(parentId) ?? [];
        lost.set(parentId, under);
        under.push({ ...row, parentId });
        continue;
      }
    }
    under.push(row);
  }
  const all = [...standing];
  let costUsd = root?.subtreeCostUsd ?? null;
  let tokens = root?.subtreeTokens ?? 0;
  for (const [id, inside] of lost) {
    const made = placeholder(id, root?.id ?? null, inside);
    costUsd = sum(costUsd, made.subtreeCostUsd);
    tokens += made.subtreeTokens;
    all.push(made, ...inside);
  }
  return all.map((row, index) =>
    row.id === root?.id ? { ...row, index, subtreeCostUsd: costUsd, subtreeTokens: tokens } : { ...row, index },
  );
}

function placeholder(id: string, parentId: string | null, inside: readonly SpanRow[]): SpanRow {
  const children = inside.filter((row) => row.parentId === id);
  const startMs = children.reduce((first, row) => Math.min(first, row.startMs), Infinity);
  const endMs = children.reduce((last, row) => Math.max(last, row.startMs + (row.durationMs ?? 0)), startMs);
  return {
    index: 0,
    id,
    parentId,
    isOrphan: false,
    name: 'a span that was not sent',
    kind: 'SPAN',
    service: '',
    model: '',
    startMs,
    durationMs: children.some(({ durationMs }) => durationMs === null) ? null : endMs - startMs,
    error: '',
    costUsd: null,
    subtreeCostUsd: children.reduce<number | null>((all, row) => sum(all, row.subtreeCostUsd), null),
    ownTokens: 0,
    subtreeTokens: children.reduce((all, row) => all + row.subtreeTokens, 0),
    isCritical: false,
    isPlaceholder: true,
    shiftMs: 0,
  };
}

const sum = (one: number | null, other: number | null): number | null => (one === null ? other : one + (other ?? 0));

function at({ values, of }: TextColumn, index: number): string {
  return visible(values[of[index] as number] as string);
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
