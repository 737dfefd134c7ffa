import { randomFrom, shuffled } from '../random.ts';

/** Tokens and, for each, the one that follows: two lists of `rows × length`. */
export interface Batch {
  readonly inputs: Int32Array<ArrayBuffer>;
  readonly targets: Int32Array<ArrayBuffer>;
}

/** Number of batches in which an epoch goes through a text once. */
export const batchesPerEpoch = (tokenCount: number, length: number, rows: number): number =>
  Math.max(1, Math.floor(Math.floor((tokenCount - length - 1) / length) / rows));

/** The same where sequences begin at rows. */
export const batchesPerEpochOfRows = (rowCount: number, rows: number): number => Math.max(1, Math.floor(rowCount / rows));

/** The token of what the training text lacked, which counts nowhere as a target (gpt.ts): what stands before it is not trained to lead to it. */
const NO_TARGET = 0;

/** Rows one after the other, as tokens. */
export interface RowTokens {
  readonly tokens: Int32Array;
  /** Where each row begins. */
  readonly starts: readonly number[];
  /** Of each token whether it is of a prompt: the model learns to answer, not to ask. */
  readonly isPrompt: Uint8Array;
}

/** The batch of a step, from 0, where each sequence begins at a row: an epoch goes through them once, shuffled by seed and epoch. */
export function batchOfRows(
  { tokens, starts, isPrompt }: RowTokens,
  step: number,
  shape: { length: number; rows: number; seed: number },
): Batch {
  const { length, rows, seed } = shape;
  const perEpoch = batchesPerEpochOfRows(starts.length, rows);
  const order = shuffled(starts.length, seed * 1_000_003 + Math.floor(step / perEpoch));
  const first = (step % perEpoch) * rows;
  const begins = Array.from({ length: rows }, (_, row) => starts[order[(first + row) % starts.length] as number] as number);
  const batch = windowsOf(tokens, length, begins);
  for (const [row, begin] of begins.entries())
    for (let place = 0; place < length; place += 1) if (isPrompt[begin + place + 1] === 1) batch.targets[row * length + place] = NO_TARGET;
  return batch;
}

/** The batches of an epoch over rows, at most `most`. */
export const batchesOfRows = (rows: RowTokens, shape: { length: number; rows: number; seed: number }, most: number): Batch[] =>
  Array.from({ length: Math.min(most, batchesPerEpochOfRows(rows.starts.length, shape.rows)) }, (_, step) =>
    batchOfRows(rows, step, shape),
  );

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
