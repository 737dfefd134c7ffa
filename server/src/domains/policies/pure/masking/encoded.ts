import { emailAt } from './email.ts';
import type { Found } from './characters.ts';

/** An `@` as addresses of pages, JSON and HTML write it, also where a written-out text was written out again (`%2540`). */
const encodedAt = /%(?:25)*40|\\u0040|&(?:amp;)*(?:#0*64|#[xX]0*40|commat);|\uff20/;
/** Runs of bytes, one written-out character, one entity. */
const encoded = /(?:%(?:25)*[0-9a-f]{2})+|(?<!\\)\\+u[0-9a-f]{4}|&(?:amp;)*(?:#\d{1,7}|#x[0-9a-f]{1,6}|commat|period|quot|lt|gt);|\uff20/gi;
const entities: Readonly<Record<string, string>> = { commat: '@', period: '.', quot: '"', lt: '<', gt: '>' };

/** Addresses whose `@` is written out. */
export function* encodedEmailsIn(text: string): Generator<Found | null> {
  if (!encodedAt.test(text)) return;
  const decoded = decode(text);
  for (const at of decoded.ats) {
    const found = emailAt(decoded.text, at);
    if (found !== null) yield { start: decoded.startOf(found.start), end: decoded.startOf(found.end) };
  }
}

/** A text with what is written out in it as the characters that it stands for. */
export const decodedText = (text: string): string => (/[%\\&\uff20]/.test(text) ? decode(text).text : text);

function decode(text: string): { text: string; ats: readonly number[]; startOf(at: number): number } {
  let output = '';
  const ats: number[] = [];
  // Where pieces of the output begin, there and in the text; characters between two of them stand side by side in both.
  const places: (readonly [output: number, text: number])[] = [[0, 0]];
  let done = 0;
  for (const match of text.matchAll(encoded)) {
    output += text.slice(done, match.index);
    for (const { value, length } of charactersOf(match[0])) {
      places.push([output.length, match.index + (length.from ?? 0)]);
      if (value === '@') ats.push(output.length);
      output += value;
      places.push([output.length, match.index + length.to]);
    }
    done = match.index + match[0].length;
  }
  output += text.slice(done);
  return {
    text: output,
    ats,
    startOf: (at) => {
      let [low, high] = [0, places.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((places[middle] as readonly [number, number])[0] <= at) low = middle;
        else high = middle - 1;
      }
      const [inOutput, inText] = places[low] as readonly [number, number];
      return inText + at - inOutput;
    },
  };
}

interface Piece {
  readonly value: string;
  readonly length: { readonly from: number; readonly to: number };
}

function charactersOf(source: string): Piece[] {
  if (source === '\uff20') return [{ value: '@', length: { from: 0, to: 1 } }];
  if (source.startsWith('%')) return charactersOfBytes(source);
  const name = source.replace(/^&(?:amp;)*/i, '').replace(';', '');
  const value = source.startsWith('\\')
    ? String.fromCharCode(Number.parseInt(source.slice(-4), 16))
    : (entities[name.toLowerCase()] ?? characterOf(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))));
  return [{ value, length: { from: 0, to: source.length } }];
}

const characterOf = (code: number): string => (code > 0x10_ff_ff ? '\ufffd' : String.fromCodePoint(code));

/** Characters of UTF-8 that is written out byte by byte; a byte that belongs to none is U+FFFD. */
function charactersOfBytes(source: string): Piece[] {
  const bytes = [...source.matchAll(/%(?:25)*([0-9a-f]{2})/gi)].map((match) => ({
    byte: Number.parseInt(match[1] as string, 16),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length;) {
    const { byte, from } = bytes[at] as (typeof bytes)[number];
    const wanted = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const taken = bytes.slice(at, at + wanted);
    const value = new TextDecoder().decode(Uint8Array.from(taken, (part) => part.byte));
    const isWhole = !value.includes('\ufffd');
    const used = isWhole ? taken : taken.slice(0, 1);
    pieces.push({ value: isWhole ? value : '\ufffd', length: { from, to: used.at(-1)?.to ?? from } });
    at += used.length;
  }
  return pieces;
}
