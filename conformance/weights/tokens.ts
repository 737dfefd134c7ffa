import { readFile } from 'node:fs/promises';

/** Words and letters of a model by their numbers, as llama2.c stores them. */
export interface Tokens {
  /** Without a beginning: `beginToken` is put in front of a whole text. */
  encode(text: string): number[];
  /** The text of a token behind others. */
  pieceOf(token: number): string;
}

export const beginToken = 1;
export const endToken = 2;
/** Numbers of the 256 bytes begin here. */
const firstByte = 3;

export async function openTokens(path: string, count: number): Promise<Tokens> {
  const bytes = await readFile(path);
  const pieces: string[] = [];
  const scores: number[] = [];
  let at = 4;
  for (let token = 0; token < count; token += 1) {
    scores.push(bytes.readFloatLE(at));
    const length = bytes.readInt32LE(at + 4);
    pieces.push(bytes.subarray(at + 8, at + 8 + length).toString('utf8'));
    at += 8 + length;
  }
  const known = new Map(pieces.map((piece, token) => [piece, token]));
  return {
    encode: (text) => encode(text, known, scores),
    pieceOf: (token) => {
      const byte = /^<0x([0-9A-F]{2})>$/.exec(pieces[token] ?? '')?.[1];
      return byte === undefined ? (pieces[token] ?? '') : String.fromCharCode(Number.parseInt(byte, 16));
    },
  };
}

/** Letters, then the best pair of neighbours becomes one, until no pair is a token. */
function encode(text: string, known: ReadonlyMap<string, number>, scores: readonly number[]): number[] {
  const parts: { piece: string; token: number }[] = [];
  for (const letter of text) {
    const token = known.get(letter);
    if (token !== undefined) parts.push({ piece: letter, token });
    else for (const byte of Buffer.from(letter)) parts.push({ piece: `\uFFFD${byte}`, token: byte + firstByte });
  }
  for (;;) {
    let best: { at: number; piece: string; token: number; score: number } | null = null;
    for (let at = 0; at + 1 < parts.length; at += 1) {
      const piece = `${parts[at]?.piece}${parts[at + 1]?.piece}`;
      const token = known.get(piece);
      if (token !== undefined && (best === null || (scores[token] as number) > best.score))
        best = { at, piece, token, score: scores[token] as number };
    }
    if (best === null) return parts.map(({ token }) => token);
    parts.splice(best.at, 2, { piece: best.piece, token: best.token });
  }
}
