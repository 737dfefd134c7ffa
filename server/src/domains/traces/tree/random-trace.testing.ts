import { spanKinds } from '../types.ts';
import type { SpanRows } from './rows.ts';

/** One row as a test writes it down. */
export interface TestRow {
  readonly id: string;
  readonly parentId: string;
  readonly startUs: number;
  /** null: not ended. */
  readonly durationUs: number | null;
  readonly name: string;
  readonly kind: number;
  readonly error: string;
  readonly costNanoUsd: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly version: number;
}

/** Numbers in [0, 1) that a seed fixes. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows of a trace in any order: former versions, orphans, circles, spans that have not ended, equal starts. */
export function randomRows(seed: number, count: number): TestRow[] {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const idOf = (n: number): string => (n + 1).toString(16).padStart(16, '0');
  const rows: TestRow[] = [];
  for (let n = 0; n < count; n += 1) {
    const dice = random();
    // A parent of a higher number makes circles; one beyond all makes an orphan.
    const parentId =
      n === 0 || dice < 0.1
        ? ''
        : dice < 0.15
          ? 'f'.repeat(16)
          : dice < 0.2
            ? idOf(below(count))
            : idOf(Math.max(0, n - 1 - below(Math.min(n, 6))));
    const row: TestRow = {
      id: idOf(n),
      parentId,
      startUs: 1_790_000_000_000_000 + below(count * 3) * 1_000,
      durationUs: random() < 0.1 ? null : below(count * 4) * 1_000,
      name: `step ${below(7)}`,
      kind: below(spanKinds.length),
      error: random() < 0.1 ? 'timeout' : '',
      costNanoUsd: random() < 0.5 ? below(1_000_000) : null,
      inputTokens: below(1_000),
      outputTokens: below(1_000),
      version: 100 + n,
    };
    if (random() < 0.15) rows.push({ ...row, parentId: '', name: 'a former version', version: row.version - 50 });
    rows.push(row);
  }
  for (let n = rows.length - 1; n > 0; n -= 1) {
    const other = below(n + 1);
    [rows[n], rows[other]] = [rows[other] as TestRow, rows[n] as TestRow];
  }
  return rows;
}

export const columnsOf = (rows: readonly TestRow[]): SpanRows => ({
  ids: rows.map(({ id }) => id),
  parentIds: rows.map(({ parentId }) => parentId),
  startsUs: rows.map(({ startUs }) => startUs),
  durationsUs: rows.map(({ durationUs }) => durationUs ?? -1),
  names: rows.map(({ name }) => name),
  kinds: rows.map(({ kind }) => kind),
  services: rows.map(() => 'api'),
  models: rows.map(() => ''),
  toolNames: rows.map(() => ''),
  errors: rows.map(({ error }) => error),
  costsNanoUsd: rows.map(({ costNanoUsd }) => costNanoUsd),
  inputTokens: rows.map(({ inputTokens }) => inputTokens),
  outputTokens: rows.map(({ outputTokens }) => outputTokens),
  versions: rows.map(({ version }) => version),
  responses: rows.map(() => 0),
});
