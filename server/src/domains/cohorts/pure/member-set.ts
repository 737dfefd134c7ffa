import { hash } from 'node:crypto';

/** Bytes of an id's SHA-256 that are kept: of a million members one other id in 10^13 is taken for one. */
const hashBytes = 8;

/** Members of a cohort by hashes of their ids, 8 bytes each: 256 lists by the first byte, each in order. */
export class MemberSet {
  readonly size: number;
  /** Changes whenever a member comes or goes. */
  readonly fingerprint: string;
  readonly #lists: ReadonlyMap<number, Buffer>;

  constructor(lists: readonly { readonly first: number; readonly hashes: Buffer }[]) {
    const ordered = lists.toSorted((one, other) => one.first - other.first);
    this.#lists = new Map(ordered.map(({ first, hashes }) => [first, hashes]));
    this.size = ordered.reduce((sum, { hashes }) => sum + hashes.length / hashBytes, 0);
    this.fingerprint = hash('sha256', Buffer.concat(ordered.map(({ hashes }) => hashes)), 'hex').slice(0, 16);
  }

  has(userId: string): boolean {
    const sought = hash('sha256', userId, 'buffer');
    const list = this.#lists.get(sought[0] as number);
    if (list === undefined) return false;
    let [low, high] = [0, list.length / hashBytes - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = list.compare(sought, 0, hashBytes, middle * hashBytes, (middle + 1) * hashBytes);
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}
