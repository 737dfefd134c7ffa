import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { decoded, encodingOf, encodingOfHead, type Encoding } from 'importer/encoding';
import type { SourceFile } from 'importer/records';

export interface CountedFile extends SourceFile {
  /** Bytes read so far. */
  readBytes(): number;
  /** How its text was read; null: it was not. */
  encoding(): Encoding | null;
  /** Lines with bytes that are no letter, from 1; at most ten. */
  faultyLines(): readonly number[];
  bytes(): AsyncIterable<Buffer>;
}

/** Lines with bytes that are no letter: as many are named. */
export const namedFaults = 10;

/** A file to import. `encoding`: null: as its bytes show. Errors: rejects where there is none, or it is a folder. */
export async function openFile(path: string, given: Encoding | null = null): Promise<CountedFile> {
  const status = await stat(path);
  if (!status.isFile()) throw new Error('it is not a file');
  let readBytes = 0;
  let encoding = given;
  let faults = new Set<number>();
  async function* chunks(): AsyncIterable<Buffer> {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
  }
  async function* bytes(): AsyncIterable<Buffer> {
    readBytes = 0;
    for await (const chunk of chunks()) {
      readBytes += chunk.length;
      yield chunk;
    }
  }
  return {
    path,
    name: basename(path, extname(path)),
    sizeBytes: status.size,
    modifiedAt: status.mtime,
    readBytes: () => readBytes,
    encoding: () => encoding,
    faultyLines: () => [...faults],
    bytes,
    async *open() {
      encoding ??= await encodingOf(chunks);
      faults = new Set();
      yield* decoded(bytes(), encoding, (line) => {
        if (faults.size < namedFaults) faults.add(line);
      });
    },
    async slice(from, to) {
      const handle = await open(path);
      try {
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(to - from), position: from });
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}

const headBytes = 256 * 1024;

/** How a file starts: enough to detect its format. */
export async function headOf(path: string, given: Encoding | null = null): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(headBytes), position: 0 });
    const head = buffer.subarray(0, bytesRead);
    return new TextDecoder((given ?? encodingOfHead(head)).label).decode(head, { stream: true });
  } finally {
    await handle.close();
  }
}
const tailBytes = 64 * 1024;

/** The last whole lines of a file. */
export async function lastLinesOf(path: string): Promise<string[]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(tailBytes), position: from });
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    return from === 0 ? lines : lines.slice(1);
  } finally {
    await handle.close();
  }
}
