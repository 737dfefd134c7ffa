import { decoded, encodingOf, namedEncoding, type Encoding } from 'importer/encoding';
import type { SourceFile } from 'importer/records';

const headBytes = 256 * 1024;
/** Lines with bytes that are no letter: as many are named. */
const namedFaults = 10;

/** A file of the reader's, opened: its text is read as often as it is asked for, and never held as a whole. */
export interface OpenedFile extends SourceFile {
  readonly encoding: Encoding;
  /** The beginning of its text. */
  readonly head: string;
  /** Forgets what was read before. */
  restart(): void;
  /** Of its bytes that were read since `restart`. */
  readShare(): number;
  /** Lines with bytes that are no letter, seen since `restart`. */
  faultyLines(): readonly number[];
}

/** Looks through a file for its encoding, unless one is given, and reads its beginning. Errors: throws where the browser cannot read it. */
export async function openFile(file: File, given: string | null): Promise<OpenedFile> {
  let readBytes = 0;
  let faults = new Set<number>();
  const count = (bytes: number): void => {
    readBytes += bytes;
  };
  const encoding = given === null ? await encodingOf(() => bytesOf(file)) : namedEncoding(given);
  const bytes = (): AsyncIterable<Uint8Array> => bytesOf(file, count);
  let head = '';
  for await (const text of decoded(bytesOf(file.slice(0, headBytes)), encoding)) head += text;
  return {
    path: file.name,
    name: file.name.replace(/\.[^.]+$/, ''),
    sizeBytes: file.size,
    modifiedAt: new Date(file.lastModified),
    encoding,
    head,
    bytes,
    open: () =>
      decoded(bytes(), encoding, (line) => {
        if (faults.size < namedFaults) faults.add(line);
      }),
    slice: async (from, to) => {
      count(to - from);
      return new Uint8Array(await file.slice(from, to).arrayBuffer());
    },
    restart: () => {
      readBytes = 0;
      faults = new Set();
    },
    readShare: () => (file.size === 0 ? 1 : Math.min(1, readBytes / file.size)),
    faultyLines: () => [...faults],
  };
}

async function* bytesOf(blob: Blob, onRead: (bytes: number) => void = () => {}): AsyncIterable<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onRead(value.length);
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
