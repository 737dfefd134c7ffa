import { generalFormats, particularFormats, tableOf } from './formats.ts';
import { ownNames } from './mapping/mapping.ts';
import type { FileRecord, ReadOptions, SourceFile } from './records.ts';
import { decoded, encodingOf } from './encoding.ts';

/** A file that lies in memory, in pieces of a few bytes: letters and lines are cut anywhere. */
export function fileOf(name: string, content: string | Uint8Array, pieceBytes = 7): SourceFile {
  const whole = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  async function* bytes(): AsyncIterable<Uint8Array> {
    // The first piece is what the encoding is detected by.
    for (let at = 0; at < whole.length;) {
      const size = at === 0 ? Math.max(pieceBytes, Math.min(whole.length, 4_096)) : pieceBytes;
      yield whole.subarray(at, at + size);
      at += size;
    }
  }
  return {
    path: name,
    name: name.replace(/\.[^.]*$/, ''),
    sizeBytes: whole.length,
    modifiedAt: new Date('2026-11-01T00:00:00Z'),
    bytes,
    async *open() {
      yield* decoded(bytes(), await encodingOf(bytes));
    },
    slice: async (from, to) => whole.subarray(from, to),
  };
}

/** All records of a file, by the format that it is recognised as. */
export async function recordsOf(file: SourceFile, options: Partial<ReadOptions> = {}): Promise<FileRecord[]> {
  let head = '';
  for await (const piece of file.open()) head += piece;
  const isMapped = Object.keys(options.mapping?.columns ?? {}).length > 0;
  const format = isMapped ? tableOf(head) : [...particularFormats, ...generalFormats].find(({ recognises }) => recognises(head, file.path));
  if (format === undefined || format === null) throw new Error(`${file.path} is of no known format`);
  const records: FileRecord[] = [];
  for await (const record of format.read(file, { mapping: ownNames, separator: null, ...options })) records.push(record);
  return records;
}

export const valuesOf = (records: readonly FileRecord[], kind: FileRecord['kind']): Record<string, unknown>[] =>
  records.flatMap((record) => (record.kind === kind && 'value' in record ? [record.value as Record<string, unknown>] : []));
