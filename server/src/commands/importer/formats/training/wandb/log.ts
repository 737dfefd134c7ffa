import { crc32 } from 'node:zlib';
import { ByteQueue } from '../../../runs/byte-queue.ts';

/** A record of a `.wandb` file, numbered from 1; or what is wrong at its place. */
export type LogRecord =
  | { readonly kind: 'record'; readonly number: number; readonly bytes: Buffer }
  | { readonly kind: 'bad'; readonly number: number; readonly reason: string }
  /** The file ends within a record: it is being written, or its writer was stopped. */
  | { readonly kind: 'cut'; readonly number: number };

export const wandbHead = Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00]);
const blockBytes = 32 * 1024;
const chunkHeadBytes = 7;
const [full, first, middle, last] = [1, 2, 3, 4];
const maxRecordBytes = 256 * 1024 * 1024;

/**
 * The records of W&B's log, framed as LevelDB's: blocks of 32 KiB, the first of them with a head of 7 bytes; in a block chunks of checksum
 * (zlib's CRC-32 of type and bytes), length, type and bytes; a record is one chunk or several. What does not match its checksum is bad,
 * and reading goes on with the next block.
 * Errors  throws where the file does not start with the head.
 */
export async function* logRecordsOf(chunks: AsyncIterable<Buffer>): AsyncIterable<LogRecord> {
  const state: State = { number: 1, parts: null };
  const queue = new ByteQueue();
  let isFirst = true;
  for await (const chunk of chunks) {
    queue.add(chunk);
    while (queue.length >= blockBytes) {
      yield* recordsOfBlock(bodyOf(queue.take(blockBytes), isFirst), state, false);
      isFirst = false;
    }
  }
  if (queue.length > 0) yield* recordsOfBlock(bodyOf(queue.take(queue.length), isFirst), state, true);
  else if (state.parts !== null) yield { kind: 'cut', number: state.number };
}

interface State {
  number: number;
  /** The chunks of a record that is not whole yet. */
  parts: Buffer[] | null;
}

function bodyOf(block: Buffer, isFirst: boolean): Buffer {
  if (!isFirst) return block;
  if (!block.subarray(0, wandbHead.length).equals(wandbHead)) throw new Error('its head is not that of a log of W&B');
  return block.subarray(wandbHead.length);
}

function* recordsOfBlock(block: Buffer, state: State, isLast: boolean): Iterable<LogRecord> {
  const bad = (reason: string): LogRecord => {
    state.parts = null;
    state.number += 1;
    return { kind: 'bad', number: state.number - 1, reason };
  };
  let at = 0;
  while (block.length - at >= chunkHeadBytes) {
    const checksum = block.readUInt32LE(at);
    const length = block.readUInt16LE(at + 4);
    const type = block.readUInt8(at + 6);
    const end = at + chunkHeadBytes + length;
    if (type === 0 && length === 0) return; // the rest of the block is empty
    if (end > block.length) {
      if (isLast) return yield { kind: 'cut', number: state.number };
      return yield bad('ends beyond its block; what follows it in the block is left out');
    }
    if (crc32(block.subarray(at + 6, end)) !== checksum)
      return yield bad('does not match its checksum; what follows it in the block is left out');
    const bytes = block.subarray(at + chunkHeadBytes, end);
    at = end;
    if (type === full || type === first) {
      if (state.parts !== null) yield bad('has no end');
      state.parts = [bytes];
    } else if (type === middle || type === last) {
      if (state.parts === null) {
        yield bad('has no beginning');
        continue;
      }
      state.parts.push(bytes);
    } else {
      yield bad(`has a chunk of the unknown type ${type}`);
      continue;
    }
    if (state.parts.reduce((sum, part) => sum + part.length, 0) > maxRecordBytes) yield bad(`is longer than ${maxRecordBytes} bytes`);
    else if (type === full || type === last) {
      const parts: Buffer[] = state.parts;
      state.parts = null;
      state.number += 1;
      yield { kind: 'record', number: state.number - 1, bytes: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts) };
    }
  }
  if (isLast && (state.parts !== null || at < block.length)) yield { kind: 'cut', number: state.number };
}
