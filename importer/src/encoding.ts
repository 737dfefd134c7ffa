/** How the bytes of a text file stand for letters. */
export interface Encoding {
  /** The platform's name: `TextDecoder` takes it. */
  readonly label: string;
  /** The name for people. */
  readonly name: string;
  /** The bytes do not name it: it follows from what they are. */
  readonly isGuess: boolean;
}

const utf8: Encoding = { label: 'utf-8', name: 'UTF-8', isGuess: false };
const windows: Encoding = { label: 'windows-1252', name: 'Windows-1252', isGuess: true };

/** Errors: throws where the platform does not know the name. */
export function namedEncoding(name: string): Encoding {
  try {
    const { encoding } = new TextDecoder(name);
    return { label: encoding, name: encoding, isGuess: false };
  } catch {
    throw new Error(`${JSON.stringify(name)} is not the name of an encoding; "utf-8", "windows-1252" and "utf-16le" are`);
  }
}

/** The encoding that a file begins with; null: it has no byte order mark and holds nothing that UTF-16 would have. */
function markedEncoding(head: Uint8Array): Encoding | null {
  // Parquet is no text; its first letters show it.
  if (String.fromCharCode(...head.subarray(0, 4)) === 'PAR1') return windows;
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { ...utf8, name: 'UTF-8 with a byte order mark' };
  if (first === 0xff && second === 0xfe) return { label: 'utf-16le', name: 'UTF-16', isGuess: false };
  if (first === 0xfe && second === 0xff) return { label: 'utf-16be', name: 'UTF-16, big-endian', isGuess: false };
  // Of letters of Europe every second byte is 0: separators and line ends are there in any language.
  const looked = Math.min(head.length, 4_096);
  const zeros: [number, number] = [0, 0];
  for (let at = 0; at < looked; at += 1) if (head[at] === 0) zeros[(at % 2) as 0 | 1] += 1;
  if (zeros[1] > looked / 20 && zeros[0] * 10 < zeros[1]) return { label: 'utf-16le', name: 'UTF-16', isGuess: true };
  if (zeros[0] > looked / 20 && zeros[1] * 10 < zeros[0]) return { label: 'utf-16be', name: 'UTF-16, big-endian', isGuess: true };
  return null;
}

/** The encoding of the beginning of a file: enough to read its first lines. */
export const encodingOfHead = (head: Uint8Array): Encoding => markedEncoding(head) ?? (isUtf8(head) ? utf8 : windows);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a whole file. A letter that is not UTF-8 may come late, so all of it is looked through. A file with more letters of
 * several bytes than places that are not UTF-8 is UTF-8 that was damaged; with fewer it is Windows-1252.
 */
export async function encodingOf(bytes: () => AsyncIterable<Uint8Array>): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const chunk of bytes()) {
      const marked = isFirst ? markedEncoding(chunk) : null;
      if (marked !== null) return marked;
      isFirst = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return utf8;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const { letterCount, faultCount } = await countsOf(bytes());
  return letterCount > faultCount ? { ...utf8, name: 'UTF-8' } : windows;
}

async function countsOf(chunks: AsyncIterable<Uint8Array>): Promise<{ letterCount: number; faultCount: number }> {
  let letterCount = 0;
  let faultCount = 0;
  let missing = 0; // bytes of the letter that has begun
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (missing > 0) {
        if ((byte & 0xc0) === 0x80) {
          missing -= 1;
          if (missing === 0) letterCount += 1;
          continue;
        }
        faultCount += 1;
        missing = 0;
      }
      if (byte < 0x80) continue;
      if (byte >= 0xc2 && byte < 0xe0) missing = 1;
      else if (byte >= 0xe0 && byte < 0xf0) missing = 2;
      else if (byte >= 0xf0 && byte < 0xf5) missing = 3;
      else faultCount += 1;
    }
  }
  return { letterCount, faultCount: faultCount + (missing > 0 ? 1 : 0) };
}

/** The text of a file, in pieces, without a byte order mark. Of bytes that are no letter `onFault` names the line, from 1. */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  { label }: Encoding,
  onFault: (line: number) => void = () => {},
): AsyncIterable<string> {
  const decoder = new TextDecoder(label);
  let line = 1;
  const seen = (text: string): string => {
    if (text.includes('\ufffd')) for (const [index, part] of text.split('\n').entries()) if (part.includes('\ufffd')) onFault(line + index);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) line += 1;
    return text;
  };
  for await (const chunk of chunks) yield seen(decoder.decode(chunk, { stream: true }));
  yield seen(decoder.decode());
}
