import { createHash } from 'node:crypto';

/** Rows that must not be in two splits: by what they have in common. */
export class RowGroups {
  readonly #parents: number[] = [];
  readonly #byKey = new Map<string, number>();

  /** The next row, which belongs to those with any of its keys. */
  add(keys: readonly string[]): void {
    const row = this.#parents.length;
    this.#parents.push(row);
    for (const key of keys) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, row);
      else this.join(known, row);
    }
  }

  get rowCount(): number {
    return this.#parents.length;
  }

  /** Two rows, by their places, belong together. */
  join(one: number, other: number): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)];
    // The first row of a group is its root: the same rows give the same groups.
    if (a !== b) this.#parents[Math.max(a, b)] = Math.min(a, b);
  }

  rootOf(row: number): number {
    let root = row;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    for (let at = row; at !== root;) {
      const next = this.#parents[at] as number;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }
}

export interface SplitShare {
  readonly name: string;
  /** Of all rows; the shares of all splits are 1 together. */
  readonly share: number;
}

/**
 * The split of each row, by its place. Groups stay whole; they are taken in an order drawn by the seed, and each goes where the middle of its
 * rows falls among the shares, so that each split has its share, less or more one group at each end.
 */
export function assignSplits(groups: RowGroups, splits: readonly SplitShare[], seed: number): string[] {
  const sizes = new Map<number, number>();
  for (let row = 0; row < groups.rowCount; row += 1) {
    const root = groups.rootOf(row);
    sizes.set(root, (sizes.get(root) ?? 0) + 1);
  }
  const drawn = [...sizes.keys()]
    .map((root) => ({ root, order: createHash('sha256').update(`${seed} ${root}`).digest('hex').slice(0, 16) }))
    .toSorted((one, other) => (one.order < other.order ? -1 : one.order > other.order ? 1 : one.root - other.root));
  const ends: number[] = [];
  for (const { share } of splits) ends.push((ends.at(-1) ?? 0) + share * groups.rowCount);
  const ofRoot = new Map<number, string>();
  let taken = 0;
  for (const { root } of drawn) {
    const size = sizes.get(root) ?? 0;
    const middle = taken + size / 2;
    const place = ends.findIndex((end) => middle < end);
    ofRoot.set(root, (splits[place] ?? splits.at(-1))?.name ?? '');
    taken += size;
  }
  return Array.from({ length: groups.rowCount }, (_, row) => ofRoot.get(groups.rootOf(row)) ?? '');
}
