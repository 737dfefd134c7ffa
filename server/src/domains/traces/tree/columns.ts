import type { Dictionary, TraceTree } from './tree.ts';

/** A tree as the scalar `SpanColumns` gives it (schema/columns.ts says what each is). */
export interface SpanColumns {
  readonly spanCount: number;
  readonly isCut: boolean;
  readonly startedAtMs: number;
  readonly ids: readonly string[];
  readonly parents: readonly number[];
  readonly isOrphan: readonly number[];
  readonly lostParentIds: readonly string[];
  readonly isInEnvelope: boolean;
  readonly shifts: readonly number[];
  readonly names: TextColumn;
  readonly kinds: TextColumn;
  readonly services: TextColumn;
  readonly models: TextColumn;
  readonly starts: readonly number[];
  readonly durations: readonly (number | null)[];
  readonly errors: TextColumn;
  readonly costsUsd: readonly (number | null)[];
  readonly inputTokens: readonly number[];
  readonly outputTokens: readonly number[];
  readonly subtreeCostsUsd: readonly (number | null)[];
  readonly subtreeTokens: readonly number[];
  readonly critical: readonly number[];
}

export interface TextColumn {
  readonly values: readonly string[];
  readonly of: readonly number[];
}

/** Plain arrays, as JSON writes typed ones as objects. */
export function spanColumns(tree: TraceTree): SpanColumns {
  const { subtrees } = tree;
  return {
    spanCount: tree.spanCount,
    isCut: tree.isCut,
    startedAtMs: tree.startedAtUs / 1_000,
    ids: tree.ids,
    parents: Array.from(tree.parents),
    isOrphan: marked(tree.orphans),
    lostParentIds: marked(tree.orphans).map((place) => tree.parentIds[place] as string),
    isInEnvelope: tree.isInEnvelope,
    shifts: scaled(tree.shiftsUs, 1e3) as number[],
    names: textColumn(tree.names),
    kinds: textColumn(tree.kinds),
    services: textColumn(tree.services),
    models: textColumn(tree.models),
    starts: scaled(tree.startsUs, 1e3) as number[],
    durations: scaled(tree.durationsUs, 1e3),
    errors: textColumn(tree.errors),
    costsUsd: scaled(tree.costsNanoUsd, 1e9),
    inputTokens: Array.from(tree.inputTokens),
    outputTokens: Array.from(tree.outputTokens),
    subtreeCostsUsd: scaled(subtrees.costsNanoUsd, 1e9),
    subtreeTokens: sums(subtrees.inputTokens, subtrees.outputTokens),
    critical: marked(tree.critical),
  };
}

/** Of a trace whose spans are gone. */
export const emptyColumns: SpanColumns = {
  spanCount: 0,
  isCut: false,
  startedAtMs: 0,
  ids: [],
  parents: [],
  isOrphan: [],
  lostParentIds: [],
  isInEnvelope: false,
  shifts: [],
  names: { values: [], of: [] },
  kinds: { values: [], of: [] },
  services: { values: [], of: [] },
  models: { values: [], of: [] },
  starts: [],
  durations: [],
  errors: { values: [], of: [] },
  costsUsd: [],
  inputTokens: [],
  outputTokens: [],
  subtreeCostsUsd: [],
  subtreeTokens: [],
  critical: [],
};

const textColumn = ({ values, of }: Pick<Dictionary, 'values' | 'of'>): TextColumn => ({ values, of: Array.from(of) });

/** NaN becomes null. */
function scaled(values: Float64Array, unit: number): (number | null)[] {
  const made: (number | null)[] = [];
  for (let place = 0; place < values.length; place += 1) made.push(Number.isNaN(values[place]) ? null : (values[place] as number) / unit);
  return made;
}

function sums(ones: Float64Array, others: Float64Array): number[] {
  const made: number[] = [];
  for (let place = 0; place < ones.length; place += 1) made.push((ones[place] as number) + (others[place] as number));
  return made;
}

function marked(flags: Uint8Array): number[] {
  const places: number[] = [];
  for (let place = 0; place < flags.length; place += 1) if (flags[place] === 1) places.push(place);
  return places;
}
