import { ByteQueue } from '../../../runs/byte-queue.ts';
import { maskedCrc32c } from './crc32c.ts';

/** A record of a TFRecord file, numbered from 1; or what is wrong at its place. */
export type TfRecord =
  | { readonly kind: 'record'; readonly number: number; readonly bytes: Buffer }
  | { readonly kind: 'bad'; readonly number: number; readonly reason: string }
  /** The file ends within a record: it is being written, or its writer was stopped. */
  | { readonly kind: 'cut'; readonly number: number };

const headBytes = 12;
const tailBytes = 4;
const maxRecordBytes = 256 * 1024 * 1024;

/**
 * The records of a TFRecord file: length (8 bytes), its checksum, bytes, their checksum. A record whose bytes do not match is bad and
 * the next one is read; where the length does not match, nothing after it can be found.
 */
export async function* tfRecordsOf(chunks: AsyncIterable<Buffer>): AsyncIterable<TfRecord> {
  const queue = new ByteQueue();
  let number = 1;
  for await (const chunk of chunks) {
    queue.add(chunk);
    while (queue.length >= headBytes) {
      const head = queue.peek(headBytes);
      if (head.readUInt32LE(8) !== maskedCrc32c(head.subarray(0, 8)))
        return yield { kind: 'bad', number, reason: 'has a length whose checksum does not match; what follows cannot be read' };
      const length = Number(head.readBigUInt64LE(0));
      if (length > maxRecordBytes)
        return yield { kind: 'bad', number, reason: `has ${length} bytes; at most ${maxRecordBytes} are read, and nothing after it` };
      if (queue.length < headBytes + length + tailBytes) break;
      queue.take(headBytes);
      const bytes = queue.take(length);
      const checksum = queue.take(tailBytes).readUInt32LE(0);
      yield checksum === maskedCrc32c(bytes)
        ? { kind: 'record', number, bytes }
        : { kind: 'bad', number, reason: 'does not match its checksum' };
      number += 1;
    }
  }
  if (queue.length > 0) yield { kind: 'cut', number };
}
