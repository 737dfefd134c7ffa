import { amendmentName } from '../pure/amendment.ts';

/** The narrow columns of a trace's spans, as they were read: rows of former versions may stand among them. */
export interface SpanRows {
  readonly ids: readonly string[];
  /** '' for none. */
  readonly parentIds: readonly string[];
  /** Integer microseconds since the epoch. */
  readonly startsUs: readonly number[];
  /** -1: not ended. */
  readonly durationsUs: readonly number[];
  readonly names: readonly string[];
  /** Numbers of `spanKinds`. */
  readonly kinds: readonly number[];
  readonly services: readonly string[];
  readonly models: readonly string[];
  /** '' for none. */
  readonly toolNames: readonly string[];
  /** '' = no error; else its type, or "error". */
  readonly errors: readonly string[];
  /** Integer nano-dollars; null: no price is known. */
  readonly costsNanoUsd: readonly (number | null)[];
  /** With those read from and written to a cache. */
  readonly inputTokens: readonly number[];
  /** With reasoning. */
  readonly outputTokens: readonly number[];
  readonly versions: readonly number[];
  /** 0: not reported. */
  readonly responses: readonly number[];
}

/** Which rows stand, in the order of nodes, and the node of each span. */
export interface Standing {
  /** Rows by start, then by id. */
  readonly rows: Uint32Array;
  /** The one map of a trace's ids: building another costs as much as the rest of a tree. */
  readonly rowOf: ReadonlyMap<string, number>;
}

/**
 * Which of the rows stand, by start and then by id: of several of one span the newest version, and of equal versions the last.
 * Rows that came in order cost no sort.
 */
export function standingRows({ ids, parentIds, names, startsUs, versions }: SpanRows): Standing {
  const rowOf = new Map<string, number>();
  for (let row = 0; row < ids.length; row += 1) {
    const id = ids[row] as string;
    const known = rowOf.get(id);
    if (known === undefined || (versions[row] as number) >= (versions[known] as number)) rowOf.set(id, row);
  }
  // What log records report of a span is shown with that span once it is there.
  for (let row = 0; row < ids.length; row += 1)
    if (names[row] === amendmentName && rowOf.has(parentIds[row] as string)) rowOf.delete(ids[row] as string);
  const hasFormer = rowOf.size < ids.length;
  const rows = new Uint32Array(rowOf.size);
  let count = 0;
  let isSorted = true;
  for (let row = 0; row < ids.length; row += 1) {
    if (hasFormer && rowOf.get(ids[row] as string) !== row) continue;
    if (count > 0 && compare(rows[count - 1] as number, row) > 0) isSorted = false;
    rows[count] = row;
    count += 1;
  }
  return { rows: isSorted ? rows : rows.sort(compare), rowOf };

  function compare(one: number, other: number): number {
    return (startsUs[one] as number) - (startsUs[other] as number) || ((ids[one] as string) < (ids[other] as string) ? -1 : 1);
  }
}
