import { MOST_LINES } from './log-book.ts';
import type { LogLine } from './log-book.ts';

/** Parts that are read side by side. */
const AT_ONCE = 4;

/** Reads a whole log, part by part; `onShare` hears how much of it is there. null: it was given up. */
export async function wholeLog(
  read: (after: number, count: number) => Promise<readonly LogLine[] | { readonly failure: string }>,
  lastLine: number,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob | { readonly failure: string } | null> {
  const parts: Blob[] = [];
  for (let from = 0; from < lastLine; from += AT_ONCE * MOST_LINES) {
    const begins = Array.from({ length: AT_ONCE }, (_, place) => from + place * MOST_LINES).filter((after) => after < lastLine);
    const answers = await Promise.all(begins.map((after) => read(after, Math.min(MOST_LINES, lastLine - after))));
    if (signal.aborted) return null;
    for (const [place, answer] of answers.entries()) {
      if ('failure' in answer) return answer;
      const end = (begins[place] as number) + MOST_LINES;
      // Where lines are missing, those of the next part come with this one. A browser keeps large parts on disk.
      parts.push(new Blob([answer.map(({ line, text }) => (line > end ? '' : `${text}\n`)).join('')]));
    }
    onShare(Math.min(1, (from + AT_ONCE * MOST_LINES) / lastLine));
  }
  return new Blob(parts, { type: 'text/plain;charset=utf-8' });
}

/** Hands a file to the reader. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
