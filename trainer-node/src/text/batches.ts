import { randomFrom, shuffled } from '../random.ts';

/** Tokens and, for each, the one that follows: two lists of `rows × length`. */
export interface Batch {
  readonly inputs: Int32Array<ArrayBuffer>;
  readonly targets: Int32Array<ArrayBuffer>;
}

/** Number of batches in which an epoch goes through a text once. */
export const batchesPerEpoch = (tokenCount: number, length: number, rows: number): number =>
  Math.max(1, Math.floor(Math.floor((tokenCount - length - 1) / length) / rows));

/**
 * The batch of a step, from 0. An epoch cuts the text into windows, shuffles them, and shifts all by a few tokens; it follows from seed and
 * step alone, so that a resumed training goes on with the same data.
 */
export function batchAt(tokens: Int32Array, step: number, shape: { length: number; rows: number; seed: number }): Batch {
  const { length, rows, seed } = shape;
  const perEpoch = batchesPerEpoch(tokens.length, length, rows);
  const epoch = Math.floor(step / perEpoch);
  const windows = Math.max(1, Math.floor((tokens.length - length - 1) / length));
  const order = shuffled(windows, seed * 1_000_003 + epoch);
  const shift = Math.floor(randomFrom(seed + epoch * 7)() * length);
  const first = (step % perEpoch) * rows;
  return windowsOf(
    tokens,
    length,
    Array.from({ length: rows }, (_, row) => (order[(first + row) % windows] as number) * length + shift),
  );
}

/** Batches that go through a text in its order, as many as are whole, at most `most`. */
export function batchesInOrder(tokens: Int32Array, shape: { length: number; rows: number }, most: number): Batch[] {
  const { length, rows } = shape;
  const count = Math.min(most, batchesPerEpoch(tokens.length, length, rows));
  return Array.from({ length: count }, (_, index) =>
    windowsOf(
      tokens,
      length,
      Array.from({ length: rows }, (__, row) => (index * rows + row) * length),
    ),
  );
}

function windowsOf(tokens: Int32Array, length: number, starts: readonly number[]): Batch {
  const inputs = new Int32Array(starts.length * length);
  const targets = new Int32Array(starts.length * length);
  for (const [row, wanted] of starts.entries()) {
    const start = Math.max(0, Math.min(wanted, tokens.length - length - 1));
    inputs.set(tokens.subarray(start, start + length), row * length);
    targets.set(tokens.subarray(start + 1, start + length + 1), row * length);
  }
  return { inputs, targets };
}
