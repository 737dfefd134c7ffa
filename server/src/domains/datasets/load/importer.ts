import { Worker } from 'node:worker_threads';
import type { ImportedPart, ImportedRows, ImportRules } from '../record/import-rows.ts';

/*
 * Files are parsed, checked and compressed in a worker thread of this process, one for each import: the thread that answers requests is not
 * held up by them.
 */

export type ToImporter =
  | { readonly kind: 'FILE'; readonly path: string; readonly sizeBytes: number; readonly spooled: string | null }
  | { readonly kind: 'PIECE'; readonly bytes: Uint8Array | null }
  /** A part was stored: the next may come. */
  | { readonly kind: 'TAKEN' }
  | { readonly kind: 'END' };

export type FromImporter =
  | { readonly kind: 'WANTS' }
  | { readonly kind: 'PART'; readonly part: ImportedPart }
  | { readonly kind: 'READ' }
  | { readonly kind: 'DONE'; readonly read: ImportedRows };

/** Pieces that are on their way at once. */
const piecesAhead = 4;
const pieceBytes = 1_048_576;

/** A file as the importer takes it: as bytes that come, or as a file on this machine. */
export interface SentFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly content: AsyncIterable<Uint8Array> | { readonly spooled: string };
}

/**
 * Reads files in a thread of its own. `take` gets each part in order, and the reading waits for it.
 *
 * Errors  what `files` or `take` throws; an Error where the thread ends.
 */
export async function importInThread(
  rules: ImportRules,
  files: AsyncIterable<SentFile>,
  take: (part: ImportedPart) => Promise<void>,
): Promise<ImportedRows> {
  const worker = new Worker(new URL('import-worker.ts', import.meta.url), { workerData: rules });
  let room = piecesAhead;
  let taking: Promise<void> = Promise.resolve();
  let failure: Error | null = null;
  let read: ImportedRows | null = null;
  let filesRead = 0;
  let wake: (() => void) | null = null;
  const failed = (error: unknown): void => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    wake?.();
  };
  worker.on('message', (message: FromImporter) => {
    if (message.kind === 'WANTS') room += 1;
    else if (message.kind === 'READ') filesRead += 1;
    else if (message.kind === 'DONE') read = message.read;
    else {
      taking = taking.then(() => take(message.part)).then(() => say({ kind: 'TAKEN' }));
      taking.catch(failed);
    }
    wake?.();
  });
  worker.on('error', failed);
  worker.on('exit', (code) => failed(new Error(`The thread that reads files ended with code ${code}.`)));
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (failure !== null) throw failure;
      await new Promise<void>((resolve) => (wake = resolve));
      wake = null;
    }
  };
  const say = (message: ToImporter, transfer: readonly ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
  try {
    let count = 0;
    for await (const { path, sizeBytes, content } of files) {
      const spooled = 'spooled' in content ? content.spooled : null;
      say({ kind: 'FILE', path, sizeBytes, spooled });
      if (spooled === null)
        for await (const bytes of largePieces(content as AsyncIterable<Uint8Array>)) {
          await until(() => room > 0);
          room -= 1;
          say({ kind: 'PIECE', bytes }, [bytes.buffer]);
          // What is stored holds up what is read.
          await taking;
        }
      if (spooled === null) say({ kind: 'PIECE', bytes: null });
      count += 1;
      await until(() => filesRead === count);
    }
    say({ kind: 'END' });
    await until(() => read !== null);
    await taking;
    return read as unknown as ImportedRows;
  } finally {
    await worker.terminate();
  }
}

/** Pieces of about a mebibyte, each in a buffer of its own that can be given away. */
async function* largePieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let piece = new Uint8Array(pieceBytes);
  let length = 0;
  for await (const bytes of content) {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + piece.length - length);
      piece.set(part, length);
      length += part.length;
      from += part.length;
      if (length < piece.length) continue;
      yield piece;
      piece = new Uint8Array(pieceBytes);
      length = 0;
    }
  }
  if (length > 0) yield piece.slice(0, length);
}
