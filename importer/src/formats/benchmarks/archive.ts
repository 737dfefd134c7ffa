import type { UnzipDecoder } from 'fflate';

/** Zstandard within an archive, which newer logs of Inspect use. */
const zstandard = 93;

/** The members of a ZIP archive that are wanted, by name. Errors: throws where it is damaged, or unpacks to more than `maxBytes`. */
export async function unpacked(
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
  maxBytes: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const [{ Unzip, UnzipInflate }, { decompress }] = await Promise.all([import('fflate'), import('fzstd')]);
  const members = new Map<string, Uint8Array>();
  let total = 0;
  class UnzipZstandard implements UnzipDecoder {
    static readonly compression = zstandard;
    ondata: UnzipDecoder['ondata'] = () => undefined;
    readonly #pieces: Uint8Array[] = [];
    push(piece: Uint8Array, isLast: boolean): void {
      this.#pieces.push(piece);
      if (isLast) this.ondata(null, decompress(joined(this.#pieces)) as Uint8Array<ArrayBuffer>, true);
    }
  }
  const unzip = new Unzip((member) => {
    if (!isWanted(member.name)) return;
    const pieces: Uint8Array[] = [];
    member.ondata = (error, piece, isLast) => {
      if (error !== null) throw error;
      total += piece.length;
      if (total > maxBytes) throw new Error(`it unpacks to more than ${maxBytes} bytes`);
      pieces.push(piece);
      if (isLast) members.set(member.name, joined(pieces));
    };
    member.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipZstandard);
  unzip.push(archive, true);
  return members;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
