import { createHash } from 'node:crypto';
import type { DatasetRow, RowContent, RowLine, SplitCounts } from '../types.ts';

const order = ['kind', 'split', 'input', 'messages', 'expectedOutput', 'chosen', 'rejected', 'label', 'metadata'] as const;

/** A row as a line of a chunk: the same row is the same line, whatever the order of its fields was. */
export function lineOf(id: string, content: RowContent): RowLine {
  const row: Record<string, unknown> = { id };
  for (const field of order) if (content[field] !== undefined) row[field] = content[field];
  return { id, split: content.split ?? null, text: JSON.stringify(row) };
}

export const rowOf = (text: string): DatasetRow => JSON.parse(text) as DatasetRow;

/** Id and split of a line, without parsing the rest of it. */
export function headOf(text: string): RowLine {
  // `{"id":"…","kind":"…","split":"…", …`: the order of lineOf.
  const found = /^\{"id":("(?:[^"\\]|\\.)*"),"kind":"[A-Z]+"(?:,"split":("(?:[^"\\]|\\.)*"))?/.exec(text);
  if (found === null) {
    const { id, split } = rowOf(text);
    return { id, split: split ?? null, text };
  }
  const [, id = '""', split] = found;
  return { id: JSON.parse(id) as string, split: split === undefined ? null : (JSON.parse(split) as string), text };
}

/** The content of a line without its id: equal for rows that hold the same. */
export const contentOf = (line: RowLine): string => line.text.slice(`{"id":${JSON.stringify(line.id)}`.length);

/** SHA-256 of a text, in hex. */
export const addressOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** 32 bits of an id (FNV-1a over its UTF-16 code units). */
export function idHash(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  // FNV's low bits carry little of the last characters.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Hashes of ids, sorted, as a chunk keeps them. */
export function idHashes(lines: readonly RowLine[]): Buffer {
  const hashes = Uint32Array.from(lines, ({ id }) => idHash(id)).sort();
  return Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength);
}

/** Whether a chunk may hold a row of an id; with 500 rows it is wrong once in eight million times. */
export function mayHold(hashes: Uint32Array, hash: number): boolean {
  let [low, high] = [0, hashes.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = hashes[middle] as number;
    if (value === hash) return true;
    if (value < hash) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

export const hashesOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);

/** A split may have any name, that of a property of all objects included. */
const counted = (counts: ReadonlyMap<string, number>): SplitCounts => Object.fromEntries(counts);

export function splitCounts(lines: readonly Pick<RowLine, 'split'>[]): SplitCounts {
  const counts = new Map<string, number>();
  for (const { split } of lines) counts.set(split ?? '', (counts.get(split ?? '') ?? 0) + 1);
  return counted(counts);
}

export function sumOfSplits(all: readonly SplitCounts[]): SplitCounts {
  const sum = new Map<string, number>();
  for (const counts of all) for (const [name, count] of Object.entries(counts)) sum.set(name, (sum.get(name) ?? 0) + count);
  return counted(sum);
}

/** Rows of a split; null: of all. */
export const countOf = (chunk: { readonly rowCount: number; readonly splits: SplitCounts }, split: string | null): number =>
  split === null ? chunk.rowCount : Object.hasOwn(chunk.splits, split) ? (chunk.splits[split] as number) : 0;

/** SHA-256 over the addresses of the chunks, in their order: the same rows in the same chunks have the same address. */
export function versionAddress(chunks: readonly { readonly address: string }[]): string {
  const hash = createHash('sha256');
  for (const { address } of chunks) hash.update(`${address}\n`);
  return hash.digest('hex');
}
