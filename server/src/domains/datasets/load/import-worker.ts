import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { yieldToOthers } from '../../../platform/background-thread.ts';
import { RowImport, type ImportRules } from '../record/import-rows.ts';
import type { FromImporter, ToImporter } from './importer.ts';

/** Pieces as they come from the other thread; each is asked for when it is wanted, so that no more than some wait here. */
class Pieces {
  readonly #waiting: (Uint8Array | null)[] = [];
  #wake: (() => void) | null = null;
  #isOver = false;

  add(piece: Uint8Array | null): void {
    this.#waiting.push(piece);
    this.#wake?.();
  }

  /** Those that were not read yet: a second reading goes on where one was ended. */
  async *read(): AsyncGenerator<Uint8Array> {
    while (!this.#isOver) {
      if (this.#waiting.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
      const piece = this.#waiting.shift();
      if (piece === undefined) continue;
      if (piece === null) {
        this.#isOver = true;
        return;
      }
      try {
        yield piece;
      } finally {
        say({ kind: 'WANTS' });
      }
    }
  }
}

const port = parentPort as NonNullable<typeof parentPort>;
const say = (message: FromImporter): void => port.postMessage(message);
const rows = new RowImport(workerData as ImportRules);
let pieces = new Pieces();
let work: Promise<void> = Promise.resolve();

/** Parts that wait to be stored at most: a file that is read faster than it is stored is held up. */
const partsAhead = 4;
let waitingParts = 0;
let goOn: (() => void) | null = null;

function taken(): void {
  waitingParts -= 1;
  goOn?.();
}

async function give(parts: AsyncIterable<FromImporter & { kind: 'PART' }>): Promise<void> {
  for await (const part of parts) {
    while (waitingParts >= partsAhead) await new Promise<void>((resolve) => (goOn = resolve));
    goOn = null;
    waitingParts += 1;
    say(part);
  }
}

async function* partsOf(parts: ReturnType<RowImport['add']>): AsyncGenerator<FromImporter & { kind: 'PART' }> {
  for await (const part of parts) yield { kind: 'PART', part };
}

async function readFile({ path, sizeBytes, spooled }: Extract<ToImporter, { kind: 'FILE' }>, own: Pieces): Promise<void> {
  if (spooled !== null) {
    const handle = await open(spooled, 'r');
    try {
      const slice = async (from: number, to: number): Promise<Uint8Array> => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
        return buffer.subarray(0, bytesRead);
      };
      const bytes = async function* () {
        yield* handle.createReadStream({ autoClose: false });
      };
      await give(partsOf(rows.add({ path, sizeBytes, bytes, slice }, await slice(0, 4_096))));
    } finally {
      await handle.close();
    }
    say({ kind: 'READ' });
    return;
  }
  const came = own.read();
  const { value: head = new Uint8Array() } = await came.next();
  const bytes = async function* () {
    yield head;
    yield* came;
  };
  await give(partsOf(rows.add({ path, sizeBytes, bytes, slice: null }, head)));
  // A file that was not read to its end: the rest of it passes by.
  for await (const _rest of own.read());
  say({ kind: 'READ' });
}

yieldToOthers();
port.on('message', (message: ToImporter) => {
  if (message.kind === 'PIECE') return pieces.add(message.bytes);
  if (message.kind === 'TAKEN') return taken();
  if (message.kind === 'FILE') {
    const own = new Pieces();
    pieces = own;
    work = work.then(() => readFile(message, own));
  } else
    work = work.then(async () => {
      await give(partsOf(rows.end()));
      say({ kind: 'DONE', read: rows.read });
    });
  work.catch((error: unknown) => {
    throw error;
  });
});
