/*
 * How far a number is from the nearest of those before it. They are kept in their order, so that a new one is found among thousands at
 * once.
 */

/** Numbers that one is compared with; the newest `apart` are not among them. Plain data. */
export interface Nearest {
  readonly apart: number;
  /** In the order of time, a ring: of the newest number, `count − 1` modulo its length is the place. */
  ring: Float64Array;
  count: number;
  /** Those that are compared with, in their order: the first `sortedCount` of them. */
  sorted: Float64Array;
  sortedCount: number;
}

/** So many are remembered. */
const remembered = 16_384;

export const noNumbers = (apart: number): Nearest => ({
  apart,
  ring: new Float64Array(256),
  count: 0,
  sorted: new Float64Array(256),
  sortedCount: 0,
});

/** Takes a number in, and returns its distance from the nearest of those that lie at least `apart` before it; null without any. */
export function distanceThenJoin(past: Nearest, value: number): number | null {
  grow(past);
  const { apart, ring } = past;
  // The oldest one gives its place to the newest.
  if (past.count >= ring.length) remove(past, ring[past.count % ring.length] as number);
  ring[past.count % ring.length] = value;
  past.count += 1;
  if (past.count > apart) insert(past, ring[(past.count - 1 - apart) % ring.length] as number);
  const { sorted, sortedCount } = past;
  if (sortedCount === 0) return null;
  const place = placeOf(past, value);
  const above = place < sortedCount ? (sorted[place] as number) - value : Number.POSITIVE_INFINITY;
  const below = place > 0 ? value - (sorted[place - 1] as number) : Number.POSITIVE_INFINITY;
  return Math.min(above, below);
}

/** Doubles its room until it is as large as it becomes; then numbers are forgotten. */
function grow(past: Nearest): void {
  if (past.count < past.ring.length || past.ring.length === remembered) return;
  for (const name of ['ring', 'sorted'] as const) {
    const room = new Float64Array(2 * past[name].length);
    room.set(past[name]);
    past[name] = room;
  }
}

/** How many are below a number. */
function placeOf({ sorted, sortedCount }: Nearest, value: number): number {
  let [low, high] = [0, sortedCount];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(past: Nearest, value: number): void {
  const place = placeOf(past, value);
  past.sorted.copyWithin(place + 1, place, past.sortedCount);
  past.sorted[place] = value;
  past.sortedCount += 1;
}

function remove(past: Nearest, value: number): void {
  const place = placeOf(past, value);
  past.sorted.copyWithin(place, place + 1, past.sortedCount);
  past.sortedCount -= 1;
}
